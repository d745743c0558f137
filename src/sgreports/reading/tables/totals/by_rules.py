"""Figures over several columns, as totals are, where the rule under them is not broken between these columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from sgreports.model.report import Span
from sgreports.model.table_numbers import FIGURE
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.grouping import Extent
from sgreports.reading.tables.columns import Cells, stretches
from sgreports.reading.tables.headings.columns import columns_within, holds
from sgreports.reading.tables.rules import RuleLevel

_NEAR = 2.7  # em from a row down to its rule


@dataclass(frozen=True, slots=True)
class Merged:
    """A figure over several columns."""

    columns: range
    text: str


def merged_figures(
    rows: Sequence[Strip], levels: Sequence[RuleLevel], columns: Sequence[Extent | None]
) -> Iterator[Merged]:
    """The figures that stand alone over a piece of the rule under their row, which runs under columns that another rule
    parts, from the top."""
    after = [*(row.row.baseline for row in rows[1:]), inf]
    for row, end in zip(rows, after, strict=True):
        at = row.row.baseline
        under = next((level for level in levels if at < level.y < min(end, at + _NEAR * row.row.size)), None)
        if under is not None and len(under.spans) > 1:
            texts = stretches(row)
            for span in under.spans:
                held = [text for text, left, right in texts if holds(span, (left, right))]
                own = columns_within(span, columns)
                if len(held) == 1 and len(own) > 1 and FIGURE.fullmatch(held[0]) and _parted(own, levels, columns):
                    yield Merged(own, held[0])


def _parted(own: range, levels: Sequence[RuleLevel], columns: Sequence[Extent | None]) -> bool:
    """Whether a rule is broken between the first two of some columns."""
    first, second = columns[own[0]], columns[own[1]]
    if not first or not second:
        return False
    left, right = (first[0] + first[1]) / 2, (second[0] + second[1]) / 2
    return any(left < edge < right for level in levels for edge in level.edges)


def with_merged(rows: Sequence[Cells], found: Sequence[Merged], above: int) -> tuple[list[Cells], list[Span]]:
    """The rows, each figure that is merged in the first of its columns, and their spans; `above` rows of headings
    stand over these rows."""
    cells, spans, start = list(rows), list[Span](), 0
    for each in found:
        place = next((i for i in range(start, len(cells)) if _stands_in(each, cells[i])), None)
        if place is not None:
            row = ["" if j in each.columns else text for j, text in enumerate(cells[place])]
            row[each.columns.start] = each.text
            cells[place], start = tuple(row), place
            spans.append(Span(row=above + place, column=each.columns.start, columns=len(each.columns)))
    return cells, spans


def _stands_in(each: Merged, row: Cells) -> bool:
    """Whether a row has a merged figure, and nothing else, in its columns."""
    return [row[j] for j in each.columns if row[j]] == [each.text]
