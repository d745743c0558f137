"""Contradictions in the reports: columns and rows of tables that do not add up, and resolutions with a wrong year."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import duckdb

from sgreports.answers.queries import opened
from sgreports.dataset.files.parquet import records
from sgreports.dataset.rows.headed_cells import heading_rows
from sgreports.errors import UsageError
from sgreports.knowledge.layout.symbols import symbol_book
from sgreports.model.base import Frozen
from sgreports.model.report import Table
from sgreports.model.table_numbers import number_in
from sgreports.model.table_sums import adds_up
from sgreports.model.table_totals import Total, judged_totals, numbers_of

CheckName = Literal["columns", "rows", "resolutions"]
CHECKS: dict[CheckName, str] = {
    "columns": "a column of a table does not add up to its total",
    "rows": "a row of a table does not add up to its total",
    "resolutions": "a resolution of the Security Council is cited with a year that it cannot have",
}
SURE: dict[CheckName, float] = {"columns": 0.7, "rows": 0.7, "resolutions": 0.8}
SLIP = 0.1  # by which share of the total a sum may be wrong; what differs more was read wrongly
LEAST = 3  # numbers above a total; rows that fit for each that does not
ROUNDED = re.compile(r"(?i)\b(?:thousand|million|billion)s?\b")  # in the title of a table whose sums may differ by 1
TABLES = """
    SELECT t.document, t."table", t.title, t.cells FROM tables t JOIN documents d ON d.document = t.document
    ORDER BY d.date, t.document, t."table"
"""
CELL = """
    SELECT row_header, col_header, text, page, document_link(document, page) FROM table_cells
    WHERE document = ? AND table_key = ? AND row_index = ? AND col_index = ?
"""
CITED = re.compile(r"(?<![\d/.-])(\d{1,4}) \(((?:19|20)\d\d)\)$")
CITATIONS = """
    SELECT m.document, m.paragraph, m.page, m.text, document_link(m.document, m.page) AS link,
           p.text AS paragraph_text, m."start" AS start
    FROM mentions m JOIN paragraphs p ON p.document = m.document AND p.paragraph = m.paragraph
    JOIN documents d ON d.document = m.document
    WHERE m.label = 'INSTRUMENT' AND m.kind = 'resolution' AND (m.entity IS NULL OR starts_with(m.entity, 'S/RES/'))
    ORDER BY d.date, m.document, p."order", m."start"
"""
AROUND, DECADE = 80, 10


class Place(Frozen):
    """A place in a report. `paragraph` is null in a table."""

    document: str
    place: str
    """`¶26`, or `table-1, row 3`."""
    paragraph: str | None
    page: int | None
    link: str | None
    text: str
    """The words around a citation, or a table's title with the headings of the cell."""


class Finding(Frozen):
    """A contradiction: `says` is one sentence. `sure`, 0 to 1, is set for each check by hand, after some were read."""

    check: CheckName
    says: str
    sure: float
    places: tuple[Place, ...]


def check(dataset: Path, only: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """The contradictions of a dataset, in the order of CHECKS, then of the reports.

    `only` names checks; none: all. Raises UsageError for an unknown one, and where `dataset` holds no run.
    """
    if unknown := [name for name in only if name not in CHECKS]:
        raise UsageError(f"there is no check {unknown[0]!r}; there are {', '.join(CHECKS)}")
    checks: dict[CheckName, Callable[[duckdb.DuckDBPyConnection], Iterator[Finding]]] = {
        "columns": columns, "rows": rows, "resolutions": resolutions,
    }  # fmt: skip
    with opened(dataset) as connection:
        return tuple(found for name in CHECKS if not only or name in only for found in checks[name](connection))


def columns(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Whole numbers above the one row that is called a total, where they fit in another column and all columns have
    numbers alone, which proves how the table is read, and not in theirs."""
    for document, table in _tables(connection):
        totals = list(judged_totals(table))
        proved = any(adds_up(total.above, total.value) for total in totals)
        read = {(total.row, total.column) for total in totals}
        whole = all(len(numbers_of(table.cells[row], range(1, len(table.cells[0])))) == len(read) for row, _ in read)
        if proved and whole:
            yield from (_misfit(connection, "columns", document, table, total) for total in totals if _slips(total))


def rows(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Whole numbers before the one column that is headed as a total, where those of most rows fit, which proves how the
    table is read, and not in theirs."""
    for document, table in _tables(connection):
        totals = [] if ROUNDED.search(table.title or "") else list(_totals_of_rows(table))
        misfits = [total for total in totals if not total.fits]
        if len(totals) - len(misfits) >= LEAST * len(misfits):
            yield from (_misfit(connection, "rows", document, table, total) for total in misfits if _is_near(total))


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Table]]:
    for document, key, title, cells in (row.values() for row in list(records(connection, TABLES))):
        read = tuple(map(tuple, cells))
        table = Table(key=key, number=None, title=title, page=None, section=None, cells=read)
        yield document, table.model_copy(update={"heading_rows": heading_rows(read)})


def _totals_of_rows(table: Table) -> Iterator[Total]:
    """The totals that end rows, each with the numbers before it in the place of those above."""
    heads = table.heading_rows or 0
    names = (" ".join(column).strip().lower() for column in zip(*table.cells[:heads], strict=True))
    columns = [place for place, name in enumerate(names) if name.endswith("total")]
    for column in columns if len(columns) == 1 else ():
        for place, row in enumerate(table.cells[heads:], heads):
            numbers, value = numbers_of(row, range(1, column)), number_in(row[column])
            if value is not None and len(numbers) > 1 and all(n == int(n) for n in (*numbers, value)):
                fits = sum(numbers) == value
                yield Total(place, column, value, tuple(numbers), fits, fits)


def _slips(total: Total) -> bool:
    """Whether a total is not the sum of all numbers above it, but near."""
    near = _is_near(total) and not adds_up(total.above, total.value)
    return near and len(total.above) >= LEAST and all(n == int(n) for n in total.above)


def _is_near(total: Total) -> bool:
    return abs(total.value - sum(total.above)) <= SLIP * total.value


def _misfit(
    connection: duckdb.DuckDBPyConnection, check: CheckName, document: str, table: Table, total: Total
) -> Finding:
    found = connection.execute(CELL, [document, table.key, total.row, total.column]).fetchone()
    row, column, text, page, link = found or (None, None, f"{total.value:g}", None, None)
    place = Place(
        document=document, place=f"{table.key}, row {total.row + 1}", paragraph=None, page=page, link=link,
        text=f"{table.title or 'table without a title'}: {row}, {column}",
    )  # fmt: skip
    of = f"column {column or total.column + 1}" if check == "columns" else f"row {row or total.row + 1}"
    says = f"the {of} adds up to {sum(total.above):,.15g}, not {text}"
    return Finding(check=check, says=says, sure=SURE[check], places=(place,))


def resolutions(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Resolutions of the Security Council that are cited with a year in which none of that number was adopted, but one
    of the years near it; a year of another decade is misread (1969 for 1989)."""
    for row in records(connection, CITATIONS):
        cited = CITED.search(row["text"])
        year = symbol_book().council_year(int(cited[1])) if cited else None
        if cited and year and 0 < abs(year - int(cited[2])) < DECADE:
            place = Place(
                document=row["document"], place=f"¶{row['paragraph']}", paragraph=row["paragraph"], page=row["page"],
                link=row["link"], text=row["paragraph_text"][max(0, row["start"] - AROUND) : row["start"] + AROUND],
            )  # fmt: skip
            says = f"resolution {cited[1]} is of {year}, not {cited[2]}"
            yield Finding(check="resolutions", says=says, sure=SURE["resolutions"], places=(place,))
