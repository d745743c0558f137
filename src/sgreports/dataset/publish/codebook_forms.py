"""The codebook as Markdown, CSV and HTML."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sgreports.dataset.files.csv_table import cell
from sgreports.dataset.publish.codebook import EXAMPLE, ColumnEntry, TableEntry
from sgreports.dataset.templates import render

PACKAGE = "sgreports.dataset.publish"
HEAD = ("column", "type", "meaning", "example", "filled")
SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|"} | {"\n": " ", "\r": " "})
INTRODUCTION = (
    "All tables and columns, from the program's row models and the data. The last column counts the rows that have a\n"
    "value. In CSV, lists and objects are JSON and null is an empty cell; elsewhere they have their own types.\n"
)


def markdown(tables: Sequence[TableEntry], title: str) -> str:
    """A section for each table."""
    return f"# Codebook: {plain(title)}\n\n{INTRODUCTION}" + "".join(map(_section, tables))


def _section(table: TableEntry) -> str:
    rows = "".join(f"| {' | '.join(_cells(column, table.rows))} |\n" for column in table.columns)
    head = f"| {' | '.join(HEAD)} |\n|---|---|---|---|---:|\n"
    return f"\n## {table.name}\n\n{plain(table.meaning)} {table.rows:,} rows.\n\n{head}{rows}"


def _cells(column: ColumnEntry, rows: int) -> Iterable[str]:
    yield f"`{column.name}`"
    yield plain(typed(column))
    yield plain(". ".join([column.meaning, *said(column)]))
    yield plain(example(column.example))
    yield share(column.filled, rows)


def typed(column: ColumnEntry) -> str:
    """The type, with unit and whether it may be null."""
    unit = f" in {column.unit}" if column.unit else ""
    return column.type + unit + (", or null" if column.nullable else "")


def said(column: ColumnEntry) -> Iterable[str]:
    """What else there is to say: keys, and the values of a closed set with the number of rows."""
    if column.key:
        yield "Part of the key"
    if column.refers_to:
        yield f"A value of {column.refers_to}"
    if column.values:
        yield ", ".join(f"{value} {n:,}" for value, n in column.values)


def example(value: Any) -> str:
    """A value in at most EXAMPLE characters, empty where the data have none."""
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= EXAMPLE else f"{text[: EXAMPLE - 1]}…"


def share(filled: int, rows: int) -> str:
    """`1,204 (93 %)`"""
    return f"{filled:,} ({filled / rows:.0%})".replace("%", " %") if rows else "0"


def plain(text: str) -> str:
    """A text that Markdown shows as it is, in one line."""
    return text.translate(SPECIAL)


def csv_text(tables: Sequence[TableEntry]) -> str:
    """A row for each column; the rules of the dataset's own CSV files hold."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("table", "column", "type", "nullable", "unit", "meaning", "notes", "example", "filled", "rows"))
    for table in tables:
        for c in table.columns:
            values = (
                table.name,
                c.name,
                c.type,
                str(c.nullable).lower(),
                c.unit,
                c.meaning,
                ". ".join(said(c)),
                example(c.example),
            )
            writer.writerow([*map(cell, values), c.filled, table.rows])
    return file.getvalue()


def html(tables: Sequence[TableEntry], title: str) -> str:
    """One page, without script."""
    forms = {"typed": typed, "said": said, "example": example, "share": share}
    return render(
        PACKAGE, "texts/codebook.html", title=title, introduction=INTRODUCTION, head=HEAD, tables=tables, **forms
    )
