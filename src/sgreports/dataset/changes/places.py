"""The text that a row stands in: a paragraph's, or a text unit's."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def place(row: Row) -> str | None:
    """The key of the paragraph or text unit that a row is of or stands in; the two have no key in common."""
    return row.get("paragraph") or row.get("text_unit")


def text_unit(row: Row) -> str | None:
    """The key of the text unit that a row is of or stands in; that of a cell is made of table, row and column."""
    if "table_key" in row:
        return f"cell/{row['table_key']}/{row['row_index']}/{row['col_index']}"
    return row.get("text_unit")


def with_cell_texts(tables: Mapping[str, Sequence[Row]]) -> dict[str, Sequence[Row]]:
    """The tables of a document, a cell's text unit with the text that `table_cells` has."""
    texts = {text_unit(c): c["text"] for c in tables.get("table_cells", ())}
    units = [u if u["text"] is not None else {**u, "text": texts.get(u["text_unit"], "")} for u in tables["text_units"]]
    return {**tables, "text_units": units}
