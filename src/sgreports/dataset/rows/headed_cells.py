"""Which cells of a table are headings, and the path of headings that each other cell has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile

from sgreports.model.report import Span, Table, covered_places
from sgreports.model.table_headings import is_total, path_of
from sgreports.model.table_numbers import are_figures, number_in
from sgreports.model.table_sums import adds_up

Row = Sequence[str]

_YEARS = range(1900, 2101)
_NAMED = 0.6  # of the rows have a cell in a column that names them
_ORDINALS = 0.8  # of the cells of a column that counts the rows
_PERIOD = re.compile(r"\d{4}\s?[–-]\s?\d{4}")  # of years or hours: a column of names


@dataclass(frozen=True, slots=True)
class HeadedCell:
    """A cell with text: its place, how many rows and columns it covers, its headings from the outermost.

    `number` is null for headings, of rows as of columns: a year over a column counts nothing.
    """

    row: int
    column: int
    rows: int
    columns: int
    row_header: str | None
    col_header: str | None
    text: str
    number: float | None


def headed_cells(table: Table) -> Iterator[HeadedCell]:
    """The cells of a table that have text, row by row; one that covers several columns once, in the first of them."""
    return _Layout(table).cells()


@dataclass(frozen=True)
class _Block:
    """One of the tables set side by side: its columns, of which the first `stub` name the rows by those of `naming`."""

    begins: int
    stub: int
    naming: tuple[int, ...]


class _Layout:
    """The headings of one table: its first rows, its first columns, and rows that stand alone over a group."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = table.cells
        self.heads = table.heading_rows or heading_rows(table.cells)
        self.width = max(map(len, table.cells), default=0)

    def cells(self) -> Iterator[HeadedCell]:
        covered = covered_places(self.table.spans)
        for i, row in enumerate(self.rows):
            for j, text in enumerate(row):
                if text.strip() and (i, j) not in covered:
                    yield self._cell(i, j, text)

    def _cell(self, i: int, j: int, text: str) -> HeadedCell:
        span, block = self._spans.get((i, j)), next(b for b in reversed(self._blocks) if b.begins <= j)
        heads = i < self.heads or j - block.begins < block.stub
        columns = span.columns if span else 1
        return HeadedCell(
            row=i, column=j, rows=span.rows if span else self._rows_named(i, j, block), columns=columns,
            row_header=self._row_path(i, j, block) if i >= self.heads else None,
            col_header=self._column_path(min(i, self.heads), range(j, j + columns)), text=text,
            number=None if heads else number_in(text),
        )  # fmt: skip

    @cached_property
    def _spans(self) -> dict[tuple[int, int], Span]:
        return {(span.row, span.column): span for span in self.table.spans}

    def _column_path(self, heads: int, columns: range) -> str | None:
        """The headings over a column, or those that all of some columns share."""
        own = ([row[j] if j < len(row) else "" for j in columns] for row in self.rows[:heads])
        return path_of(*(texts[0] for texts in own if len(set(texts)) == 1))

    def _row_path(self, i: int, j: int, block: _Block) -> str | None:
        """The group of a row, and what names it in the columns before the cell."""
        named = [self._name(i, c, block) for c in block.naming if c < j]
        if not any(named) and j > block.begins and block is not self._blocks[0]:
            named = [self._name_of_all(i)]
        return path_of(self._groups[i] if j else "", *named)

    def _name_of_all(self, i: int) -> str:
        """The name of a row over all tables set side by side, as of their total: the row has it and one number."""
        filled = [text for text in self.rows[i] if text.strip()]
        return filled[0] if len(filled) == 2 and filled[0] == self.rows[i][0] else ""

    def _name(self, i: int, column: int, block: _Block) -> str:
        """What a naming column says of a row; one but the last says it of the rows under it, too."""
        if self.rows[i][column].strip() or column == block.naming[-1]:
            return self.rows[i][column]
        above = (self.rows[k][column] for k in range(i, self.heads - 1, -1))
        return next(filter(str.strip, above), "")

    def _rows_named(self, i: int, j: int, block: _Block) -> int:
        """How many rows a cell names: with several naming columns those under it that say nothing themselves."""
        if i < self.heads or j not in block.naming[:-1]:
            return 1
        return 1 + len(list(takewhile(lambda row: not row[j].strip(), self.rows[i + 1 :])))

    @cached_property
    def _groups(self) -> list[str]:
        """For each row the name that stands alone over its group, of tables that begin with such a name.

        A group ends with the next name, and with its total; the total of other totals is in none.
        """
        found, name, members = [""] * len(self.rows), "", list[Row]()
        totals, others = list[Row](), list[Row]()  # above: all totals; the rows after the last one
        for i, row in enumerate(self.rows[self.heads :], self.heads):
            if self._stands_alone(i, bool(name)):
                name, members = row[0], []
                continue
            closes = is_total(row[0]) or (not row[0].strip() and _is_sum(members, row))
            if not closes or _is_sum(members, row) or not (_is_sum(totals, row) or _is_sum([*totals, *others], row)):
                found[i] = name
                members.append(row)
            others.append(row)
            if closes:
                totals.append(row)
                name, others = "", []
        return found

    def _stands_alone(self, i: int, grouped: bool) -> bool:
        """Whether a row has a name and nothing else, in a table of one block that begins with such a row, after a total
        or in a group."""
        if len(self._blocks) > 1 or not self._is_alone(i):
            return False
        return grouped or self._is_alone(self.heads) or is_total(self.rows[i - 1][0])

    def _is_alone(self, i: int) -> bool:
        """Whether a row has a name and no figures; remarks may stand beside it."""
        row = self.rows[i]
        return len(row) > 1 and bool(row[0].strip()) and not any(row[j].strip() for j in self._beside_names)

    @cached_property
    def _beside_names(self) -> list[int]:
        """The columns of figures and of names within names; all but the first where there are no figures."""
        figures = [j for j in range(1, self.width) if self._is_figures(j)]
        return [*figures, *self._blocks[0].naming[1:]] if figures else list(range(1, self.width))

    @cached_property
    def _blocks(self) -> list[_Block]:
        """The tables set side by side, `Country | Number | Country | Number`; for the most part a single one."""
        starts = [j for j in range(1, self.width) if self._repeats_first(j)] or self._alternating()
        bounds = [0, *starts, self.width]
        return [self._block_of(a, b) for a, b in pairwise(bounds)]

    def _repeats_first(self, j: int) -> bool:
        first = self._column_path(self.heads, range(1))
        return first is not None and self._column_path(self.heads, range(j, j + 1)) == first

    def _alternating(self) -> list[int]:
        """Where names follow figures, in the same order each time, without headings."""
        names = [j for j in range(self.width) if not self._is_figures(j)]
        step = names[1] if len(names) > 1 else self.width
        regular = step > 1 and self.width % step == 0 and names == list(range(0, self.width, step))
        return names[1:] if regular and not self.heads else []

    def _block_of(self, begins: int, ends: int) -> _Block:
        counts = self._counts_rows(begins) and begins + 2 < ends and not self._is_figures(begins + 1)
        naming = [begins + counts]
        while naming[-1] + 2 < ends and self._names_within(naming[-1], naming[-1] + 1):
            naming.append(naming[-1] + 1)
        return _Block(begins, naming[-1] + 1 - begins, tuple(naming))

    def _column(self, j: int) -> list[str]:
        return [row[j].strip() if j < len(row) else "" for row in self.rows[self.heads :]]

    def _is_figures(self, j: int) -> bool:
        texts = self._column(j)
        return are_figures(texts) and not any(map(_PERIOD.fullmatch, texts))

    def _counts_rows(self, j: int) -> bool:
        """Whether a column numbers the rows: 1, 2, 3, or on from the table before."""
        numbers = [int(text.rstrip(".")) if text.rstrip(".").isdecimal() else 0 for text in self._column(j) if text]
        counted = sum(b == a + 1 for a, b in pairwise(numbers))
        return len(numbers) > 1 and counted >= _ORDINALS * (len(numbers) - 1)

    def _names_within(self, outer: int, inner: int) -> bool:
        """Whether a column of text names rows within those that the column before it names together."""
        pairs = list(zip(self._column(outer), self._column(inner), strict=True))
        named = sum(bool(b) for _, b in pairs)
        return not self._is_figures(inner) and any(not a and b for a, b in pairs) and named >= _NAMED * len(pairs)


def heading_rows(cells: Sequence[Row]) -> int:
    """How many rows stand above the first that has a number beside its first cell; one where none has. The name of a
    first group, like those of groups further down, is no heading."""
    for i, row in enumerate(cells):
        if any(number_in(text) is not None for text in row[1:]):
            if i == 1 and _has_name_alone(cells[0]) and any(map(_has_name_alone, cells[2:])):
                return 0
            return max(i, 1) if i or _years(row) else i
    return min(1, len(cells))


def _has_name_alone(row: Row) -> bool:
    """Whether a row has nothing but a name in the first column."""
    return bool(row[0].strip()) and not any(map(str.strip, row[1:])) and not is_total(row[0])


def _years(row: Row) -> bool:
    """Whether the numbers of a first row are years, over columns."""
    numbers = filter(None, map(number_in, row[1:]))
    return all(n in _YEARS for n in numbers)


def _is_sum(rows: Sequence[Row], total: Row) -> bool:
    """Whether a total is that of some rows, by any of its columns."""
    return any(
        value is not None and adds_up([number_in(row[j]) or 0 for row in rows], value)
        for j, value in enumerate(map(number_in, total))
        if j
    )
