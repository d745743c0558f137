"""The cells of a table: its rows cut at the columns' edges, wrapped rows joined."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from sgreports.reading.areas.captioned import without_marks
from sgreports.reading.glyphs.compose import compose, raised_ranges
from sgreports.reading.glyphs.segments import Segment, Strip, cut_before, gaps_over

_GAP = 0.33  # em of white between two cells of a row; words are 0.25 em apart
_NEAR = 3.0  # points between an edge and the white that it stands for
_GUTTER = 4.0  # points of white down through the rows that part two columns
_CROSSING = 0.15  # of the rows (headings over several columns, totals) may run across an edge
_BESIDE = 0.2  # of the rows must have text on either side of an edge
_UNEVEN = 0.6  # em between the baselines of cells of one line
_TIGHT, _LOOSE = 1.32, 1.5  # em between baselines: of the lines of one cell; of two rows

_HANGING = 0.7  # of the blocks begin on a line with another

_HEADS_APART = 0.45, 0.9  # em of white between the headings of two columns: at an edge; anywhere
_MOSTLY = 0.5  # of a column's width under a heading

Cells = tuple[str, ...]
Extent = tuple[float, float]  # x of the left and the right end, in points


def edges_by_white(strips: Sequence[Strip], white: float = _GAP) -> list[float]:
    """The x at which each new column begins, by vertical white space through the rows; empty for a single column.

    `white` is the least between two cells of a row, in em.
    """
    if len(strips) < 2:
        return []
    found = [pieces(strip, white) for strip in strips]
    left, right = int(min(strip.left for strip in strips)), int(max(strip.right for strip in strips)) + 1
    cover = [0] * (right - left + 1)
    for row in found:
        for x in {x for start, end in row for x in range(int(start) - left, int(end) + 1 - left)}:
            cover[x] += 1
    least = max(2, round(_BESIDE * len(strips)))
    return [
        left + (start + end) / 2
        for start, end in _valleys(cover, int(_CROSSING * len(strips)))
        if end - start >= _GUTTER and _sided(found, left + (start + end) / 2, least)
    ]


def _valleys(cover: Sequence[int], allowed: int) -> list[tuple[int, int]]:
    """The x ranges that at most `allowed` rows cover, narrowed to the minimum."""
    found: list[tuple[int, int]] = []
    start = None
    for x, rows in enumerate([*cover, allowed + 1]):
        if rows <= allowed and start is None:
            start = x
        elif rows > allowed and start is not None:
            low = min(cover[start:x])
            places = [place for place in range(start, x) if cover[place] == low]
            found.append((places[0], places[-1] + 1))
            start = None
    return found


def _sided(pieces: Sequence[Sequence[tuple[float, float]]], edge: float, least: int) -> bool:
    before = sum(row[0][1] <= edge for row in pieces)
    after = sum(row[-1][0] >= edge for row in pieces)
    return before >= least and after >= least


def pieces(strip: Strip, white: float = _GAP) -> list[tuple[float, float]]:
    """The x ranges of a row's pieces between gaps of `white` em."""
    gaps = gaps_over(strip, white * strip.row.size)
    starts = [strip.left, *(right for _, _, right in gaps)]
    return list(zip(starts, [*(left for _, left, _ in gaps), strip.right], strict=True))


def stretches(strip: Strip) -> list[tuple[str, float, float]]:
    """The texts of a row's pieces, with their x ranges: none is cut by an edge between two cells."""
    gaps = gaps_over(strip, _GAP * strip.row.size)
    return [(_text(part), part.left, part.right) for part in cut_before(strip, [i for i, _, _ in gaps])]


def crosses(strip: Strip, edges: Sequence[float]) -> bool:
    """Whether a row's text crosses an edge without a gap: running text, or a heading over several columns."""
    return any(left < edge - _NEAR and right > edge + _NEAR for left, right in pieces(strip) for edge in edges)


def cut(strip: Strip, edges: Sequence[float]) -> Cells:
    """The row's cells; text that crosses an edge stays in the cell where it begins."""
    gaps = gaps_over(strip, _GAP * strip.row.size)
    at = [i for i, left, right in gaps if any(left - _NEAR <= edge <= right + _NEAR for edge in edges)]
    cells = [""] * (len(edges) + 1)
    for segment in cut_before(strip, at):
        column = sum((segment.left + min(segment.right, segment.left + 2 * _NEAR)) / 2 > edge for edge in edges)
        cells[column] = f"{cells[column]} {_text(segment)}".strip()
    return tuple(cells)


def extents(strips: Sequence[Strip], edges: Sequence[float]) -> tuple[Extent | None, ...]:
    """The left and right ends of what each column holds, in points; None for an empty one."""
    found: list[Extent | None] = [None] * (len(edges) + 1)
    for left, right in (piece for strip in strips if not crosses(strip, edges) for piece in pieces(strip)):
        column = sum((left + right) / 2 > edge for edge in edges)
        own = found[column]
        found[column] = (min(own[0], left), max(own[1], right)) if own else (left, right)
    return tuple(found)


def cut_over(strip: Strip, edges: Sequence[float], columns: Sequence[Extent | None], *rules: Sequence[Extent]) -> Cells:
    """The cells of a heading's row: one that stands over several columns in the first of them.

    The rules over and then those under the row show it where they are broken; else a heading, which may be wider than
    its column, belongs to the one that it shares most width with.
    """
    least, white = (em * strip.row.size for em in _HEADS_APART)
    gaps = gaps_over(strip, least)
    at = [i for i, x, y in gaps if y - x > white or any(x - _NEAR <= edge <= y + _NEAR for edge in edges)]
    cells = [""] * (len(edges) + 1)
    found = cut_before(strip, at)
    alone = [span for spans in rules for span in spans if sum(_holds(span, segment) for segment in found) == 1]
    for segment in found:
        ruled = (_ruled(span, columns) for span in alone if _holds(span, segment))
        column = next((number for number in ruled if number is not None), None)
        column = _shared(segment, edges, columns) if column is None else column
        cells[column] = f"{cells[column]} {_text(segment)}".strip()
    return tuple(cells)


def _holds(span: Extent, segment: Segment) -> bool:
    return span[0] - _NEAR <= segment.left and segment.right <= span[1] + _NEAR


def _ruled(span: Extent, columns: Sequence[Extent | None]) -> int | None:
    """The number of the first column over or under a rule; None where the rule runs over all of them."""
    known = [i for i, own in enumerate(columns) if own]
    found = [i for i in known if (own := columns[i]) and span[0] < (own[0] + own[1]) / 2 < span[1]]
    return found[0] if 0 < len(found) < len(known) else None


def _shared(segment: Segment, edges: Sequence[float], columns: Sequence[Extent | None]) -> int:
    """The number of the column whose cells share most width with a heading."""
    shared = [min(segment.right, own[1]) - max(segment.left, own[0]) if own else 0.0 for own in columns]
    whole = [i for i, own in enumerate(columns) if own and shared[i] > _MOSTLY * (own[1] - own[0])]
    if len(whole) > 1:
        return whole[0]
    if max(shared) > 0:
        return max(range(len(shared)), key=shared.__getitem__)
    return sum((segment.left + segment.right) / 2 > edge for edge in edges)


def _text(segment: Segment) -> str:
    composed = compose(segment)
    return without_marks(composed.text, raised_ranges(composed))


def filled(cells: Cells) -> int:
    """How many cells have text."""
    return sum(map(bool, cells))


def rows_of(strips: Sequence[Strip], edges: Sequence[float], parted: Callable[[float, float], bool]) -> list[Cells]:
    """The rows of a table's body. `parted` says whether a rule is drawn between two baselines.

    A line is a row of its own, unless it stands close under the one before and the table shows that such lines are
    wrapped: its first cell is empty, or rows further apart exist and lines like it go on in lower case.
    """
    lines = _level(strips, edges)
    tight = [
        i > 0 and at - lines[i - 1].at <= _TIGHT * line.size and not parted(lines[i - 1].at, at)
        for i, line in enumerate(lines)
        for at in (line.at,)
    ]
    wraps = _wraps(lines, tight)
    columns = [_blocks(lines, column, parted) for column in range(len(edges) + 1)]
    if wraps and _hang(columns):
        return _by_blocks(columns)
    found: list[Cells] = []
    for line, close in zip(lines, tight, strict=True):
        if found and close and (wraps or not line.cells[0]):
            found[-1] = _joined(found[-1], line.cells)
        else:
            found.append(line.cells)
    return found


@dataclass(frozen=True, slots=True)
class _CellLine:
    cells: Cells
    at: float  # the baseline, in points
    size: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one column close under each other: the first and last of the table's lines, and the text."""

    first: int
    last: int
    text: str


def _blocks(lines: Sequence[_CellLine], column: int, parted: Callable[[float, float], bool]) -> list[_Block]:
    found: list[_Block] = []
    for index, line in enumerate(lines):
        if not (text := line.cells[column]):
            continue
        above = lines[found[-1].last].at if found else -inf
        if line.at - above >= _LOOSE * line.size or parted(above, line.at):
            found.append(_Block(index, index, text))
        else:
            found[-1] = _Block(found[-1].first, index, f"{found[-1].text} {text}")
    return found


def _hang(columns: Sequence[Sequence[_Block]]) -> bool:
    """Whether the cells of a row begin on one line, as prose does, rather than end on one, as figures do."""
    blocks = [block for column in columns for block in column]
    begun, ended = Counter(b.first for b in blocks), Counter(b.last for b in blocks)
    together = sum(begun[b.first] > 1 for b in blocks)
    return together > sum(ended[b.last] > 1 for b in blocks) and together >= _HANGING * len(blocks)


def _by_blocks(columns: Sequence[Sequence[_Block]]) -> list[Cells]:
    """A block is one cell, and stands in the row in which it begins: a row begins where two blocks do, or one in the
    first column."""
    begun = Counter(block.first for column in columns for block in column)
    begun.update(block.first for block in columns[0])
    rows = sorted(first for first, times in begun.items() if times > 1)
    placed = [[(_row_of(block, rows), block.text) for block in column] for column in columns]
    cells = [tuple(" ".join(text for at, text in column if at == row) for column in placed)
             for row in range(-1, len(rows))]  # fmt: skip
    return [row for row in cells if any(row)]


def _row_of(block: _Block, rows: Sequence[int]) -> int:
    """The number of the row in which a block begins; the first also for a heading that rises over its neighbours, -1
    for what a page before began."""
    return max(0 if block.last >= rows[0] else -1, sum(row <= block.first for row in rows) - 1)


def _level(strips: Sequence[Strip], edges: Sequence[float]) -> list[_CellLine]:
    """The lines as cells; cells that stand a little higher or lower than their neighbours are of one line."""
    lines: list[_CellLine] = []
    for strip in strips:
        cells = cut(strip, edges)
        last = lines[-1] if lines else None
        near = last is not None and strip.row.baseline - last.at < _UNEVEN * strip.row.size
        if last is not None and near and not any(a and b for a, b in zip(last.cells, cells, strict=True)):
            lines[-1] = _CellLine(_joined(last.cells, cells), last.at, last.size)
        else:
            lines.append(_CellLine(cells, strip.row.baseline, strip.row.size))
    return lines


def _joined(above: Cells, below: Cells) -> Cells:
    return tuple(f"{a} {b}".strip() for a, b in zip(above, below, strict=True))


def _wraps(lines: Sequence[_CellLine], tight: Sequence[bool]) -> bool:
    close = [line.cells for line, near in zip(lines, tight, strict=True) if near]
    loose = sum(b.at - a.at >= _LOOSE * b.size for a, b in pairwise(lines))
    on = sum(
        not cells[0] or (len(cells) > 2 and filled(cells) == 1) or any(cell[:1].islower() for cell in cells)
        for cells in close
    )
    return loose >= 1 and on >= 0.4 * len(close)
