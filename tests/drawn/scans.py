"""Scans that tests draw: pages as pictures, and what Tesseract says of them, canned."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from drawn.paper import LETTER, Paper, width
from sgreports.reading.ocr import recognition, scans
from sgreports.reading.ocr.tesseract import DPI, TABLE_DPI

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
DOT, TABLE_DOT = DPI / 72, TABLE_DPI / 72  # pixels a point
Row = tuple[float, float, str]  # x, baseline and text of a printed line, in points
PROSE: list[Row] = [
    (72, 200, "1. The present report is submitted in accordance with the request of the Council,"),
    (72, 214, "which was made in May, and describes the activities of the mission in the north."),
    (72, 228, "2. The mission has been deployed in both sectors, and its observers have been able"),
    (72, 242, "to move freely in the area of the north, where the situation has remained calm."),
]


def tsv(rows: Sequence[Row], confidence: float = 96, size: float = 10, slope: float = 0.0, dot: float = DOT) -> str:
    """What Tesseract writes of lines of Times, each a paragraph of its own. `slope` is how much they fall to the
    right, `dot` the pixels a point."""
    words = [word for number, row in enumerate(rows, 1) for word in _words(number, row, size, confidence, slope, dot)]
    return "\n".join([HEAD, *words])


def _words(  # noqa: PLR0917
    number: int, row: Row, size: float, confidence: float, slope: float, dot: float
) -> Iterator[str]:
    x, y, text = row
    for index, word in enumerate(text.split(), 1):
        hangs, rises = any(c in "gjpqy,;()/" for c in word), not set(word) <= set("acemnorsuvwxz.,")
        top = y - size * (0.66 if rises else 0.45)
        bottom = y + size * (0.21 if hangs else 0.0)
        wide = width(word, size=size)
        drop = slope * (x + wide / 2)
        box = [x - slope * y, top + drop, wide, bottom - top]
        places = "\t".join(str(round(edge * dot)) for edge in box)
        yield f"5\t1\t{number}\t1\t1\t{index}\t{places}\t{confidence:.6f}\t{word}"
        x += wide + width(" ", size=size)


def scanned(paper: Paper, turn: float = 0) -> bytes:
    """The drawn pages as a PDF of pictures, 200 dots an inch; `turn` is how the paper lay in the scanner."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    with pdfium.PdfDocument(paper.pdf()) as drawn:
        for page in drawn:
            picture = page.render(scale=DOT, grayscale=True).to_pil().rotate(turn, expand=True)
            put_picture(canvas, picture)
    canvas.save()
    return out.getvalue()


def blank_scans(pages: int) -> bytes:
    """Pages that are pictures, for canned recognition."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for _ in range(pages):
        put_picture(canvas, Image.new("L", (round(LETTER[0]), round(LETTER[1])), 255), 1.0)
    canvas.save()
    return out.getvalue()


def put_picture(canvas: Canvas, picture: Image.Image, dot: float = DOT) -> None:
    """A page that is one picture."""
    size = picture.width / dot, picture.height / dot
    canvas.setPageSize(size)
    canvas.drawImage(ImageReader(picture), 0, 0, *size)
    canvas.showPage()


class Canned:
    """Stands in for Tesseract: the pages' TSV in order; `calls` counts the pages that were recognized. `rows` is what
    it reads of a page with a table; `row_calls` counts these readings."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *pages: str, turn: int = 0, rows: str = "") -> None:
        self.calls = self.row_calls = 0
        self._pages, self._rows = pages, rows
        for module in (recognition, scans):
            monkeypatch.setattr(module, "engine_version", lambda: "tesseract 5")
        monkeypatch.setattr(recognition, "threads", lambda _: 1)
        monkeypatch.setattr(recognition, "words_of", self._next)
        monkeypatch.setattr(recognition, "turn_of", lambda _: turn)
        monkeypatch.setattr(recognition, "rows_of", self._read_rows)

    def _next(self, _: Image.Image) -> str:
        self.calls += 1
        return self._pages[(self.calls - 1) % len(self._pages)]

    def _read_rows(self, _picture: Image.Image, _unruled: bool) -> str:
        self.row_calls += 1
        return self._rows
