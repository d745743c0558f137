"""The limits of a page, the same for both engines."""

from sgreports.reading.engines.content import UnreadablePage
from sgreports.reading.lines import OVER_LIMIT

# The busiest page of ../shared/corpus (a map, S/2006/1003) has some 2,000 objects; 200,000 take pdfium minutes.
MOST_OBJECTS = 30_000
_LARGEST = 14_400.0  # points: the largest page that PDF 1.7 allows (annex C), 200 inches


def check_limits(objects: int, width: float, height: float) -> None:
    """Raises UnreadablePage for a page that has too many objects, or no size, or an impossible one."""
    if objects > MOST_OBJECTS:
        raise UnreadablePage(OVER_LIMIT, f"has {objects} objects, over {MOST_OBJECTS}")
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise UnreadablePage(OVER_LIMIT, f"is {width:.0f} by {height:.0f} points")
