"""The server's requests and answers (API.md)."""

import datetime
from typing import Literal

from pydantic import Field

from sgreports.model.base import Frozen
from sgreports_gold.annotation.gold.checks import Wrong
from sgreports_gold.annotation.gold.records import Marks
from sgreports_gold.desk.sources.source import Heading, Proposal

State = Literal["open", "saved", "done"]
Proposed = Literal["ready", "pending", "blind", "none", "failed"]


class QueuePlace(Frozen):
    """A paragraph's place in the queue: why it is there, and what became of it."""

    index: int
    document: str
    paragraph: str
    why: str
    blind: bool
    state: State
    note: str | None


class ItemAnswer(QueuePlace):
    """A row of the queue; `names` are the labels and relation types saved or proposed."""

    marks: int | None
    names: tuple[str, ...] = ()


class Progress(Frozen):
    """The queue in numbers."""

    done: int
    saved: int
    open: int
    of: int


class Loading(Frozen):
    """What is being read before the queue is there."""

    what: str
    done: int
    of: int


class LabelAnswer(Frozen):
    """A label with its kinds, its events (COUNT's, the commonest in gold first) and what the guidelines say of it.

    `events_of_units` are the events that gold has with a unit, the commonest first; `measures` those of COUNT's rows.
    """

    kinds: tuple[str, ...]
    events: tuple[str, ...] = ()
    events_of_units: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    measures: tuple[str, ...] = ()
    gloss: str
    guideline: str


class RelationAnswer(Frozen):
    """A relation type with the labels that its arguments may have.

    `roles` are those of its object; a `fixed` one is always affirmed and actual.
    """

    gloss: str
    guideline: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    symmetric: bool
    roles: tuple[str, ...] = ()
    fixed: bool = False


class Start(Frozen):
    """What the page needs to begin; `folder` stands for the folder of annotations, with other digits for each."""

    annotator: str
    folder: str
    mode: Literal["review", "adjudicate"]
    sides: tuple[str, str] | None
    labels: dict[str, LabelAnswer]
    relations: dict[str, RelationAnswer]
    rulings: str
    queue: tuple[ItemAnswer, ...]
    progress: Progress
    loading: Loading | None


class Neighbour(Frozen):
    """The paragraph before or after."""

    paragraph: str
    text: str


class PageImage(Frozen):
    """A picture of a page; `url` lacks the token. `width`, `height` in points."""

    page: int
    url: str
    width: float
    height: float


class PagePlace(Frozen):
    """Where the paragraph stands: boxes are page, x0, top, x1, bottom, the last four fractions of the page."""

    number: int
    of: int | None
    boxes: tuple[tuple[int, float, float, float, float], ...]
    images: tuple[PageImage, ...]


class ParagraphAnswer(QueuePlace):
    """All that the page shows of one paragraph."""

    title: str | None
    date: datetime.date | None
    period: tuple[datetime.date | None, datetime.date | None] | None
    first: Neighbour | None
    section: tuple[Heading, ...]
    part: str
    text: str
    letters: int
    hash: str
    before: Neighbour | None
    after: Neighbour | None
    page: PagePlace | None
    proposal: Proposal | Marks | None
    proposed: Proposed
    trouble: str | None
    saved: Marks | None
    version: str
    sides: dict[str, Marks] | None = None
    comments: tuple["Comment", ...] = ()


class Comment(Frozen):
    """What another annotator noted on the paragraph."""

    annotator: str
    note: str


class Guidelines(Frozen):
    """The guidelines beside the gold, as Markdown; empty where there are none."""

    text: str


class SaveAnswer(Frozen):
    """What was saved."""

    version: str
    saved: Marks
    state: State
    note: str | None
    item: ItemAnswer
    progress: Progress


class Conflict(Frozen):
    """What another tab saved meanwhile."""

    errors: tuple[Wrong, ...]
    version: str
    saved: Marks | None
    state: State
    note: str | None


class Errors(Frozen):
    """What is wrong, where, and what to do."""

    errors: tuple[Wrong, ...]


class SaveRequest(Marks):
    """A save: what the paragraph now holds, whole; `version` is of what the page last saw saved."""

    index: int
    document: str
    paragraph: str
    hash: str
    version: str
    done: bool
    note: str | None = None
