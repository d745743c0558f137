"""The section in which each table and figure stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sgreports.model.base import Box
from sgreports.model.report import Figure, Paragraph, Piece, Section, Table
from sgreports.reading.lines import Page

Area = TypeVar("Area", Table, Figure)
Owner = tuple[Box, str | None]  # the place of a line, and its section
Owners = Mapping[tuple[int, float], Sequence[Owner]]

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
        own = _on_page(page, owners)
        tables = tuple(_placed(table, own, last) for table in page.tables)
        figures = tuple(_placed(figure, own, last) for figure in page.figures)
        found.append(replace(page, tables=tables, figures=figures))
        last = own[-1][1] if own else last
    return tuple(found)


def _owners(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> Owners:
    found: dict[tuple[int, float], list[Owner]] = defaultdict(list)
    rows: list[tuple[Iterable[Piece], str | None]] = [(section.pieces, section.key) for section in sections]
    rows += [(row.pieces, row.section) for row in paragraphs if row.part not in _NOWHERE]
    for pieces, key in rows:
        for piece in pieces:
            found[piece.box.page, piece.box.top].append((piece.box, key))
    return found


def _on_page(page: Page, owners: Owners) -> list[Owner]:
    """The place and the section of each line of text, in reading order."""
    found: list[Owner] = []
    for box in (line.box for line in page.lines if line.box):
        own = (key for other, key in owners.get((page.number, box.top), ()) if other.x0 < box.x1 and box.x0 < other.x1)
        found += [(box, key) for key in own]
    return found


def _placed(area: Area, lines: Sequence[Owner], before: str | None) -> Area:
    if area.box is None or area.section is not None:
        return area
    above = [key for box, key in lines if box.bottom <= area.box.top + 1 and box.x0 < area.box.x1]
    return area.model_copy(update={"section": above[-1] if above else before})
