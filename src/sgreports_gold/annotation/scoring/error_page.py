"""The errors in their paragraphs as one self-contained HTML page, the worst paragraph first."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from sgreports.dataset.templates import render
from sgreports.model.letters import letters_before
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
    """The text in pieces, each with the kind of its error or none. Where two errors overlap, the first is taken."""
    pieces, at, before = list[tuple[str, str]](), 0, letters_before(text)
    for s in sorted((s for s in slips if s.end), key=lambda s: (s.start, -s.end)):
        first, last = bisect_right(before, s.start) - 1, bisect_left(before, s.end)
        if s.end <= before[-1] and first >= at:
            pieces += [(text[at:first], ""), (text[first:last], s.what)]
            at = last
    return [piece for piece in [*pieces, (text[at:], "")] if piece[0]]
