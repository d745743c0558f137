"""Which pages character recognition should read: pictures without text, and text layers that are garbage."""

from collections.abc import Sequence

from sgreports.model.base import Box
from sgreports.reading.legibility import FEWEST_WORDS, distrust, is_garbage, legibility, mostly_recognized
from sgreports.reading.lines import Page
from sgreports.reading.pages.sheets import Sheet
from sgreports.settings import OcrMode

_PICTURE = 0.4  # of the page's area: a smaller picture is a crest, a photograph or a chart
_DRAWING = 20  # shapes of a page that is drawn, a map or a chart


def wanted_pages(pages: Sequence[Page], sheets: Sequence[Sheet], mode: OcrMode) -> list[int]:
    """The numbers of the pages to recognize, in order."""
    whole = tuple(pages)
    every = mode == "force" or (mode == "auto" and is_garbage(legibility(whole), mostly_recognized(whole)))
    both = zip(pages, sheets, strict=True)
    return [page.number for page, sheet in both if every or (mode == "auto" and _lacks_text(page, sheet))]


def picture_pages(pages: Sequence[Page], sheets: Sequence[Sheet]) -> list[int]:
    """The numbers of the pages that are pictures without text."""
    return [page.number for page, sheet in zip(pages, sheets, strict=True) if _is_picture(page, sheet)]


def _lacks_text(page: Page, sheet: Sheet) -> bool:
    return _is_picture(page, sheet) or distrust(page) is not None


def _is_picture(page: Page, sheet: Sheet) -> bool:
    words = legibility((page,)).words
    return (words == 0 or (words < FEWEST_WORDS and page.recognized)) and _pictured(page, sheet)


def _pictured(page: Page, sheet: Sheet) -> bool:
    """Whether pictures, or forms that may hold them, cover much of the page; a scan may be cut into strips."""
    forms = sheet.drawn.shapes if len(sheet.drawn.shapes) < _DRAWING else ()
    boxes = (*sheet.drawn.images, *forms)
    return sum(_area(box, page) for box in boxes) >= _PICTURE * page.width * page.height


def _area(box: Box, page: Page) -> float:
    width = min(box.x1, page.width) - max(box.x0, 0.0)
    height = min(box.bottom, page.height) - max(box.top, 0.0)
    return max(0.0, width) * max(0.0, height)
