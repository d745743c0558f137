"""README.md of a published dataset (what it holds, its sources, how it was made, how good it is) and CITATION.cff.

The latter is in the Citation File Format 1.2.0 (https://citation-file-format.github.io).
"""

import json
from collections.abc import Iterator

from sgreports.dataset.publish.about import About
from sgreports.dataset.publish.codebook_forms import PACKAGE, plain
from sgreports.dataset.publish.scores import Score, ScoreFile
from sgreports.dataset.templates import render

GROUPS = {
    "strict": "mentions, exact span and label", "relaxed": "mentions, overlapping span and label",
    "entity": "normal form right, where found", "unit": "unit of a count right, where found", "relation": "relations",
    "status": "polarity and modality right",
}  # fmt: skip
SHARES = ("entity", "unit")


def card(about: About) -> str:
    """The file, in Markdown."""
    outcomes = ", ".join(f"{n:,} {name}" for name, n in sorted(about.outcomes.items()))
    return render(PACKAGE, "texts/card.md", about=about, outcomes=outcomes, score_lines=_score_lines, plain=plain)


def _score_lines(file: ScoreFile) -> Iterator[tuple[str, ...]]:
    """The cells of each score that has a name in GROUPS."""
    return (_cells(score) for score in file.scores if score.name.split()[0] in GROUPS)


def _cells(score: Score) -> tuple[str, ...]:
    group, _, of = score.name.partition(" ")
    share = group in SHARES
    value = score.recall if share else score.f1
    both = ("", "") if share else (f"{score.precision:.3f}", f"{score.recall:.3f}")
    interval = f"{value:.3f} [{score.low:.3f}, {score.high:.3f}]"
    return f"{GROUPS[group]}: {of or 'all'}", *both, interval, f"{score.n:,}"


def citation(about: About) -> str:
    """The file; texts are JSON strings, which YAML reads as they are."""
    return render(PACKAGE, "texts/CITATION.cff", about=about, quoted=_quoted)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
