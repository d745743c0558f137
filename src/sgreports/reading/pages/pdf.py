"""A PDF file → its pages as lines in reading order.

What must not be read raises an error before a PDF library sees it: other bytes, and streams that expand to gigabytes.
"""

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from sgreports.errors import DamagedError, RefusedError
from sgreports.model.base import Issue
from sgreports.model.report import Table
from sgreports.reading.areas.boxes import with_boxes
from sgreports.reading.areas.captioned import body_size
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.areas.figures import with_figures
from sgreports.reading.areas.labels import with_labels
from sgreports.reading.areas.maps import with_map
from sgreports.reading.engines.pages import read_pages
from sgreports.reading.engines.streams import STREAM
from sgreports.reading.furniture import without_furniture
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.glyphs.styles import with_even_styles
from sgreports.reading.legibility import check_legible, garbled_pages
from sgreports.reading.lines import Page, Source
from sgreports.reading.ocr.figures import doubtful_cells, missing_columns, with_digits
from sgreports.reading.ocr.numerals import with_numerals
from sgreports.reading.ocr.scans import not_recognized, rows_read, with_recognition
from sgreports.reading.optional import attempt
from sgreports.reading.pages.table_readings import TablesOf, Taken, best_reading, pages_to_read_again
from sgreports.reading.sheets import Sheet, as_read, as_shown, common_gutter, page_of, sheet_of
from sgreports.reading.signatures import is_pdf
from sgreports.reading.tables.continued import with_joined_tables
from sgreports.reading.tables.tables import with_tables
from sgreports.settings import Settings

_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*+/(?:FlateDecode|Fl)\b")
_SUSPECT = 100_000  # bytes: deflate expands 1,032 times at most, so a smaller stream stays under 103 MB
_MOST = 250_000_000  # bytes that one stream may expand to; pdfium holds several copies
_CHUNK = 1 << 20


def read_pdf(path: Path, data: bytes, settings: Settings) -> Source:
    """The file's pages. RefusedError: not for us (no PDF, no text, not English); DamagedError: broken, over a limit."""
    check_bytes(path, data, settings)
    sha256 = hashlib.sha256(data).hexdigest()
    sheets: Sequence[Sheet]
    sheets, issues = read_pages(path.name, data, settings, sheet_of)
    pages = _pages(sheets)
    failed = not_recognized(sheets, pages, "failed")
    replaced = attempt("recognition", None, failed, with_recognition, data, sha256, sheets, pages, settings)
    if replaced.sheets is not sheets:
        sheets, pages = replaced.sheets, _pages(replaced.sheets)
    check_legible(path, pages, replaced.status)
    text = _without_maps(pages, sheets)
    found = (*issues, *replaced.issues, *garbled_pages(text, replaced.status))
    finder = _TableFinder()
    tables_of = partial(finder.of, body_size(pages))
    doubtful = attempt("table-readings", None, frozenset[int](), pages_to_read_again, text, sheets, tables_of)
    scans, none = [sheet for sheet in sheets if sheet.number in doubtful], dict[int, list[Sheet]]()
    again = attempt("table-readings", None, none, rows_read, data, sha256, scans, settings)
    pages, sheets, doubts = _tables_read_again(pages, sheets, again, tables_of)
    pages = _with_areas(pages, sheets, finder)
    doubts += attempt("table-issues", None, [], _of_figures, pages, sheets)
    return Source(path.name, sha256, pages, issues=(*found, *doubts))


def _of_figures(pages: Sequence[Page], sheets: Sequence[Sheet]) -> list[Issue]:
    """Issues of figures of recognized pages that are in doubt, or in no table."""
    read = [(page, sheet) for page, sheet in zip(pages, sheets, strict=True) if page.recognized]
    issues = [issue for page, sheet in read for issue in missing_columns(page, sheet.strips)]
    return [*issues, *(issue for page, _ in read for issue in doubtful_cells(page.tables))]


def _without_maps(pages: tuple[Page, ...], sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    """The pages with their maps taken for figures: names read on a map look misread, and are no text that is lost."""
    both = zip(pages, sheets, strict=True)
    return tuple(attempt("maps", page.number, page, with_map, page, sheet.drawn) for page, sheet in both)


def _tables_read_again(
    pages: tuple[Page, ...], sheets: Sequence[Sheet], others: Mapping[int, Sequence[Sheet]], tables_of: TablesOf
) -> tuple[tuple[Page, ...], Sequence[Sheet], list[Issue]]:
    """The pages and sheets, scanned tables by the better of two readings, and issues of cells that are in doubt."""
    if not others:
        return pages, sheets, []
    taken = [
        attempt("table-readings", page.number, first, best_reading, page, sheet, others[page.number], tables_of)
        if page.number in others
        else first
        for page, sheet in zip(pages, sheets, strict=True)
        for first in [Taken(page, sheet)]
    ]
    issues = [issue for each in taken for issue in each.issues]
    return tuple(each.page for each in taken), [each.sheet for each in taken], issues


class _TableFinder:
    """Finds the tables of pages, once a page: a scan's also tell whether it is read again."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, float], tuple[Page, Page]] = {}

    def of(self, size: float, page: Page, sheet: Sheet) -> tuple[Table, ...]:
        """The tables of a page in a report whose text has this size."""
        return self.on(*as_read(page, sheet), sheet.strips, size).tables

    def on(self, page: Page, drawn: Drawn, strips: tuple[Strip, ...], size: float) -> Page:
        """An upright page with its tables. It is kept, too, so that no other has its identity."""
        key = id(page), size
        if key not in self._found:
            self._found[key] = page, attempt("tables", page.number, page, with_tables, page, drawn, strips, size)
        return self._found[key][1]


def _pages(sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    known = common_gutter(sheets)
    return with_numerals(with_even_styles(without_furniture(tuple(page_of(sheet, known) for sheet in sheets))))


def _with_areas(pages: tuple[Page, ...], sheets: Sequence[Sheet], finder: _TableFinder) -> tuple[Page, ...]:
    """The pages with their tables and figures, keyed in order."""
    size = body_size(pages)
    both = zip(pages, sheets, strict=True)
    found = tuple(
        attempt("areas", page.number, page, _with_areas_of, page, sheet, size, finder) for page, sheet in both
    )
    tables, figures = count(1), count(1)
    return tuple(
        replace(
            page,
            tables=tuple(table.model_copy(update={"key": f"table-{next(tables)}"}) for table in page.tables),
            figures=tuple(figure.model_copy(update={"key": f"figure-{next(figures)}"}) for figure in page.figures),
        )
        for page in attempt("tables-over-pages", None, found, with_joined_tables, found)
    )


def _with_areas_of(page: Page, sheet: Sheet, size: float, finder: _TableFinder) -> Page:
    """The page with what stands outside its running text: a map first, whose scale and names look like a table. A page
    that is printed across is looked at upright."""
    upright, drawn = as_read(page, sheet)
    upright = attempt("maps", page.number, upright, with_map, upright, drawn)
    upright = finder.on(upright, drawn, sheet.strips, size)
    if page.recognized:
        upright = replace(upright, tables=tuple(map(with_digits, upright.tables)))
    upright = attempt("figures", page.number, upright, with_figures, upright, drawn, size)
    upright = attempt("boxes", page.number, upright, with_boxes, upright, drawn)
    upright = attempt("labels", page.number, upright, with_labels, upright, drawn, size)
    return as_shown(upright, page, sheet)


def check_bytes(path: Path, data: bytes, settings: Settings) -> None:
    """RefusedError: empty, or no PDF. DamagedError: over a limit."""
    if not data.strip():
        raise RefusedError("empty-file", f"{path.name} is empty: give a report as PDF or text")
    if len(data) > settings.max_megabytes * 1_000_000:
        raise DamagedError(
            "too-large", f"{path.name} has over {settings.max_megabytes} MB: raise max_megabytes to read it."
        )
    if not is_pdf(data):
        raise RefusedError(
            "not-a-pdf", f"{path.name} is not a PDF: it has no %PDF header. Give the PDF or a .txt file."
        )
    if unfolds_too_far(data):
        raise DamagedError(
            "unfolds-too-far", f"{path.name} has a compressed stream that expands beyond the limit. Download it again."
        )


def unfolds_too_far(data: bytes) -> bool:
    """Whether a stream of the file is compressed twice, or expands to more than 250 MB."""
    if _TWICE.search(data):
        return True
    starts = [match.end() for match in STREAM.finditer(data)]
    ends = [*starts, len(data)][1:]
    return any(b - a > _SUSPECT and _unfolded(data[a:b]) for a, b in zip(starts, ends, strict=True))


def _unfolded(stream: bytes) -> bool:
    machine, total, rest = zlib.decompressobj(), 0, stream
    try:
        while rest and not machine.eof:
            total += len(machine.decompress(rest, _CHUNK))
            rest = machine.unconsumed_tail
            if total > _MOST:
                return True
    except zlib.error:
        return False  # another filter, or damaged: the library reports it
    return False
