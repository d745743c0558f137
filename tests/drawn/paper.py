"""A small PDF drawn by a test: letters, rules and frames placed in points from the page's top left."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Self

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

LETTER = (612.0, 792.0)
INVISIBLE = 3  # the text rendering mode of a layer that OCR lays under a scan
_STYLES = {"": "Times-Roman", "B": "Times-Bold", "I": "Times-Italic", "BI": "Times-BoldItalic"}

SENTENCE = "The mission has been working with the authorities on the return of those who had left."
"""A line of running text."""


def width(text: str, style: str = "", size: float = 10) -> float:
    """How wide the text is printed, in points."""
    return float(stringWidth(text, _STYLES[style], size))


class Paper:
    """Pages in the making. `put` places a line of text with its baseline at `y`."""

    def __init__(self, sheet: tuple[float, float] = LETTER, password: str | None = None) -> None:
        self._out = BytesIO()
        encryption = StandardEncryption(password) if password else None
        self._canvas = Canvas(self._out, pagesize=sheet, encrypt=encryption, invariant=1)
        self._height = sheet[1]
        self._begun = False

    def page(self, sheet: tuple[float, float] | None = None, turned: int = 0) -> Self:
        """Begins a page, shown turned by so many degrees; the paper."""
        if self._begun:
            self._canvas.showPage()
        self._begun = True
        if sheet is not None:
            self._canvas.setPageSize(sheet)
            self._height = sheet[1]
        if turned in (90, 270) and sheet is None:
            self._canvas.setPageSize(LETTER[::-1])  # which reportlab turns back
        if turned:
            self._canvas.setPageRotation(turned)
        return self

    def put(
        self, x: float, y: float, text: str, style: str = "", size: float = 10, *, mode: int = 0, grey: float = 0
    ) -> float:
        """Places a line of text; the x at which it ends. `grey` is 0 for black, 1 for white."""
        self._canvas.saveState()
        self._canvas.setFillGray(grey)
        pen = self._canvas.beginText(x, self._height - y)
        pen.setFont(_STYLES[style], size)
        pen.setTextRenderMode(mode)
        pen.textOut(text)
        self._canvas.drawText(pen)
        self._canvas.restoreState()
        return x + width(text, style, size)

    def upright(self, x: float, y: float, text: str, size: float = 8) -> None:
        """Places a line of text that runs down the page from `y`, as symbols in the margin of a turned page do."""
        self._canvas.saveState()
        self._canvas.translate(x, self._height - y)
        self._canvas.rotate(-90)
        self._canvas.setFont(_STYLES["B"], size)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def beside(
        self, y: float, texts: Iterable[tuple[float, str]], style: str = "", size: float = 10,
        put: Callable[..., object] | None = None,
    ) -> None:  # fmt: skip
        """Places texts beside each other, each with its x, by `put` or what is given instead."""
        for x, text in texts:
            (put or self.put)(x, y, text, style, size)

    def rows(self, x: float, y: float, texts: Sequence[str], size: float = 10, lead: float = 12) -> None:
        """Places lines of text one below the other."""
        for row, text in enumerate(texts):
            self.put(x, y + lead * row, text, size=size)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a rule."""
        self._canvas.setLineWidth(0.5)
        self._canvas.line(x0, self._height - y0, x1, self._height - y1)

    def frame(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draws a rectangle."""
        self._canvas.rect(x0, self._height - bottom, x1 - x0, bottom - top)

    def bar(self, x0: float, top: float, x1: float, bottom: float, grey: float) -> None:
        """Lays a filled rectangle on the page, from 0 for black to 1 for white."""
        self._canvas.saveState()
        self._canvas.setFillGray(grey)
        self._canvas.rect(x0, self._height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self._canvas.restoreState()

    @contextmanager
    def clipped(self, x0: float, top: float, x1: float, bottom: float) -> Iterator[None]:
        """What is placed in the block shows within this rectangle alone."""
        self._canvas.saveState()
        edge = self._canvas.beginPath()
        edge.rect(x0, self._height - bottom, x1 - x0, bottom - top)
        self._canvas.clipPath(edge, stroke=0)
        yield
        self._canvas.restoreState()

    def picture(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Lays a grey picture on the page."""
        grey = ImageReader(Image.new("L", (8, 8), 120))
        self._canvas.drawImage(grey, x0, self._height - bottom, x1 - x0, bottom - top)

    def scan(self, original: "Paper", part: tuple[float, float, float, float] | None = None) -> None:
        """Lays a picture of the first page of another paper, or of a part of it, over its place."""
        with pdfium.PdfDocument(original.pdf()) as document:
            picture = document[0].render(scale=2, grayscale=True).to_pil()
        x0, top, x1, bottom = part or (0, 0, picture.width / 2, picture.height / 2)
        cut = ImageReader(picture.crop((round(2 * x0), round(2 * top), round(2 * x1), round(2 * bottom))))
        self._canvas.drawImage(cut, x0, self._height - bottom, x1 - x0, bottom - top)

    def layer(self, rows: Sequence[tuple[float, float, str]]) -> None:
        """Places texts as recognition lays them under the picture of their print."""
        original = Paper().page()
        for x, y, text in rows:
            original.put(x, y, text)
            self.put(x, y, text, mode=INVISIBLE)
        left, top = min(x for x, _, _ in rows), min(y for _, y, _ in rows)
        right, bottom = max(x + width(text) for x, _, text in rows), max(y for _, y, _ in rows)
        self.scan(original, (left - 5, top - 12, right + 5, bottom + 5))

    def link(self, x0: float, top: float, x1: float, bottom: float, uri: str) -> None:
        """Lays a link over a place."""
        self._canvas.linkURL(uri, (x0, self._height - bottom, x1, self._height - top))

    def pdf(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()
