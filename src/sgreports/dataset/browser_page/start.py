"""The start page: how much there is, questions that this dataset answers, and how sure its rows are.

A question leads to the page that answers it, `[words, answer, page, values]`; one without an answer here is not put.
What reports state of counts is found by the rule of that page (`stated` of totals.js), on the page: the answer is null.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from sgreports.dataset.files.parquet import open_duckdb, records
from sgreports.dataset.stored.stored import plural

Put = tuple[str, str | None, str, dict[str, Any]]
Ties = Callable[[str, str], tuple[int, int]]
"""The names that an entity is related to by a type of relation, and in how many relations: `RelationIndex.ties`."""
HAPPENED = {"killed": "died or were killed", "returned": "returned", "released": "were released or demobilized"}
"""The events that are asked of; `killed` has those who died in floods, too."""
WITHOUT = {"letters": "without"}
WITHOUT_LETTERS = """
    CREATE TEMP TABLE {view} AS SELECT * FROM {view}
    WHERE document NOT IN (SELECT document FROM documents WHERE kind = 'letter' AND author IS NULL)
"""
"""Hides a view, also from the macros: what States say in letters answers no question here."""
SIZES = """
    SELECT (SELECT count(*) FROM documents) AS documents, (SELECT min(year(date)) FROM documents) AS first_year,
           (SELECT max(year(date)) FROM documents) AS last_year,
           (SELECT count(*) FROM entities WHERE label = 'COUNTRY') AS countries,
           (SELECT count(DISTINCT series) FROM documents) AS series, (SELECT count(*) FROM paragraphs) AS paragraphs
"""
HOW_SURE = """
    SELECT 'mentions', count(*), avg(score) FROM mentions UNION ALL
    SELECT 'relations', count(*), avg(score) FROM relations UNION ALL SELECT 'counts', count(*), avg(score) FROM counts
"""
PAID = """
    SELECT 'money, ' || unit FROM selected(of_event := 'funded') WHERE left_out IS NULL AND kind = 'money'
    GROUP BY unit ORDER BY count(*) DESC, unit LIMIT 1
"""
STRENGTHS = """
    SELECT coalesce(e.abbreviation, mission_name)
    FROM strengths LEFT JOIN entities e ON e.entity = mission
    GROUP BY ALL ORDER BY count(DISTINCT on_day) DESC, count(*) DESC, 1 LIMIT 1
"""
MANDATES = """
    SELECT mission, coalesce(e.abbreviation, mission_name) FROM mandates LEFT JOIN entities e ON e.entity = mission
    WHERE score IS NOT NULL
    GROUP BY ALL ORDER BY count(*) DESC, mission LIMIT 1
"""
RELATED = """
    SELECT subject_entity, e.abbreviation FROM statements JOIN entities e ON e.entity = subject_entity
    WHERE relation_type = $type AND asserted AND subject_label = 'AGENCY' AND e.kind = 'un' AND e.entity <> 'un'
      AND e.abbreviation IS NOT NULL
      AND e.entity NOT IN (SELECT mission FROM documents WHERE mission IS NOT NULL)
    GROUP BY ALL ORDER BY count(*) DESC, subject_entity LIMIT 1
"""
RELATIONS = {
    "supports": "Whom does {} support?", "works_with": "With whom does {} work?", "active_in": "Where is {} active?",
}  # fmt: skip


def start_data(
    database: Path, measures: Sequence[Mapping[str, Any]], scores: Sequence[Mapping[str, Any]], ties: Ties
) -> Any:
    """What the page shows; `scores` are those of the run on gold."""
    with open_duckdb(database, read_only=True) as connection:
        (sizes,) = records(connection, SIZES)
        sure = [[what, n, round(share, 3)] for what, n, share in connection.execute(HOW_SURE).fetchall() if n]
        for view in ("facts", "statements"):
            connection.execute(WITHOUT_LETTERS.format(view=view))
        questions = list(_questions(connection, measures, ties))
    return {"sizes": sizes, "sure": sure, "scores": list(scores), "questions": questions}


def _questions(
    connection: duckdb.DuckDBPyConnection, measures: Sequence[Mapping[str, Any]], ties: Ties
) -> Iterator[Put]:
    yield from _counted(connection)
    yield from _of_missions(connection, ties)
    yield from _related(connection, ties)
    if recurring := len({row["measure"] for row in measures}):
        yield "What do the reports say again and again?", plural(recurring, "measure"), "series", {}
    yield "What does each report hold?", "with its paragraphs, and what is marked in them", "documents", {}


def _counted(connection: duckdb.DuckDBPyConnection) -> Iterator[Put]:
    for event, words in HAPPENED.items():
        yield f"How many {words}, and where?", None, "counts", {"event": event, **WITHOUT, "by": "country"}
    # Refugees are as often counted by where they come from as by where they are.
    within = {"event": "displaced", "words": "internally displaced", **WITHOUT}
    yield "How many people are displaced within their countries, and where?", None, "counts", within
    for (money,) in connection.execute(PAID).fetchall():
        words = "How much was paid, and how much pledged or owed?"
        yield words, None, "counts", {"event": "funded", "counted": money, **WITHOUT, "by": "counted"}


def _of_missions(connection: duckdb.DuckDBPyConnection, ties: Ties) -> Iterator[Put]:
    for (name,) in connection.execute(STRENGTHS).fetchall():
        values = {"event": "deployed", "counted": "personnel", "whose": name}
        yield f"How many people did {name} have, and when?", None, "counts", values
    for key, name in connection.execute(MANDATES).fetchall():
        yield from _tied(f"What gives {name} its mandate?", "mandated_by", key, ties)


def _related(connection: duckdb.DuckDBPyConnection, ties: Ties) -> Iterator[Put]:
    for kind, words in RELATIONS.items():
        for key, name in connection.execute(RELATED, {"type": kind}).fetchall():
            yield from _tied(words.format(name), kind, key, ties)


def _tied(question: str, kind: str, key: str, ties: Ties) -> Iterator[Put]:
    names, relations = ties(kind, key)
    if relations:
        said = f"{plural(names, 'name')} in {plural(relations, 'relation')}"
        yield question, said, "entity", {"key": key, "says": kind}
