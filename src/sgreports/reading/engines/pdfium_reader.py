"""A page's content by pdfium, fast: one pass over its text page."""

import ctypes
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.errors import DamagedError
from sgreports.model.base import Issue
from sgreports.reading.engines.content import (
    DrawnObject,
    LinkArea,
    PageContent,
    Rectangle,
    TextObject,
    UnreadablePage,
    Unseen,
    check_limits,
)
from sgreports.reading.engines.pdfium_text import TextReader
from sgreports.reading.engines.unseen.hidden import Parted, parted
from sgreports.reading.engines.unseen.objects import PageObject, page_objects
from sgreports.reading.engines.unseen.replaced import Replaced
from sgreports.reading.lines import UNREADABLE
from sgreports.reading.optional import attempt

_MOST_LINKS = 2000  # of a page; a page with more is no report
ATTACHED = "attached-files"
_SETTINGS = ".joboptions"  # how the PDF was made, which its maker attaches
_NAMED = 5  # files that are named
_SHOWN = 60  # characters of a name


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
        raise DamagedError("damaged", f"{name} is damaged: {error} Download it again.") from error


class PdfiumDocument:
    """A file opened by pdfium."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self._reader, self._replaced = TextReader(), Replaced()

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> PageContent:
        """Page `number` (from 1). Raises UnreadablePage."""
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise UnreadablePage(UNREADABLE, str(error).removesuffix(".")) from error
        try:
            check_limits(raw.FPDFPage_CountObjects(page.raw), *page.get_size())
            left, bottom, right, top = page.get_bbox()
            box = Rectangle(left, right, top, bottom)
            objects = page_objects(page)
            links = attempt("links", number, (), _links, self._document, page)
            texts, owners = self._texts(page)
            seen = Parted(texts, [], Counter())
            visible = attempt("hidden-text", number, seen, parted, page, texts, owners, objects)
            told = attempt("told-digits", number, [], self._replaced.issues, page, number, owners, objects)
            return PageContent(
                number, box, page.get_rotation(), visible.seen, list(_drawn(objects)), links, "pdfium",
                Unseen(visible.hidden, (*visible.issues(number), *told)),
            )  # fmt: skip
        except pdfium.PdfiumError as error:
            raise UnreadablePage(UNREADABLE, str(error)) from error
        finally:
            page.close()

    def tells_letters(self, number: int, fonts: Collection[str]) -> bool:  # noqa: ARG002
        """Never: pdfium does not say where it has its letters from."""
        return False

    def beside(self) -> Sequence[Issue]:
        """Issues of files that are attached to the document."""
        return attempt("attached-files", None, (), lambda: list(attached_files(self._document)))

    def _texts(self, page: pdfium.PdfPage) -> tuple[list[TextObject], list[int]]:
        text_page = page.get_textpage()
        try:
            return self._reader.text_objects(text_page.raw)
        finally:
            text_page.close()


def _drawn(objects: Iterable[PageObject]) -> Iterator[DrawnObject]:
    """The page's objects that are no text. Those inside a form count as one: the form."""
    return (DrawnObject(one.kind, one.bounds) for one in objects if one.kind != "text" and one.bounds)


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


def attached_files(document: pdfium.PdfDocument) -> Iterator[Issue]:
    """An issue where files are attached to the document, as all are that a portfolio holds."""
    every = (document.get_attachment(at).get_name() for at in range(document.count_attachments()))
    names = [name for name in every if not name.lower().endswith(_SETTINGS)]
    if names:
        listed = ", ".join(repr(name[:_SHOWN]) for name in names[:_NAMED]) + ", …" * (len(names) > _NAMED)
        files = "1 attached file is" if len(names) == 1 else f"{len(names)} attached files are"
        yield Issue(code=ATTACHED, detail=f"{files} not read: {listed}. Save them from the PDF, and name them.")
