"""The tables and columns, from the row models."""

import json
from typing import Any

from generated.markdown import code, sentence, table
from sgreports.dataset.files.columns import Column, columns
from sgreports.dataset.publish.codebook import ColumnEntry, entry, plain, said, typed
from sgreports.model.records import ROWS, SCHEMA_VERSION, Row

HEAD = ("column", "type", "meaning", "example")


def tables() -> str:
    """A section for each table."""
    return f"This is version {SCHEMA_VERSION} of the tables.\n\n" + "".join(map(_section, ROWS))


def _section(row: type[Row]) -> str:
    rows = [_cells(entry(row, column, _example(row, column)), column) for column in columns(row)]
    return f"## {row.resource}\n\n{plain((row.__doc__ or '').strip())}\n\n{table(HEAD, rows)}"


def _example(row: type[Row], column: Column) -> Any:
    return next(iter(row.model_fields[column.name].examples or ()), None)


def _cells(column: ColumnEntry, of: Column) -> tuple[str, ...]:
    values = (f"One of {', '.join(map(code, of.choices))}.",) if of.choices else ()
    more = " ".join([*(sentence(note) for note in said(column)), *values])
    example = column.example
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    return code(column.name), plain(typed(column)), f"{sentence(column.meaning)} {more}".strip(), code(text)
