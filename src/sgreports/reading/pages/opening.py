"""Opens a PDF from bytes within limits: what cannot or must not be read raises an error here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.errors import DamagedError, RefusedError
from sgreports.reading.pages.decompression import unfolds_too_far
from sgreports.settings import Settings

_HEADER_WITHIN = 1024  # readers accept a header that stands a little later than at the first byte
# The busiest page of ../shared/corpus (a map, S/2006/1003) has some 2,000 objects; 200,000 take pdfium minutes.
_MOST_OBJECTS = 30_000
_LARGEST = 14_400.0  # points: the largest page that PDF 1.7 allows (annex C), 200 inches


def limit_exceeded(page: pdfium.PdfPage) -> str | None:
    """Why a page is not read, checked before its text: too many objects, no size or an impossible one."""
    objects = raw.FPDFPage_CountObjects(page.raw)
    if objects > _MOST_OBJECTS:
        return f"has {objects} objects, over {_MOST_OBJECTS}"
    width, height = page.get_size()
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return f"is {width:.0f} by {height:.0f} points"
    return None


@contextmanager
def open_document(path: Path, data: bytes, settings: Settings) -> Iterator[pdfium.PdfDocument]:
    """The document, closed at the end. RefusedError: no PDF. DamagedError: broken, encrypted, over a limit."""
    if len(data) > settings.max_megabytes * 1_000_000:
        raise DamagedError(
            "too-large", f"{path.name} has over {settings.max_megabytes} MB: raise max_megabytes to read it."
        )
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise RefusedError(
            "not-a-pdf", f"{path.name} is not a PDF: it has no %PDF header. Give the PDF or a .txt file."
        )
    if unfolds_too_far(data):
        raise DamagedError(
            "unfolds-too-far", f"{path.name} has a compressed stream that expands beyond the limit. Download it again."
        )
    document = _document(path, data)
    try:
        _check_pages(path, len(document), settings)
        yield document
    finally:
        document.close()


def _document(path: Path, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise DamagedError("encrypted", f"{path.name} is encrypted. Give a copy without a password.") from error
        raise DamagedError("damaged", f"{path.name} is damaged ({error}). Download it again.") from error


def _check_pages(path: Path, count: int, settings: Settings) -> None:
    if count == 0:
        raise DamagedError("damaged", f"{path.name} has no page that can be found. Download it again.")
    if count > settings.max_pages:
        raise DamagedError(
            "too-many-pages", f"{path.name} has {count} pages, over {settings.max_pages}: raise max_pages to read it."
        )
