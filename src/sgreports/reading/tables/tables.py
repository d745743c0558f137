"""Tables: title, number, notes and source line beside their cells; their lines out of the running text."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sgreports.knowledge.layout.captions import caption
from sgreports.model.base import Box
from sgreports.model.report import Piece, Table, covered_places
from sgreports.reading.areas.captioned import joined_text, notes_below, overlaps, split_notes, united
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.lines import Line, Page
from sgreports.reading.tables.columns import crosses, rows_between, stretches
from sgreports.reading.tables.rows import with_digits_closed_up
from sgreports.reading.tables.ruled import Grid, table_grids
from sgreports.reading.tables.titles import SMALLER, heads_table, title_above
from sgreports.reading.tables.unruled import unruled_tables

_TITLE_ABOVE = 90.0  # points between caption and first rule
_LONG = 280.0  # points: a line of a paragraph
_AHEAD = 12  # stretches of a column among which the next of a cell is looked for

CellPieces = tuple[Piece, ...]


def with_tables(page: Page, drawn: Drawn, strips: tuple[Strip, ...], size: float) -> Page:
    """The page with its tables and the role `table` on their lines.

    The first page's rules belong to the masthead: only a table with a caption is taken there.
    """
    white = unruled_tables(page, strips, drawn)
    # the first rule of a table without headings may part the rows of a larger one, as between two groups
    ruled = table_grids(page, drawn, strips, size)
    found = [grid for grid in ruled if grid.header or not any(own.top < grid.top < own.bottom for own in white)]
    found += [grid for grid in white if not any(grid.top < own.bottom and own.top < grid.bottom for own in found)]
    lines = list(page.lines)
    tables: list[Table] = []
    for grid in sorted(found, key=lambda grid: grid.top):
        inside = [
            i for i, x in enumerate(lines) if x.box and x.role == "text" and overlaps(x.box, grid.top, grid.bottom)
        ]
        head = _caption(lines, grid)
        if not inside or (head is None and (page.number == 1 or not _sure(lines, grid, inside, size, strips))):
            continue
        table = _table(page, lines, grid, inside, head, size)
        tables.append(table.model_copy(update={"cell_pieces": cell_pieces(page, grid, strips)}))
    return replace(page, lines=tuple(lines), tables=tuple(tables)) if tables else page


def _caption(lines: Sequence[Line], grid: Grid) -> int | None:
    """The index of the caption over a table, None where it has none."""
    near = [
        i
        for i, line in enumerate(lines)
        if line.role == "text" and line.box and 0 < grid.top - line.box.top <= _TITLE_ABOVE and heads_table(line)
    ]
    return near[-1] if near else None


def _sure(lines: Sequence[Line], grid: Grid, inside: Sequence[int], size: float, strips: Sequence[Strip]) -> bool:
    """Whether a table without caption is one: no numbered paragraphs, and on a page that seems to have two columns of
    text more columns than those or smaller type."""
    if _numbered(lines, inside, size, [strip for strip in strips if crosses(strip, grid.edges)]):
        return False
    small = sum(lines[i].size < size - 0.7 for i in inside) > len(inside) / 2
    return small or len(grid.edges) > 1 or not any(line.column for line in lines)


def _numbered(lines: Sequence[Line], inside: Sequence[int], size: float, across: Sequence[Strip]) -> bool:
    """Whether a numbered paragraph begins there: a long line that runs over the columns' edges, as no cell does."""
    starts = [lines[i].box for i in inside if caption("paragraph").match(lines[i].text) and lines[i].size >= size - 0.7]
    long = [box for box in starts if box is not None and box.x1 - box.x0 > _LONG]
    return any(box.top < strip.row.baseline <= box.bottom for box in long for strip in across)


def _table(  # noqa: PLR0917
    page: Page, lines: list[Line], grid: Grid, inside: Sequence[int], head: int | None, size: float
) -> Table:
    above = title_above(page, lines, grid.top, inside, head, size)
    after = max(inside) + 1
    below = notes_below(lines[after:], size)
    titles = [lines[i] for i in above]
    # a title that is bold, or not smaller than the text, is a heading too, which stays in the text
    kept = [i for i in above if head is None and (lines[i].bold or lines[i].size >= size - SMALLER)]
    for place in (*above, *inside, *range(after, after + len(below)), *([] if head is None else [head])):
        if lines[place].role == "text" and place not in kept:
            lines[place] = replace(lines[place], role="table")
    notes, source = split_notes(below)
    found = caption("table").match(lines[head].text) if head is not None else None
    rest = lines[head].text[found.end() :].strip() if found and head is not None else ""
    return Table(
        key="table",
        number=found["number"] if found else None,
        title=" ".join(filter(None, (rest, joined_text(titles)))) or None,
        page=page.number,
        section=None,
        cells=with_digits_closed_up(grid.cells),
        heading_rows=grid.header,
        spans=grid.spans,
        box=united(lines[place].box for place in inside),
        notes=notes,
        source_line=source,
    )


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
