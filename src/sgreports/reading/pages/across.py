"""Pages whose text is printed across: turned to be read, and back as they are shown."""

from dataclasses import replace
from typing import TypeVar

from sgreports.model.base import Box
from sgreports.model.report import Figure, Table
from sgreports.reading.areas.drawn import Drawn, drawn_in
from sgreports.reading.glyphs.frame import Frame
from sgreports.reading.lines import Line, Page
from sgreports.reading.pages.sheets import Sheet

Area = TypeVar("Area", Table, Figure)


def as_read(page: Page, sheet: Sheet) -> tuple[Page, Drawn]:
    """The page and what is drawn on it as they are read; the same where the page is shown upright."""
    frame, shown = sheet.letters.frame, sheet.letters.shown
    if frame is shown:
        return page, sheet.drawn
    lines = tuple(_turned(line, shown, frame) for line in page.lines)
    drawn = drawn_in(sheet.drawn, lambda box: _moved(box, shown, frame))
    return replace(page, width=frame.width, height=frame.height, lines=lines, rules=drawn.rules), drawn


def as_shown(upright: Page, page: Page, sheet: Sheet) -> Page:
    """The page with the roles, tables and figures that were found on it as it is read."""
    frame, shown = sheet.letters.frame, sheet.letters.shown
    if frame is shown:
        return upright
    lines = tuple(replace(new, box=old.box) for new, old in zip(upright.lines, page.lines, strict=True))
    tables = tuple(_placed_cells(_placed(table, frame, shown), frame, shown) for table in upright.tables)
    figures = tuple(_placed(figure, frame, shown) for figure in upright.figures)
    return replace(page, lines=lines, tables=tables, figures=figures)


def _turned(line: Line, shown: Frame, frame: Frame) -> Line:
    return line if line.box is None else replace(line, box=_moved(line.box, shown, frame))


def _placed(area: Area, frame: Frame, shown: Frame) -> Area:
    return area if area.box is None else area.model_copy(update={"box": _moved(area.box, frame, shown)})


def _placed_cells(table: Table, frame: Frame, shown: Frame) -> Table:
    pieces = tuple(
        tuple(tuple(p.model_copy(update={"box": _moved(p.box, frame, shown)}) for p in pieces) for pieces in row)
        for row in table.cell_pieces
    )
    return table.model_copy(update={"cell_pieces": pieces})


def _moved(box: Box, frame: Frame, other: Frame) -> Box:
    x0, top, x1, bottom = frame.into(other, box.x0, box.top, box.x1, box.bottom)
    return Box(page=box.page, x0=round(x0, 2), top=round(top, 2), x1=round(x1, 2), bottom=round(bottom, 2))
