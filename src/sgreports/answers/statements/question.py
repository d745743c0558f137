"""What is asked of a run's statements."""

from typing import Self

from pydantic import Field, model_validator

from sgreports.answers.named import country_code, one_of
from sgreports.model.base import Frozen
from sgreports.model.facts import RELATION_TYPES

BY: dict[str, str] = {
    "subject": "subject_name",
    "object": "object_name",
    "type": "relation_type",
    "country": "coalesce(country_name, country)",
    "year": "year(document_date)",
    "document": "document",
}
"""What statements can be grouped by, and the expression over the view `statements`."""


class StatementQuestion(Frozen):
    """Filters (null: all) and what to group by. UsageError names a value that there is not, with the nearest ones.

    Without a type, statements about numbers are left out, and types are a group: no sum of who supports and who leads.
    """

    type: str | None = None
    subject: str | None = None
    """A key, abbreviation or name, or words of it; of a country the State and its own bodies. So is `object`."""
    object: str | None = None
    country: str | None = None
    """Where: by ISO code, name or demonym."""
    year: int | None = None
    """The year of the report."""
    document: str | None = None
    min_score: float = Field(default=0.0, ge=0, le=1)
    by: tuple[str, ...] = ("subject", "object")
    everything: bool = False
    """What is denied, planned or requested, too."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        one_of("type", self.type, RELATION_TYPES)
        for name in self.by:
            one_of("grouping", name, tuple(BY))
        country_code(self.country)
        return self

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.by, *["type"] * (self.type is None))))
