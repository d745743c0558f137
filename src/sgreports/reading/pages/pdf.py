"""A PDF file → its pages as lines in reading order. The fast path: pdfium alone; pdfplumber only for ruled tables."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pypdfium2 as pdfium

from sgreports.errors import DamagedError
from sgreports.model.base import Issue
from sgreports.reading.areas.boxes import with_boxes
from sgreports.reading.areas.captioned import body_size
from sgreports.reading.areas.continued_tables import with_joined_tables
from sgreports.reading.areas.figures import with_figures
from sgreports.reading.areas.maps import with_map
from sgreports.reading.areas.tables import with_tables
from sgreports.reading.furniture import without_furniture
from sgreports.reading.glyphs.styles import with_even_styles
from sgreports.reading.legibility import check_legible, garbled_pages
from sgreports.reading.lines import OVER_LIMIT, UNREADABLE, Page, Source
from sgreports.reading.ocr.scans import with_recognition
from sgreports.reading.pages.opening import limit_exceeded, open_document
from sgreports.reading.pages.sheets import Sheet, common_gutter, page_of, sheet_of
from sgreports.settings import Settings


def read_pdf(path: Path, data: bytes, settings: Settings) -> Source:
    """The file's pages. RefusedError: not for us (no PDF, no text, not English); DamagedError: broken, over a limit."""
    issues: list[Issue] = []
    sha256 = hashlib.sha256(data).hexdigest()
    with open_document(path, data, settings) as document:
        sheets: Sequence[Sheet] = _sheets(document, path, settings, issues)
        pages = _pages(sheets)
        replaced = with_recognition(document, sha256, sheets, pages, settings)
    if replaced.sheets is not sheets:
        sheets, pages = replaced.sheets, _pages(replaced.sheets)
    check_legible(path, pages, replaced.status)
    issues += [*replaced.issues, *garbled_pages(pages)]
    return Source(path.name, sha256, _with_areas(pages, sheets), issues=tuple(issues))


def _pages(sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    known = common_gutter(sheets)
    return with_even_styles(without_furniture(tuple(page_of(sheet, known) for sheet in sheets)))


def _with_areas(pages: tuple[Page, ...], sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    """The pages with their tables and figures, keyed in order."""
    size = body_size(pages)
    found = [_with_areas_of(page, sheet, size) for page, sheet in zip(pages, sheets, strict=True)]
    tables, figures = count(1), count(1)
    return tuple(
        replace(
            page,
            tables=tuple(table.model_copy(update={"key": f"table-{next(tables)}"}) for table in page.tables),
            figures=tuple(figure.model_copy(update={"key": f"figure-{next(figures)}"}) for figure in page.figures),
        )
        for page in with_joined_tables(found)
    )


def _with_areas_of(page: Page, sheet: Sheet, size: float) -> Page:
    """The page with what stands outside its running text: a map first, whose scale and names look like a table."""
    page = with_map(page, sheet.drawn)
    page = with_tables(page, sheet.drawn, sheet.strips, size)
    page = with_figures(page, sheet.drawn, size)
    return with_boxes(page, sheet.drawn)


def _sheets(document: pdfium.PdfDocument, path: Path, settings: Settings, issues: list[Issue]) -> list[Sheet]:
    deadline = time.monotonic() + settings.max_seconds
    sheets: list[Sheet] = []
    for index in range(len(document)):
        if time.monotonic() > deadline:
            raise DamagedError(
                "too-slow",
                f"{path.name} took more than {settings.max_seconds} s up to page {index + 1}. Raise max_seconds.",
            )
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            issues.append(Issue(code=UNREADABLE, detail=f"Page {index + 1}: {error}.", page=index + 1))
            continue
        try:
            trouble = limit_exceeded(page)
            if trouble:
                issues.append(Issue(code=OVER_LIMIT, detail=f"Page {index + 1} {trouble}.", page=index + 1))
            else:
                sheets.append(sheet_of(document, page, index + 1))
        finally:
            page.close()
    if not sheets:
        reason = issues[0].detail if issues else "it has no pages."
        raise DamagedError("damaged", f"{path.name}: no page can be read ({reason}). Download it again.")
    return sheets
