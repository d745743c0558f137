"""A text file → its pages as lines: as a tool made it of a document (`pdftotext`), or as Markdown.

Pages are those that form feeds show; running heads show the others, which have no number.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sgreports.errors import DamagedError, RefusedError
from sgreports.model.base import Issue
from sgreports.model.report import Table
from sgreports.reading.legibility import check_english
from sgreports.reading.lines import Line, Page, Source
from sgreports.reading.optional import attempt
from sgreports.reading.plain.cells import is_layout, laid_out
from sgreports.reading.plain.decoding import decoded
from sgreports.reading.plain.fragments import without_fragments
from sgreports.reading.plain.furniture import split_pages, without_furniture
from sgreports.reading.plain.markdown import is_markdown, markdown_line, markdown_tables, text_rows
from sgreports.reading.plain.notes import Noted, with_notes
from sgreports.reading.plain.spacing import with_spacing
from sgreports.reading.plain.torn import with_numbers, without_blanks
from sgreports.settings import Settings

_FEED = "\f"


def read_text(path: Path, data: bytes, settings: Settings) -> Source:
    """The text as a Source. RefusedError for a file that is empty, no text or not English, DamagedError for one over a
    limit."""
    text, issues = decoded(path, data)
    if not text.strip():
        raise RefusedError("empty-file", f"{path.name} is empty: give a report as PDF or text")
    fed = _FEED in text.rstrip()
    if text.count(_FEED) > settings.max_pages:
        raise DamagedError(
            "too-many-pages", f"{path.name} has over {settings.max_pages} pages: raise max_pages to read it"
        )
    marked = path.suffix.lower() == ".md" or is_markdown(text)
    pages, more = (_markdown(text), ()) if marked else _printed(text, fed)
    check_english(path, pages)
    digest = hashlib.sha256(data).hexdigest()
    return Source(path.name, digest, pages, paged=fed and not marked, typeset=False, issues=(*issues, *more))


def _markdown(text: str) -> tuple[Page, ...]:
    read = _lines(text_rows(text.replace(_FEED, "\n\n")), markdown_line)
    lines, tables = attempt("tables", None, (read, ()), markdown_tables, read)
    return (Page(1, 0.0, 0.0, tuple(lines), tables),)


def _printed(text: str, fed: bool) -> tuple[tuple[Page, ...], tuple[Issue, ...]]:
    """The pages of a text that a tool made, and an issue for each on which pieces of tables were left out."""
    rows = [page.expandtabs(8).split("\n") for page in text.rstrip().split(_FEED)]
    tables: list[tuple[Table, ...]] = [()] * len(rows)
    if is_layout([row for page in rows for row in page]):
        found = laid_out(rows)
        lines, tables = [own for own, _ in found], [own for _, own in found]
    else:
        lines = [_lines([row.strip() for row in page], Line) for page in rows]
    if not fed:
        lines = split_pages(lines[0])
    lines = [with_numbers(page) for page in without_furniture(without_blanks(lines))]
    parted = [lines[0], *without_fragments(lines[1:])]
    return _pages(with_notes(parted), tables, fed), _left_out(lines, parted, fed)


def _left_out(before: Sequence[Sequence[Line]], after: Sequence[Sequence[Line]], fed: bool) -> tuple[Issue, ...]:
    """An issue for each page that lost lines of running text: pieces of tables and figures, whose columns are lost."""
    detail = "lines of a table, figure or map without its columns were left out; see the PDF or use `pdftotext -layout`"
    pages = [n for n, (a, b) in enumerate(zip(before, after, strict=True), start=1) if list(a) != list(b)]
    return tuple(Issue(code="table-left-out", detail=detail, page=page if fed else None) for page in pages)


def _lines(rows: Sequence[str], line_of: Callable[[str], Line]) -> list[Line]:
    """A line for each row that is not empty; `gap` is the number of empty ones above it."""
    lines: list[Line] = []
    blank = 0
    for row in rows:
        if row:
            lines.append(replace(line_of(row), gap=float(blank)))
        blank = 0 if row else blank + 1
    return lines


def _pages(noted: Sequence[Noted], tables: Sequence[tuple[Table, ...]], fed: bool) -> tuple[Page, ...]:
    """The pages with their numbers, where form feeds count them, and with white above each beginning."""
    numbered = [[replace(line, page=index) for line in page.body] for index, page in enumerate(noted, start=1)]
    spaced = iter(with_spacing([line for body in numbered for line in body]))
    pages = []
    for index, page in enumerate(noted, start=1):
        body = [next(spaced) for _ in page.body]
        number = index if fed else None
        lines = tuple(replace(line, page=number) for line in (*page.rest, *body, *page.notes))
        pages.append(Page(index, 0.0, 0.0, lines, tuple(tables[index - 1] if index <= len(tables) else ())))
    return tuple(pages)
