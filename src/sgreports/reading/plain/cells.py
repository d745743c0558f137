"""A page of text as a layout prints it, in character cells → lines in reading order, as on a page of paper.

Each character takes a cell of fixed width, so that columns and tables are found by the code that reads PDFs.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sgreports.model.report import Table
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.engines.content import Face
from sgreports.reading.engines.frame import Frame
from sgreports.reading.glyphs.characters import PageCharacters, Run
from sgreports.reading.glyphs.columns import gutter
from sgreports.reading.glyphs.rows import TextRow
from sgreports.reading.glyphs.segments import strip_of
from sgreports.reading.grouping import usual
from sgreports.reading.lines import Line
from sgreports.reading.optional import attempt
from sgreports.reading.sheets import Sheet, common_gutter, page_of
from sgreports.reading.tables.tables import with_tables

_CELL, _SIZE, _PITCH = 5.0, 10.0, 12.0  # points: a character's width, its height, from line to line
_FACE = Face("", _SIZE, bold=False, italic=False, angle=0, invisible=False)
_NOTHING = Drawn((), (), (), ())
_INWARD = 2.5 * _CELL, 10.0 * _CELL  # from the text's edge to a paragraph's first letter: more, less
_ENDS = (".", ",", ";", ":", "?", "!", "”", '"', ")")
_LONG = 40  # characters
_INDENTED, _INDENTED_SHARE = 4, 0.2  # blanks before a line; share of the lines that have them in a layout
_GAPPED = re.compile(r"\S {4,}\S")
_FEWEST_GAPPED = 5  # lines with wide white in them; no other form has any


def is_layout(rows: Sequence[str]) -> bool:
    """Whether blanks show where on the paper the words stand."""
    filled = [row for row in rows if row.strip()]
    indented = sum(row.startswith(" " * _INDENTED) for row in filled)
    gapped = sum(bool(_GAPPED.search(row)) for row in filled)
    return indented > _INDENTED_SHARE * len(filled) or gapped >= _FEWEST_GAPPED


def laid_out(pages: Sequence[Sequence[str]]) -> list[tuple[list[Line], tuple[Table, ...]]]:
    """The lines of each page in reading order with their tables; `gap` counts blank lines."""
    width = _CELL * max((len(row) for rows in pages for row in rows), default=0)
    sheets = [_sheet(rows, number, width) for number, rows in enumerate(pages, start=1)]
    known = common_gutter(sheets)
    read = [(page_of(sheet, known), sheet.strips) for sheet in sheets]
    found = [attempt("tables", page.number, page, with_tables, page, _NOTHING, strips, _SIZE) for page, strips in read]
    return [(_counted(page.lines), page.tables) for page in found]


def _counted(lines: Sequence[Line]) -> list[Line]:
    """The lines as text input has them: without boxes, the white above them in lines. A line that stands in from the
    page's edge as a paragraph's first line does has white above it."""
    edge = usual((line.box.x0, 1) for line in lines if line.box and len(line.text) > _LONG)
    out = []
    for index, line in enumerate(lines):
        gap = 0.0 if line.gap is None or _beside(lines, index) else float(round(line.gap / _PITCH))
        if index and not gap and _stands_in(lines, index, edge):
            gap = 1.0
        out.append(replace(line, gap=gap, box=None, size=0.0, lefts=(), styles=()))
    return out


def _beside(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the rest of the row before it, after wide white."""
    own, before = lines[index].box, lines[index - 1].box if index else None
    return own is not None and before is not None and own.top == before.top and own.x0 > before.x0


def _stands_in(lines: Sequence[Line], index: int, edge: float) -> bool:
    own, after = lines[index].box, lines[index + 1].box if index + 1 < len(lines) else None
    if own is None or not _INWARD[0] < own.x0 - edge < _INWARD[1] or lines[index - 1].text[-1:] not in _ENDS:
        return False
    if after is None or own.x0 - after.x0 > _INWARD[0]:
        return True
    return lines[index].text[-1:] in _ENDS and abs(own.x0 - after.x0) < _INWARD[0]


def _sheet(rows: Sequence[str], number: int, width: float) -> Sheet:
    runs = tuple(_run(row, index) for index, row in enumerate(rows) if row.strip())
    frame = Frame(0.0, 0.0, width, _PITCH * (len(rows) + 1), 0)
    strips = tuple(strip_of(TextRow(run.baseline, _SIZE, [run])) for run in runs)
    return Sheet(number, PageCharacters(runs, (), frame, frame), strips, _NOTHING, gutter(strips, width))


def _run(row: str, index: int) -> Run:
    baseline = _PITCH * (index + 1)
    lefts = [_CELL * i for i in range(len(row))]
    rights = [x + _CELL for x in lefts]
    return Run(_FACE, baseline, baseline - _SIZE, baseline + _PITCH - _SIZE, list(row), lefts, rights)
