"""The ruled tables of a page: between drawn rules, whose breaks are the columns' edges."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sgreports.knowledge.layout.captions import caption
from sgreports.model.report import Span
from sgreports.model.table_numbers import FIGURE
from sgreports.reading.areas.captioned import NOTE_RULE, is_body, overlaps
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.lines import Line, Page
from sgreports.reading.tables.columns import (
    Cells,
    crosses,
    cut,
    edges_by_white,
    filled,
    has_cells,
    occupied,
    pieces,
    rows_between,
    runs_on,
    stretches,
    without_empty,
)
from sgreports.reading.tables.headings.columns import extents, ruled_heading_rows
from sgreports.reading.tables.headings.placed import cells_of, spans_of
from sgreports.reading.tables.headings.typed import edges_by_heads, heading_rows, heads_over_rule
from sgreports.reading.tables.rows import ROW_GAP_EM, is_list, rows_of
from sgreports.reading.tables.rules import RuleLevel, left_of_end, rule_levels

_WORDS = 1.1  # em between two texts
_APART = 2.0  # em between a table and the title of the next
_NUMBER = 2.0  # em: a mark or number stands alone in a piece so short
_FEWEST_ROWS = 3
_HEADING = 0.6  # of the rows at most head the columns
_FIRST_ROWS = 12  # a cell that goes on from the page before may stand alone
_PARTED = 0.5  # of the rows have cells on both sides of an edge that no rule shows


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's place: its heights in points, its columns' edges and its rows of cells."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    cells: tuple[Cells, ...]
    header: int  # how many of the rows head the columns
    spans: tuple[Span, ...] = ()


def table_grids(page: Page, drawn: Drawn, strips: Sequence[Strip], size: float) -> list[Grid]:
    """The tables between the page's rules, from the top. Running text between two rules parts two tables."""
    known = rule_levels(drawn, page, strips)
    found: list[Grid] = []
    index = 0
    while index < len(known):
        end = index
        while end + 1 < len(known) and _inside(page, known[index : end + 2], drawn, strips, size):
            end += 1
        run = known[index : end + 1]
        grid = _grid(page, run, drawn, left_of_end(strips, run), size)
        if grid:
            found.append(grid)
        index = end + 1
    return found


def _inside(page: Page, run: Sequence[RuleLevel], drawn: Drawn, strips: Sequence[Strip], size: float) -> bool:
    """Whether the area between the last two levels belongs to the table of the levels before."""
    top, bottom = run[-2].y, run[-1].y
    left, right = run[-2].spans[0][0], run[-2].spans[-1][1]
    lines = [line for line in page.lines if line.box and overlaps(line.box, top, bottom) and _over(line, left, right)]
    rows = rows_between(strips, top, bottom)
    if any(line.role == "furniture" or _captioned(line) for line in lines):
        return False
    if not _aligned(run[-2], run[-1]) or _restarts(run, strips):
        return False
    white = edges_by_white(rows) if len(rows) >= _FEWEST_ROWS else []  # of two lines, blanks may stand over each other
    edges = _edges(run) or _upright(drawn, run) or white
    if any(is_body(line, page, size) for line in lines) and (not edges or any(crosses(row, edges) for row in rows)):
        return False
    single = [line for line in lines if line.bold and line.size > size - 0.7]
    return not (single and rows and len(run) > 2 and rows[0].row.baseline - top > 2 * rows[0].row.size)


def _restarts(run: Sequence[RuleLevel], strips: Sequence[Strip]) -> bool:
    """Whether the second level from the end closes a table: what stands under it, a title and notes, has no cells, and
    headings like those of the columns follow under the last level. `run` ends with the level over the headings."""
    if len(run) < 4:
        return False
    upper, lower = run[-2].y, run[-1].y
    heads, between = rows_between(strips, run[0].y, run[1].y), rows_between(strips, upper, lower)
    after = [strip for strip in strips if strip.row.baseline > lower][:1]
    body = rows_between(strips, run[1].y, upper)
    if not (heads and after and body) or any(has_cells(strip, _WORDS, _NUMBER) for strip in between):
        return False
    return _set(after[0]) == _set(heads[0]) != _set(body[0])


def _over(line: Line, left: float, right: float) -> bool:
    """Whether a line shares width with what stands between two x: a symbol set upright in the margin does not."""
    return line.box is not None and line.box.x0 < right and line.box.x1 > left


def _aligned(above: RuleLevel, below: RuleLevel) -> bool:
    """Whether two levels are aligned vertically."""
    left, right = max(above.spans[0][0], below.spans[0][0]), min(above.spans[-1][1], below.spans[-1][1])
    narrow = min(above.spans[-1][1] - above.spans[0][0], below.spans[-1][1] - below.spans[0][0])
    return right - left >= 0.8 * narrow


def _edges(run: Sequence[RuleLevel]) -> list[float]:
    """The breaks of the level with most breaks."""
    return max((level.edges for level in run), key=len)


def _captioned(line: Line) -> bool:
    return any(caption(kind).fullmatch(line.text) for kind in ("table", "figure"))


def _grid(page: Page, run: Sequence[RuleLevel], drawn: Drawn, strips: Sequence[Strip], size: float) -> Grid | None:
    """The table between the levels of `run`, None where there is none."""
    rows = rows_between(strips, run[0].y, run[-1].y)
    edges = _edges(run) or _upright(drawn, run)
    tail = _tail(page, run[-1].y, strips, edges, size) if edges and len(run) > 1 else []
    if len(run) < 2:
        return None
    head = _head(rows, run, tail)
    body = [*(row for row in rows if row.row.baseline > run[head].y), *tail]
    heads = [row for row in rows if row.row.baseline <= run[head].y]
    edges = without_empty(_united(edges, body or rows, heads if body else []), [*rows, *tail])
    if not edges:
        return None
    own = extents(body, edges)
    over = [] if head else heads_over_rule(run[0].y, strips, edges, own)
    header = heading_rows(over, edges, own) or ruled_heading_rows(rows, run[: head + 1], edges, own, drawn)
    below = rows_of(body, edges, lambda a, b: any(a < level.y <= b + 1 for level in run))
    cells = [*(cells_of(row, len(edges) + 1) for row in header), *below]
    several = sum(filled(row) > 1 for row in cells)  # rows with cells beside each other, not one text each
    listed = not (_edges(run) or _upright(drawn, run)) and is_list(cells[len(header) :])
    if not _has_rows([*rows, *tail], run) or listed or several < max(2, 0.4 * len(cells)):
        return None
    bottom = tail[-1].row.baseline + 1 if tail else run[-1].y
    top = over[0].row.baseline - over[0].row.size if over else run[0].y
    return _without_empty(Grid(top, bottom, tuple(edges), tuple(cells), len(header), tuple(spans_of(header))))


def _has_rows(rows: Sequence[Strip], run: Sequence[RuleLevel]) -> bool:
    """Whether there are three rows, or two between three levels of rules that are set as heading and body are."""
    headed = len(rows) == 2 and len(run) > 2 and _set(rows[0]) != _set(rows[1])
    return headed or len(rows) >= _FEWEST_ROWS


def _without_empty(grid: Grid) -> Grid:
    """The grid without columns that have no cell of their own: names may have columns to stand in."""
    over = {(span.row, j) for span in grid.spans for j in range(span.column, span.column + span.columns)}
    used = [
        j for j in range(len(grid.edges) + 1) if any(row[j] and (i, j) not in over for i, row in enumerate(grid.cells))
    ]
    spans = []
    for span in grid.spans:
        own = [place for place, j in enumerate(used) if span.column <= j < span.column + span.columns]
        spans += [Span(row=span.row, column=own[0], rows=span.rows, columns=len(own))] if len(own) > 1 else []
    cells = tuple(tuple(row[j] for j in used) for row in grid.cells)
    return replace(grid, edges=tuple(grid.edges[j - 1] for j in used[1:]), cells=cells, spans=tuple(spans))


def _head(rows: Sequence[Strip], run: Sequence[RuleLevel], tail: Sequence[Strip]) -> int:
    """The index of the level that parts heading and body, 0 where no row heads the columns: what stands over a total
    is no heading. `tail` has the rows under the last level."""
    index = _under_heading([*rows, *tail], run)
    above = sum(row.row.baseline <= run[index].y for row in rows)
    every = len(rows) + len(tail)
    return index if above < every and (len(run) < 3 or above <= _HEADING * every) else 0


def _under_heading(rows: Sequence[Strip], run: Sequence[RuleLevel]) -> int:
    """The level over the first row that is set otherwise than the heading (which is smaller, in italics); in one type
    that over the first row that ends in a figure, or the first of most breaks in the upper half; else the second."""
    other = next((row for row in rows if _set(row) != _set(rows[0])), None)
    if other is not None:
        return max(1, sum(level.y < other.row.baseline for level in run) - 1)
    figure = next((row for row in rows if FIGURE.fullmatch(stretches(row)[-1][0])), None)
    if figure is not None and len(run) > 3 and figure.row.baseline > run[2].y:
        return sum(level.y < figure.row.baseline for level in run) - 1
    most = next(i for i, level in enumerate(run) if level.edges == _edges(run))
    above = sum(row.row.baseline <= run[most].y for row in rows)
    return most if most and 0 < above <= len(rows) / 2 else 1


def _set(strip: Strip) -> tuple[float, bool]:
    face = max(strip.row.runs, key=lambda run: len(run.chars)).face
    return round(face.size * 2) / 2, face.italic


def _united(ruled: Sequence[float], rows: Sequence[Strip], heads: Sequence[Strip]) -> list[float]:
    """The edges that rules show, those by white that part a ruled column in two, and those between two headings."""
    edges = sorted([*ruled, *(x for x in edges_by_white(rows) if _parts(x, ruled, rows))])
    return edges_by_heads(heads, edges, rows) if edges else edges


def _parts(x: float, ruled: Sequence[float], rows: Sequence[Strip]) -> bool:
    """Whether half of the rows have a cell on either side of `x` within the column that rules show."""
    left = max((edge for edge in ruled if edge <= x), default=float("-inf"))
    right = min((edge for edge in ruled if edge > x), default=float("inf"))
    bounds = [edge for edge in (left, x, right) if abs(edge) != float("inf")]
    at = bounds.index(x)
    cells = [occupied(row, bounds) for row in rows]
    return not ruled or sum(at in row and at + 1 in row for row in cells) >= _PARTED * len(rows)


def _upright(drawn: Drawn, run: Sequence[RuleLevel]) -> list[float]:
    """Edges by drawn upright rules, except those of the frame."""
    top, bottom = run[0].y, run[-1].y
    left, right = min(level.spans[0][0] for level in run), max(level.spans[-1][1] for level in run)
    inner = sorted(
        box.x0
        for box in drawn.uprights
        if left + 6 < box.x0 < right - 6 and min(box.bottom, bottom) - max(box.top, top) > 0.3 * (bottom - top)
    )
    return [x for i, x in enumerate(inner) if i == 0 or x - inner[i - 1] > 6]


def _tail(page: Page, bottom: float, strips: Sequence[Strip], edges: Sequence[float], size: float) -> list[Strip]:
    """The rows under the last rule of a table that is not closed by one."""
    rows: list[Strip] = []
    last = bottom
    below = [strip for strip in strips if strip.row.baseline > bottom + 1]
    for index, strip in enumerate(below):
        far = strip.row.baseline - last > ROW_GAP_EM * strip.row.size
        note = caption("note").match("".join(strip.chars).strip())
        text = runs_on(strip, edges) and (note or not _heads_rows(below[index:], edges, size))
        title = _is_heading(strip) and strip.row.baseline - last > _APART * strip.row.size
        if far or text or title or _not_ours(page, strip):
            break
        rows.append(strip)
        last = strip.row.baseline
    return rows if any(filled(cut(row, edges)) > 1 for row in rows[:_FIRST_ROWS]) else []


def _is_heading(strip: Strip) -> bool:
    """Whether a row is one bold text, as the title of another table is, and no row of cells."""
    bold = all(run.face.bold for run in strip.runs)
    return bold and len(pieces(strip, _WORDS)) == 1


def _heads_rows(below: Sequence[Strip], edges: Sequence[float], size: float) -> bool:
    """Whether a row that runs over the edges stands among rows of cells: it is small, and no note."""
    head, after = below[0], below[1:2]
    return head.row.size < size - 0.7 and bool(after) and not crosses(after[0], edges)


def _not_ours(page: Page, strip: Strip) -> bool:
    """Furniture, a caption, a source line or a rule over notes."""
    middle = strip.row.baseline - 0.3 * strip.row.size
    lines = [
        line
        for line in page.lines
        if line.box and line.box.top <= middle <= line.box.bottom and _over(line, strip.left, strip.right)
    ]
    return any(
        line.role == "furniture"
        or _captioned(line)
        or caption("source").match(line.text)
        or line.text.startswith(NOTE_RULE)
        for line in lines
    )
