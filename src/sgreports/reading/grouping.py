"""Neighbours in a sequence taken together, and what most of them have."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
Extent = tuple[float, float]  # x of the left and the right end, in points


def grouped(items: Iterable[T], together: Callable[[T, T], bool]) -> list[list[T]]:
    """Lists of neighbours: an item stands with the one before it where both belong together."""
    found: list[list[T]] = []
    for item in items:
        if found and together(found[-1][-1], item):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def usual(weighed: Iterable[tuple[float, int]]) -> float:
    """The value of most weight; 0 where there is none."""
    weights: Counter[float] = Counter()
    for value, weight in weighed:
        weights[value] += weight
    return weights.most_common(1)[0][0] if weights else 0.0


def shared(extent: Extent, others: Iterable[Extent]) -> float:
    """How much width (or height) an extent has in common with others, in points."""
    left, right = extent
    return sum(max(0.0, min(right, x1) - max(left, x0)) for x0, x1 in others)


def merged(extents: Iterable[Extent], white: float = 0.0) -> list[Extent]:
    """The extents from the left, those with less than `white` points between them as one."""
    found: list[Extent] = []
    for left, right in sorted(extents):
        if found and left - found[-1][1] < white:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found
