"""Which series are asked for."""

from typing import Self

from pydantic import Field, model_validator

from sgreports.answers.named import an_event, one_of
from sgreports.model.base import Frozen
from sgreports.model.facts import UNIT_CLASSES


class SeriesQuestion(Frozen):
    """Filters (null: all). `least` is the number of periods that a measure needs. UsageError names an unknown value."""

    event: str | None = None
    unit_class: str | None = None
    country: str | None = None
    """By name or ISO code."""
    agent: str | None = None
    """A key, or words of its name."""
    of: str | None = None
    """The key of a series of reports, such as `unifil`."""
    words: str | None = None
    """Words that the measure's own words hold, in any order."""
    least: int = Field(default=3, ge=2)

    @model_validator(mode="after")
    def _known(self) -> Self:
        an_event(self.event)
        one_of("class", self.unit_class, UNIT_CLASSES)
        return self
