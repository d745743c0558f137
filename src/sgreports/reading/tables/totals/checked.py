"""A total that no rows add up to is an issue: the print errs, or the reading."""

from collections.abc import Sequence

from sgreports.model.base import Issue
from sgreports.model.report import Table
from sgreports.model.table_totals import judged_totals

_CODE = "table-total"


def total_issues(tables: Sequence[Table]) -> list[Issue]:
    """An issue for each total that is not the sum of rows above it."""
    return [
        Issue(
            code=_CODE,
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
