"""Totals of a run's counts, with what a sum leaves out and why; the rule is views.sql's macro `selected`."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from sgreports.answers.counts.question import BY, Question
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.files.parquet import open_duckdb
from sgreports.dataset.stored.stored import check_run
from sgreports.errors import UsageError
from sgreports.model.base import Frozen

Record = dict[str, Any]
MEASURES = ("total", "exact", "counts", "assumed", "left_out")
"""`total` of the counts summed; whether all of these are exact; how many they are, and of how many of them time or
country is assumed from the document; how many are left out."""
CELL = (
    "document", "document_date", "paragraph", "page", "link", "number_text", "amount", "unit_phrase", "unit", "counted",
    "event", "event_text", "agents_name", "agent_text", "reported_by_name", "whose_name", "times", "time_from",
    "country", "country_name", "country_from", "part_of", "left_out", "score", "sentence_text", "count_id",
)  # fmt: skip
"""Columns of a cell's sentences."""


class Answer(Frozen):
    """Rows by the groups asked for, then MEASURES; null in a group is unknown. `left_out` counts the reasons."""

    question: Question
    rows: tuple[Record, ...]
    left_out: dict[str, int]
    documents: int


def answer(dataset: Path, question: Question) -> Answer:
    """The totals of a run. Raises UsageError where `dataset` holds no run, or an older one."""
    groups = {name: BY[name] for name in question.groups}
    shown = "".join(f'{expression} AS "{name}", ' for name, expression in groups.items())
    order = ", ".join(f'"{name}" NULLS LAST' for name in groups)
    query = f"""
        SELECT {shown} sum(amount) FILTER (left_out IS NULL) AS total,
               coalesce(bool_and(exact) FILTER (left_out IS NULL), true) AS exact,
               count(*) FILTER (left_out IS NULL) AS counts,
               count(*) FILTER (left_out IS NULL AND 'document' IN (time_from, country_from)) AS assumed,
               count(*) FILTER (left_out IS NOT NULL) AS left_out
        FROM {_SELECTED} {"GROUP BY ALL" if groups else ""} {f"ORDER BY {order}" if groups else ""}
    """
    with _opened(dataset) as connection:
        rows = _records(connection, query, question)
        reasons = _records(connection, f"SELECT left_out, document FROM {_SELECTED}", question)
    left_out = Counter(sorted(row["left_out"] for row in reasons if row["left_out"]))
    return Answer(
        question=question, rows=tuple(rows), left_out=dict(left_out.most_common()),
        documents=len({row["document"] for row in reasons if not row["left_out"]}),
    )  # fmt: skip


def cells(dataset: Path, question: Question) -> list[Record]:
    """The sentences behind the totals: the groups, then CELL; with `left_out` null where the count is summed."""
    shown = ", ".join([*(f'{BY[name]} AS "by_{name}"' for name in question.groups), *CELL])
    order = "".join(f'"by_{name}" NULLS LAST, ' for name in question.groups)
    query = f"SELECT {shown} FROM {_SELECTED} ORDER BY {order} document_date, document, paragraph_order, char_start"
    with _opened(dataset) as connection:
        return _records(connection, query, question)


_SELECTED = (
    "selected(of_event := $of_event, of_class := $of_class, in_country := $in_country, in_year := $in_year,"
    " by_agent := $by_agent, in_series := $in_series)"
)


def _records(connection: duckdb.DuckDBPyConnection, query: str, question: Question) -> list[Record]:
    found = connection.execute(query, question.filters)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def _opened(dataset: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The DuckDB file of a run or of a published dataset, for reading."""
    folder = dataset if (dataset / DUCKDB).is_file() else dataset / "data"
    check_run(folder if folder.is_dir() else dataset, DUCKDB)
    try:
        with open_duckdb(folder / DUCKDB, read_only=True) as connection:
            yield connection
    except duckdb.CatalogException as error:
        raise UsageError(f"{dataset} was written by an older version of sgreports; extract it again") from error
    except duckdb.IOException as error:
        raise UsageError(f"{folder / DUCKDB} cannot be read: {error}") from error
