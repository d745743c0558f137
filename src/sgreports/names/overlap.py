"""The one overlap policy: mentions never overlap, and the longest name wins (GUIDELINES, "What is annotated")."""

from bisect import bisect_left
from collections.abc import Iterable

from sgreports.names.candidate import Candidate


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand and make mentions, in text order."""
    return sorted((c for c in without_overlaps(candidates) if c.label), key=lambda c: c.start)


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """All that stand, those that block too: longest first, then the surer one, then the one named first."""
    taken: list[Candidate] = []
    starts: list[int] = []
    ends: list[int] = []  # of what is taken, in text order
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, -c.score)):
        place = bisect_left(ends, candidate.start + 1)  # the first that ends after the candidate's start
        if place == len(starts) or candidate.end <= starts[place]:
            starts.insert(place, candidate.start)
            ends.insert(place, candidate.end)
            taken.append(candidate)
    return taken
