"""Whether a page shows a text: its picture changes where the text is left out of it."""

from collections.abc import Iterable

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from sgreports.reading.engines.content import Rectangle
from sgreports.reading.engines.frame import frame_of
from sgreports.reading.engines.unseen.borrowed import unpaint

FINE, COARSE = 2.0, 1.0  # pixels a point: to see a letter change, to see whether a picture has anything at a place
_MOST_PIXELS = 4_000_000
_MARGIN = 12.0  # points around the part of a page that is painted
_CHANGE = 16  # of 255: what a letter changes at least, one in light grey or thin
_PRINT = 40  # of 255 between the darkest and the lightest spot of a word
_EDGE = 0.15  # of a letter's box on each side, where its neighbours reach in


class Pictures:
    """The picture of a part of a page, and where it changed when texts were left out. Without colours: a letter that
    differs from what is behind it by its colour alone, and is as dark, is hardly legible."""

    def __init__(self, page: pdfium.PdfPage, part: Rectangle, scale: float) -> None:
        left, bottom, right, top = page.get_bbox()
        self._page, self._frame = page, frame_of(Rectangle(left, right, top, bottom), page.get_rotation())
        self._scale = min(scale, (_MOST_PIXELS / (self._frame.width * self._frame.height)) ** 0.5)
        width, height = self._frame.width, self._frame.height
        x0, top_, x1, below = self._frame.rectangle(*part)
        self._left, self._top = (_within(edge - _MARGIN, room - 1) for edge, room in ((x0, width), (top_, height)))
        cut = _within(width - x1 - _MARGIN, width - 1 - self._left)
        self._cut = self._left, _within(height - below - _MARGIN, height - 1 - self._top), cut, self._top
        self._full = self._picture()
        self._change: Image.Image | None = None

    def leave_out(self, owners: Iterable[int]) -> None:
        """Paints the page without the texts at these addresses."""
        unpaint(owners)
        self._change = ImageChops.difference(self._full, self._picture())

    def shows(self, letter: Rectangle) -> bool:
        """Whether the picture changed at the place of a letter."""
        if self._change is None:
            return False
        wide, high = _EDGE * (letter.right - letter.left), _EDGE * (letter.top - letter.bottom)
        inner = Rectangle(letter.left + wide, letter.right - wide, letter.top - high, letter.bottom + high)
        return _range(self._change, self._pixels(inner))[1] >= _CHANGE

    def has_print(self, word: Rectangle) -> bool:
        """Whether anything is to be seen at the place of a word."""
        least, most = _range(self._full, self._pixels(word))
        return most - least >= _PRINT

    def _picture(self) -> Image.Image:
        picture: Image.Image = self._page.render(scale=self._scale, crop=self._cut, grayscale=True).to_pil()
        return picture

    def _pixels(self, place: Rectangle) -> tuple[int, int, int, int]:
        x0, top, x1, bottom = self._frame.rectangle(*place)
        x0, x1 = (x0 - self._left) * self._scale, (x1 - self._left) * self._scale
        top, bottom = (top - self._top) * self._scale, (bottom - self._top) * self._scale
        width, height = self._full.size
        return max(int(x0), 0), max(int(top), 0), min(int(x1) + 1, width), min(int(bottom) + 1, height)


def _within(edge: float, most: float) -> float:
    return max(min(edge, most), 0.0)


def _range(picture: Image.Image, pixels: tuple[int, int, int, int]) -> tuple[int, int]:
    """The darkest and the lightest spot of a part of a grey picture; alike where the part has no pixel."""
    left, upper, right, lower = pixels
    if left >= right or upper >= lower:
        return 0, 0
    least, most = picture.crop(pixels).getextrema()
    return int(least), int(most)  # type: ignore[arg-type]
