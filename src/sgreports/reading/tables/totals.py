"""Totals: over a group of columns, which are known by their sums, and those that no rows add up to, as issues."""

from collections.abc import Sequence

from sgreports.model.base import Issue
from sgreports.model.report import Span, Table
from sgreports.model.table_headings import is_total
from sgreports.model.table_numbers import number_in
from sgreports.model.table_sums import adds_up
from sgreports.model.table_totals import fits_group, judged_totals, numbers_of

Row = Sequence[str]


def with_merged_totals(table: Table) -> Table:
    """The table with each total of a group of columns in the first of them, and its span."""
    groups, heads = _groups(table), table.heading_rows or 0
    known = {span.row for span in table.spans}
    for i, row in enumerate(table.cells[heads:], heads):
        if i not in known and (is_total(row[0]) or not row[0].strip()):
            for group in groups:
                if (at := _lone_number(row, group)) is not None and _is_of_group(table, i, at, group):
                    table = _moved(table, i, at, group)
    return table


def _groups(table: Table) -> list[range]:
    """The columns under each heading over several, then all that have figures alone."""
    heads = table.heading_rows or 0
    own = [range(s.column, s.column + s.columns) for s in table.spans if s.row < heads and s.columns > 1]
    every = range(1, len(table.cells[0]))
    return [*sorted(own, key=len), *([every] if own and every not in own else [])]


def _lone_number(row: Row, group: range) -> int | None:
    """The column of the only text in a group of columns, if it is a number."""
    filled = [j for j in group if row[j].strip()]
    return filled[0] if len(filled) == 1 and number_in(row[filled[0]]) else None


def _is_of_group(table: Table, i: int, at: int, group: range) -> bool:
    """Whether a number is the sum of a group of columns, and not that of its own."""
    value = number_in(table.cells[i][at]) or 0
    own = [n for row in table.cells[table.heading_rows or 0 : i] for n in numbers_of(row, range(at, at + 1))]
    alone = bool(own) and (adds_up(own, value) or adds_up(own[-1:], value))
    return fits_group(table, i, value, group) and not alone


def _moved(table: Table, i: int, at: int, group: range) -> Table:
    """The table with a number, and its pieces, in the first column of its group."""
    cells = [list(row) for row in table.cells]
    cells[i][group.start], cells[i][at] = cells[i][at], cells[i][group.start]
    found: dict[str, object] = {
        "cells": tuple(map(tuple, cells)),
        "spans": (*table.spans, Span(row=i, column=group.start, columns=len(group))),
    }
    if table.cell_pieces:
        pieces = [list(row) for row in table.cell_pieces]
        pieces[i][group.start], pieces[i][at] = pieces[i][at], pieces[i][group.start]
        found["cell_pieces"] = tuple(map(tuple, pieces))
    return table.model_copy(update=found)


def total_issues(tables: Sequence[Table]) -> list[Issue]:
    """An issue for each total that is not the sum of rows above it."""
    return [
        Issue(
            code="table-total",
            detail=f"Page {table.page}: the total {total.value:g} in row {total.row + 1}, column {total.column + 1} "
            f"of {table.key} is not the sum of rows above it, {sum(total.above):g}.",
            page=table.page,
        )
        for table in tables
        for total in judged_totals(table)
        if not total.right
    ]


def totals_by_fit(tables: Sequence[Table]) -> tuple[int, int]:
    """How many totals are the sum of rows above them, and how many are not."""
    found = [total for table in tables for total in judged_totals(table)]
    return sum(total.fits and total.value != 0 for total in found), sum(not total.right for total in found)
