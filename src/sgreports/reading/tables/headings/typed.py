"""The headings over the columns of a table without rules: typed, and underlined for the most part."""

from collections.abc import Sequence
from itertools import pairwise, takewhile
from math import inf

from sgreports.model.table_numbers import FIGURE
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.grouping import Extent, grouped, shared
from sgreports.reading.tables.columns import Cells, cut, filled, pieces, stretches
from sgreports.reading.tables.headings.columns import placed_over, shared_columns
from sgreports.reading.tables.headings.placed import HeadingRow, over_repeated, rows_of_lines

_APART = 1.1  # em of white between two headings
_ABOVE, _CLOSE = 2.7, 1.5  # em from the rows up to headings over several columns; up to the first line of one
_BEYOND = 4.0  # em by which a heading may stand out over the end of its column
_MOST = 4  # lines of headings
_UNDER = 0.5  # em from a baseline down to the line that underlines it
_UNDERLINED = 0.7  # of a heading's width
_TIGHT = 1.6  # em between the lines of one heading
_FLUSH, _FEWEST = 6.0, 2  # points between the beginnings of cells of one column; of them under a heading
_YEARS = range(1900, 2101)


def heads_above(run: Sequence[Strip], above: Sequence[Strip], edges: Sequence[float], drawn: Drawn) -> list[Strip]:
    """The lines over a table that head its columns: over others than the first, with white between two headings,
    underlined, or close over a heading as its first line."""
    found: list[Strip] = []
    last = run[0]
    for strip in reversed(above[-_MOST:]):
        parts = pieces(strip, _APART)
        reach = _ABOVE if len(parts) > 1 or _underlined(strip, drawn) else _CLOSE
        if last.row.baseline - strip.row.baseline > reach * strip.row.size or not _over_columns(strip, run, edges):
            break
        found.append(strip)
        last = strip
    return found[::-1]


def heads_over_rule(
    top: float, strips: Sequence[Strip], edges: Sequence[float], columns: Sequence[Extent | None]
) -> list[Strip]:
    """The lines over the first rule of a table without other headings: each of several headings, without figures, over
    half of the columns in all."""
    found: list[Strip] = []
    height, over = top, set[int]()
    for strip in reversed([strip for strip in strips if strip.row.baseline <= top][-_MOST:]):
        own = [shared_columns(piece, edges, columns).start for piece in pieces(strip, _APART)]
        near = height - strip.row.baseline <= (_TIGHT if found else 1) * strip.row.size
        figures = any(FIGURE.fullmatch(text) for text, _, _ in stretches(strip))
        if not near or len(own) < 2 or len(set(own)) < len(own) or figures:
            break
        found.append(strip)
        over.update(own)
        height = strip.row.baseline
    return found[::-1] if 2 * len(over) > len(edges) + 1 else []


def _over_columns(strip: Strip, run: Sequence[Strip], edges: Sequence[float]) -> bool:
    """Whether every piece of a line stands over columns after the first, or one over the first and others behind it."""
    parts = pieces(strip, _APART)
    right = max(row.right for row in run) + _BEYOND * strip.row.size
    inside = all(end <= right for _, end in parts)
    middle = (parts[0][0] + parts[0][1]) / 2
    return inside and (middle >= edges[0] or (len(parts) > 1 and parts[0][1] <= edges[0]))


def edges_by_heads(heads: Sequence[Strip], edges: Sequence[float], body: Sequence[Strip]) -> list[float]:
    """The edges, with one more where two headings of one line stand over one column and white parts its cells under
    them: few rows have a cell under the second."""
    found = list(edges)
    for strip in heads:
        for (start, left), (right, end) in pairwise(pieces(strip, _APART)):
            if any((start + left) / 2 < edge < (right + end) / 2 for edge in found):
                continue
            beyond = min((edge for edge in found if edge >= right), default=inf)
            edge = _white_between(left, right, beyond, body)
            found += [] if edge is None else [edge]
    return sorted(found)


def _white_between(left: float, right: float, beyond: float, body: Sequence[Strip]) -> float | None:
    """The middle of the white between what ends before the heading at `right` and the cells that begin under it, flush
    and before the next edge."""
    cells = [cell for strip in body for cell in pieces(strip, _APART) if cell[0] < beyond]
    last = max([left, *(end for start, end in cells if start < right - _FLUSH)])
    starts = [start for start, _ in cells if start >= right - _FLUSH]
    first = min(starts, default=left)
    flush = sum(start - first < _FLUSH for start in starts)
    return (last + first) / 2 if first - last >= _APART * body[0].row.size and flush >= _FEWEST else None


def heads_in(run: Sequence[Strip], edges: Sequence[float], drawn: Drawn) -> int:
    """How many of a table's first lines head its columns, never all: down to the last one that is underlined as a whole
    and what stands close under it in brackets, else those over the first figure that have a text behind the first
    column. The last line, a total perhaps, heads none."""
    lined = [i for i, strip in enumerate(run[:-1][: _MOST + 2]) if _underlined(strip, drawn)]
    while len(lined) > 1 and _is_name(run[lined[-1]], edges) and not any(cut(r, edges)[0] for r in run[: lined[-1]]):
        lined.pop()  # the name of a group of rows: it alone has something in the first column
    if lined and _names_first_group(run, lined, edges, drawn):
        return 0
    if lined:
        last = lined[-1]
        return last + 1 + (last + 2 < len(run) and _goes_on(run[last], run[last + 1], edges))
    # texts over every column but the first, over names that have no heading: names stand in the two rows under one such
    # line, or in the next row that is further away than several are from each other
    named = len(list(takewhile(lambda strip: _names_columns(cut(strip, edges)), run)))
    under = run[named : named + 2]
    if 0 < named <= _MOST < len(run) and cut(under[0], edges)[0]:
        white = under[0].row.baseline - run[named - 1].row.baseline
        if cut(under[1], edges)[0] if named == 1 else white > _TIGHT * run[named - 1].row.size:
            return named
    count = 0
    for strip in run[:_MOST]:
        first, *others = cut(strip, edges)
        texts = [cell for cell in others if cell]
        years = not first and len(texts) > 1 and all(cell.isdigit() and int(cell) in _YEARS for cell in texts)
        if not texts or (any(map(FIGURE.fullmatch, texts)) and not years):
            break
        count += 1
    return count if count < min(_MOST, len(run) - 1) else 0


def _names_columns(cells: Cells) -> bool:
    return len(cells) > 2 and not cells[0] and all(any(map(str.isalpha, cell)) for cell in cells[1:])


def _names_first_group(run: Sequence[Strip], lined: Sequence[int], edges: Sequence[float], drawn: Drawn) -> bool:
    """Whether a table begins with the underlined name of a group of rows, as others stand under these."""
    names = [i for i, strip in enumerate(run) if _is_name(strip, edges) and _underlined(strip, drawn)]
    return names[:1] == [0] and len(names) > 1 and names[1] > 1 and all(i in names for i in lined)


def _is_name(strip: Strip, edges: Sequence[float]) -> bool:
    """Whether a line has something in the first column alone."""
    cells = cut(strip, edges)
    return filled(cells) == 1 and bool(cells[0])


def _goes_on(head: Strip, strip: Strip, edges: Sequence[float]) -> bool:
    """Whether a line close under an underlined heading belongs to it: a unit in brackets, over other columns than the
    first."""
    cells = cut(strip, edges)
    near = strip.row.baseline - head.row.baseline <= _TIGHT * strip.row.size
    return near and not cells[0] and all(cell[0] == "(" for cell in cells if cell)


def _underlined(strip: Strip, drawn: Drawn) -> bool:
    """Whether every piece of a line is underlined."""
    at, size = strip.row.baseline, strip.row.size
    near = [(rule.x0, rule.x1) for rule in drawn.rules if -1 <= rule.top - at <= _UNDER * size]
    return bool(near) and all(shared(own, near) >= _UNDERLINED * (own[1] - own[0]) for own in pieces(strip, _APART))


def heading_rows(lines: Sequence[Strip], edges: Sequence[float], columns: Sequence[Extent | None]) -> list[HeadingRow]:
    """The rows of headings: lines close under each other make one, except under a heading that has two others under
    it, over whose columns it stands."""
    placed = zip(lines, placed_over(lines, edges, columns, white=(_APART, _APART)), strict=True)
    close = grouped(placed, lambda last, own: own[0].row.baseline - last[0].row.baseline <= _TIGHT * own[0].row.size)
    rows = [row for stretch in close for row in rows_of_lines([line for _, line in stretch])]
    return over_repeated(rows, len(edges) + 1)
