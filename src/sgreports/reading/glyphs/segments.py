"""Rows → segments: stretches of one row without a wide gap, as letters with their places.

Accents may be printed over a letter as characters of their own: `c` and a caron in one place are `č`.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from math import inf
from operator import is_not
from typing import TypeVar

from sgreports.reading.glyphs.characters import Run
from sgreports.reading.glyphs.rows import TextRow

_COMBINING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
ACCENTS = frozenset(_COMBINING)
_APART = 0.4  # of the accent's width: further apart, it stands between two letters
_NARROW = 0.6  # em: a gap that may be a gutter
_WIDE = 4.0  # em: further apart, two texts stand on one row (`Security Council`, `Distr.: General`)

Value = TypeVar("Value")
Gap = tuple[int, float, float]  # index of the letter after it, its edges


@dataclass(frozen=True, slots=True)
class Strip:
    """A row's letters in parallel lists, left to right, and its gaps wider than a word space. `spans` has each run and
    the range of its letters; `start` and `end` (exclusive), `left` and `right` are the edges of what is printed."""

    row: TextRow
    chars: list[str]
    lefts: list[float]
    rights: list[float]
    runs: list[Run]
    spans: list[tuple[Run, int, int]]
    gaps: tuple[Gap, ...]
    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Segment:
    """The letters `start` to `end` (exclusive) of a strip, with the edges of what is printed."""

    strip: Strip
    start: int
    end: int
    left: float
    right: float


def strip_of(row: TextRow) -> Strip:
    """The row laid out in lists."""
    chars: list[str] = []
    lefts: list[float] = []
    rights: list[float] = []
    runs: list[Run] = []
    spans: list[tuple[Run, int, int]] = []
    for run in row.runs:
        spans.append((run, len(chars), len(chars) + len(run.chars)))
        chars += run.chars
        lefts += run.lefts
        rights += run.rights
        runs += [run] * len(run.chars)
    if not ACCENTS.isdisjoint(chars):
        letters, gone = accented(chars, lefts, rights)
        chars = [letters.get(index, char) for index, char in enumerate(chars) if index not in gone]
        lefts, rights = _without(lefts, gone), _without(rights, gone)
        runs = _without(runs, gone)
        spans = spans_of(runs)
    edges = _edges(chars, lefts, rights)
    return Strip(row, chars, lefts, rights, runs, spans, _gaps(chars, lefts, rights, _NARROW * row.size), *edges)


def spans_of(runs: list[Value]) -> list[tuple[Value, int, int]]:
    """Each run of the letters, with the range of them that it gives."""
    starts = [0, *compress(range(1, len(runs)), map(is_not, runs[1:], runs)), len(runs)]
    return [(runs[start], start, end) for start, end in pairwise(starts) if start < end]


def _without(values: list[Value], gone: frozenset[int]) -> list[Value]:
    return [value for index, value in enumerate(values) if index not in gone]


def _edges(chars: list[str], lefts: list[float], rights: list[float]) -> tuple[int, int, float, float]:
    """Where the letters that are printed begin and end: in a damaged file the last one need not end last."""
    start, end = _trimmed(chars, 0, len(chars))
    return start, end, lefts[start], max(rights[start:end])


def _trimmed(chars: list[str], start: int, end: int) -> tuple[int, int]:
    while chars[start].isspace():
        start += 1
    while chars[end - 1].isspace():
        end -= 1
    return start, end


def _gaps(chars: list[str], lefts: list[float], rights: list[float], least: float) -> tuple[Gap, ...]:
    found: list[Gap] = []
    edge = inf
    for index, char in enumerate(chars):
        if char.isspace():
            continue
        if lefts[index] - edge > least:
            found.append((index, edge, lefts[index]))
        if rights[index] > edge or edge == inf:
            edge = rights[index]
    return tuple(found)


def segments(strip: Strip, gutter: float | None) -> list[Segment]:
    """The strip cut at wide gaps and, where there is a gutter, across it."""

    def parts(left: float, right: float) -> bool:
        return (gutter is not None and left <= gutter + 1 and right >= gutter - 1) or right - left > wide

    wide = _WIDE * strip.row.size
    return cut_before(strip, [index for index, left, right in strip.gaps if parts(left, right)])


def gaps_over(strip: Strip, least: float) -> tuple[Gap, ...]:
    """The strip's gaps wider than `least` points."""
    if least >= _NARROW * strip.row.size:
        return tuple(gap for gap in strip.gaps if gap[2] - gap[1] > least)
    return _gaps(strip.chars, strip.lefts, strip.rights, least)


def cut_before(strip: Strip, indexes: Sequence[int]) -> list[Segment]:
    """The strip cut before the letters with these indexes, in order."""
    if not indexes:
        return [Segment(strip, strip.start, strip.end, strip.left, strip.right)]
    return [_segment(strip, start, end) for start, end in pairwise([0, *indexes, len(strip.chars)])]


def cut_segment(segment: Segment, index: int) -> tuple[Segment, Segment]:
    """The segment cut before the letter with this index of its strip."""
    return _segment(segment.strip, segment.start, index), _segment(segment.strip, index, segment.end)


def _segment(strip: Strip, start: int, end: int) -> Segment:
    start, end = _trimmed(strip.chars, start, end)
    return Segment(strip, start, end, strip.lefts[start], max(strip.rights[start:end]))


def accented(
    chars: Sequence[str], lefts: Sequence[float], rights: Sequence[float]
) -> tuple[dict[int, str], frozenset[int]]:
    """The letters that an accent is printed over, by index, as one character; and the indexes of those accents."""
    letters: dict[int, str] = {}
    gone: set[int] = set()
    middles = sorted(
        ((lefts[i] + rights[i]) / 2, i) for i, char in enumerate(chars) if char.isalpha() and char not in ACCENTS
    )
    for index, char in enumerate(chars):
        if char not in ACCENTS:
            continue
        under = _under(middles, (lefts[index] + rights[index]) / 2, _APART * (rights[index] - lefts[index]))
        if under is None:
            continue
        whole = unicodedata.normalize("NFC", chars[under] + _COMBINING[char])
        if len(whole) == 1:
            letters[under] = whole
            gone.add(index)
    return letters, frozenset(gone)


def _under(middles: Sequence[tuple[float, int]], middle: float, most: float) -> int | None:
    """The letter nearest to an accent, the first of those as near; None where it is more than `most` apart."""
    at = bisect_left(middles, (middle, -1))
    before = bisect_left(middles, (middles[at - 1][0], -1)) if at else at
    near = [(abs(place - middle), index) for place, index in (*middles[before : before + 1], *middles[at : at + 1])]
    apart, nearest = min(near, default=(most + 1, None))
    return nearest if apart <= most else None
