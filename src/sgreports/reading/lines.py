"""The input of the assembler: lines in reading order, with style and box."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from sgreports.model.base import Box, Issue
from sgreports.model.report import Figure, Link, Recognized, Style, Table

Role = Literal["text", "furniture", "table", "figure", "box"]

UNREADABLE, OVER_LIMIT, GARBLED = "page-unreadable", "page-over-limit", "page-garbled"
MISREAD, DAMAGED, UNPLACED = "letters-misread", "file-damaged", "text-unplaced"
DIFFERENT = "digits-differ"  # what the file tells from what it prints
# of issues that make a document `partial`
UNREAD = frozenset((UNREADABLE, OVER_LIMIT, GARBLED, MISREAD, DAMAGED, UNPLACED))


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (of one column). Offsets in `styles`, `superscripts`, `links` count characters of `text`.

    `size` is the dominant font size in points; `bold`, `italic` say that all letters are so; `superscripts` are the
    ranges that are raised and smaller (footnote marks), found by size and baseline. `role` other than `text` is kept
    out of the running text. For text input `box` is None and `page` None. `gap` is the white space above the line in
    points (None at the top of a column), `column` counts from 0. `lefts` are the x at which the first characters begin,
    as many as a printed number may have; empty where the page is turned. `recognized` has the confidence of each word
    that character recognition has read. `heads` says that in text, where no type shows headings, what stands around
    the line shows that it is one.

    What only Word files state: the `number` at the line's beginning, without a full stop (`12`, `6.1`), the `level` of
    a heading, the `index` of the paragraph in the body.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    styles: tuple[Style, ...] = ()
    superscripts: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    role: Role = "text"
    gap: float | None = None
    column: int = 0
    lefts: tuple[float, ...] = ()
    recognized: tuple[Recognized, ...] = ()
    number: str = ""
    level: int | None = None
    index: int | None = None
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in reading order, with its size in points; tables and figures stand beside them.

    `recognized` says that most of its letters come from character recognition: a layer under a scan, or shapes of the
    scan itself made into fonts. `scanned` says that some do: words are pictures over what was recognized of them.
    `noise` is the share of the letters that our own recognition was too unsure of.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    rules: tuple[Box, ...] = ()  # drawn horizontal lines, e.g. the short one over footnotes
    recognized: bool = False
    scanned: bool = False
    noise: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its pages, name, hash and issues. `paged` says that the pages are the document's own, `typeset`
    that lines have type sizes and boxes; text has neither, but pages where form feeds are kept."""

    name: str
    sha256: str
    pages: tuple[Page, ...]
    paged: bool = True
    typeset: bool = True
    issues: tuple[Issue, ...] = field(default=())


def by_column(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines cut where the column changes."""
    return [list(own) for _, own in groupby(lines, key=lambda line: line.column)]
