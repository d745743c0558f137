"""The base of every type: immutable, without unknown fields."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value with no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(Frozen):
    """A rectangle on a page, in points from the page's top left (pdfplumber's names). Pages count from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Issue(Frozen):
    """A problem in a document that does not stop its reading.

    `code` is a short kebab-case name (`numbering-gap`, `step-failed`), `paragraph` a key or None, `page` counts from 1.
    """

    code: str
    detail: str
    paragraph: str | None = None
    page: int | None = None
