"""Totals checked against their columns. A total that no rows add up to is an issue: the print errs, or the reading."""

import re
from collections.abc import Iterator, Sequence

from sgreports.knowledge.layout.captions import caption
from sgreports.model.base import Issue
from sgreports.model.report import Table
from sgreports.model.table_numbers import number_in

_CODE = "table-total"
_ROUNDED, _SHARE = 0.06, 0.0001  # by which each addend with decimals is rounded; of a sum in thousands
_FEWEST = 2  # addends
_NONE = re.compile(r"[-–—.… ]*")
_SHARES = re.compile(r"(?i)per ?cent|%|average|rate\b|ratio")


def total_issues(tables: Sequence[Table]) -> list[Issue]:
    """An issue for each total that is not the sum of rows above it."""
    return [issue for table in tables for issue in _of_table(table)]


def totals_by_fit(tables: Sequence[Table]) -> tuple[int, int]:
    """How many totals are the sum of rows above them, and how many are not."""
    fitting = 0
    for table in tables:
        heads = table.heading_rows or 0
        for column in (column for column in range(1, len(table.cells[0])) if _is_plain(table, column)):
            stated = sum(_is_total(row) and bool(number_in(row[column])) for row in table.cells[heads:])
            fitting += max(0, stated - sum(1 for _ in _wrong_totals(table, column)))
    return fitting, len(total_issues(tables))


def _of_table(table: Table) -> Iterator[Issue]:
    if not any(_is_total(row) for row in table.cells):
        return
    columns = [column for column in range(1, len(table.cells[0])) if _is_plain(table, column)]
    sums = {column: _addends_before_first_total(table, column) for column in columns}
    for column in columns:
        for number, total, addends in _wrong_totals(table, column):
            every = sum(sum(own) for own in sums.values())
            if not _near(every, total, len(table.cells)):
                yield Issue(
                    code=_CODE,
                    detail=f"Page {table.page}: the total {total:g} in row {number + 1}, column {column + 1} of "
                    f"{table.key} is not the sum of rows above it, {sum(addends):g}.",
                    page=table.page,
                )


def _is_total(row: Sequence[str]) -> bool:
    return bool(caption("total").match(next(filter(None, row), "")))


def _is_bare(row: Sequence[str]) -> bool:
    """Whether a row has numbers alone: the sum of a group, without a name."""
    return all(not cell or number_in(cell) is not None for cell in row)


def _is_plain(table: Table, column: int) -> bool:
    """Whether a column has numbers and dashes alone, and no shares, under its headings."""
    heads = table.heading_rows or 0
    cells = [row[column] for row in table.cells[heads:]]
    head = " ".join(row[column] for row in table.cells[:heads])
    return not _SHARES.search(head) and all(_NONE.fullmatch(cell) or number_in(cell) is not None for cell in cells)


def _addends_before_first_total(table: Table, column: int) -> list[float]:
    found: list[float] = []
    for row in table.cells[table.heading_rows or 0 :]:
        if _is_total(row):
            break
        found.append(number_in(row[column]) or 0.0)
    return found


def _wrong_totals(table: Table, column: int) -> Iterator[tuple[int, float, list[float]]]:
    """The rows with a total that is no sum of the rows above it, down to any: with the total and those rows."""
    addends: list[float] = []
    for number, row in enumerate(table.cells):
        value = number_in(row[column])
        if number < (table.heading_rows or 0) or value is None:
            continue
        count = _summed(addends, value)
        if count and (_is_total(row) or _is_bare(row)):
            addends[-count:] = [value]
            continue
        if _is_total(row) and len(addends) >= _FEWEST:
            yield number, value, addends
        addends = [value] if _is_total(row) else [*addends, value]


def _summed(addends: Sequence[float], total: float) -> int:
    """How many of the last addends make the total; 0 where none do."""
    found = 0.0
    for count, value in enumerate(reversed(addends), start=1):
        found += value
        if _near(found, total, count):
            return count
    return 0


def _near(found: float, total: float, count: int) -> bool:
    decimals = any(value != int(value) for value in (found, total))
    return abs(found - total) <= max(_ROUNDED * count if decimals else 0.5, _SHARE * abs(total))
