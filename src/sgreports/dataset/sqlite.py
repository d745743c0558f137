"""A dataset as one SQLite file that says what it holds: `datasette FILE` serves it with facets, SQL and JSON.

Beside it lies what datasette says of it: the meaning of each table and column, and by what to begin to look.

SQLite has no lists and none of DuckDB's functions: lists and objects are JSON, and the views are tables of their rows.
"""

import datetime
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from sgreports.dataset.files.atomic import replace_text, replacing_file
from sgreports.dataset.files.columns import columns
from sgreports.dataset.files.package import LICENSE, SOURCE
from sgreports.dataset.files.written import WRITTEN
from sgreports.dataset.views import VIEWS, column_meaning, view_meaning
from sgreports.errors import UsageError
from sgreports.model.base import Frozen
from sgreports.model.records import ROWS, Foreign, Row

TYPES = {"BOOLEAN": "INTEGER", "INTEGER": "INTEGER", "BIGINT": "INTEGER", "DOUBLE": "REAL"}
"""Types of columns by DuckDB's; all others are texts."""
COUNTS = ("count_id", "limit_id", "part", "whole", "covered", "covered_by", "corrected_by")
KEYS = {
    "document": ("documents", "document"), "relation_id": ("relations", "id"), "mention_id": ("mentions", "id"),
    **dict.fromkeys(COUNTS, ("counts", "count")),
}  # fmt: skip
"""What the columns of views refer to, whatever view has them."""
BLOCK = 10_000


class Table(Frozen):
    """A table: what it holds, its columns with types and meanings, its keys."""

    name: str
    meaning: str
    types: dict[str, str]
    meanings: dict[str, str]
    primary: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()


def write_sqlite(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Table]:
    """Writes the tables and views of a DuckDB file, whole or not at all, and returns them.

    Raises UsageError where the file cannot be, or is not as it was written.
    """
    try:
        with replacing_file(out, WRITTEN) as new, closing(sqlite3.connect(new)) as database:
            return _write(connection, database)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"cannot write {out}: {error}; nothing there was changed") from error


def _write(connection: duckdb.DuckDBPyConnection, database: sqlite3.Connection) -> list[Table]:
    found = list(tables(connection))
    for table in found:
        database.execute(create(table))
        _fill(connection, database, table)
    database.execute('CREATE VIRTUAL TABLE paragraphs_fts USING fts5(text, content="paragraphs", tokenize="porter")')
    database.execute("INSERT INTO paragraphs_fts(paragraphs_fts) VALUES ('rebuild')")
    database.commit()
    database.execute("ANALYZE")
    return found


def tables(connection: duckdb.DuckDBPyConnection) -> Iterator[Table]:
    """The tables of a DuckDB file, then its views."""
    for row in ROWS:
        yield _of_row(row, _types(connection, row.resource))
    for view in VIEWS:
        types = _types(connection, view)
        foreign = tuple(Foreign((name,), KEYS[name][0], KEYS[name][1:]) for name in types if name in KEYS)
        meanings = {name: column_meaning(view, name) for name in types}
        yield Table(name=view, meaning=view_meaning(view), types=types, meanings=meanings, foreign=foreign)


def _of_row(row: type[Row], types: dict[str, str]) -> Table:
    meanings = {column.name: column.description for column in columns(row)}
    meaning = (row.__doc__ or "").strip()
    return Table(
        name=row.resource, meaning=meaning, types=types, meanings=meanings, primary=row.primary, foreign=row.foreign
    )  # fmt: skip


def _types(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    found = connection.execute(f'DESCRIBE FROM "{name}"').fetchall()
    return {column: TYPES.get(kind, "TEXT") for column, kind, *_ in found}


def create(table: Table) -> str:
    """The statement that makes a table; each column has its meaning beside it, which SQLite keeps."""
    lines = [f'"{name}" {kind}' for name, kind in table.types.items()]
    said = [f"  -- {table.meanings[name]}" for name in table.types]
    if table.primary:
        lines.append(f"PRIMARY KEY ({_listed(table.primary)})")
    lines += [f'FOREIGN KEY ({_listed(f.columns)}) REFERENCES "{f.table}" ({_listed(f.target)})' for f in table.foreign]
    said += [""] * (len(lines) - len(said))
    ends = [*[","] * (len(lines) - 1), ""]
    body = "\n".join(f"  {line}{end}{words}" for line, end, words in zip(lines, ends, said, strict=True))
    return f'CREATE TABLE "{table.name}" (\n{body}\n)'


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _fill(connection: duckdb.DuckDBPyConnection, database: sqlite3.Connection, table: Table) -> None:
    """Copies the rows of a table; what others refer to, or it refers to, can be found by an index."""
    rows = connection.execute(f'SELECT * FROM "{table.name}"')
    insert = f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.types))})'
    while block := rows.fetchmany(BLOCK):
        database.executemany(insert, ([_cell(value) for value in row] for row in block))
    for key in table.foreign:
        name = f"{table.name}_{'_'.join(key.columns)}"
        database.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON "{table.name}" ({_listed(key.columns)})')


def _cell(value: Any) -> Any:
    """A value as SQLite holds it: days and what is no plain value as text."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


ABOUT = "sgreports"
FACETS = {
    "documents": ["kind", "series", "mission"],
    "entities": ["label", "kind"],
    "facts": ["event", "unit_class", "measure", "event_year", "country_name", "not_added"],
    "statements": ["relation_type", "subject_label", "object_label", "country_name"],
    "citations": ["cited_kind", "cited_organ"],
    "named": ["label", "kind"],
    "strengths": ["mission_name", "thing"],
}
LABELS = {"documents": "title", "entities": "display_name", "counts": "sentence_text", "mentions": "text"}
"""What stands for a row to which others refer."""


def write_metadata(file: Path, tables: Sequence[Table]) -> Path:
    """Writes datasette's metadata beside the SQLite file. Raises UsageError as `write_sqlite` does."""
    out = metadata_file(file)
    try:
        replace_text(out, json.dumps(metadata(file.stem, tables), ensure_ascii=False, indent=2) + "\n", WRITTEN)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error}; {file} is written") from error
    return out


def metadata_file(file: Path) -> Path:
    """Where the metadata of a SQLite file are."""
    return file.with_name(f"{file.stem}.metadata.json")


def metadata(name: str, tables: Sequence[Table]) -> dict[str, Any]:
    """The metadata of a database of that name."""
    return {
        "about": ABOUT, "title": "Reports of the United Nations Secretary-General as structured data",
        "license": LICENSE["name"], "source": SOURCE["title"], "source_url": SOURCE["path"],
        "databases": {name: {"tables": {table.name: _described(table) for table in tables}}},
    }  # fmt: skip


def _described(table: Table) -> dict[str, Any]:
    chosen = {"facets": FACETS.get(table.name), "label_column": LABELS.get(table.name)}
    said = {"description": table.meaning, "columns": table.meanings}
    return said | {name: value for name, value in chosen.items() if value}
