"""The cells of a table: columns by the white space that runs down through its rows."""

from sgreports.reading.compose import compose
from sgreports.reading.segments import Strip, cut_at

_GUTTER = 4.0  # points of white that part two columns
_SPANNING = 0.6  # of the table's width: a heading over several columns says nothing about them
_WRAPPED = 1.35  # em between baselines: closer rows whose first cell is empty go on with the row above


def cells_between(strips: tuple[Strip, ...], top: float, bottom: float) -> tuple[tuple[str, ...], ...]:
    """Rows of cells of what stands between two heights; wrapped rows are joined to the row that they go on from."""
    rows = [strip for strip in strips if top < strip.row.baseline < bottom + 1]
    edges = _columns(rows)
    found: list[list[str]] = []
    last = 0.0
    for strip in rows:
        cells = _cells(strip, edges)
        near = strip.row.baseline - last <= _WRAPPED * strip.row.size
        if found and near and not cells[0]:
            found[-1] = [f"{a} {b}".strip() for a, b in zip(found[-1], cells, strict=True)]
        else:
            found.append(cells)
        last = strip.row.baseline
    return tuple(map(tuple, found))


def _columns(rows: list[Strip]) -> list[float]:
    """The x at which a new column begins, in points; a single column gives none."""
    if not rows:
        return []
    width = max(strip.right for strip in rows) - min(strip.left for strip in rows)
    pieces = sorted(piece for strip in rows for piece in _pieces(strip) if piece[1] - piece[0] < _SPANNING * width)
    edges: list[float] = []
    reach = pieces[0][1] if pieces else 0.0
    for left, right in pieces:
        if left - reach >= _GUTTER:
            edges.append(left - _GUTTER / 2)
        reach = max(reach, right)
    return edges


def _pieces(strip: Strip) -> list[tuple[float, float]]:
    ends = [*(left for _, left, _ in strip.gaps), strip.right]
    starts = [strip.left, *(right for _, _, right in strip.gaps)]
    return list(zip(starts, ends, strict=True))


def _cells(strip: Strip, edges: list[float]) -> list[str]:
    cells = [""] * (len(edges) + 1)
    for segment in cut_at(strip, edges):
        column = sum(segment.left >= edge for edge in edges)
        cells[column] = f"{cells[column]} {compose(segment).text}".strip()
    return cells
