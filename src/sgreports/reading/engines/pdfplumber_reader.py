"""A page's content by pdfplumber: slower than pdfium, and often right where that misreads a font or a damaged file."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal

import pdfplumber
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from sgreports.errors import DamagedError, SgreportsError
from sgreports.model.base import Issue
from sgreports.reading.engines.content import (
    DrawnObject,
    Face,
    LinkArea,
    PageContent,
    Rectangle,
    TextObject,
    UnreadablePage,
    check_limits,
)
from sgreports.reading.engines.faces import FORCE_BOLD, INVISIBLE, ITALIC, is_heavy, named_bold, named_italic
from sgreports.reading.engines.faces import writing_angle as angle_of
from sgreports.reading.lines import OVER_LIMIT, UNREADABLE

_MOST_BYTES = 4_000_000  # of a page's instructions; the busiest page of ../shared/corpus has 1.1 million
logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # else its warnings go to stderr


@contextmanager
def open_pdfplumber(name: str, data: bytes) -> Iterator["PdfplumberDocument"]:
    """The document, closed at the end. DamagedError: broken or encrypted."""
    with _raising(lambda error: _refusal(name, error)):
        opened = PdfplumberDocument(pdfplumber.open(BytesIO(data)).pages)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def _raising(refusal: Callable[[Exception], Exception]) -> Iterator[None]:
    """Raises another error for what a parser of damaged files raises, which is whatever Python does."""
    try:
        yield
    except (SgreportsError, UnreadablePage):
        raise
    except Exception as error:
        raise refusal(error) from error


def _refusal(name: str, error: Exception) -> DamagedError:
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
        return DamagedError("encrypted", f"{name} is encrypted. Give a copy without a password.")
    return DamagedError("damaged", f"{name} is damaged ({_reason(error)}). Download it again.")


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")


class PdfplumberDocument:
    """A file opened by pdfplumber."""

    def __init__(self, pages: list[Page]) -> None:
        self._pages = pages

    def __len__(self) -> int:
        return len(self._pages)

    def close(self) -> None:
        """Forgets the pages. pdfplumber's own `close` fails where a page is damaged."""
        for page in self._pages:
            page.close()

    def page(self, number: int) -> PageContent:
        """Page `number` (from 1). Raises UnreadablePage."""
        with _raising(lambda error: UnreadablePage(UNREADABLE, _reason(error))):
            return _content(self._pages[number - 1], number)

    def beside(self) -> list[Issue]:
        """None: pdfium tells of them."""
        return []

    def tells_letters(self, number: int, fonts: Collection[str]) -> bool:
        """Whether each of the page's fonts of these names has a ToUnicode map, which every engine follows."""
        try:
            resources = resolve1(self._pages[number - 1].page_obj.resources)
            known = [resolve1(font) for font in (resolve1(resources.get("Font")) or {}).values()]
            named = [[each for each in known if font in str(each.get("BaseFont"))] for font in fonts]
            return all(named) and all("ToUnicode" in each for own in named for each in own)
        except SgreportsError:
            raise
        except Exception:  # a parser of damaged files raises whatever Python does
            return False


def _content(page: Page, number: int) -> PageContent:
    source = page.page_obj
    if sum(len(stream.get_data()) for stream in map(resolve1, source.contents)) > _MOST_BYTES:
        raise UnreadablePage(OVER_LIMIT, f"has over {_MOST_BYTES} bytes of instructions")
    rotation, source.rotate = source.rotate, 0  # all places in PDF space
    try:
        device = _Device(page.pdf.rsrcmgr, pageno=number, laparams=None)
        PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(source)
    finally:
        source.rotate = rotation
    items = list(device.get_result())
    left, bottom, right, top = _visible(source.mediabox, source.cropbox)
    check_limits(len(items), right - left, top - bottom)
    dx, dy = source.mediabox[:2]
    letters = (item for item in _inside(items) if isinstance(item, LTChar))
    drawn = [_drawn(item, dx, dy) for item in items if isinstance(item, (LTCurve, LTFigure, LTImage))]
    turned = rotation if rotation in {0, 90, 180, 270} else 0
    texts, links = _text_objects(letters, dx, dy), list(_links(source.annots))
    shown = Rectangle(left, right, top, bottom)
    return PageContent(number, shown, turned, texts, [one for one in drawn if one], links, "pdfplumber")


class _Device(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's own device, which also notes of each character what pdfminer knows and does not keep."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._strings = 0
        self._state: Any = None
        self._font: Any = None

    def render_string(self, textstate: Any, *args: Any) -> None:
        """One string is one text object."""
        self._strings += 1
        self._state = textstate
        super().render_string(textstate, *args)

    def render_char(self, matrix: Any, font: Any, *args: Any, **named: Any) -> float:
        """A character, with its font."""
        self._font = font
        return float(super().render_char(matrix, font, *args, **named))

    def tag_cur_item(self) -> None:
        """Notes string, font, rise and rendering mode of the character just made."""
        made = self.cur_item._objs
        if made and isinstance(made[-1], LTChar):
            state = self._state
            made[-1].noted = (self._strings, self._font, state.rise, state.fontsize, state.render)  # type: ignore[attr-defined]


def _inside(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, LTFigure):
            yield from _inside(item)
        else:
            yield item


def _visible(media: Any, crop: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is shown: the crop box within the media box."""
    (a, b), (c, d) = sorted(media[::2]), sorted(media[1::2])
    (e, f), (g, h) = sorted(crop[::2]), sorted(crop[1::2])
    inner = max(a, e), max(c, g), min(b, f), min(d, h)
    return inner if inner[0] < inner[2] and inner[1] < inner[3] else (a, c, b, d)


def _text_objects(letters: Iterable[Any], dx: float, dy: float) -> list[TextObject]:
    found: list[TextObject] = []
    last = None
    for letter in letters:
        string, font, rise, size, mode = letter.noted
        a, b, c, d, e, f = letter.matrix
        if string != last:
            last = string
            found.append(TextObject(_face(font, size, mode, (a, b, c, d)), (c * rise + e + dx, d * rise + f + dy)))
        chars = _chars(letter.get_text())
        box = _box(letter, dx, dy)
        found[-1].add(chars, *([edge] * len(chars) for edge in box))
    return found


def _chars(text: str) -> str:
    """pdfminer writes `(cid:31)` for a glyph without meaning."""
    if not text or text.startswith("(cid:") or "\x00" in text:
        return "\ufffd"
    return text


def _box(letter: Any, dx: float, dy: float) -> Rectangle:
    """As high as the font's letters are, from its ascent to its descent brought to the font's size."""
    _, font, rise, size, _ = letter.noted
    ascent, descent = float(font.ascent or 0), float(font.descent or 0)
    ascent, descent = (ascent, descent) if ascent > descent else (750.0, -250.0)
    high, low = (edge / (ascent - descent) * size + rise for edge in (ascent, descent))
    a, b, c, d, e, f = letter.matrix
    xs = [a * x + c * y + e + dx for x in (0, letter.adv) for y in (low, high)]
    ys = [b * x + d * y + f + dy for x in (0, letter.adv) for y in (low, high)]
    return Rectangle(min(xs), max(xs), max(ys), min(ys))


def _face(font: Any, size: float, mode: int, matrix: tuple[float, float, float, float]) -> Face:
    a, b, c, d = matrix
    name = font.basefont if isinstance(getattr(font, "basefont", None), str) else str(font.fontname)
    stem = resolve1(font.descriptor.get("StemV", 0))
    heavy = isinstance(stem, (int, float)) and is_heavy(stem)
    return Face(
        font=name,
        size=round(abs(size) * (c**2 + d**2) ** 0.5, 2),
        bold=named_bold(name) or heavy or bool(font.flags & FORCE_BOLD),
        italic=named_italic(name) or bool(font.flags & ITALIC),
        angle=angle_of(a, b),
        invisible=mode == INVISIBLE,
    )


def _drawn(item: Any, dx: float, dy: float) -> DrawnObject | None:
    """A path with half its line around it, a form with the bounds of what it holds, an image."""
    if isinstance(item, LTFigure):
        inner = list(_inside([item]))
        if not inner:
            return None
        kind: Literal["form", "image"] = "image" if all(isinstance(one, LTImage) for one in inner) else "form"
        return DrawnObject(kind, _bounds(inner, 0.0, dx, dy))
    if isinstance(item, LTImage):
        return DrawnObject("image", _bounds([item], 0.0, dx, dy))
    return DrawnObject("path", _bounds([item], (item.linewidth or 0) / 2 if item.stroke else 0.0, dx, dy))


def _bounds(items: list[Any], around: float, dx: float, dy: float) -> Rectangle:
    left, right = min(item.x0 for item in items) - around, max(item.x1 for item in items) + around
    bottom, top = min(item.y0 for item in items) - around, max(item.y1 for item in items) + around
    return Rectangle(left + dx, right + dx, top + dy, bottom + dy)


def _links(annotations: Any) -> Iterator[LinkArea]:
    for one in resolve1(annotations) or ():
        note = resolve1(one)
        action = resolve1(note.get("A")) if isinstance(note, dict) else None
        uri = resolve1(action.get("URI")) if isinstance(action, dict) else None
        rectangle = resolve1(note.get("Rect")) if uri else None
        if isinstance(uri, bytes) and rectangle:
            x0, y0, x1, y1 = (float(resolve1(edge)) for edge in rectangle)
            place = Rectangle(min(x0, x1), max(x0, x1), max(y0, y1), min(y0, y1))
            yield LinkArea(uri.decode("utf-8", "replace"), place)
