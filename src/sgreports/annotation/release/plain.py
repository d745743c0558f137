"""What the scoring needs of sgreports where only Python is: these stand in for pydantic's types in a released scorer.

The names are those that the scoring imports; `release.py` copies this module beside it. Nothing here is checked: the
gold was, before its release.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Plain:
    """A value with what the scoring asks of pydantic's models."""

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """The value, unchecked."""
        return cls(**values)

    def model_dump(self) -> dict[str, Any]:
        """The value as a dictionary."""
        return asdict(self)


@dataclass(frozen=True)
class Row(Plain):
    """What gold says of a count's row in the table."""

    measure: str
    years: str | None = None
    country: Sequence[str] | None = None
    again: bool = False


@dataclass(frozen=True)
class GoldMention(Plain):
    """A mention by its letters."""

    id: str
    label: str
    start: int
    end: int
    text: str = ""
    entity: str | None = None
    kind: str | None = None
    unit: str | None = None
    unit_from: str | None = None
    event: str | None = None
    row: Row | None = None


@dataclass(frozen=True)
class GoldRelation(Plain):
    """A relation between two mentions, by their ids."""

    type: str
    subject: str
    object: str
    role: str | None = None
    polarity: str = "affirmed"
    modality: str = "actual"


@dataclass(frozen=True)
class GoldParagraph(Plain):
    """A paragraph of gold."""

    document: str
    paragraph: str
    annotator: str
    letters: int
    hash: str
    mentions: tuple[GoldMention, ...] = ()
    relations: tuple[GoldRelation, ...] = ()


@dataclass(frozen=True)
class Score(Plain):
    """A score with its 95 % interval."""

    name: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    n: int


SYMMETRIC: frozenset[str] = frozenset()


def symmetric_types() -> frozenset[str]:
    """The relation types whose arguments may change places."""
    return SYMMETRIC
