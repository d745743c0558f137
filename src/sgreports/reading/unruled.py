"""Tables without rules: rows one below the other with wide white between their cells and figures at the end."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sgreports.knowledge.captions import caption
from sgreports.reading.cells import Cells, crosses, cut, edges_by_white, filled, rows_of
from sgreports.reading.grids import Grid
from sgreports.reading.lines import Page
from sgreports.reading.segments import Strip, gaps_over

_WIDE = 1.5  # em of white between the cells of a row
_FAR = 2.7  # em between two rows
_FEWEST = 4  # rows
_FIGURES = 0.6  # of the rows end in a figure: lists, forms and signatures do not
_LEADERS = "...."
_FIGURE = re.compile(r"[$€£(–-]{0,2} ?[\d .,]*\d[\d .,]*[%)a-z]?|[-–—.]{1,3}")


def unruled(page: Page, strips: Sequence[Strip]) -> list[Grid]:
    """The tables that nothing but white marks; on the first page and in two columns there are none to be told."""
    if page.number == 1 or any(line.column for line in page.lines):
        return []
    text = [line for line in page.lines if line.box and line.role == "text"]
    own = [
        strip
        for strip in strips
        if any(line.box and line.box.top <= strip.row.baseline <= line.box.bottom + 2 for line in text)
        and not caption("paragraph").match("".join(strip.chars[:12]).strip())
    ]
    return [grid for run in _runs(own) if (grid := _grid(run)) is not None]


def _runs(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Stretches of rows with wide white in them, near each other."""
    run: list[Strip] = []
    for strip in strips:
        wide = bool(gaps_over(strip, _WIDE * strip.row.size)) and strip.row.size > 0
        near = bool(run) and strip.row.baseline - run[-1].row.baseline <= _FAR * strip.row.size
        if run and not (wide and near):
            yield run
            run = []
        if wide:
            run.append(strip)
    if run:
        yield run


def _grid(run: Sequence[Strip]) -> Grid | None:
    if len(run) < _FEWEST:
        return None
    edges = edges_by_white(run)
    cells = [cut(strip, edges) for strip in run]
    figures = sum(bool(_FIGURE.fullmatch(_last(row))) for row in cells)
    pairs = sum(filled(row) > 1 for row in cells)
    if sum(any(_LEADERS in cell for cell in row) for row in cells) > 1:
        return None  # a contents list
    if not edges or figures < _FIGURES * len(run) or pairs < 0.8 * len(run) or any(crosses(s, edges) for s in run[1:]):
        return None
    if any(b.row.baseline - a.row.baseline < 0.5 * a.row.size for a, b in pairwise(run)):
        return None
    rows = rows_of(run, edges, lambda _a, _b: False)
    top = run[0].row.baseline - run[0].row.size
    return Grid(top, run[-1].row.baseline + 1, tuple(edges), tuple(rows), 0)


def _last(row: Cells) -> str:
    """The last cell that is filled, the first one aside: blanks stand for nought."""
    return next((cell for cell in reversed(row[1:]) if cell), "")
