"""The tables of a scanned page by several readings, and which of these is taken.

The text under a scan lacks figures, and so does what Tesseract reads of a page where it takes the columns of a table
for blocks of text. So such a page is read again as rows (ocr/scans.py, `rows_read`). Totals that are the sum of their
columns, and the number of figures, show which reading is better; where they do not, figures that differ are an issue.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sgreports.model.base import Box, Issue
from sgreports.model.report import Table
from sgreports.model.table_numbers import FIGURE, number_in
from sgreports.reading.glyphs.segments import Strip, gaps_over
from sgreports.reading.legibility import distrust
from sgreports.reading.lines import Line, Page
from sgreports.reading.ocr.figures import DOUBTFUL
from sgreports.reading.sheets import Sheet, page_of, with_pictures_read
from sgreports.reading.tables.titles import heads_table
from sgreports.reading.tables.totals import totals_by_fit

_WIDE = 1.5  # em of white between the cells of a row
_FEWEST_ROWS = 4  # with figures behind such white, of a page that has a table
_FITTING_TOTAL = 5  # figures that a total which fits its column is worth
# `l,2O4`, `3~5`; not `12 km`, `A/1` or `(1st)`
_GARBLED = re.compile(r"(?<![^\W\d_])[lIOSBo](?=[\d,.]*\d)|\d[lIOSBo](?![^\W\d_])|\d[^\w\s.,:;/()%–—’'\"*+$-]+\d")
_AROUND = 6.0  # points around a table within which a line belongs to it

# 24 reports of train have 77 scanned pages with four rows of such white, most of them text that is indented. Read again
# are the 30 that have figures behind it, or in a table; of 15 the tables of another reading are taken. Of the other 47
# one table would be, without a figure.

TablesOf = Callable[[Page, Sheet], tuple[Table, ...]]
"""Finds the tables of a page in its lines and in the rows of its sheet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page and its sheet by one reading, and the tables found in these."""

    page: Page
    sheet: Sheet
    tables: tuple[Table, ...]

    @property
    def worth(self) -> int:
        """The number of cells that are figures; a total counts as several where it fits its column, else against."""
        fitting, wrong = totals_by_fit(self.tables)
        cells = (cell for table in self.tables for row in table.cells for cell in row[1:] if cell)
        return sum(bool(FIGURE.fullmatch(cell)) for cell in cells) + _FITTING_TOTAL * (fitting - wrong)


@dataclass(frozen=True, slots=True)
class Taken:
    """The page and sheet of the reading that is taken, and issues of cells that the other gives differently."""

    page: Page
    sheet: Sheet
    issues: tuple[Issue, ...] = ()


def pages_to_read_again(pages: Sequence[Page], sheets: Sequence[Sheet], tables_of: TablesOf) -> frozenset[int]:
    """The numbers of the upright pages that have figures in columns, are no map, and were recognized by us, or whose
    words or sums are in doubt. The first page, whose masthead looks like a table, only where a caption stands on it:
    without one it has none."""
    return frozenset(
        page.number
        for page, sheet in zip(pages, sheets, strict=True)
        if (page.scanned or page.noise is not None)
        and sheet.letters.frame is sheet.letters.shown
        and any(line.role == "text" for line in page.lines)
        and (page.number > 1 or any(map(heads_table, page.lines)))
        and sum(_has_white(strip) for strip in sheet.strips) >= _FEWEST_ROWS
        and _is_doubtful(page, sheet, tables_of(page, sheet))
    )


def _is_doubtful(page: Page, sheet: Sheet, tables: Sequence[Table]) -> bool:
    """Whether a page with figures in columns, or a caption, was recognized by us or is misread, or has sums that do not
    fit, words that are pictures, figures with letters in them, or no table."""
    captioned = any(map(heads_table, page.lines))
    cells = [cell for table in tables for row in table.cells for cell in row[1:]]
    columns = sum(_has_white(strip, figures=True) for strip in sheet.strips) >= _FEWEST_ROWS
    if not (captioned or columns or any(map(FIGURE.fullmatch, cells))):
        return False
    _, wrong = totals_by_fit(tables)
    misread = page.noise is not None or distrust(page) or any(map(_GARBLED.search, cells))
    areas = [table.box for table in tables if table.box]
    pictured = any(_is_within((box.top + box.bottom) / 2, areas) for box in sheet.word_pictures)
    return bool(misread or wrong or pictured or (captioned and not tables))


def _has_white(strip: Strip, figures: bool = False) -> bool:
    """Whether a row has wide white between its cells, and behind it figures if these are wanted."""
    gaps = gaps_over(strip, _WIDE * strip.row.size) if strip.row.size > 0 else ()
    return bool(gaps) and (not figures or any(map(str.isdigit, strip.chars[gaps[0][0] :])))


def best_reading(page: Page, sheet: Sheet, others: Sequence[Sheet], tables_of: TablesOf) -> Taken:
    """The page as read first or, where that is better, with the tables of one of the others.

    Of readings that are worth as much the first is taken, unless it was unsure: recognition itself, or a page with
    words that are pictures.
    """
    first = Reading(page, sheet, tables_of(page, sheet))
    again = [found for other in others if (found := _with_tables_of(other, first, tables_of))]
    if not again:
        return Taken(page, sheet)
    second = max(again, key=lambda reading: reading.worth)
    unsure = page.noise is not None or bool(sheet.word_pictures)
    better = second.worth >= first.worth if unsure else second.worth > first.worth
    taken, left = (second, first) if better else (first, second)
    return Taken(taken.page, taken.sheet, tuple(_disagreements(taken, left)))


def _with_tables_of(other: Sheet, first: Reading, tables_of: TablesOf) -> Reading | None:
    """The first reading with the tables of another sheet in it; None where that has none.

    Where some words alone are pictures, only these are taken from the other sheet.
    """
    sheet = with_pictures_read(first.sheet, other) if first.sheet.word_pictures else replace(other, gutter=None)
    page = page_of(sheet, None)
    tables = tables_of(page, sheet)
    if not tables:
        return None
    areas = [table.box for table in (*tables, *first.tables) if table.box]
    lines = _lines_with(first.page.lines, page.lines, areas)
    strips = [strip for strip in first.sheet.strips if not _is_row_of(strip, areas)]
    strips += [strip for strip in sheet.strips if _is_row_of(strip, areas)]
    mixed_page = replace(first.page, lines=tuple(lines))
    mixed_sheet = replace(first.sheet, strips=tuple(sorted(strips, key=lambda strip: strip.row.baseline)))
    return Reading(mixed_page, mixed_sheet, tables_of(mixed_page, mixed_sheet))


def _lines_with(lines: Sequence[Line], others: Sequence[Line], areas: Sequence[Box]) -> list[Line]:
    """The lines, those in the areas of the tables replaced by the others there."""
    found = [line for line in lines if not _is_line_of(line, areas)]
    for line in (other for other in others if _is_line_of(other, areas)):
        below = (i for i, x in enumerate(found) if x.box and line.box and x.box.top > line.box.top)
        found.insert(next(below, len(found)), line)
    return found


def _is_line_of(line: Line, areas: Sequence[Box]) -> bool:
    return line.box is not None and line.role == "text" and _is_within((line.box.top + line.box.bottom) / 2, areas)


def _is_row_of(strip: Strip, areas: Sequence[Box]) -> bool:
    return _is_within(strip.row.baseline - strip.row.size / 3, areas)


def _is_within(middle: float, areas: Sequence[Box]) -> bool:
    return any(box.top - _AROUND <= middle <= box.bottom + _AROUND for box in areas)


def _disagreements(taken: Reading, left: Reading) -> Iterator[Issue]:
    """An issue for each table in which two readings give different figures, unless totals show the one taken right."""
    number = taken.page.number
    for table, other in zip(taken.tables, left.tables, strict=False):
        fitting, wrong = totals_by_fit([table])
        cells = [] if fitting and not wrong else list(_different_figures(table, other))
        if cells:
            detail = f"Page {number}: two readings of a table differ ({'; '.join(cells)})."
            yield Issue(code=DOUBTFUL, detail=detail, page=number)


def _different_figures(table: Table, other: Table) -> Iterator[str]:
    """The cells beside a row's name in which two tables of one shape have different figures, in words."""
    if (len(table.cells), len(table.cells[0])) != (len(other.cells), len(other.cells[0])):
        return
    for row, both in enumerate(zip(table.cells, other.cells, strict=True), 1):
        for column, (a, b) in enumerate(zip(*both, strict=True), 1):
            if column > 1 and a and b and a != b and {number_in(a), number_in(b)} != {None}:
                yield f"row {row}, column {column}: {a} or {b}"
