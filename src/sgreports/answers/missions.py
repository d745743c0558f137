"""The missions that reports are about: countries, heads, mandates and strengths, from the views of these names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.answers.counts.question import Question
from sgreports.answers.counts.tables import table_lines
from sgreports.answers.named import suggested
from sgreports.answers.queries import opened
from sgreports.dataset.files.parquet import Record, records
from sgreports.errors import UsageError
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MISSIONS = "SELECT * FROM missions ORDER BY mission"
MANDATES = "SELECT * FROM mandates WHERE mission = $mission ORDER BY adopted_year, resolution_number, resolution"
STRENGTHS = "SELECT * FROM strengths WHERE mission = $mission ORDER BY on_day, thing"
LEAD = r"(?i)^(?:[A-Z]\.\s+)?(?:(?:composition|strength|countries|providing|number|totals?,?|and|of|the)\s+)*"
"""How titles and headings of strengths begin, before they name the people."""


def missions(dataset: Path, name: str | None = None) -> list[Record]:
    """A row a mission; of the one that is asked for `mandates` and `strengths` have the rows of these views, with the
    place of each, and `tables` the totals of tables of its personnel, the latest first.

    Raises UsageError where `dataset` holds no run, or no report about that mission, or about several of that name.
    """
    with opened(dataset) as connection:
        held = {row["mission"]: row for row in records(connection, MISSIONS)}
        if name is None:
            return list(held.values())
        row = held[_named(connection, name, held)]
        asked = {"mission": row["mission"]}
        mandates, strengths = records(connection, MANDATES, asked), records(connection, STRENGTHS, asked)
        tables = _by_people(table_lines(connection, Question(unit_class="personnel", whose=row["mission"])), row)
        return [row | {"mandates": mandates, "strengths": strengths, "tables": tables}]


def _by_people(lines: Iterable[Record], mission: Record) -> list[Record]:
    """The totals of tables by the people whom they count, one a day, whatever their titles are."""
    names = "|".join(re.escape(mission[name]) for name in ("mission_name", "abbreviation") if mission[name])
    found: dict[str, dict[object, Record]] = defaultdict(dict)
    for line in lines:
        found[thing := _people(line["thing"], names)].setdefault(line["on_day"], line | {"thing": thing})
    return [row for days in found.values() for row in sorted(days.values(), key=lambda r: r["on_day"], reverse=True)]


def _people(thing: str, names: str) -> str:
    """Whom a total counts: its heading, where that names people, else its title without what each title says."""
    title, _, heading = thing.rpartition(": ")
    is_told = any(is_person_class(unit_class(word, "cardinal")) for word in re.findall(r"[a-z]+", heading.lower()))
    said = re.sub(rf"(?:\b(?:of|to|in) )?(?:the )?(?:{names})\b(?: \({names}\))?", "", heading if is_told else title)
    return re.sub(LEAD, "", said.strip(" :")).lower() or thing


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
