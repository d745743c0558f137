"""A PDF file → its pages as lines in reading order. The fast path: pdfium alone; pdfplumber only for ruled tables."""

import hashlib
import time
from pathlib import Path

import pypdfium2 as pdfium

from sgreports.errors import DamagedError
from sgreports.model.base import Issue
from sgreports.reading.furniture import without_furniture
from sgreports.reading.legibility import check_legible
from sgreports.reading.lines import Source
from sgreports.reading.opening import opened
from sgreports.reading.sheets import Sheet, common_gutter, page_of, sheet_of
from sgreports.settings import Settings


def read_pdf(path: Path, data: bytes, settings: Settings) -> Source:
    """The file's pages. RefusedError: not for us (no PDF, no text, not English); DamagedError: broken, over a limit."""
    issues: list[Issue] = []
    with opened(path, data, settings) as document:
        sheets = _sheets(document, path, settings, issues)
    known = common_gutter(sheets)
    pages = tuple(page_of(sheet, known) for sheet in sheets)
    check_legible(path, pages)
    return Source(path.name, hashlib.sha256(data).hexdigest(), without_furniture(pages), issues=tuple(issues))


def _sheets(document: pdfium.PdfDocument, path: Path, settings: Settings, issues: list[Issue]) -> list[Sheet]:
    deadline = time.monotonic() + settings.max_seconds
    sheets: list[Sheet] = []
    for index in range(len(document)):
        if time.monotonic() > deadline:
            raise DamagedError("too-slow", f"{path.name} took over {settings.max_seconds} s by page {index + 1}.")
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            issues.append(Issue(code="page-unreadable", detail=f"Page {index + 1}: {error}.", page=index + 1))
            continue
        try:
            sheets.append(sheet_of(page, index + 1))
        finally:
            page.close()
    if not sheets:
        raise DamagedError("damaged", f"{path.name}: none of its {len(document)} pages can be read: fetch it again.")
    return sheets
