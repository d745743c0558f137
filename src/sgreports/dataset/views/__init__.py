"""The views and macros of the DuckDB file: views.sql, with sets of values and the registry's States."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from sgreports.knowledge.data_files import read_csv
from sgreports.knowledge.names.entities import by_names, national_states
from sgreports.knowledge.names.series import mission_components
from sgreports.knowledge.statements.relations import word_lists_of
from sgreports.knowledge.statements.unit_classes import PERSON_CLASSES
from sgreports.model.facts import ADDED, AT_A_MOMENT, HARM, OF_MANY_KINDS
from sgreports.model.records import ROWS, CountRow, MentionRow, RelationRow, Row

WORDING = "wording_words.toml"
VIEWS = (
    "facts_short", "facts", "statements", "citations", "named", "wholes", "inherited", "coverings", "corrections",
    "moments", "mandates", "strengths", "missions",
)  # fmt: skip
FROM_ROWS: dict[str, type[Row]] = {
    "statements": RelationRow, "mandates": RelationRow, "citations": MentionRow, "named": MentionRow,
}  # fmt: skip
"""The rows that views are made of, where these are not counts."""


@by_names()
def views_sql() -> str:
    """The statements that create them, for a database that holds the tables."""
    return (
        _map("national_bodies", national_states())
        + _map("components", mission_components())
        + _is_one_of("at_a_moment", AT_A_MOMENT)
        + _is_one_of("of_persons", PERSON_CLASSES)
        + _is_one_of("holds_many_kinds", OF_MANY_KINDS)
        + _is_one_of("is_harm", HARM)
        + _any_of("disasters", word_lists_of(WORDING)["disasters"])
        + _any_of("violence", word_lists_of(WORDING)["violence"])
        + _text("views.sql")
    )


def view_meaning(view: str) -> str:
    """What a view holds: the comment above it. Raises LookupError where there is none."""
    found = re.search(rf"((?:^-- .*\n)+)CREATE VIEW {view}\b", _text("views.sql"), re.MULTILINE)
    if not found:
        raise LookupError(f"views.sql: no comment stands above the view {view}; say there what it holds")
    return found[1].replace("-- ", "").replace("\n", " ").strip()


def column_meaning(view: str, column: str) -> str:
    """What a column of a view means: by columns.csv, else by the table that has it. Raises LookupError for others."""
    rows = (FROM_ROWS.get(view, CountRow), *ROWS)
    described = [row.model_fields[column].description for row in rows if column in row.model_fields]
    if meaning := next(filter(None, [_meanings().get(column), *described]), None):
        return meaning
    raise LookupError(f"columns.csv: nothing says what {column} of the view {view} means; add a row")


@cache
def _meanings() -> dict[str, str]:
    found = read_csv(files("sgreports.dataset.views") / "columns.csv")
    return {row["column"]: row["meaning"] for _, row in found}


def _text(name: str) -> str:
    return (files("sgreports.dataset.views") / name).read_text(encoding="utf-8").replace("{ADDED}", f"{ADDED:g}")


def _map(name: str, values: Mapping[str, str]) -> str:
    """A macro without arguments: the values by their keys."""
    held = ", ".join(f"'{key}': '{value}'" for key, value in sorted(values.items()))
    return f"CREATE MACRO {name}() AS MAP {{{held}}};\n\n"


def _is_one_of(name: str, values: Iterable[str]) -> str:
    """A macro that tells whether a value, or a class of which more is said (`people, convicted`), is one of these."""
    return f"CREATE MACRO {name}(word) AS split_part(word, ',', 1) IN {tuple(values)};\n\n"


def _any_of(name: str, words: Iterable[str]) -> str:
    """A macro without arguments: an expression that finds any of these words."""
    return f"CREATE MACRO {name}() AS '{'|'.join(words)}';\n\n"
