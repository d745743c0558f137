"""Lines → Report: parts, paragraphs, sections, notes and the masthead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import PurePath
from typing import TypeVar

from sgreports.model.base import Box, Issue
from sgreports.model.report import Figure, Masthead, Paragraph, Piece, Report, Section, Table
from sgreports.reading.areas.boxes import box_regions
from sgreports.reading.cover.masthead import Cover, cover, masthead
from sgreports.reading.lines import UNREAD, Line, Page, Source
from sgreports.reading.optional import attempt
from sgreports.reading.structure.footnotes import end_notes, without_footnotes
from sgreports.reading.structure.joining import vocabulary
from sgreports.reading.structure.located import Owners
from sgreports.reading.structure.measures import measures
from sgreports.reading.structure.paragraphs import Rows, rows
from sgreports.reading.structure.parts import regions
from sgreports.reading.tables.totals import total_issues
from sgreports.reading.text_units import text_units

_ADVANCE = re.compile(r"(?i)\badvance (?:(?:and|or|un)[a-z]*+ )*+(?:copy|version|text)\b|\bunedited (?:copy|version)\b")
_HEAD = 30  # lines of a cover
_OPENING = 5  # paragraphs of the summary and the body that may say what the report is about
Area = TypeVar("Area", Table, Figure)
Owner = tuple[Box, str | None]  # the place of a line, and its section

_NOWHERE = "footnote", "box", "cover"  # parts whose lines stand beside the text


def assemble(source: Source) -> Report:
    """The report that the lines of a file make."""
    lines = [line for page in source.pages for line in page.lines if line.role == "text"]
    usual = measures(lines, source.pages[0].width if source.pages else 0.0, source.typeset)
    text, notes = without_footnotes(source.pages, usual)
    if not notes or usual.paged:
        text, more = end_notes(text)
        notes = sorted([*notes, *more], key=lambda note: note.after)
    parts = [*regions(text, usual), *attempt("boxes", None, (), box_regions, source.pages, len(text))]
    known = vocabulary(lines)
    tables = [table for page in source.pages for table in page.tables]
    found = rows(parts, notes, usual, known, tables)
    front = parts[0].lines if parts and parts[0].part == "cover" else ()
    # letters of the first page may be those of character recognition, another's or our own
    recognized = bool(source.pages) and (source.pages[0].scanned or source.pages[0].noise is not None)
    seen = cover(front, _first_page(source.pages, front), usual, known, recognized=recognized)
    # what stands first and last on later pages, and their furniture: a head on the right follows the left column
    heads = [line.text for page in source.pages[1:] for line in _edges(page)]
    summary, body = ([p.text for p in found.paragraphs if p.part == part] for part in ("summary", "body"))
    head = masthead(seen, heads, [*summary, *body[:_OPENING]], body)
    stem = PurePath(source.name).stem
    doubtful = attempt("cover-issues", None, (), lambda: [*doubts(seen, head, stem)]) if source.typeset else []
    return _report(source, head, found, doubtful)


def _report(source: Source, head: Masthead, found: Rows, doubtful: Iterable[Issue]) -> Report:
    tables = [table for page in source.pages for table in page.tables]
    issues = [*source.issues, *doubtful, *found.issues, *attempt("table-issues", None, (), total_issues, tables)]
    if source.typeset and _is_foreign(source, head):
        head = head.model_copy(update={"kind": "other"})
        detail = "the first page has no symbol, no organ and no name of the United Nations; it is read as `other`"
        issues.append(Issue(code="no-un-document", detail=detail))
    if not any(paragraph.number is not None for paragraph in found.paragraphs):
        detail = "no numbered paragraph was found; all paragraphs are kept without numbers"
        issues.append(Issue(code="no-numbers", detail=detail))
    paragraphs, sections = tuple(found.paragraphs), tuple(found.sections)
    pages = attempt("sections-of-tables", None, source.pages, with_sections, source.pages, paragraphs, sections)
    return Report(
        document=head.symbols[0] if head.symbols else PurePath(source.name).stem,
        masthead=head,
        sections=sections,
        paragraphs=paragraphs,
        tables=tuple(table for page in pages for table in page.tables),
        figures=tuple(figure for page in pages for figure in page.figures),
        text_units=attempt("text-units", None, (), text_units, pages, head, sections, paragraphs),
        issues=tuple(issues),
        pages=len(source.pages) if source.paged else None,
        source=source.name,
        sha256=source.sha256,
        status="partial" if any(issue.code in UNREAD for issue in source.issues) else "ok",
    )


def doubts(seen: Cover, head: Masthead, stem: str) -> Iterator[Issue]:
    """The issues of a cover. `stem` is the name of the file, by which a document without a symbol goes."""
    if not head.symbols and (head.organs or head.author):
        yield Issue(
            code="no-symbol", detail=f"the cover names no symbol that can be read; the file's name is taken, {stem}"
        )
    if _ADVANCE.search(" ".join(seen.lines[:_HEAD])):
        yield Issue(code="advance-copy", detail="the cover says that it is an advance copy; the document may differ")


def _is_foreign(source: Source, head: Masthead) -> bool:
    """Whether nothing on the first page says that the document is one of the United Nations."""
    named = head.symbols or head.organs or head.author
    return not named and not any("united nations" in line.text.lower() for line in source.pages[0].lines)


def _first_page(pages: Sequence[Page], front: Sequence[Line]) -> list[Line]:
    """The lines that the masthead is read from: those of the first page, furniture included, and those of the cover."""
    if not pages:
        return []
    if pages[0].width == 0:
        head = takewhile(lambda line: line.role == "furniture", pages[0].lines)
        return [*head, *front]
    own = {id(line) for line in pages[0].lines}
    return [*pages[0].lines, *(line for line in front if id(line) not in own)]


def _edges(page: Page) -> list[Line]:
    inside = [line for line in page.lines[4:-3] if line.role == "furniture"]
    return [*page.lines[:4], *inside, *page.lines[-3:]]


def with_sections(
    pages: Sequence[Page], paragraphs: Sequence[Paragraph], sections: Sequence[Section]
) -> tuple[Page, ...]:
    """The pages with the section of each table and figure: that of the last line of text before it."""
    if not any(page.tables or page.figures for page in pages):
        return tuple(pages)
    owners = _owners(paragraphs, sections)
    last: str | None = None
    found: list[Page] = []
    for page in pages:
        own = [(line.box, key) for line in page.lines if line.box for key in owners.of(line.box)]
        tables = tuple(_placed(table, own, last) for table in page.tables)
        figures = tuple(_placed(figure, own, last) for figure in page.figures)
        found.append(replace(page, tables=tables, figures=figures))
        last = own[-1][1] if own else last
    return tuple(found)


def _owners(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> Owners[str | None]:
    rows: list[tuple[Iterable[Piece], str | None]] = [(section.pieces, section.key) for section in sections]
    return Owners([*rows, *((row.pieces, row.section) for row in paragraphs if row.part not in _NOWHERE)])


def _placed(area: Area, lines: Sequence[Owner], before: str | None) -> Area:
    if area.box is None or area.section is not None:
        return area
    above = [key for box, key in lines if box.bottom <= area.box.top + 1 and box.x0 < area.box.x1]
    return area.model_copy(update={"section": above[-1] if above else before})
