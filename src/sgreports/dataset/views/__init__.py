"""The views and macros of the DuckDB file: views.sql."""

from functools import cache
from importlib.resources import files

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
    return (files("sgreports.dataset.views") / "views.sql").read_text(encoding="utf-8")
