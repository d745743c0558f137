"""Totals of a table judged against their columns: which are the sum of rows above them, or of all columns together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sgreports.model.report import Table
from sgreports.model.table_headings import is_total
from sgreports.model.table_numbers import number_in
from sgreports.model.table_sums import adds_up, is_of_shares, last_addends

_FEWEST = 2  # addends
_NONE = re.compile(r"[-–—.… ]*|Nil")
_Found = tuple[int, int, float, list[float], bool]  # as Total, but whether it is right


@dataclass(frozen=True, slots=True)
class Total:
    """A total: its place, its number, the numbers above it down to the total before, whether it is the sum of some of
    them, and whether it is `right`: that, or the sum of all columns."""

    row: int
    column: int
    value: float
    above: tuple[float, ...]
    fits: bool
    right: bool


def judged_totals(table: Table) -> Iterator[Total]:
    """The totals of a table in columns of plain numbers, and those over several columns."""
    if not any(map(_is_total, table.cells)):
        return
    columns = [column for column in range(1, len(table.cells[0])) if _is_plain(table, column)]
    every = [addend for column in columns for addend in _addends_before_first_total(table, column)]
    found = chain(*(_checked(table, column) for column in columns), _over_columns(table))
    for row, column, value, above, fits in found:
        yield Total(row, column, value, tuple(above), fits, fits or adds_up(every, value))


def fits_group(table: Table, i: int, value: float, group: range) -> bool:
    """Whether a number of row `i` is the sum of a group of columns: of the last row above it that has several numbers
    in these, or of all rows."""
    rows = [numbers_of(row, group) for row in table.cells[table.heading_rows or 0 : i]]
    last = next((numbers for numbers in reversed(rows) if len(numbers) > 1), [])
    return bool(last) and (adds_up(last, value) or adds_up(list(chain(*rows)), value))


def numbers_of(row: Sequence[str], group: range) -> list[float]:
    return [number for number in (number_in(row[j]) for j in group) if number is not None]


def _over_columns(table: Table) -> Iterator[_Found]:
    """The totals over several columns, each against the numbers of all of these."""
    for span in table.spans:
        row, group = table.cells[span.row], range(span.column, span.column + span.columns)
        value = number_in(row[span.column])
        if span.columns > 1 and span.row >= (table.heading_rows or 0) and value is not None and _is_total(row):
            above = [number_in(other[j]) or 0 for other in table.cells[: span.row] for j in group]
            yield span.row, span.column, value, above, fits_group(table, span.row, value, group)


def _is_total(row: Sequence[str]) -> bool:
    return is_total(next(filter(None, row), ""))


def _is_bare(row: Sequence[str]) -> bool:
    """Whether a row has numbers alone: the sum of a group, without a name."""
    return all(not cell or number_in(cell) is not None for cell in row)


def _is_plain(table: Table, column: int) -> bool:
    """Whether a column has numbers and dashes alone, and no shares, under its headings."""
    heads = table.heading_rows or 0
    cells = [row[column] for row in table.cells[heads:]]
    head = " ".join(row[column] for row in table.cells[:heads])
    return not is_of_shares(head) and all(_NONE.fullmatch(cell) or number_in(cell) is not None for cell in cells)


def _addends_before_first_total(table: Table, column: int) -> list[float]:
    found: list[float] = []
    for row in table.cells[table.heading_rows or 0 :]:
        if _is_total(row):
            break
        found.append(number_in(row[column]) or 0.0)
    return found


def _checked(table: Table, column: int) -> Iterator[_Found]:
    """The totals of a column, each against the rows above it, down to any.

    In a group of one row a total that does not fit counts something else: `Fatal`, `Total` under `War casualties`.
    """
    addends: list[float] = []
    wide = {span.row for span in table.spans if span.columns > 1 and span.column == column}
    own = 0  # addends since a name that stands alone, over a group of rows
    for number, row in enumerate(table.cells):
        value = number_in(row[column])
        if number < (table.heading_rows or 0) or value is None or number in wide:
            own = 0 if row[0] and not any(row[1:]) else own
            continue
        count, total = last_addends(addends, value), _is_total(row)
        if total and (count or min(own, len(addends)) >= _FEWEST):
            yield number, column, value, list(addends), count > 0
        if count and (total or _is_bare(row)):
            addends[-count:] = [value]
        else:
            addends = [value] if total else [*addends, value]
        own += 1
