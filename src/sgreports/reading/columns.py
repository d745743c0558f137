"""Two columns or one: where the gutter is, and the order in which a page's rows are read."""

from dataclasses import dataclass

from sgreports.reading.segments import Segment

_MIDDLE = (0.38, 0.62)  # of the page's width: a gutter of body text stands there
_ROWS = 8  # rows on either side before a page is taken to have two columns
_ROWS_KNOWN = 2  # the same where the document's other pages have that gutter
_FILLED = 0.28  # of the page's width: the least median width of a column's rows


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment with the column it stands in: 0 (also the whole width) or 1."""

    segment: Segment
    column: int


def gutter(segments: list[Segment], width: float, known: float | None = None) -> float | None:
    """The x of the gutter between two columns of running text, or None. `known` is the document's own."""
    candidates = [known] if known else _candidates(segments, width)
    least = _ROWS_KNOWN if known else _ROWS
    best, most = None, 0
    for x in candidates:
        left = [s for s in segments if s.right <= x]
        right = [s for s in segments if s.left >= x]
        score = min(len(left), len(right))
        crossing = len(segments) - len(left) - len(right)
        if score < least or crossing * 3 > len(left) + len(right):
            continue
        if score > most and _filled(left, width) and _filled(right, width):
            best, most = x, score
    return best


def _candidates(segments: list[Segment], width: float) -> list[float]:
    starts = sorted({round(s.left) for s in segments if _MIDDLE[0] * width < s.left < _MIDDLE[1] * width})
    return [start - 2.0 for start in starts]


def _filled(side: list[Segment], width: float) -> bool:
    widths = sorted(s.right - s.left for s in side)
    return widths[len(widths) // 2] >= _FILLED * width


def in_order(segments: list[Segment], x: float | None) -> list[Placed]:
    """Segments in reading order: down the page, and where there are two columns the left one before the right."""
    if x is None:
        return [Placed(segment, 0) for segment in segments]
    ordered: list[Placed] = []
    band: list[Segment] = []
    for segment in segments:
        if segment.left < x < segment.right:
            ordered += _band(band, x)
            band = []
            ordered.append(Placed(segment, 0))
        else:
            band.append(segment)
    return ordered + _band(band, x)


def _band(band: list[Segment], x: float) -> list[Placed]:
    left = [Placed(s, 0) for s in band if s.right <= x]
    return left + [Placed(s, 1) for s in band if s.right > x]

