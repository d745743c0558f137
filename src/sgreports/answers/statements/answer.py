"""Statements of a run by who and whom, with the sentences that make them.

Whom a question names are keys of entities, and of a State also its own bodies.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sgreports.answers.named import country_code, suggested
from sgreports.answers.queries import find_report_in, opened
from sgreports.answers.statements.question import BY, StatementQuestion
from sgreports.dataset.files.parquet import Record, records
from sgreports.errors import UsageError
from sgreports.knowledge.statements.relations import symmetric_types
from sgreports.model.base import Frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def parties(connection: "DuckDBPyConnection", side: str, asked: str | None) -> list[str] | None:
    """The keys (where there is none, the words) of the subjects or objects that go by a name; null where all do.

    Raises UsageError, with the nearest names, for what is no name of the dataset.
    """
    if asked is None:
        return None
    keys = _called(connection, asked)
    state = _state(asked, keys)
    there = records(connection, THERE)
    if keys or state:
        return [row["key"] for row in there if _is(row["key"], row["states"], keys, state)]
    if found := [row["key"] for row in there if asked.casefold() in f"{row['name']}\n{row['words']}".casefold()]:
        return found
    known = {name for row in there for name in (row["name"], row["key"], row["abbreviation"]) if name}
    raise UsageError(f"no statement of this dataset has the {side} {asked!r}{suggested(asked, known)}")


THERE = """
    WITH ends AS (
        SELECT subject_entity AS entity, subject_label AS label, subject_name AS name, subject_text AS said
        FROM statements WHERE subject_label <> 'COUNT'
        UNION ALL SELECT object_entity, object_label, object_name, object_text FROM statements
    )
    SELECT coalesce(ends.entity, said) AS key, any_value(ends.name) AS name,
           string_agg(DISTINCT said, chr(10)) AS words, any_value(abbreviation) AS abbreviation,
           flatten(coalesce(list(DISTINCT states_of(ends.entity, ends.label)), [])) AS states
    FROM ends LEFT JOIN entities ON entities.entity = ends.entity
    GROUP BY ALL ORDER BY ALL
"""
"""All that statements are about, at either end: who works with whom may stand at each."""


def _called(connection: "DuckDBPyConnection", asked: str) -> set[str]:
    (row,) = records(connection, "SELECT entities_called($word) AS called", {"word": asked})
    return set(row["called"])


def _state(asked: str, keys: set[str]) -> str | None:
    """The State that is asked for by any of its names; a body of that name is meant first."""
    try:
        code = country_code(asked)
    except UsageError:
        return None
    return code if not keys or code in keys else None


def _is(key: str, states: Iterable[str], keys: set[str], state: str | None) -> bool:
    """Whether a key, or one of joined keys (`unicef+unfpa`), is asked for."""
    return not keys.isdisjoint(key.split("+")) or (state is not None and state in states)


MEASURES = ("sentences", "documents", "best_score", "best_place")
"""In how many sentences and reports it is said; the score of the surest statement, and where that stands."""
CELL = (
    "document", "document_date", "paragraph", "page", "link", "relation_type", "subject_entity", "subject_name",
    "subject_text", "object_entity", "object_name", "object_text", "polarity", "modality", "attributed_to_name",
    "country", "country_name", "country_from", "found_by", "found_by_rule", "score", "sentence_text", "relation_id",
)  # fmt: skip
"""Columns of a statement."""
SHORT = """
    SELECT any_value(display_name) AS display_name, abbreviation FROM entities
    WHERE abbreviation IS NOT NULL GROUP BY abbreviation HAVING count(*) = 1
"""
"""Abbreviations that stand for one entity of the dataset: `CRC` is a committee and a convention."""


class StatementAnswer(Frozen):
    """Rows by the groups asked for, then MEASURES, those of most sentences first; null in a group is unknown.

    `statements` and `documents` are how many these rows are made of. `left_out` counts what fits too, but is denied,
    planned or requested. `short` has the usual abbreviations of names.
    """

    question: StatementQuestion
    rows: tuple[Record, ...]
    statements: int
    documents: int
    left_out: dict[str, int]
    short: dict[str, str]


def answer(dataset: Path, question: StatementQuestion) -> StatementAnswer:
    """Who does what to whom. Raises UsageError where `dataset` holds no run, or an older one, and for what it does not
    name."""
    groups = {name: BY[name] for name in question.groups}
    shown = "".join(f'{expression} AS "{name}", ' for name, expression in groups.items())
    order = ", ".join(["sentences DESC", *(f'"{name}" NULLS LAST' for name in groups)])
    query = f"""
        SELECT {shown} count(DISTINCT (document, paragraph, sentence_text)) AS sentences,
               count(DISTINCT document) AS documents, max(score) AS best_score,
               first(document || ' ¶' || paragraph ORDER BY score DESC, document_date, document, relation_id)
                   AS best_place
        FROM ({_fitting(question)}) WHERE asserted OR $everything {"GROUP BY ALL" if groups else ""} ORDER BY {order}
    """
    made = f"""
        SELECT count(*) FILTER (asserted OR $everything) AS statements,
               count(DISTINCT document) FILTER (asserted OR $everything) AS documents,
               count(*) FILTER (polarity = 'negated' AND NOT $everything) AS denied,
               count(*) FILTER (polarity <> 'negated' AND modality = 'planned' AND NOT $everything) AS planned
        FROM ({_fitting()})
    """
    with opened(dataset) as connection:
        asked = _parameters(connection, question)
        rows = records(connection, query, asked)
        (counted,) = records(connection, made, asked)
        short = records(connection, SHORT)
    left_out = {name: counted.pop(name) for name in ("denied", "planned")}
    return StatementAnswer(
        question=question, rows=tuple(rows), left_out={name: n for name, n in left_out.items() if n},
        short={row["display_name"]: row["abbreviation"] for row in short}, **counted,
    )  # fmt: skip


def cells(dataset: Path, question: StatementQuestion) -> list[Record]:
    """The statements behind the rows: the groups, then CELL, in the order of the rows, the surest first."""
    shown = ", ".join([*(f'{BY[name]} AS "by_{name}"' for name in question.groups), *CELL])
    groups = [f'"by_{name}"' for name in question.groups]
    order = ["score DESC", "document_date", "document", "paragraph_order", "relation_id"]
    query = f"""
        SELECT {shown} FROM ({_fitting(question)}) WHERE asserted OR $everything
        ORDER BY count(DISTINCT (document, paragraph, sentence_text)) OVER (PARTITION BY {", ".join(groups) or "true"})
                 DESC, {", ".join([*groups, *order])}
    """
    with opened(dataset) as connection:
        return records(connection, query, _parameters(connection, question))


_ENDS = ("label", "entity", "name", "text")
_TURNED = ", ".join(
    f"{a}_{end} AS {b}_{end}" for end in _ENDS for a, b in (("object", "subject"), ("subject", "object"))
)
_TURNED_FROM = """
    CASE country_from WHEN 'subject' THEN 'object' WHEN 'object' THEN 'subject' ELSE country_from END AS country_from
"""
_FITTING = f"""
    SELECT * EXCLUDE (subject_key, object_key) FROM (
        SELECT *, coalesce(subject_entity, subject_text) AS subject_key,
               coalesce(object_entity, object_text) AS object_key
        FROM (FROM statements UNION ALL
              SELECT * REPLACE ({_TURNED}, {_TURNED_FROM}) FROM statements
              WHERE list_contains($symmetric, relation_type))
    )
    WHERE relation_type = coalesce($type, relation_type) AND ($type IS NOT NULL OR subject_label <> 'COUNT')
      AND (CAST($subjects AS VARCHAR[]) IS NULL OR list_contains($subjects, subject_key))
      AND (CAST($objects AS VARCHAR[]) IS NULL OR list_contains($objects, object_key))
      AND (CAST($country AS VARCHAR) IS NULL OR country = $country)
      AND (CAST($year AS INTEGER) IS NULL OR year(document_date) = $year)
      AND (CAST($document AS VARCHAR) IS NULL OR document = $document)
      AND score >= $min_score
    QUALIFY row_number() OVER (
        PARTITION BY document, paragraph, sentence_text, relation_type, count_role, polarity, modality,
                     CASE WHEN list_contains($symmetric, relation_type) THEN list_sort([subject_key, object_key])
                          ELSE [subject_key, object_key] END, {{end}}
        ORDER BY score DESC, subject_key, relation_id
    ) = 1
"""
"""What a sentence says twice is one statement; who works with whom stands from both ends."""


def _fitting(question: StatementQuestion | None = None) -> str:
    """The statements that fit; where one end alone is a group, who works with whom counts for both names."""
    ends = [name for name in ("subject", "object") if question and name in question.groups]
    return _FITTING.format(end=f"{ends[0]}_key" if len(ends) == 1 else "true")


def _parameters(connection: "DuckDBPyConnection", question: StatementQuestion) -> dict[str, Any]:
    return {
        "type": question.type, "symmetric": sorted(symmetric_types()),
        "subjects": parties(connection, "subject", question.subject),
        "objects": parties(connection, "object", question.object),
        "country": country_code(question.country), "year": question.year,
        "document": question.document and find_report_in(connection, question.document),
        "min_score": question.min_score, "everything": question.everything,
    }  # fmt: skip
