"""A quantity that was read, as far as the unit of a later one depends on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity's range of the text, its kind, its currency or measure, and once known what it counts."""

    start: int
    end: int
    kind: str
    tail: str = ""
    unit: str = ""
