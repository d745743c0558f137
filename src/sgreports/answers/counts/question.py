"""What is asked of a run's counts."""

import datetime
import re
from collections.abc import Callable
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from sgreports.answers.named import an_event, country_code, one_of
from sgreports.errors import UsageError
from sgreports.knowledge.statements.unit_classes import unit_class
from sgreports.model.base import Frozen
from sgreports.model.dates import first_day, last_day
from sgreports.model.facts import ADDED, HARM, NAMED, UNIT_CLASSES

_WHO = "coalesce(nullif(array_to_string(agents_name, '; '), ''), agent_text)"
BY: dict[str, str] = {
    "country": "coalesce(country_name, country)",
    "year": "event_years",
    "agent": f"CASE WHEN event IN {HARM} AND coalesce(agent_score, 0) < {NAMED} AND {_WHO} IS NOT NULL"
    f" THEN 'not sure' ELSE {_WHO} END",
    "source": "nullif(array_to_string(reported_by_name, '; '), '')",
    "whose": "nullif(array_to_string(whose_name, '; '), '')",
    "event": "event",
    "class": "counted",
    "unit": "unit_lemma",
    "counted": "counted",
    "series": "series",
    "document": "document",
    "words": "said",
    "date": "CASE WHEN time_start = time_end THEN CAST(time_start AS VARCHAR)"
    " ELSE concat_ws(' to ', time_start, time_end) END",
}
"""What counts can be grouped by, and the expression over the view `facts`."""
PEACEKEEPERS = re.compile(r"(?:(?:un|united nations) )?(?:peace[- ]?keepers?|blue helmets?)", re.IGNORECASE)


def peacekeepers(asked: str) -> str:
    """The end of a sentence about peacekeepers, who are no class and no body; empty where others are asked for."""
    return "; ask for --unit-class personnel --whose un" if PEACEKEEPERS.fullmatch(asked) else ""


def _check_class(asked: str | None) -> None:
    """Raises UsageError for a class that there is not, with the one that counts such things."""
    counted = unit_class(asked, "cardinal")
    if asked in UNIT_CLASSES or counted == "other":
        one_of("class", asked, UNIT_CLASSES)
    elif asked is not None:
        raise UsageError(f"there is no class {asked!r}{peacekeepers(asked) or f': look under {counted}'}")


def _day(asked: str | None, day_of: Callable[[str], datetime.date | None]) -> datetime.date | None:
    try:
        return None if asked is None else day_of(asked)
    except ValueError as error:
        raise UsageError(f"{asked!r} is no day, month or year: write 2041-05-17, 2041-05 or 2041") from error


class Question(Frozen):
    """Filters (null: all) and what to group by. UsageError names a value that there is not, with the nearest ones."""

    event: str | None = None
    unit_class: str | None = None
    country: str | None = None
    """By ISO code, name or demonym."""
    year: int | None = None
    since: str | None = None
    """A day, month or year (`2041-05`): most days of an event are from then on, and up to the end of `until`."""
    until: str | None = None
    about: str | None = None
    """Words that the sentence must have, each in any form: `raid` finds raids."""
    about_in: Literal["sentence", "paragraph"] = "sentence"
    """What must have them: the paragraph with the title of its section, where an answer finds no sentence."""
    agent: str | None = None
    """A key, or words of its name; so are `source` and `whose`."""
    series: str | None = None
    documents: tuple[str, ...] = ()
    """Only these reports, by any of their symbols; all where there is none."""
    source: str | None = None
    whose: str | None = None
    min_score: float = Field(default=ADDED, ge=0, le=1)
    """Rows of a lower score are listed, and never added."""
    decided: bool = False
    """Only what a reader decided is added."""
    by: tuple[str, ...] = ("country", "year")

    @model_validator(mode="after")
    def _known(self) -> Self:
        an_event(self.event)
        _check_class(self.unit_class)
        for name in self.by:
            one_of("grouping", name, tuple(BY))
        country_code(self.country)
        first, last = self.days
        if first and last and first > last:
            raise UsageError(f"{self.until} ends before {self.since} begins")
        return self

    @property
    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first day of `since`, and the last of `until`. Raises UsageError for what is no such date."""
        return _day(self.since, first_day), _day(self.until, last_day)

    @property
    def groups(self) -> tuple[str, ...]:
        """What is grouped by; events and what is counted are groups, too: no sum of children and dollars, of killed and
        returned, of pledged and received, of patrols and visits, of who returned and who was deported."""
        events = self.event is None and "event" not in self.by
        money = (self.unit_class == "money" or self.event == "funded") and "words" not in self.by
        counted = set(self.by).isdisjoint(("class", "counted"))
        return (*self.by, *["event"] * events, *["words"] * money, *["counted"] * counted)

    @property
    def filters(self) -> dict[str, Any]:
        """The arguments of the macros `selected` and `standing`."""
        return {
            "of_event": self.event, "of_class": self.unit_class, "in_country": country_code(self.country),
            "in_year": self.year, "by_agent": self.agent, "in_series": self.series, "by_source": self.source,
            "of_whom": self.whose, "from_score": self.min_score, "only_decided": self.decided,
            "since_day": self.days[0], "until_day": self.days[1], "about": self.about,
            "about_in": self.about_in,
        }  # fmt: skip
