"""Columns of tables that do not add up."""

from collections.abc import Iterator

import duckdb

from sgreports.answers.checks.finding import Finding, Place
from sgreports.dataset.files.parquet import records
from sgreports.dataset.rows.headed_cells import heading_rows
from sgreports.model.report import Table
from sgreports.model.table_sums import adds_up
from sgreports.model.table_totals import Total, judged_totals

SLIP = 0.1  # by which share of the total a column may be wrong; what differs more was read wrongly
LEAST = 3  # numbers above a total
SURE = 0.7
TABLES = """
    SELECT t.document, t."table", t.title, t.cells FROM tables t JOIN documents d ON d.document = t.document
    ORDER BY d.date, t.document, t."table"
"""
CELL = """
    SELECT row_header, col_header, text, page, document_link(document, page) FROM table_cells
    WHERE document = ? AND table_key = ? AND row_index = ? AND col_index = ?
"""


def columns(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Whole numbers above the one row that is called a total, where they fit in another column, which proves how the
    table is read, and not in theirs."""
    for document, key, title, cells in (row.values() for row in list(records(connection, TABLES))):
        rows = tuple(map(tuple, cells))
        table = Table(
            key=key, number=None, title=title, page=None, section=None, cells=rows, heading_rows=heading_rows(rows)
        )
        totals = list(judged_totals(table))
        proved = any(adds_up(total.above, total.value) for total in totals)
        if proved and len({total.row for total in totals}) == 1:
            yield from (_finding(connection, document, table, total) for total in totals if _slips(total))


def _slips(total: Total) -> bool:
    """Whether a total is not the sum of all numbers above it, but near."""
    near = abs(total.value - sum(total.above)) <= SLIP * total.value and not adds_up(total.above, total.value)
    return near and len(total.above) >= LEAST and all(n == int(n) for n in total.above)


def _finding(connection: duckdb.DuckDBPyConnection, document: str, table: Table, total: Total) -> Finding:
    found = connection.execute(CELL, [document, table.key, total.row, total.column]).fetchone()
    row, column, text, page, link = found or (None, None, f"{total.value:g}", None, None)
    place = Place(
        document=document, place=f"{table.key}, row {total.row + 1}", paragraph=None, page=page, link=link,
        text=f"{table.title or 'table without a title'}: {row}, {column}",
    )  # fmt: skip
    says = f"the column {column or total.column + 1} adds up to {sum(total.above):,.15g}, not {text}"
    return Finding(check="columns", says=says, sure=SURE, places=(place,))
