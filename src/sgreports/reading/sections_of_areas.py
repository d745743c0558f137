"""The section in which each table and figure stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sgreports.model.base import Box
from sgreports.model.report import Figure, Paragraph, Piece, Section, Table
from sgreports.reading.lines import Page
from sgreports.reading.structure.located import Owners

Area = TypeVar("Area", Table, Figure)
Owner = tuple[Box, str | None]  # the place of a line, and its section

_NOWHERE = "footnote", "box", "cover"  # parts whose lines stand beside the text


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
