"""The missions that reports are about: countries, heads, mandates and strengths, from the views of these names."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.answers.counts.question import Question
from sgreports.answers.counts.tables import table_lines
from sgreports.answers.named import suggested
from sgreports.answers.queries import opened
from sgreports.dataset.files.parquet import Record, records
from sgreports.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MISSIONS = "SELECT * FROM missions WHERE coalesce(mission = $mission, true) ORDER BY mission"
MANDATES = "SELECT * FROM mandates WHERE mission = $mission ORDER BY adopted_year, resolution_number, resolution"
STRENGTHS = "SELECT * FROM strengths WHERE mission = $mission ORDER BY on_day, thing"


def missions(dataset: Path, name: str | None = None) -> list[Record]:
    """A row a mission; of the one that is asked for `mandates` and `strengths` have the rows of these views, with the
    place of each, and `tables` the totals of tables of its personnel.

    Raises UsageError where `dataset` holds no run, or no report about that mission, or about several of that name.
    """
    with opened(dataset) as connection:
        if name is None:
            return records(connection, MISSIONS, {"mission": None})
        held = {row["mission"]: row for row in records(connection, MISSIONS, {"mission": None})}
        asked = {"mission": _named(connection, name, held)}
        details = {
            "mandates": records(connection, MANDATES, asked),
            "strengths": records(connection, STRENGTHS, asked),
            "tables": table_lines(connection, Question(unit_class="personnel", whose=asked["mission"])),
        }
        return [held[asked["mission"]] | details]


def _named(connection: "DuckDBPyConnection", name: str, held: Mapping[str, Record]) -> str:
    """The key of the one mission held that goes by a name; its own key is first."""
    (row,) = records(connection, "SELECT entities_called($name) AS called", {"name": name})
    found = [name] if name in held else sorted(key for key in held if key in row["called"])
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} may be {' or '.join(found)}; name one of them")
    near = suggested(name, {*held, *(m["abbreviation"] for m in held.values() if m["abbreviation"])})
    raise UsageError(f"no report of this dataset is about a mission {name!r}{near}")
