"""Where the cells of a table stand on the page: the stretches of rows that each cell is put together from."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sgreports.model.base import Box
from sgreports.model.report import Piece, covered_places
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.lines import Page
from sgreports.reading.tables.columns import rows_between, stretches
from sgreports.reading.tables.ruled import Grid

_AHEAD = 12  # stretches of a column among which the next of a cell is looked for

CellPieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a row that belongs to one cell, without blanks, and its box."""

    text: str
    box: Box


Queues = Mapping[int, deque[Stretch]]


def cell_pieces(page: Page, grid: Grid, strips: Sequence[Strip]) -> tuple[tuple[CellPieces, ...], ...]:
    """The pieces of each cell, row by row; one that was not found again has none, nor a place that another covers."""
    queues = _by_column(page, grid, rows_between(strips, grid.top, grid.bottom))
    covered = covered_places(grid.spans)
    rows = (tuple("" if (i, j) in covered else text for j, text in enumerate(row)) for i, row in enumerate(grid.cells))
    return tuple(
        tuple(tuple(_pieces(text, column, queues)) if text else () for column, text in enumerate(cells))
        for cells in rows
    )


def _by_column(page: Page, grid: Grid, strips: Iterable[Strip]) -> Queues:
    found: dict[int, deque[Stretch]] = defaultdict(deque)
    for strip in strips:
        top, bottom = min(run.top for run in strip.row.runs), max(run.bottom for run in strip.row.runs)
        for text, left, right in stretches(strip):
            box = Box(page=page.number, x0=left, top=top, x1=right, bottom=bottom)
            found[sum((left + right) / 2 > edge for edge in grid.edges)].append(Stretch("".join(text.split()), box))
    return found


def _pieces(text: str, column: int, queues: Queues) -> Iterator[Piece]:
    """The pieces of one cell, its own column's before those of a heading that stands beside it."""
    offsets = [i for i, char in enumerate(text) if not char.isspace()]
    bare, at = "".join(text.split()), 0
    while at < len(bare) and (found := _next(bare[at:], column, queues)):
        end = at + len(found.text)
        yield Piece(start=offsets[at], end=offsets[end - 1] + 1, box=found.box)
        at = end


def _next(rest: str, column: int, queues: Queues) -> Stretch | None:
    """The first stretch, among the next few, with which the rest of a cell begins. It is taken off."""
    own = [column] if column in queues else []
    for number in chain(own, (n for n in queues if n != column)):
        queue = queues[number]
        for place in range(min(_AHEAD, len(queue))):
            if queue[place].text and rest.startswith(queue[place].text):
                found = queue[place]
                del queue[place]
                return found
    return None
