"""Tables with a caption whose columns were not found: one table with its words, and an issue, never paragraphs."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sgreports.model.base import Box, Issue
from sgreports.model.report import Table
from sgreports.reading.areas.captioned import is_body, overlaps
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.lines import Line, Page
from sgreports.reading.tables.columns import rows_between, stretches
from sgreports.reading.tables.ruled import Grid
from sgreports.reading.tables.titles import SMALLER, heads_table

_CODE = "table-columns"
_FEWEST = 4  # lines in small type
_TITLE = 5  # lines between a caption and its table, at most


def unread_tables(page: Page, strips: Sequence[Strip], found: Sequence[Grid], size: float) -> Iterator[Grid]:
    """A table of one column for each caption over lines in small type of which none is in a table that was found."""
    for index, line in enumerate(page.lines):
        if line.role == "text" and line.box and heads_table(line):
            boxes = [own.box for own in _below(page, index, size) if own.box]
            inside = any(overlaps(box, grid.top, grid.bottom) for box in boxes for grid in found)
            if len(boxes) >= _FEWEST and not inside:
                yield _grid(boxes, strips)


def _below(page: Page, caption: int, size: float) -> list[Line]:
    """The lines in small type under a caption and its title, down to the text."""
    after = page.lines[caption + 1 :]
    titles = list(takewhile(lambda line: line.bold or line.text.startswith("("), after[:_TITLE]))
    return list(
        takewhile(
            lambda line: line.role == "text" and line.size < size - SMALLER and not is_body(line, page, size),
            after[len(titles) :],
        )
    )


def _grid(boxes: Sequence[Box], strips: Sequence[Strip]) -> Grid:
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    cells = tuple((" ".join(text for text, _, _ in stretches(row)),) for row in rows_between(strips, top, bottom))
    return Grid(top, bottom, (), cells, 0)


def unread_issues(tables: Sequence[Table]) -> list[Issue]:
    """An issue for each table of a page whose columns were not found."""
    return [
        Issue(
            code=_CODE,
            detail=f"Page {table.page}: the columns of {table.key} were not found; each of its rows is one cell.",
            page=table.page,
        )
        for table in tables
        if table.page is not None and all(len(row) == 1 for row in table.cells)
    ]
