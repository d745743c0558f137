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
from urllib.parse import quote

import duckdb

from sgreports.dataset.files.columns import columns
from sgreports.dataset.files.package import LICENSE, SOURCE
from sgreports.dataset.files.sums import json_text
from sgreports.dataset.files.written import writing
from sgreports.dataset.views import VIEWS, column_meaning, view_meaning
from sgreports.model.base import Frozen
from sgreports.model.facts import ADDED, LIKELY
from sgreports.model.records import ROWS, Foreign, Row

TYPES = {"BOOLEAN": "INTEGER", "INTEGER": "INTEGER", "BIGINT": "INTEGER", "DOUBLE": "REAL"}
"""Types of columns by DuckDB's; all others are texts."""
COUNTS = ("count_id", "limit_id", "part", "whole", "covered", "covered_by", "corrected_by")
KEYS = {
    "document": ("documents", "document"), "relation_id": ("relations", "id"), "mention_id": ("mentions", "id"),
    **dict.fromkeys(COUNTS, ("counts", "count")),
}  # fmt: skip
"""What the columns of views refer to, whatever view has them."""
PRIMARY = {
    "facts_short": ("count_id",), "facts": ("count_id",), "moments": ("count_id",), "statements": ("relation_id",),
    "citations": ("mention_id",), "named": ("mention_id",), "missions": ("mission",), "wholes": ("part", "whole"),
    "inherited": ("count_id", "not_additive"),
    "mandates": ("mission", "resolution"), "strengths": ("mission", "count_id"), "coverings": ("covered", "covered_by"),
}  # fmt: skip
"""What tells the rows of a view apart: the address of a row is the same in the next export."""
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
    with writing(out, failures=(sqlite3.Error,)) as new, closing(sqlite3.connect(new)) as database:
        return _write(connection, database)


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
        primary = PRIMARY.get(view, ())
        yield Table(
            name=view, meaning=view_meaning(view), types=types, meanings=meanings, primary=primary, foreign=foreign
        )


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
    "documents": ["kind", "series", "mission"], "sections": ["level", "document"],
    "paragraphs": ["part", "document"], "tables": ["document"], "table_cells": ["document"], "figures": ["document"],
    "text_units": ["kind", "document"], "mentions": ["label", "kind", "event"], "entities": ["label", "kind"],
    "relations": ["type", "polarity", "modality", "source"], "counts": ["event", "unit_class", "measure", "country"],
    "issues": ["code", "document"], "facts_short": ["event", "country_name", "event_years", "not_added"],
    "facts": ["event", "unit_class", "measure", "event_year", "country_name", "not_added"],
    "statements": ["relation_type", "subject_label", "object_label", "country_name"],
    "citations": ["cited_kind", "cited_organ"], "named": ["label", "kind"], "strengths": ["mission_name", "thing"],
    "missions": ["head"], "mandates": ["mission_name", "adopted_year"], "moments": ["measure", "holder", "thing"],
    "wholes": ["whole"], "coverings": ["covered_by"], "corrections": ["corrected_by"], "inherited": ["not_additive"],
}  # fmt: skip
LABELS = {"documents": "title", "entities": "display_name", "counts": "sentence_text", "mentions": "text"}
"""What stands for a row to which others refer."""
QUESTIONS = {
    "killed": (
        "How many were killed, in each country and year?",
        f"""WITH sure AS (SELECT * FROM facts WHERE event = 'killed' AND score >= {ADDED} AND not_added IS NULL)
           SELECT country_name, event_years, counted, sum(amount) AS total, count(*) AS numbers, max(amount) AS largest
           FROM sure
           WHERE count_id NOT IN (SELECT part FROM wholes JOIN sure AS total ON total.count_id = whole)
             AND count_id NOT IN (SELECT covered FROM coverings c JOIN sure AS total ON total.count_id = c.covered_by)
           GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
    ),
    "largest": (
        "Which are the largest numbers of what happened? Read them before you add",
        f"""SELECT * FROM facts_short WHERE event = :event AND score >= {ADDED} AND not_added IS NULL
           ORDER BY amount DESC LIMIT 50""",
    ),
    "displaced": (
        "How many refugees and displaced people are there at a moment?",
        f"""SELECT country_name, on_day, moments.thing, amount, document, paragraph, link, score
           FROM facts JOIN moments USING (count_id)
           WHERE event = 'displaced' AND moments.measure = 'stock' AND score >= {ADDED}
           ORDER BY country_name, on_day DESC""",
    ),
    "strength": (
        "How strong is a mission over time?",
        """SELECT on_day, thing, amount, limit_amount, document, paragraph, link, score FROM strengths
           WHERE mission = :mission ORDER BY thing, on_day""",
    ),
    "partners": (
        "With whom does a body work?",
        f"""SELECT subject_name, object_name, count(*) AS sentences, max(score) AS best_score, link FROM statements
           WHERE relation_type = 'works_with' AND asserted AND score >= {LIKELY}
             AND :entity IN (subject_entity, object_entity)
           GROUP BY 1, 2 ORDER BY 3 DESC""",
    ),
    "said": (
        "Which paragraphs have these words, in any form?",
        """SELECT document, paragraph, page_first, text FROM paragraphs
           WHERE rowid IN (SELECT rowid FROM paragraphs_fts WHERE paragraphs_fts MATCH :words) ORDER BY document""",
    ),
}
"""Named questions, each with its SQL: of numbers what a total adds, of statements what is likely to be right."""
BEGIN = "Begin with <a href='{0}/facts_short'>facts_short</a>, or with a question below."


def write_metadata(file: Path, tables: Sequence[Table]) -> Path:
    """Writes datasette's metadata beside the SQLite file. Raises UsageError as `write_sqlite` does."""
    out = metadata_file(file)
    with writing(out) as new:
        new.write_text(json_text(metadata(file.stem, tables)), encoding="utf-8")
    return out


def metadata_file(file: Path) -> Path:
    """Where the metadata of a SQLite file are."""
    return file.with_name(f"{file.stem}.metadata.json")


def metadata(name: str, tables: Sequence[Table]) -> dict[str, Any]:
    """The metadata of a database of that name."""
    return {
        "about": ABOUT, "title": "Reports of the United Nations Secretary-General as structured data",
        "license": LICENSE["name"], "source": SOURCE["title"], "source_url": SOURCE["path"],
        "databases": {name: {
            "description_html": BEGIN.format(quote(name)),
            "queries": {key: {"title": title, "sql": sql} for key, (title, sql) in QUESTIONS.items()},
            "tables": {table.name: _described(table) for table in tables},
        }},
    }  # fmt: skip


def _described(table: Table) -> dict[str, Any]:
    chosen = {"facets": FACETS.get(table.name), "label_column": LABELS.get(table.name)}
    said = {"description": table.meaning, "columns": table.meanings}
    return said | {name: value for name, value in chosen.items() if value}
