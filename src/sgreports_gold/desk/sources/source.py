"""Where the desk has its texts and proposals from: a run's tables, or the reports themselves, read when needed."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sgreports.model.base import Frozen
from sgreports_gold.annotation.gold.records import Arc, Mark, Marks

BoxCells = tuple[int, float, float, float, float]
Progress = Callable[[str, int, int], None]
"""Called with what is being read, how many are done and how many there are."""
NOT_READ = frozenset({"cover"})
"""Parts that nobody annotates: the masthead."""


class Heading(Frozen):
    """A heading over a paragraph: the printed number (or None) and the words."""

    label: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph as it stands in its report; `boxes` are page, x0, top, x1, bottom in points."""

    key: str
    part: str
    text: str
    section: tuple[Heading, ...] = ()
    boxes: tuple[BoxCells, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A report with its paragraphs in order; `path` is the file, where it is at hand."""

    document: str
    title: str | None
    date: datetime.date | None
    period: tuple[datetime.date | None, datetime.date | None]
    paragraphs: tuple[Text, ...]
    path: Path | None = None

    def find(self, key: str) -> Text | None:
        """The paragraph of that key."""
        return next((p for p in self.paragraphs if p.key == key), None)

    def to_read(self) -> list[Text]:
        """The paragraphs that are annotated: those with words, without the masthead."""
        return [p for p in self.paragraphs if p.part not in NOT_READ and any(c.isalnum() for c in p.text)]

    def first(self) -> Text | None:
        """The first paragraph of the body, which says what the report is about."""
        return next((p for p in self.to_read() if p.part == "body"), None)

    def around(self, key: str) -> tuple[Text | None, Text | None]:
        """The paragraphs before and after; footnotes have no neighbours but footnotes."""
        mine = self.find(key)
        row = [p for p in self.paragraphs if mine and (p.part == "footnote") == (mine.part == "footnote")]
        at = next((i for i, p in enumerate(row) if p.key == key), None)
        if at is None:
            return None, None
        return (row[at - 1] if at else None), (row[at + 1] if at + 1 < len(row) else None)


class ProposedMark(Mark):
    """A mention that the program proposes; `score` is the probability that it is right.

    `unsure` are the cells of its row for which the reader is asked.
    """

    score: float
    source: str
    unsure: tuple[str, ...] = ()


class ProposedArc(Arc):
    """A relation that the program proposes."""

    score: float
    source: str


class Proposal(Frozen):
    """What the program found in a paragraph."""

    mentions: tuple[ProposedMark, ...] = ()
    relations: tuple[ProposedArc, ...] = ()

    def bare(self) -> Marks:
        """The marks without what is known of them."""
        mentions = (Mark.model_validate(m.model_dump(include=set(Mark.model_fields))) for m in self.mentions)
        relations = (Arc.model_validate(r.model_dump(include=set(Arc.model_fields))) for r in self.relations)
        return Marks(mentions=tuple(mentions), relations=tuple(relations))


class PendingError(Exception):
    """The proposals are being made; ask again."""


class Source(Protocol):
    """What the desk asks of a source. Its methods may be called from several threads."""

    def open(self, progress: Progress) -> Sequence[str]:
        """Makes ready; the documents that there are, in order."""

    def report(self, document: str) -> Read:
        """A report. Raises SgreportsError where it is not at hand or cannot be read."""

    def proposals(self, document: str) -> Mapping[str, Proposal] | None:
        """The proposals of a report by paragraph; None where the source makes none. Raises PendingError."""
