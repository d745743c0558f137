"""Headings over groups of columns, where the rule under them does not show which columns each stands over."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.grouping import Extent, merged
from sgreports.reading.tables.columns import pieces

_APART = 0.9  # em of white between two headings of one line
_TOUCHING = 12.0  # points between the pieces of one rule
_CENTRED = 9.0  # points from the middle of a heading to that of its columns


def group_columns(
    rows: Sequence[Strip], rule: Sequence[Extent], columns: Sequence[Extent | None]
) -> list[tuple[Extent, range]]:
    """Headings of `rows`, each with the columns that it stands over.

    Headings stand over the middle of their columns: of all ways to part the columns under one rule among the headings
    over it, that which fits best is taken, unless one of them is off the middle.
    """
    return [found for whole in merged(rule, _TOUCHING) for found in _under(rows, whole, columns)]


def _under(rows: Sequence[Strip], rule: Extent, columns: Sequence[Extent | None]) -> list[tuple[Extent, range]]:
    own = [i for i, column in enumerate(columns) if column and rule[0] < _middle(column) < rule[1]]
    parts = (part for row in rows for part in pieces(row, _APART) if rule[0] < _middle(part) < rule[1])
    headings = merged(parts)  # the lines of one heading taken together
    if not 0 < len(headings) < len(own):
        return []
    bounds = [rule[0], *(_between(columns, a, b) for a, b in pairwise(own)), rule[1]]
    ways = (
        [0, *cuts, len(own)] for cuts in combinations(range(1, len(own)), len(headings) - 1)
    )  # where each heading's columns begin
    off, best = min((_off(headings, bounds, way), way) for way in ways)
    if off > _CENTRED:
        return []
    return [(h, range(own[start], own[end - 1] + 1)) for h, (start, end) in zip(headings, pairwise(best), strict=True)]


def _between(columns: Sequence[Extent | None], before: int, after: int) -> float:
    left, right = columns[before], columns[after]
    return (left[1] + right[0]) / 2 if left and right else 0.0


def _off(headings: Sequence[Extent], bounds: Sequence[float], way: Sequence[int]) -> float:
    """How far the worst heading is from the middle of its columns, in points."""
    return max(
        abs(_middle(heading) - (bounds[start] + bounds[end]) / 2)
        for heading, (start, end) in zip(headings, pairwise(way), strict=True)
    )


def _middle(own: Extent) -> float:
    return (own[0] + own[1]) / 2
