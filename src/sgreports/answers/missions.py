"""The missions that reports are about: countries, heads, mandates and strengths, from the views of these names."""

from pathlib import Path

from sgreports.answers.named import suggested
from sgreports.answers.queries import Record, opened, records
from sgreports.errors import UsageError

MISSIONS = "SELECT * FROM missions WHERE coalesce(mission = $mission, true) ORDER BY mission"
MANDATES = "SELECT * FROM mandates WHERE mission = $mission ORDER BY adopted_year, resolution_number, resolution"
STRENGTHS = "SELECT * FROM strengths WHERE mission = $mission ORDER BY on_day, thing"


def missions(dataset: Path, name: str | None = None) -> list[Record]:
    """A row a mission; of the one that is asked for `mandates` and `strengths` have the rows of these views, with the
    place of each. Raises UsageError where `dataset` holds no run, or no report about that mission."""
    with opened(dataset) as connection:
        if name is None:
            return records(connection, MISSIONS, {"mission": None})
        held = {row["mission"]: row for row in records(connection, MISSIONS, {"mission": None})}
        (row,) = records(connection, "SELECT entities_called($name) AS called", {"name": name})
        found = [key for key in held if key in row["called"]]
        if not found:
            near = suggested(name, {*held, *(m["abbreviation"] for m in held.values() if m["abbreviation"])})
            raise UsageError(f"no report of this dataset is about a mission {name!r}{near}")
        asked = {"mission": found[0]}
        details = {
            "mandates": records(connection, MANDATES, asked),
            "strengths": records(connection, STRENGTHS, asked),
        }
        return [held[found[0]] | details]
