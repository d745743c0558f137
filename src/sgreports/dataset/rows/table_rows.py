"""The cells of tables as long rows."""

from collections.abc import Iterator, Sequence

from sgreports.dataset.rows.boxes import paragraph_boxes
from sgreports.model.records import TableCellRow
from sgreports.model.report import Report, Table
from sgreports.model.table_numbers import number_in


def cell_rows(report: Report) -> list[TableCellRow]:
    """A row a cell with content, table by table, row by row."""
    return [row for table in report.tables for row in _cells(report.document, table)]


def _cells(document: str, table: Table) -> Iterator[TableCellRow]:
    heads = table.heading_rows or _header_rows(table.cells)
    first = _above(table.cells[:heads], 0)
    for i, row in enumerate(table.cells):
        begins = 0
        for j, text in enumerate(row):
            if j and first is not None and _above(table.cells[:heads], j) == first:
                begins = j  # two blocks side by side: Country, Number, Country, Number
            if text.strip():
                pieces = table.cell_pieces[i][j] if table.cell_pieces else ()
                yield TableCellRow(
                    document=document, table_key=table.key, row_index=i, col_index=j,
                    row_header=row[begins].strip() or None if j > begins else None,
                    col_header=_above(table.cells[:heads], j) if i >= heads else None,
                    text=text, number=number_in(text), page=pieces[0].box.page if pieces else table.page,
                    boxes=paragraph_boxes(pieces),
                )  # fmt: skip


def _header_rows(cells: Sequence[Sequence[str]]) -> int:
    """How many rows stand above the first that has a number beside its first cell; one where none has."""
    for i, row in enumerate(cells):
        if any(number_in(text) is not None for text in row[1:]):
            return max(i, 1) if i or _years(row) else i
    return min(1, len(cells))


def _years(row: Sequence[str]) -> bool:
    """Whether a first row of numbers is a header of years."""
    numbers = [number_in(text) for text in row[1:] if text.strip()]
    return all(n is not None and 1900 <= n <= 2100 and n == int(n) for n in numbers)


def _above(rows: Sequence[Sequence[str]], column: int) -> str | None:
    """The header of a column, its rows joined."""
    parts = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
    return " ".join(dict.fromkeys(parts)) or None
