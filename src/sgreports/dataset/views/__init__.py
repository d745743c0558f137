"""The views and macros of the DuckDB file: views.sql, and the States of the registry's national bodies."""

from functools import cache
from importlib.resources import files

from sgreports.knowledge.names.entities import registry

VIEWS = (
    "facts",
    "statements",
    "citations",
    "named",
    "wholes",
    "inherited",
    "coverings",
    "corrections",
    "moments",
    "mandates",
    "strengths",
    "missions",
)


@cache
def views_sql() -> str:
    """The statements that create them, for a database that holds the tables."""
    return _national_bodies() + (files("sgreports.dataset.views") / "views.sql").read_text(encoding="utf-8")


def _national_bodies() -> str:
    """The macro `national_bodies`: the State of each national body of the registry, by its key."""
    states = {row.key: row.place for _, row in registry() if row.kind == "national" and row.place}
    held = ", ".join(f"'{key}': '{state}'" for key, state in sorted(states.items()))
    return f"CREATE MACRO national_bodies() AS MAP {{{held}}};\n\n"
