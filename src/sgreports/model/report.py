"""A report as it was read: masthead, sections, paragraphs, notes, tables and figures.

Keys, parts and columns: the dataset contract (annotations/GUIDELINES.md is the other half).
Character offsets count Python characters of the paragraph's `text`, end exclusive.
"""

import datetime
from collections.abc import Iterable
from typing import Literal, NamedTuple

from sgreports.model.base import Box, Frozen, Issue

TextUnitKind = Literal["title", "heading", "caption", "cell"]
Part = Literal["cover", "summary", "body", "annex", "letter", "enclosure", "appendix", "footnote", "box"]
SHORTEST_PERIOD = datetime.timedelta(days=7)  # what a report covers
DocumentKind = Literal["report", "note", "letter", "resolution", "corrigendum", "draft", "other"]


class Piece(Frozen):
    """A range of a paragraph's text that stands in one box (one line of one page)."""

    start: int
    end: int
    box: Box


class Style(Frozen):
    """A range of a paragraph's text that is set in italics, in bold or in both."""

    start: int
    end: int
    italic: bool = False
    bold: bool = False


class Link(Frozen):
    """A range of a paragraph's text under a hyperlink of the file."""

    start: int
    end: int
    uri: str


class Recognized(Frozen):
    """A word's range of a text, and how sure character recognition was of it, 0 to 1."""

    start: int
    end: int
    confidence: float


class Item(Frozen):
    """A sub-item `(a)`, `(i)` inside a paragraph: its mark and the range of text from the mark to its end."""

    mark: str
    start: int
    end: int


class NoteCall(Frozen):
    """Where a footnote is called: the mark was taken out of the text at `offset`; `paragraph` is the note's key."""

    mark: str
    offset: int
    paragraph: str | None = None


class Paragraph(Frozen):
    """One row: a numbered paragraph, an unnumbered one, or a footnote.

    `text` is running text without the paragraph's own number and without note marks. `pieces` tile it in order
    (they may leave single spaces between them uncovered); empty for text input, where `pages` says at which offset
    each page begins, if form feeds tell. `word_index` is the index of its first paragraph among those of a Word file's
    body, outside tables.
    """

    key: str
    number: int | None
    part: Part
    section: str | None
    order: int
    text: str
    pieces: tuple[Piece, ...] = ()
    styles: tuple[Style, ...] = ()
    links: tuple[Link, ...] = ()
    items: tuple[Item, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    recognized: tuple[Recognized, ...] = ()
    word_index: int | None = None

    @property
    def ocr(self) -> float | None:
        """The mean confidence over the letters that character recognition has read; None for a text of its own."""
        letters = sum(word.end - word.start for word in self.recognized)
        total = sum(word.confidence * (word.end - word.start) for word in self.recognized)
        return round(total / letters, 3) if letters else None


class Section(Frozen):
    """A heading: `key` is its path (`IV.A`, `annex-1/II`), `label` the printed number (`A`), empty if unnumbered.

    `pieces` and `links` are ranges of `title`.
    """

    key: str
    level: int
    label: str
    title: str
    parent: str | None
    order: int
    pieces: tuple[Piece, ...] = ()
    links: tuple[Link, ...] = ()


class Masthead(Frozen):
    """What the cover says. A field is None or empty where the cover does not say it; never a guess."""

    symbols: tuple[str, ...] = ()
    title: str | None = None
    subtitle: str | None = None
    kind: DocumentKind = "other"
    author: str | None = None
    organs: tuple[str, ...] = ()
    session: int | None = None
    agenda_items: tuple[str, ...] = ()
    date: datetime.date | None = None
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    previous: str | None = None
    previous_date: datetime.date | None = None
    distribution: str | None = None
    original_language: str | None = None
    language: str = "en"
    job_number: str | None = None
    mandates: tuple[str, ...] = ()
    about_countries: tuple[str, ...] = ()
    mission: str | None = None
    series: str | None = None
    period_from: Literal["said", "previous"] | None = None
    corrects: str | None = None


class Span(Frozen):
    """A cell that covers more than one place of its table: its first row and column, and how many of each."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


def covered_places(spans: Iterable[Span]) -> frozenset[tuple[int, int]]:
    """The rows and columns of the places that spans cover, but for the first of each."""
    return frozenset(
        (i, j)
        for span in spans
        for i in range(span.row, span.row + span.rows)
        for j in range(span.column, span.column + span.columns)
        if (i, j) != (span.row, span.column)
    )


class Table(Frozen):
    """A table with its cells as rows of strings; `key` is unique in the report (`table-1`).

    `cell_pieces` has the pieces of each cell, in the rows and columns of `cells`; it is empty for text input.
    `heading_rows` is how many of the rows head the columns, None where the print does not show it. A heading over
    several columns stands in each of them, any other cell over several places in the first; `spans` has both. `box` is
    where the table stands on its first page.
    """

    key: str
    number: str | None
    title: str | None
    page: int | None
    section: str | None
    cells: tuple[tuple[str, ...], ...]
    notes: str | None = None
    source_line: str | None = None
    cell_pieces: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    heading_rows: int | None = None
    spans: tuple[Span, ...] = ()
    box: Box | None = None


class Figure(Frozen):
    """A figure: its title and notes, not its axis labels; `key` is unique in the report (`figure-1`). `box` is where it
    stands on its page."""

    key: str
    number: str | None
    title: str | None
    page: int | None
    section: str | None
    notes: str | None = None
    source_line: str | None = None
    box: Box | None = None


class TextUnit(Frozen):
    """A text that is no paragraph but has names: a title, a heading, a caption or a table cell.

    `key` is `title/1`, `heading/<section>`, `caption/<table or figure>` (its notes: `…/notes`, its source line:
    `…/source`) or `cell/<table>/<row>/<column>`. `order` is the position of the paragraph before which it is read.
    """

    key: str
    kind: TextUnitKind
    text: str
    order: int
    section: str | None = None
    page: int | None = None
    pieces: tuple[Piece, ...] = ()
    links: tuple[Link, ...] = ()


class Context(NamedTuple):
    """What stands over a paragraph: the heading of its section, and the report's title."""

    heading: str = ""
    title: str = ""


NO_CONTEXT = Context()


class Report(Frozen):
    """A whole report. `document` is the first symbol, or the file's stem where the file names none."""

    document: str
    masthead: Masthead
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    text_units: tuple[TextUnit, ...] = ()
    issues: tuple[Issue, ...] = ()
    pages: int | None = None
    source: str
    sha256: str
    status: Literal["ok", "partial"] = "ok"

    def __repr__(self) -> str:
        return f"<Report {self.document}: {len(self.paragraphs)} paragraphs>"

    __str__ = __repr__
