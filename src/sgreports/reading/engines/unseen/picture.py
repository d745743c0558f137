"""Whether a page shows anything at the place of a text: by a picture of the page without its other texts."""

import ctypes
from collections.abc import Collection, Iterable, Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.reading.engines.content import Rectangle
from sgreports.reading.engines.faces import INVISIBLE
from sgreports.reading.engines.frame import frame_of

_SCALE, _MOST_PIXELS = 2.0, 4_000_000  # pixels a point; a larger page is drawn with fewer
_PRINT = 40  # of 255 between the darkest and the lightest spot of a text


def without_print(
    page: pdfium.PdfPage, texts: Collection[tuple[int, Rectangle]], every: Iterable[int]
) -> Iterator[int]:
    """The addresses of those of the texts that the page does not show; `every` text of the page but these is left out
    of it for good: pdfium bends fonts that the file does not hold, and measures letters by how it bent them last."""
    shown = {address for address, _ in texts}
    for address in set(every) - shown:
        raw.FPDFTextObj_SetTextRenderMode(ctypes.cast(address, raw.FPDF_PAGEOBJECT), INVISIBLE)
    left, bottom, right, top = page.get_bbox()
    frame = frame_of(Rectangle(left, right, top, bottom), page.get_rotation())
    scale = min(_SCALE, (_MOST_PIXELS / (frame.width * frame.height)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    for address, place in texts:
        x0, y0, x1, y1 = (int(edge * scale) for edge in frame.rectangle(*place))
        x0, y0 = (min(max(edge, 0), size - 1) for edge, size in zip((x0, y0), picture.size, strict=True))
        x1, y1 = (min(edge + 1, size) for edge, size in zip((x1, y1), picture.size, strict=True))
        least, most = picture.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))).getextrema()
        if most - least < _PRINT:
            yield address
