"""The rows of the tables that a run writes: one model a table, its fields the columns in their order.

A new column is one field here and its value in dataset/rows/; names and meanings stand, so columns are only added.
"""

from sgreports.model.records.fact_rows import CountRow, EntityRow, MentionRow, RelationRow
from sgreports.model.records.report_rows import (
    DocumentRow,
    FigureRow,
    IssueRow,
    ParagraphRow,
    SectionRow,
    StyledRange,
    TableCellRow,
    TableRow,
    TextUnitRow,
)
from sgreports.model.records.row import BoxCells, Boxes, Foreign, Row

__all__ = [
    "OLDEST_READ", "ROWS", "SCHEMA_VERSION", "TABLES", "BoxCells", "Boxes", "CountRow", "DocumentRow", "EntityRow",
    "FigureRow", "Foreign", "IssueRow", "MentionRow", "ParagraphRow", "RelationRow", "Row", "SectionRow", "StyledRange",
    "TableCellRow", "TableRow", "TextUnitRow",
]  # fmt: skip

SCHEMA_VERSION = "3.2.0"
"""Semantic version of the tables: the first number rises when a column goes or changes its meaning."""
OLDEST_READ = "2.0.0"
"""The oldest version whose datasets are read; a column that they lack is null, or the reader says that it is lost."""

ROWS: tuple[type[Row], ...] = (
    DocumentRow, SectionRow, ParagraphRow, TableRow, TableCellRow, FigureRow, TextUnitRow, MentionRow, EntityRow,
    RelationRow, CountRow, IssueRow,
)  # fmt: skip
TABLES: dict[str, type[Row]] = {row.resource: row for row in ROWS}
