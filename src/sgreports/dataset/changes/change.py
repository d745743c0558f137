"""A change between two runs: a row that was added or removed, or that differs."""

from collections.abc import Mapping
from typing import Any, Literal

from sgreports.model.base import Frozen

Table = Literal[
    "documents", "sections", "paragraphs", "tables", "table_cells", "figures", "text_units", "mentions", "relations",
    "counts", "entities", "issues",
]  # fmt: skip
Kind = Literal["added", "removed", "changed"]
Cause = Literal["input", "program", "knowledge", "model", "settings", "libraries", "decided", "unknown"]
Role = Literal["plain", "removed", "added", "kept", "subject", "object"]
HOW_FOUND = frozenset({
    "boxes", "page", "page_first", "page_last", "score", "source", "rule", "trigger", "sentence", "unit_score",
    "event_score", "agent_score", "time_score", "country_score", "proposed",
})  # fmt: skip
"""Columns that say where and how something was found, not what."""


class Differing(Frozen):
    """A column whose value differs."""

    name: str
    before: Any
    after: Any


class Piece(Frozen):
    """A piece of a quoted sentence: `removed` stands, or is marked, in the first run only, `kept` in both."""

    text: str
    role: Role = "plain"


class Change(Frozen):
    """A row that came, went, or differs. `document`, `paragraph`, `text_unit` and `page` are the second run's where it
    has them.

    `before` and `after` are the rows; `what` names the row in a line; `quote` is the sentence that it stands in.
    """

    table: Table
    kind: Kind
    document: str | None
    paragraph: str | None = None
    text_unit: str | None = None
    page: int | None = None
    what: str
    fields: tuple[Differing, ...] = ()
    causes: tuple[Cause, ...]
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    quote: tuple[Piece, ...] = ()

    @property
    def place(self) -> str | None:
        """The key of the paragraph or text unit that it is in."""
        return self.paragraph or self.text_unit

    @property
    def only_how_found(self) -> bool:
        """Whether only columns differ that say how the row was found."""
        return self.kind == "changed" and not self.content

    @property
    def content(self) -> tuple[Differing, ...]:
        """The columns that differ but for those that say how the row was found."""
        return tuple(f for f in self.fields if f.name not in HOW_FOUND)


class RunDifference(Frozen):
    """A version or setting that differs between the two runs, and the cause that it counts as.

    A new hash of `lexicons`, for example, is a change of `knowledge`.
    """

    cause: Cause
    name: str
    before: str
    after: str
