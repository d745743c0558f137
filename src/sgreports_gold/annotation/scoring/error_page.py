"""The errors in their paragraphs as one self-contained HTML page, the worst paragraph first."""

from collections.abc import Mapping, Sequence

from sgreports.dataset.templates import render
from sgreports.model.letters import letters
from sgreports_gold.annotation.scoring.comparison import Comparison, Slip

KINDS = ("missed", "spurious", "entity", "unit")
"""The kinds of errors that the legend shows."""


def page(each: Sequence[Comparison], texts: Mapping[tuple[str, str], str]) -> str:
    """HTML of all paragraphs with errors; `texts` by (document, paragraph) as in the gold."""
    ranked = sorted((c for c in each if c.slips), key=lambda c: -len(c.slips))
    marked = [(c, _pieces(texts.get((c.document, c.paragraph), ""), c.slips)) for c in ranked]
    errors = sum(len(c.slips) for c in ranked)
    return render(
        "sgreports_gold.annotation.scoring", "errors.html", names=KINDS, ranked=marked, errors=errors, total=len(each)
    )


def _pieces(text: str, slips: Sequence[Slip]) -> list[tuple[str, str]]:
    """The text in pieces, each with the kind of its error or none."""
    starts = _starts(slips)
    pieces, count, end = [("", "")], 0, -1
    for ch in text:
        size = len(letters(ch))
        if size and count in starts:
            pieces.append(("", starts[count].what))
            end = starts[count].end
        pieces[-1] = (pieces[-1][0] + ch, pieces[-1][1])
        count += size
        if size and count >= end >= 0:
            pieces.append(("", ""))
            end = -1
    return [piece for piece in pieces if piece[0]]


def _starts(slips: Sequence[Slip]) -> dict[int, Slip]:
    """The errors that have a span, by their first letter. Where two overlap, the first is taken."""
    starts: dict[int, Slip] = {}
    last = 0
    for s in sorted((s for s in slips if s.end), key=lambda s: (s.start, -s.end)):
        if s.start >= last:
            starts[s.start], last = s, s.end
    return starts
