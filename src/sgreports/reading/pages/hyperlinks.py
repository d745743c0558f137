"""The links of a PDF page: their rectangles and their addresses."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.model.base import Box
from sgreports.model.report import Link
from sgreports.reading.glyphs.frame import Frame

_MOST = 2000  # links of a page; a page with more is no report


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link's rectangle on the page as shown, and its address."""

    box: Box
    uri: str


def page_links(document: pdfium.PdfDocument, page: pdfium.PdfPage, frame: Frame, number: int) -> tuple[PageLink, ...]:
    """The page's links to addresses (not those to places in the file)."""
    found = []
    for link in _links(page):
        uri = _uri(document, link)
        rectangle = raw.FS_RECTF()
        if uri and raw.FPDFLink_GetAnnotRect(link, rectangle):
            x0, top, x1, bottom = frame.rectangle(rectangle.left, rectangle.right, rectangle.top, rectangle.bottom)
            found.append(PageLink(Box(page=number, x0=x0, top=top, x1=x1, bottom=bottom), uri))
    return tuple(found)


def _links(page: pdfium.PdfPage) -> Iterator[raw.FPDF_LINK]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            return
        yield link


def _uri(document: pdfium.PdfDocument, link: raw.FPDF_LINK) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def links_on(box: Box, text: str, lefts: Sequence[float], links: Sequence[PageLink]) -> tuple[Link, ...]:
    """The ranges of a line's text that lie under links. `lefts` has the left edge of each character in points."""
    middle = (box.top + box.bottom) / 2
    found = []
    for link in links:
        if not (link.box.top <= middle <= link.box.bottom and link.box.x0 < box.x1 and link.box.x1 > box.x0):
            continue
        under = [i for i, left in enumerate(lefts) if link.box.x0 - 1 <= left < link.box.x1 - 1 and text[i] != " "]
        if under:
            found.append(Link(start=under[0], end=under[-1] + 1, uri=link.uri))
    return tuple(sorted(found, key=lambda link: link.start))
