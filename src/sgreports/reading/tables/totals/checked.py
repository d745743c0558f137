"""Totals checked against their columns. A total that no rows add up to is an issue: the print errs, or the reading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sgreports.model.base import Issue
from sgreports.model.report import Table
from sgreports.model.table_headings import is_total
from sgreports.model.table_numbers import number_in
from sgreports.model.table_sums import adds_up, is_of_shares, last_addends
from sgreports.reading.tables.totals.by_sums import fits_group

_CODE = "table-total"
_FEWEST = 2  # addends
_NONE = re.compile(r"[-–—.… ]*")


@dataclass(frozen=True, slots=True)
class _Total:
    """A total: its place, its number, the sum of the rows above it, and whether it is the sum of some of them."""

    row: int
    column: int
    value: float
    above: float
    fits: bool


def total_issues(tables: Sequence[Table]) -> list[Issue]:
    """An issue for each total that is not the sum of rows above it."""
    return [
        Issue(
            code=_CODE,
            detail=f"Page {table.page}: the total {total.value:g} in row {total.row + 1}, column {total.column + 1} "
            f"of {table.key} is not the sum of rows above it, {total.above:g}.",
            page=table.page,
        )
        for table in tables
        for total, right in _judged(table)
        if not right
    ]


def totals_by_fit(tables: Sequence[Table]) -> tuple[int, int]:
    """How many totals are the sum of rows above them, and how many are not."""
    found = [each for table in tables for each in _judged(table)]
    return sum(total.fits and total.value != 0 for total, _ in found), sum(not right for _, right in found)


def _judged(table: Table) -> Iterator[tuple[_Total, bool]]:
    """The totals of a table, each with whether it is right: the sum of rows above it, or of all columns together."""
    if not any(_is_total(row) for row in table.cells):
        return
    columns = _plain_columns(table)
    every = [addend for column in columns for addend in _addends_before_first_total(table, column)]
    for column in columns:
        for total in _checked(table, column):
            yield total, total.fits or adds_up(every, total.value)
    for total in _over_columns(table):
        yield total, total.fits or adds_up(every, total.value)


def _over_columns(table: Table) -> Iterator[_Total]:
    """The totals over several columns, each against the numbers of all of these."""
    for span in table.spans:
        row, group = table.cells[span.row], range(span.column, span.column + span.columns)
        value = number_in(row[span.column])
        if span.columns > 1 and span.row >= (table.heading_rows or 0) and value is not None and _is_total(row):
            above = [number_in(other[j]) or 0 for other in table.cells[: span.row] for j in group]
            yield _Total(span.row, span.column, value, sum(above), fits_group(table, span.row, value, group))


def _is_total(row: Sequence[str]) -> bool:
    return is_total(next(filter(None, row), ""))


def _is_bare(row: Sequence[str]) -> bool:
    """Whether a row has numbers alone: the sum of a group, without a name."""
    return all(not cell or number_in(cell) is not None for cell in row)


def _plain_columns(table: Table) -> list[int]:
    return [column for column in range(1, len(table.cells[0])) if _is_plain(table, column)]


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


def _checked(table: Table, column: int) -> Iterator[_Total]:
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
            yield _Total(number, column, value, sum(addends), count > 0)
        if count and (total or _is_bare(row)):
            addends[-count:] = [value]
        else:
            addends = [value] if total else [*addends, value]
        own += 1
