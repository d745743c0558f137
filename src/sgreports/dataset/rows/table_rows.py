"""The cells of tables as long rows."""

from collections.abc import Iterator

from sgreports.dataset.rows.boxes import paragraph_boxes
from sgreports.model.records import TableCellRow
from sgreports.model.report import Report, Table
from sgreports.model.table_headings import headed_cells


def cell_rows(report: Report) -> list[TableCellRow]:
    """A row a cell with content, table by table, row by row."""
    return [row for table in report.tables for row in _cells(report.document, table)]


def _cells(document: str, table: Table) -> Iterator[TableCellRow]:
    for cell in headed_cells(table):
        pieces = table.cell_pieces[cell.row][cell.column] if table.cell_pieces else ()
        yield TableCellRow(
            document=document, table_key=table.key, row_index=cell.row, col_index=cell.column,
            row_span=cell.rows, col_span=cell.columns, row_header=cell.row_header, col_header=cell.col_header,
            text=cell.text, number=cell.number, page=pieces[0].box.page if pieces else table.page,
            boxes=paragraph_boxes(pieces),
        )  # fmt: skip
