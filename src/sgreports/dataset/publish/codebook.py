"""The codebook: every column of every table, from the row models, with what the data hold in it; as CSV and HTML."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from sgreports.dataset.files.columns import Column, columns, kind, without_null
from sgreports.dataset.files.csv_table import cell
from sgreports.dataset.stored.by_document import RunTables
from sgreports.dataset.templates import render
from sgreports.model.base import Frozen
from sgreports.model.records import ROWS, Row

EXAMPLE = 80
"""Characters of an example, the rest is cut."""


class ColumnEntry(Frozen):
    """A column; `filled` counts rows with a value (no null, no empty text or list), `values` those of a closed set."""

    name: str
    type: str
    nullable: bool
    unit: str | None
    key: bool
    refers_to: str | None
    meaning: str
    example: Any
    filled: int
    values: tuple[tuple[str, int], ...]


class TableEntry(Frozen):
    """A table with the number of its rows."""

    name: str
    meaning: str
    rows: int
    columns: tuple[ColumnEntry, ...]


def codebook(run: RunTables) -> tuple[TableEntry, ...]:
    """The tables in their order; rows are read once, one after the other."""
    return tuple(_table(row, run.each(row.resource)) for row in ROWS)


def _table(row: type[Row], rows: Iterable[dict[str, Any]]) -> TableEntry:
    names = [column.name for column in columns(row)]
    total, filled, first = 0, Counter[str](), dict[str, Any]()
    values: dict[str, Counter[str]] = {c.name: Counter(dict.fromkeys(c.choices, 0)) for c in columns(row) if c.choices}
    for content in rows:
        total += 1
        full = [name for name in names if content.get(name) not in (None, "", [])]
        filled.update(full)
        for name in full:
            first.setdefault(name, content[name])
        for name, counted in values.items():
            if content.get(name) is not None:
                counted[content[name]] += 1
    entries = tuple(entry(row, c, first.get(c.name), filled[c.name], values.get(c.name)) for c in columns(row))
    return TableEntry(name=row.resource, meaning=(row.__doc__ or "").strip(), rows=total, columns=entries)


def entry(
    row: type[Row], column: Column, example: Any, filled: int = 0, values: Counter[str] | None = None
) -> ColumnEntry:
    """A column of a table, with an example, and what is known of its values."""
    return ColumnEntry(
        name=column.name, type=type_name(column.annotation), nullable=column.nullable, unit=column.unit,
        key=column.name in row.primary, refers_to=_target(row, column.name), meaning=column.description,
        example=example, filled=filled, values=tuple((values or {}).items()),
    )  # fmt: skip


def _target(row: type[Row], name: str) -> str | None:
    """`mentions.id` for a column whose values stand there."""
    found = (f"{key.table}.{key.target[key.columns.index(name)]}" for key in row.foreign if name in key.columns)
    return next(found, None)


def type_name(annotation: Any) -> str:
    """A type in words: `list of {mark: string, offset: integer, paragraph: string}`."""
    what, _ = without_null(annotation)
    match kind(what):
        case "array":
            inner = get_args(what)
            parts = inner[:1] if inner[1:] in ((...,), ()) else inner
            one = type_name(parts[0]) if len(parts) == 1 else f"[{', '.join(map(type_name, parts))}]"
            return f"list of {one}" if len(parts) == 1 else one
        case "object":
            members = (f"{name}: {type_name(info.annotation)}" for name, info in what.model_fields.items())
            return f"{{{', '.join(members)}}}"
    return kind(what)


PACKAGE = "sgreports.dataset.publish"
HEAD = ("column", "type", "meaning", "example", "filled")
SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|"} | {"\n": " ", "\r": " "})
INTRODUCTION = (
    "All tables and columns, from the program's row models and the data. The last column counts the rows that have a\n"
    "value. In CSV, lists and objects are JSON and null is an empty cell; elsewhere they have their own types.\n"
)


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
            told = (c.unit, c.meaning, ". ".join(said(c)), example(c.example))
            values = (table.name, c.name, c.type, str(c.nullable).lower(), *told)
            writer.writerow([*map(cell, values), c.filled, table.rows])
    return file.getvalue()


def html(tables: Sequence[TableEntry], title: str) -> str:
    """One page, without script."""
    forms = {"typed": typed, "said": said, "example": example, "share": share}
    return render(
        PACKAGE, "texts/codebook.html", title=title, introduction=INTRODUCTION, head=HEAD, tables=tables, **forms
    )
