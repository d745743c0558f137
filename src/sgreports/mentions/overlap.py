"""The one overlap policy: mentions never overlap, and the longest name wins (GUIDELINES, "What is annotated")."""

from collections.abc import Iterable

from sgreports.mentions.candidate import Candidate


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand and make mentions, in text order."""
    return sorted((c for c in standing(candidates) if c.label), key=lambda c: c.start)


def standing(candidates: Iterable[Candidate]) -> list[Candidate]:
    """All that stand, those that block too: longest first, then the surer one, then the one named first."""
    ranked = sorted(enumerate(candidates), key=lambda x: (-(x[1].end - x[1].start), -x[1].score, x[0]))
    taken: list[Candidate] = []
    for _, candidate in ranked:
        if all(candidate.end <= other.start or candidate.start >= other.end for other in taken):
            taken.append(candidate)
    return taken
