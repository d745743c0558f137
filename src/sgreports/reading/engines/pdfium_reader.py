"""A page's content by pdfium, fast: one pass over its text page."""

import ctypes
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import repeat

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.errors import DamagedError
from sgreports.reading.engines.content import (
    DrawnObject,
    LinkArea,
    PageContent,
    Rectangle,
    TextObject,
    UnreadablePage,
    check_limits,
)
from sgreports.reading.engines.pdfium_text import TextReader, ask
from sgreports.reading.lines import UNREADABLE

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
        self._reader = TextReader()

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> PageContent:
        """The page's content."""
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise UnreadablePage(UNREADABLE, str(error)) from error
        try:
            check_limits(raw.FPDFPage_CountObjects(page.raw), *page.get_size())
            left, bottom, right, top = page.get_bbox()
            box = Rectangle(left, right, top, bottom)
            texts, drawn, links = self._texts(page), _drawn(page), _links(self._document, page)
            return PageContent(number, box, page.get_rotation(), texts, drawn, links, "pdfium")
        except pdfium.PdfiumError as error:
            raise UnreadablePage(UNREADABLE, str(error)) from error
        finally:
            page.close()

    def tells_letters(self, number: int, fonts: Collection[str]) -> bool:  # noqa: ARG002
        """Never: pdfium does not say where it has its letters from."""
        return False

    def _texts(self, page: pdfium.PdfPage) -> list[TextObject]:
        text_page = page.get_textpage()
        try:
            return self._reader.text_objects(text_page.raw)
        finally:
            text_page.close()


def _drawn(page: pdfium.PdfPage) -> list[DrawnObject]:
    """The page's objects that are no text. Those inside a form count as one: the form."""
    kinds = {raw.FPDF_PAGEOBJ_IMAGE: "image", raw.FPDF_PAGEOBJ_FORM: "form"}
    edges = [ctypes.c_float() for _ in range(4)]
    found: list[DrawnObject] = []
    address = ctypes.cast(page.raw, ctypes.c_void_p)
    places = ask("FPDFPage_GetObject", repeat(address), range(raw.FPDFPage_CountObjects(page.raw)))
    for place, kind in zip(places, ask("FPDFPageObj_GetType", map(ctypes.c_void_p, places)), strict=True):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if not raw.FPDFPageObj_GetBounds(ctypes.cast(place, raw.FPDF_PAGEOBJECT), *edges):
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
