"""Titles, headings, captions and cells as texts of their own, in the order in which they are read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from sgreports.model.report import Figure, Masthead, Paragraph, Section, Table, TextUnit, TextUnitKind, covered_places
from sgreports.reading.lines import Line, Page
from sgreports.reading.structure.located import located

_YEARS = re.compile(r"(?:19|20)\d\d(?:\D{1,3}(?:\d\d|(?:19|20)\d\d))?")
"""A cell of digits that names years: `2024`, `2024/25`. Other cells without letters name nothing."""


def text_units(
    pages: Sequence[Page], head: Masthead, sections: Sequence[Section], paragraphs: Sequence[Paragraph]
) -> tuple[TextUnit, ...]:
    """All text units of a report, by the position of the paragraph that they come before."""
    by_number = {page.number: page for page in pages}
    starts = _first_pages(paragraphs)
    found = list(_titles(pages, head))
    for s in sections:
        page_number = s.pieces[0].box.page if s.pieces else None
        found.append(TextUnit(key=f"heading/{s.key}", kind="heading", text=s.title, order=s.order, section=s.key,
                              page=page_number, pieces=s.pieces, links=s.links))  # fmt: skip
    for page in pages:
        areas: tuple[Table | Figure, ...] = (*page.tables, *page.figures)
        for area in areas:
            order = bisect_right(starts, area.page) if area.page is not None else len(paragraphs)
            found += _of_area(area, order, _lines_near(by_number, area))
    return tuple(sorted(found, key=lambda unit: unit.order))


def _first_pages(paragraphs: Iterable[Paragraph]) -> list[int]:
    """The page on which each paragraph begins, never less than that of the one before."""
    found: list[int] = []
    for paragraph in paragraphs:
        own = paragraph.pieces[0].box.page if paragraph.pieces and paragraph.part != "footnote" else 0
        found.append(max(own, found[-1] if found else 0))
    return found


def _titles(pages: Sequence[Page], head: Masthead) -> Iterator[TextUnit]:
    lines = [line for page in pages[:2] for line in page.lines]
    for number, text in enumerate(filter(None, (head.title, head.subtitle)), 1):
        yield _unit(f"title/{number}", "title", text, 0, lines)


def _lines_near(pages: dict[int, Page], area: Table | Figure) -> Sequence[Line]:
    """The lines of the pages on which a table or figure stands."""
    first = last = area.page or 0
    if isinstance(area, Table):
        last = max((p.box.page for row in area.cell_pieces for cell in row for p in cell), default=first)
    return [line for number in range(first, last + 1) if number in pages for line in pages[number].lines]


def _of_area(area: Table | Figure, order: int, lines: Sequence[Line]) -> Iterator[TextUnit]:
    """The caption of a table or figure, then the cells, then the notes and the source line."""
    if area.title:
        yield _unit(f"caption/{area.key}", "caption", area.title, order, lines, area)
    if isinstance(area, Table):
        yield from _cells(area, order)
    for name, text in (("notes", area.notes), ("source", area.source_line)):
        if text:
            yield _unit(f"caption/{area.key}/{name}", "caption", text, order, lines, area)


def _cells(table: Table, order: int) -> Iterator[TextUnit]:
    covered = covered_places(table.spans)
    for i, row in enumerate(table.cells):
        for j, text in enumerate(row):
            if (i, j) not in covered and (any(map(str.isalpha, text)) or _YEARS.fullmatch(text.strip())):
                pieces = table.cell_pieces[i][j] if table.cell_pieces else ()
                page = pieces[0].box.page if pieces else table.page
                yield TextUnit(
                    key=f"cell/{table.key}/{i}/{j}", kind="cell", text=text, order=order, section=table.section,
                    page=page, pieces=pieces,
                )  # fmt: skip


def _unit(  # noqa: PLR0917
    key: str, kind: TextUnitKind, text: str, order: int, lines: Sequence[Line], area: Table | Figure | None = None
) -> TextUnit:
    pieces = located(text, lines)
    page = pieces[0].box.page if pieces else (area.page if area else None)
    section = area.section if area else None
    return TextUnit(key=key, kind=kind, text=text, order=order, section=section, page=page, pieces=pieces)
