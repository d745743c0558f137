"""A page's content by pdfium, fast: one pass over its text page."""

import ctypes
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw
from pypdfium2_raw.bindings import _libs

from sgreports.errors import DamagedError
from sgreports.reading.engines.content import (
    DrawnObject,
    Face,
    LinkArea,
    PageContent,
    Rectangle,
    TextObject,
    UnreadablePage,
)
from sgreports.reading.engines.faces import (
    FORCE_BOLD,
    INVISIBLE,
    ITALIC,
    is_bold_weight,
    named_bold,
    named_italic,
    writing_angle,
)
from sgreports.reading.engines.limits import check_limits
from sgreports.reading.lines import UNREADABLE

_SPACES = frozenset((0x20, 0x0D, 0x0A))
_CONTROLS = frozenset(range(0x20)) - {0x02, 0x09, 0x0A, 0x0D}
_UNMAPPED = frozenset((0x0, 0xFFFE, 0xFFFF))
_MOST_LINKS = 2000  # of a page; a page with more is no report


@contextmanager
def open_pdfium(name: str, data: bytes) -> Iterator["PdfiumDocument"]:
    """The document, closed at the end. DamagedError: broken or encrypted."""
    document = _opened(name, data)
    try:
        yield PdfiumDocument(document)
    finally:
        document.close()


def _opened(name: str, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise DamagedError("encrypted", f"{name} is encrypted. Give a copy without a password.") from error
        raise DamagedError("damaged", f"{name} is damaged ({error}). Download it again.") from error


class PdfiumDocument:
    """A `Document` of pdfium."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> PageContent:
        """The page's content. Spaces that pdfium generates are left out."""
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise UnreadablePage(UNREADABLE, str(error)) from error
        try:
            check_limits(raw.FPDFPage_CountObjects(page.raw), *page.get_size())
            left, bottom, right, top = page.get_bbox()
            box = Rectangle(left, right, top, bottom)
            texts, drawn, links = _texts(page), _drawn(page), _links(self._document, page)
            return PageContent(number, box, page.get_rotation(), texts, drawn, links, "pdfium")
        except pdfium.PdfiumError as error:
            raise UnreadablePage(UNREADABLE, str(error)) from error
        finally:
            page.close()

    def tells_letters(self, number: int, fonts: Collection[str]) -> bool:  # noqa: ARG002
        """Never: pdfium does not say where it has its letters from."""
        return False


def _texts(page: pdfium.PdfPage) -> list[TextObject]:
    textpage = page.get_textpage()
    try:
        return _text_objects(textpage.raw)
    finally:
        textpage.close()


def _text_objects(textpage: Any) -> list[TextObject]:
    count = raw.FPDFText_CountChars(textpage)
    object_of, code_of, box_of, is_guessed, is_unmapped = _functions()
    rectangle = raw.FS_RECTF()
    reference = ctypes.byref(rectangle)
    address = ctypes.cast(textpage, ctypes.c_void_p)
    looks = _Looks(address)
    found: list[TextObject] = []
    last, unmapped = None, False
    codes: list[list[int]] = []
    add_code: Any = None
    add_box: Any = None
    for index in range(count):
        handle = object_of(address, index)
        if not handle:
            continue
        code = code_of(address, index)
        if code in _SPACES and is_guessed(address, index) == 1:
            continue
        if handle != last:
            found.append(TextObject(looks.face(index, handle), looks.origin(index)))
            last, unmapped = handle, is_unmapped(address, index) == 1
            codes.append([])
            add_code, add_box = codes[-1].append, found[-1].boxes.append
        box_of(address, index, reference)
        add_code(0 if unmapped and is_unmapped(address, index) == 1 else code)
        add_box((rectangle.left, rectangle.right, rectangle.top, rectangle.bottom))
    for text, own in zip(found, codes, strict=True):
        text.chars = list(map(_letter, own))
    return found


@cache
def _functions() -> tuple[Any, ...]:
    """pdfium's five functions for a character, to be called with a `c_void_p`, integers and `byref`: typed pointers
    cost four times as much, declared arguments twice."""
    names = "GetTextObject", "GetUnicode", "GetLooseCharBox", "IsGenerated", "HasUnicodeMapError"
    functions = tuple(_libs["pdfium"][f"FPDFText_{name}"] for name in names)
    functions[0].restype, functions[1].restype = ctypes.c_void_p, ctypes.c_uint
    return functions


@cache
def _functions_of_objects() -> tuple[Any, ...]:
    """Those for a text object, called alike: in some files each letter is an object."""
    names = "Text_GetMatrix", "Text_GetCharOrigin", "Text_GetFontSize", "TextObj_GetFont", "TextObj_GetTextRenderMode"
    functions = tuple(_libs["pdfium"][f"FPDF{name}"] for name in names)
    functions[2].restype, functions[3].restype = ctypes.c_double, ctypes.c_void_p
    return functions


@cache
def _letter(code: int) -> str:
    """pdfium writes U+0002 for a hyphen at a line's end; a glyph without meaning becomes U+FFFD."""
    if code == 2:
        return "-"
    if code in _UNMAPPED or code in _CONTROLS or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)


class _Look(NamedTuple):
    """A font's name, and whether it is bold and italic."""

    name: str
    bold: bool
    italic: bool


class _Looks:
    """The looks and places of the text objects of a page; `text_page` is its address."""

    def __init__(self, text_page: ctypes.c_void_p) -> None:
        self._page = text_page
        self._matrix_of, self._origin_of, self._size_of, self._font_of, self._mode_of = _functions_of_objects()
        self._matrix, self._x, self._y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        self._into = ctypes.byref(self._matrix)
        self._into_place = ctypes.byref(self._x), ctypes.byref(self._y)
        self._fonts: dict[int, _Look] = {}
        self._faces: dict[tuple[float, ...], Face] = {}

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character begins."""
        self._x.value = self._y.value = 0.0
        self._origin_of(self._page, index, *self._into_place)
        return self._x.value, self._y.value

    def face(self, index: int, handle: int) -> Face:
        """The look of a text object by its address and one of its characters."""
        matrix, text_object = self._matrix, ctypes.c_void_p(handle)
        matrix.a = matrix.b = matrix.c = matrix.d = 0.0
        self._matrix_of(self._page, index, self._into)
        font = self._font_of(text_object) or 0
        seen = (
            font,
            self._size_of(self._page, index),
            matrix.a,
            matrix.b,
            matrix.c,
            matrix.d,
            self._mode_of(text_object),
        )
        if seen not in self._faces:
            self._faces[seen] = self._made(*seen)
        return self._faces[seen]

    def _made(self, font: int, size: float, a: float, b: float, c: float, d: float, mode: int) -> Face:  # noqa: PLR0917
        if font not in self._fonts:
            self._fonts[font] = _look(ctypes.cast(font, raw.FPDF_FONT))
        look = self._fonts[font]
        height = round(size * (c**2 + d**2) ** 0.5, 2)
        return Face(look.name, height, look.bold, look.italic, writing_angle(a, b), mode == INVISIBLE)


def _look(font: Any) -> _Look:
    name, flags, weight = _font_name(font), raw.FPDFFont_GetFlags(font), raw.FPDFFont_GetWeight(font)
    bold = named_bold(name) or is_bold_weight(weight) or (flags > 0 and bool(flags & FORCE_BOLD))
    return _Look(name, bold, named_italic(name) or (flags > 0 and bool(flags & ITALIC)))


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.value.decode("utf-8", "replace")


def _drawn(page: pdfium.PdfPage) -> list[DrawnObject]:
    """The page's objects that are no text. Those inside a form count as one: the form."""
    kinds = {raw.FPDF_PAGEOBJ_IMAGE: "image", raw.FPDF_PAGEOBJ_FORM: "form"}
    edges = [ctypes.c_float() for _ in range(4)]
    found: list[DrawnObject] = []
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(item, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        found.append(DrawnObject(kinds.get(kind, "path"), Rectangle(left, right, top, bottom)))  # type: ignore[arg-type]
    return found


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> list[LinkArea]:
    """The page's links to addresses, not those to places in the file."""
    found: list[LinkArea] = []
    position, link, rectangle = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            break
        uri = _uri(document, link)
        if uri and raw.FPDFLink_GetAnnotRect(link, rectangle):
            place = Rectangle(rectangle.left, rectangle.right, rectangle.top, rectangle.bottom)
            found.append(LinkArea(uri, place))
    return found


def _uri(document: pdfium.PdfDocument, link: raw.FPDF_LINK) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")
