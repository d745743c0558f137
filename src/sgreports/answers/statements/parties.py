"""Whom a question about statements names: the keys of the entities, and of a State also its own bodies."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sgreports.answers.named import country_code, suggested
from sgreports.dataset.files.parquet import records
from sgreports.errors import UsageError

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
