"""A glance at a page that is a picture: whether it may be text, by a small drawing of it.

Between lines of text, and around a few of them, paper is white from side to side; across a map or a photograph there is
ink nearly everywhere. It takes hundredths of a second, where a map takes Tesseract several seconds and gives scraps.
"""

from itertools import pairwise

import pypdfium2 as pdfium
from PIL import Image

_DPI = 40
_EDGE = 0.1  # of the page's sides: heads, frames and the edges of a scan lie there
_INK = 40  # of 255: so much darker than the paper
_WHITE = 0.01  # of a row is ink, at most
# Of 18 maps after printed reports at most 0.33 of the rows are white, and 0.7 lines an inch begin; of text that was
# scanned straight 3.5 begin, of one askew 1.1, and of a page with a few lines more than half is white.
_MOST_WHITE, _MOST_LINES = 0.4, 0.9


def may_be_text(document: pdfium.PdfDocument, number: int) -> bool:
    """Whether rows of a page, or columns of one printed across, are white as between and around lines of text."""
    page = document[number - 1]
    try:
        picture = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        page.close()
    left, top = (round(_EDGE * side) for side in picture.size)
    inner = picture.crop((left, top, picture.width - left, picture.height - top))
    paper = int(inner.getextrema()[1])
    ink = inner.point([255 * (value < paper - _INK) for value in range(256)])
    across, down = (ink.resize(size, Image.Resampling.BOX) for size in ((1, ink.height), (ink.width, 1)))
    return any(_has_lines([value / 255 for value in side.tobytes()]) for side in (across, down))


def _has_lines(inked: list[float]) -> bool:
    """Whether rows of ink of these shares are lines of text, or few of a page that is white."""
    white = [share <= _WHITE for share in inked]
    begun = sum(before and not row for before, row in pairwise(white))
    return sum(white) > _MOST_WHITE * len(white) or begun * _DPI > _MOST_LINES * len(white)
