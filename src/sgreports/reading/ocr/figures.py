"""Figures of recognized tables: those read as letters, those that nobody can tell, and columns that are in no table."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sgreports.model.base import Issue
from sgreports.model.report import Table
from sgreports.reading.glyphs.segments import Strip, cut_before, gaps_over
from sgreports.reading.grouping import grouped
from sgreports.reading.lines import Page
from sgreports.reading.structure.contents import heads_contents
from sgreports.reading.tables.columns import text_of

DOUBTFUL, MISSING = "table-cell-doubtful", "table-missing"
_DIGITS = str.maketrans("lIi|!][Oo", "111111100")
_ALIKE = re.compile(r"[\dlIi|!\]\[Oo.,]{1,9}")
_NOTED = re.compile(r".*[*†‡/].*|\(?[a-z]\)?|[-–—.]{1,3}")  # a mark of a note, a dash
_NUMBER = re.compile(r"\d[\d.,]*")
_KIND = 0.6  # of a column's cells: so many are figures
_FEWEST = 3  # figures of a column
_SHORT = 3  # characters: a longer cell may be a word
_WHITE = 1.5  # em between the cells of a row
_ROWS, _APART = 4, 3.5  # rows of a column, and how many lines may lie between two
_EDGE = 4.0  # points between the ends of figures of one column
_NAMED = 5  # cells that are named


def with_digits(table: Table) -> Table:
    """The table with the cells of columns of figures as figures, where letters are like digits: `l`, `1I`, `1O`."""
    columns = _columns_of_figures(table)
    cells = tuple(
        tuple(_figure(cell) if column in columns and row >= _head(table) else cell for column, cell in enumerate(each))
        for row, each in enumerate(table.cells)
    )
    return table if cells == table.cells else table.model_copy(update={"cells": cells})


def doubtful_cells(tables: Iterable[Table]) -> Iterator[Issue]:
    """An issue for each table with cells of columns of figures that are no figures, and no words."""
    for table in tables:
        columns = _columns_of_figures(table)
        found = [
            f"row {row + 1}, column {column + 1}: {cell}"
            for row, cells in enumerate(table.cells)
            for column, cell in enumerate(cells)
            if column in columns and row >= _head(table) and _is_doubtful(cell)
        ]
        if found:
            listed = "; ".join(found[:_NAMED]) + "; …" * (len(found) > _NAMED)
            detail = f"Page {table.page}: cells of {table.key} are in columns of figures and none ({listed})."
            yield Issue(code=DOUBTFUL, detail=f"{detail} Compare with the page.", page=table.page)


def missing_columns(page: Page, strips: Sequence[Strip]) -> Iterator[Issue]:
    """An issue where figures stand below one another in the text of a page, in no table."""
    if page.number == 1 or any(heads_contents(line.text) for line in page.lines):
        return
    ends = sorted((end, strip.row.baseline, strip.row.size) for strip in strips for end in _ends(page, strip))
    columns = grouped(ends, lambda last, this: this[0] - last[0] <= _EDGE)
    rows = {y for column in columns for y in _stack([(y, size) for _, y, size in column])}
    if rows:
        detail = f"Page {page.number}: columns of figures, in {len(rows)} rows, are in no table. Compare with the page."
        yield Issue(code=MISSING, detail=detail, page=page.number)


def _head(table: Table) -> int:
    return table.heading_rows or 0


def _columns_of_figures(table: Table) -> set[int]:
    """The columns, but the first, most of whose cells are numbers."""
    rows = table.cells[_head(table) :]
    columns = enumerate(zip(*rows, strict=True)) if rows else ()
    return {number for number, cells in columns if number and _is_of_figures([cell for cell in cells if cell])}


def _is_of_figures(cells: Sequence[str]) -> bool:
    figures = sum(_NUMBER.match(cell) is not None for cell in cells)
    return figures >= _FEWEST and figures >= _KIND * len(cells)


def _figure(cell: str) -> str:
    """The figure that a cell is; of several letters without a digit nobody knows how many digits were printed."""
    plain = cell.translate(_DIGITS)
    sure = len(cell) == 1 or any(map(str.isdigit, cell))
    return plain if sure and _ALIKE.fullmatch(cell) and _NUMBER.fullmatch(plain) else cell


def _is_doubtful(cell: str) -> bool:
    return 0 < len(cell) <= _SHORT and not _NUMBER.fullmatch(cell.strip("()%")) and not _NOTED.fullmatch(cell)


def _ends(page: Page, strip: Strip) -> list[float]:
    """Where the figures of a row end that stand behind its first cell, in the text."""
    middle = strip.row.baseline - strip.row.size / 3
    own = [line for line in page.lines if line.box and line.box.top <= middle <= line.box.bottom]
    if not own or any(line.role != "text" for line in own):
        return []
    parts = cut_before(strip, [index for index, _, _ in gaps_over(strip, _WHITE * strip.row.size)])
    return [part.right for part in parts[1:] if _NUMBER.fullmatch(text_of(part).translate(_DIGITS))]


def _stack(rows: Sequence[tuple[float, float]]) -> list[float]:
    """The baselines of the rows that stand closely below one another, if these are enough for a table."""
    near = grouped(sorted(set(rows)), lambda last, this: this[0] - last[0] <= _APART * this[1])
    return [y for group in near if len(group) >= _ROWS for y, _ in group]
