"""Headings with the columns that each stands over, and how their lines make rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from sgreports.model.report import Span
from sgreports.reading.tables.columns import Cells
from sgreports.reading.tables.wrapped import joined


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading, or a line of one, and the numbers of the columns that it stands over."""

    columns: range
    text: str


HeadingRow = Sequence[Placed]


def meet(one: range, other: range) -> bool:
    """Whether two headings stand over a column together."""
    return one.start < other.stop and other.start < one.stop


def rows_of_lines(lines: Iterable[HeadingRow]) -> list[list[Placed]]:
    """The rows that lines of headings make: a line goes on with the headings above it, unless one of these stands over
    several of its own."""
    rows: list[list[Placed]] = []
    for line in lines:
        if rows and not any(_heads(above, line) for above in rows[-1]):
            rows[-1] = _joined(rows[-1], line)
            continue
        rows.append(list(line))
        if len(rows) > 1:
            rows[-2], rows[-1] = _lowered(rows[-2], rows[-1])
    return rows


def _heads(above: Placed, line: HeadingRow) -> bool:
    """Whether a heading stands over two of a line's or more."""
    within = [
        own for own in line if own.columns.start >= above.columns.start and own.columns.stop <= above.columns.stop
    ]
    return len(within) > 1


def _joined(row: HeadingRow, line: HeadingRow) -> list[Placed]:
    found = list(row)
    for own in line:
        over = [each for each in found if meet(each.columns, own.columns)]
        start = min(each.columns.start for each in (*over, own))
        stop = max(each.columns.stop for each in (*over, own))
        found = [each for each in found if each not in over]
        found.append(Placed(range(start, stop), reduce(joined, (each.text for each in (*over, own)))))
    return sorted(found, key=lambda each: each.columns.start)


def _lowered(upper: HeadingRow, lower: HeadingRow) -> tuple[list[Placed], list[Placed]]:
    """Both rows, what stands over one heading alone as the first line of that."""
    alone = [above for above in upper if any(above.columns == own.columns for own in lower)]
    return [above for above in upper if above not in alone], _joined(alone, lower)


def over_repeated(rows: Sequence[HeadingRow], width: int) -> list[HeadingRow]:
    """The rows, with headings over the same headings again and again, `Women`, `Men`, `Women`, `Men`, each over one
    sequence of these, wherever in it it stands."""
    leaves = cells_of(rows[-1], width) if rows else ()
    groups = next((found for size in range(2, width // 2 + 1) if (found := _repeated(leaves, size))), [])
    return [*(_over(row, groups) for row in rows[:-1]), *rows[-1:]]


def _repeated(leaves: Sequence[str], size: int) -> list[range]:
    """The columns of the first sequence of different texts that is repeated, each time it is there."""
    for start in range(len(leaves) - 2 * size + 1):
        first = leaves[start : start + size]
        if all(first) and len(set(first)) == size:
            places = range(start, len(leaves) - size + 1, size)
            again = [leaves[at : at + size] == first for at in places]
            times = again.index(False) if False in again else len(again)
            if times > 1:
                return [range(at, at + size) for at in places[:times]]
    return []


def _over(row: HeadingRow, groups: Sequence[range]) -> HeadingRow:
    begun = [[each for each in row if each.columns.start in group] for group in groups]
    if not groups or any(
        len(own) != 1 or own[0].columns.stop > group.stop for own, group in zip(begun, groups, strict=True)
    ):
        return row
    wide = {id(own): Placed(group, own.text) for (own,), group in zip(begun, groups, strict=True)}
    return [wide.get(id(each), each) for each in row]


def cells_of(row: HeadingRow, width: int) -> Cells:
    """The cells of a row of headings: each in all its columns."""
    cells = [""] * width
    for each in row:
        for column in each.columns:
            cells[column] = joined(cells[column], each.text)
    return tuple(cells)


def spans_of(rows: Sequence[HeadingRow]) -> Iterator[Span]:
    """The headings over several columns."""
    for number, row in enumerate(rows):
        for each in row:
            if len(each.columns) > 1:
                yield Span(row=number, column=each.columns.start, columns=len(each.columns))
