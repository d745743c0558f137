"""The 17 Sustainable Development Goals and their 169 targets: data/goals.csv (source: A/RES/71/313, annex)."""

from functools import lru_cache

from sgreports.knowledge.data_files import csv_rows
from sgreports.knowledge.names.entities import EntityRecord
from sgreports.model.base import Frozen

URL = "https://metadata.un.org/sdg"


class Goal(Frozen):
    """A Goal with its short title and the numbers of its targets (`5.3`, `5.a`)."""

    number: int
    name: str
    targets: tuple[str, ...]


@lru_cache(maxsize=1)
def goals() -> tuple[Goal, ...]:
    """The Goals in order."""
    return tuple(
        Goal(number=int(r["goal"]), name=r["name"], targets=tuple(r["targets"].split("|")))
        for r in csv_rows("goals.csv")
    )


@lru_cache(maxsize=1)
def goal_records() -> dict[str, EntityRecord]:
    """The records of the Goals together, of each Goal and of each target, by entity."""
    every = EntityRecord(
        entity="SDG", label="INSTRUMENT", kind="goal", name="Sustainable Development Goals", abbreviation="SDGs",
        url=URL,
    )  # fmt: skip
    found = {every.entity: every}
    for goal in goals():
        found[f"SDG/{goal.number}"] = _record(
            str(goal.number), f"Sustainable Development Goal {goal.number}", goal.name
        )
        for target in goal.targets:
            found[f"SDG/{target}"] = _record(target, f"Sustainable Development Goal target {target}", None)
    return found


def _record(number: str, name: str, alias: str | None) -> EntityRecord:
    return EntityRecord(
        entity=f"SDG/{number}", label="INSTRUMENT", kind="goal", name=name, abbreviation=f"SDG {number}",
        aliases=(alias,) if alias else (), url=f"{URL}/{number}",
    )  # fmt: skip
