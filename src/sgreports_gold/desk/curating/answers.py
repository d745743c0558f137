"""What server and page of decisions tell one another."""

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from sgreports.decisions.decision import Verdict
from sgreports.model.base import Frozen
from sgreports.model.facts import ReaderKind, RowVerdict
from sgreports_gold.desk.server.answers import PagePlace
from sgreports_gold.desk.sources.source import Heading

Parts = tuple[str, str, str]
"""A text before a number, the number, and after it."""


class ShownRow(Frozen):
    """A row of the question. `id` is where its number stands, `names` tells its references, `why` the total leaves it
    out; `mine` is the last word of the page's reader, `elsewhere` one that is no row of the question by now."""

    id: str
    count: str
    document: str
    date: datetime.date | None
    paragraph: str
    page: int | None
    link: str | None
    sentence: Parts
    number: str
    cells: Mapping[str, Any]
    names: Mapping[str, str]
    in_total: bool
    why: str | None
    covering: str | None = None
    score: float
    verdict: RowVerdict | None
    by: str | None
    kind: ReaderKind | None
    mine: Verdict | None = None
    note: str | None = None
    elsewhere: bool = False


class Total(Frozen):
    """A total as it stands, and that of what is decided alone."""

    name: str
    total: float
    bound: str | None
    counts: int
    decided: int
    decided_by: str
    alone: float
    alone_bound: str | None


class Standing(Frozen):
    """The totals, and the rows that changed since a version."""

    version: int
    rows: tuple[ShownRow, ...]
    gone: tuple[str, ...]
    totals: tuple[Total, ...]


class Started(Standing):
    """What the page begins with: rows in their order, and the values that cells may have."""

    reader: str
    question: str
    file: str
    undo: int
    events: tuple[str, ...]
    measures: tuple[str, ...]
    countries: Mapping[str, str]


class NumberAt(Frozen):
    """A number of a paragraph, by characters; `id` is None where it has no row."""

    id: str | None
    start: int
    end: int


class Word(Frozen):
    """What a reader said of a row."""

    by: str
    kind: ReaderKind
    verdict: Verdict
    cells: Mapping[str, Any]
    note: str | None
    at: datetime.datetime


class Detail(Frozen):
    """A row's surroundings: `page` has the boxes of the paragraph, `boxes` those of the number, one a line."""

    id: str
    title: str | None
    period: tuple[datetime.date | None, datetime.date | None]
    headings: tuple[Heading, ...]
    before: str | None
    text: str
    start: int
    end: int
    numbers: tuple[NumberAt, ...]
    page: PagePlace | None
    boxes: tuple[tuple[int, float, float, float, float], ...]
    missing: str | None
    words: tuple[Word, ...]


class Decide(Frozen):
    """A word on a row; cells are those that change, in the words of gold, and make it `corrected`."""

    id: str
    verdict: Literal["right", "wrong", "unsure"] | None = None
    cells: dict[str, Any] = Field(default_factory=dict)
    note: str | None = None
    settles: bool = False


class Add(Frozen):
    """A number that the program has not: characters of a paragraph, and all of its cells."""

    document: str
    paragraph: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    cells: dict[str, Any]


class Undo(Frozen):
    """Takes back the reader's last word."""


class Done(Frozen):
    """What was done: the row that it was about, and how many words of this reader can be undone."""

    id: str | None
    undo: int
