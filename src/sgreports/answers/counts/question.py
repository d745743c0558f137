"""What is asked of a run's counts."""

from typing import Any, Self

from pydantic import model_validator

from sgreports.errors import UsageError
from sgreports.model.base import Frozen
from sgreports.model.facts import EVENTS, UNIT_CLASSES

BY: dict[str, str] = {
    "country": "coalesce(country_name, country)",
    "year": "event_years",
    "agent": "coalesce(nullif(array_to_string(agents_name, '; '), ''), agent_text)",
    "source": "nullif(array_to_string(reported_by_name, '; '), '')",
    "whose": "nullif(array_to_string(whose_name, '; '), '')",
    "event": "event",
    "class": "unit_class",
    "unit": "unit_lemma",
    "counted": "counted",
    "series": "series",
    "document": "document",
}
"""What counts can be grouped by, and the expression over the view `facts`."""
OF_ONE_KIND = ("counted", "class", "unit")


class Question(Frozen):
    """Filters (null: all) and what to group by. UsageError names a value that there is not."""

    event: str | None = None
    unit_class: str | None = None
    country: str | None = None
    year: int | None = None
    agent: str | None = None
    series: str | None = None
    by: tuple[str, ...] = ("country", "year")

    @model_validator(mode="after")
    def _known(self) -> Self:
        one_of("event", self.event, EVENTS)
        one_of("class", self.unit_class, UNIT_CLASSES)
        for name in self.by:
            one_of("grouping", name, tuple(BY))
        return self

    @property
    def groups(self) -> tuple[str, ...]:
        """What is grouped by; where several things may be counted, also what: no sum of children and dollars."""
        mixed = self.unit_class in (None, "money") and not set(self.by) & set(OF_ONE_KIND)
        return (*self.by, "counted") if mixed else self.by

    @property
    def filters(self) -> dict[str, Any]:
        """The arguments of the macro `selected`."""
        return {
            "of_event": self.event, "of_class": self.unit_class, "in_country": self.country, "in_year": self.year,
            "by_agent": self.agent, "in_series": self.series,
        }  # fmt: skip


def one_of(what: str, value: str | None, known: tuple[str, ...]) -> None:
    if value is not None and value not in known:
        raise UsageError(f"there is no {what} {value!r}; there are {', '.join(known)}")
