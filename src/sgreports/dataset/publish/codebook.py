"""The codebook: every column of every table, from the row models, with what the data hold in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel

from sgreports.dataset.files.columns import Column, columns, kind, without_null
from sgreports.dataset.stored.by_document import RunTables
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
            return f"{{{', '.join(_members(what))}}}"
    return kind(what)


def _members(model: type[BaseModel]) -> Iterator[str]:
    yield from (f"{name}: {type_name(info.annotation)}" for name, info in model.model_fields.items())
