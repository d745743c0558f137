"""What a check finds: a statement, and the places that contradict one another."""

from typing import Literal

from sgreports.model.base import Frozen

CheckName = Literal["shares", "changes", "columns", "repeated", "resolutions"]

CHECKS: dict[CheckName, str] = {
    "shares": "a share in brackets is not that of the number beside it",
    "changes": "a stated change does not fit its two levels",
    "columns": "a column of a table does not add up to its total",
    "repeated": "the same measure of one period has two values",
    "resolutions": "a resolution of the Security Council is cited with a year that it cannot have",
}


class Place(Frozen):
    """A place in a report. `paragraph` is null in a table."""

    document: str
    place: str
    """`¶26`, or `table-1, row 3`."""
    paragraph: str | None
    page: int | None
    link: str | None
    text: str
    """The sentence, or a table's title."""


class Finding(Frozen):
    """A contradiction: `says` is one sentence. `sure`, 0 to 1, is set for each check by hand, after some were read."""

    check: CheckName
    says: str
    sure: float
    places: tuple[Place, ...]
