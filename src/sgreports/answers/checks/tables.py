"""Columns of tables that do not add up."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import duckdb

from sgreports.answers.checks.finding import Finding, Place
from sgreports.dataset.files.parquet import records
from sgreports.model.base import Frozen
from sgreports.model.table_headings import is_total
from sgreports.model.table_sums import adds_up, is_of_shares

SLIP = 0.1  # by which share of the total a column may be wrong; what differs more was read wrongly
LEAST = 3  # numbers above a total
SURE = 0.7
QUERY = """
    SELECT c.document, c.table_key, c.row_index, c.col_index, c.row_header, c.col_header, c.text, c.number, c.page,
           document_link(c.document, c.page) AS link, t.title
    FROM table_cells c JOIN tables t ON t.document = c.document AND t."table" = c.table_key
    JOIN documents d ON d.document = c.document
    ORDER BY d.date, c.document, c.table_key, c.row_index, c.col_index
"""


class Cell(Frozen):
    """A cell of a table with its headers."""

    document: str
    table_key: str
    row_index: int
    col_index: int
    row_header: str | None
    col_header: str | None
    text: str
    number: float | None
    page: int | None
    link: str | None
    title: str | None

    @property
    def place(self) -> Place:
        return Place(
            document=self.document, place=f"{self.table_key}, row {self.row_index + 1}", paragraph=None, page=self.page,
            link=self.link, text=f"{self.title or 'table without a title'}: {self.row_header}, {self.col_header}",
        )  # fmt: skip


Table = Mapping[tuple[int, int], Cell]


def tables_of(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    found: dict[tuple[str, str], dict[tuple[int, int], Cell]] = defaultdict(dict)
    for row in records(connection, QUERY):
        cell = Cell.model_validate(row)
        found[cell.document, cell.table_key][cell.row_index, cell.col_index] = cell
    return list(found.values())


def columns(tables: Sequence[Table]) -> Iterator[Finding]:
    """Whole numbers above the one row that is called a total, where they fit in another column and not in theirs."""
    for table in tables:
        totals = [row for row in sorted({row for row, _ in table}) if _is_total(table, row)]
        if len(totals) == 1:
            yield from _misfits(table, totals[0])


def _is_total(table: Table, row: int) -> bool:
    first = min((col for r, col in table if r == row), default=0)
    return is_total(table[row, first].text.strip())


def _misfits(table: Table, total: int) -> Iterator[Finding]:
    sums = {col: [c.number for c in _above(table, total, col)] for r, col in table if r == total}
    stated = {col: cell for (r, col), cell in table.items() if r == total and cell.number is not None}
    fitting = [col for col, cell in stated.items() if adds_up([n for n in sums[col] if n], cell.number or 0)]
    if not fitting:  # the columns are proved by one that fits
        return
    for col, cell in stated.items():
        numbers = [n for n in sums[col] if n is not None]
        missing = (cell.number or 0) - sum(numbers)
        if col not in fitting and _summable(table, total, col, numbers) and abs(missing) <= SLIP * (cell.number or 0):
            says = f"the column {cell.col_header or col + 1} adds up to {sum(numbers):,.15g}, not {cell.text}"
            yield Finding(check="columns", says=says, sure=SURE, places=(cell.place,))


def _above(table: Table, total: int, col: int) -> list[Cell]:
    return [cell for (row, c), cell in sorted(table.items()) if c == col and row < total and cell.row_header]


def _summable(table: Table, total: int, col: int, numbers: Sequence[float]) -> bool:
    headers = " ".join(cell.text for (row, c), cell in table.items() if c == col and row < 2)
    whole = all(n == int(n) for n in numbers)
    unread = [c for c in _above(table, total, col) if c.number is None and re.search(r"\d", c.text)]
    return len(numbers) >= LEAST and whole and not unread and not is_of_shares(headers)
