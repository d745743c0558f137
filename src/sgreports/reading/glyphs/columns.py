"""Two columns or one: where the gutter is, and the order in which a page's rows are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sgreports.reading.glyphs.segments import Segment, Strip

_MIDDLE = (0.38, 0.62)  # of the page's width: a gutter of body text stands there
_ROWS = 8  # rows on either side before a page is taken to have two columns
_ROWS_KNOWN = 2  # the same where the document's other pages have that gutter
_FILLED = 0.27  # of the page's width: the least median width of a column's rows
_CROSSING = 3  # times as many rows must keep to the columns as run across the gutter
_ALIGNED = 0.6  # of the right column's rows begin at its edge: the gaps of a badly spaced typescript do not (S/24263)
_EDGE = 5.0  # points


@dataclass(frozen=True, slots=True)
class PlacedSegment:
    """A segment with the column it stands in: 0 (also the whole width) or 1."""

    segment: Segment
    column: int


@dataclass(frozen=True, slots=True)
class _Sides:
    """The widths of what stands left and right of a gutter, row by row; how many rows run across it; how many on its
    right begin at its edge."""

    left: tuple[float, ...]
    right: tuple[float, ...]
    crossing: int
    aligned: int


def gutter(strips: Sequence[Strip], width: float, known: float | None = None) -> float | None:
    """The x of the gutter between two columns of running text, or None. `known` is the document's own."""
    least = _ROWS_KNOWN if known else _ROWS
    best, most = None, 0
    for x in [known] if known else _candidates(strips, width):
        sides = _sides(strips, x)
        score = min(len(sides.left), len(sides.right)) if sides else 0
        if sides and score > most and score >= least and _is_gutter(sides, width):
            best, most = x, score
    return best


def _candidates(strips: Sequence[Strip], width: float) -> list[float]:
    """Where letters begin after a gap, or at a row's start, in the middle of the page."""
    starts = [start for strip in strips for start in (strip.left, *(right for _, _, right in strip.gaps))]
    return sorted({round(x) - 2.0 for x in starts if _MIDDLE[0] * width < x < _MIDDLE[1] * width})


def _sides(strips: Sequence[Strip], x: float) -> _Sides | None:
    """What stands beside a gutter; None where so many rows run across that it is none."""
    left, right, starts, crossing = [], [], [], 0
    for strip in strips:
        if strip.right <= x:
            left.append(strip.right - strip.left)
        elif strip.left >= x:
            right.append(strip.right - strip.left)
            starts.append(strip.left)
        else:
            gap = next((gap for gap in strip.gaps if gap[1] <= x <= gap[2]), None)
            if gap is None:
                crossing += 1
                if crossing * _CROSSING > 2 * (len(strips) - crossing):
                    return None
            else:
                left.append(gap[1] - strip.left)
                right.append(strip.right - gap[2])
                starts.append(gap[2])
    return _Sides(tuple(left), tuple(right), crossing, sum(start - x <= _EDGE for start in starts))


def _is_gutter(sides: _Sides, width: float) -> bool:
    kept = len(sides.left) + len(sides.right)
    filled = min(_median(sides.left), _median(sides.right)) >= _FILLED * width
    aligned = sides.aligned >= _ALIGNED * len(sides.right)
    return filled and aligned and sides.crossing * _CROSSING <= kept


def _median(widths: tuple[float, ...]) -> float:
    return sorted(widths)[len(widths) // 2]


def in_reading_order(segments: list[Segment], x: float | None) -> list[PlacedSegment]:
    """Segments in reading order: down the page, and where there are two columns the left one before the right."""
    if x is None:
        return [PlacedSegment(segment, 0) for segment in segments]
    ordered: list[PlacedSegment] = []
    band: list[Segment] = []
    for segment in segments:
        if segment.left < x < segment.right:
            ordered += [*_band(band, x), PlacedSegment(segment, 0)]
            band = []
        else:
            band.append(segment)
    return ordered + _band(band, x)


def _band(band: list[Segment], x: float) -> list[PlacedSegment]:
    """A stretch of the page without a row across it."""
    return [PlacedSegment(s, 0) for s in band if s.right <= x] + [PlacedSegment(s, 1) for s in band if s.right > x]
