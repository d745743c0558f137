"""The sheets of a PDF, with those that lack usable text read by character recognition; and what is said of that.

Read are pictures without text, and pages whose text layer is garbage.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import pypdfium2 as pdfium

from sgreports.model.base import Box, Issue
from sgreports.reading.legibility import (
    ADVICE,
    FEWEST_WORDS,
    Status,
    distrust,
    is_better,
    is_garbage,
    legibility,
    mostly_recognized,
)
from sgreports.reading.lines import DIFFERENT, UNREADABLE, Page
from sgreports.reading.ocr.differing import Compared, compared
from sgreports.reading.ocr.glance import may_be_text
from sgreports.reading.ocr.letters import runs_of
from sgreports.reading.ocr.recognition import Manner, Reading, Result, readings
from sgreports.reading.ocr.tesseract import engine_version
from sgreports.reading.ocr.words import Recognized, recognized
from sgreports.reading.optional import attempt
from sgreports.reading.sheets import Sheet, page_of, recognized_sheet
from sgreports.settings import OcrMode, Settings

_PICTURE = 0.4  # of the page's area: a smaller picture is a crest, a photograph or a chart
_DRAWING = 20  # shapes of a page that is drawn, a map or a chart
_ROWS: tuple[Manner, ...] = ("rows", "rows-unruled")
PAGE, WITHOUT = "page-ocr", "page-without-text"
MAP = "is a picture after the text that shows no lines of text, such as a map, and was not recognized"
_NAMED = 3  # numbers that are named


@dataclass(frozen=True, slots=True)
class Replaced:
    """The sheets, those recognized in the place of their own; an issue for each; what became of recognition."""

    sheets: Sequence[Sheet]
    issues: tuple[Issue, ...] = ()
    status: Status = "unneeded"


def with_recognition(
    data: bytes, sha256: str, sheets: Sequence[Sheet], pages: Sequence[Page], settings: Settings
) -> Replaced:
    """The sheets of a file, with those read again that the settings and their text ask for."""
    if settings.ocr == "never":
        return not_recognized(sheets, pages, "never")
    wanted = wanted_pages(pages, sheets, settings.ocr)
    if not wanted:
        return Replaced(sheets)
    if engine_version() is None:
        return not_recognized(sheets, pages, "absent")
    with pdfium.PdfDocument(data) as document:
        maps = maps_after(pages, wanted, document) if settings.ocr == "auto" else []
        said = tuple(_issue(WITHOUT, n, f"{MAP}; recognize it with `--ocr force`") for n in maps)
        if any(sheet.number in maps and sheet.letters.runs for sheet in sheets):
            sheets = [replace(sheet, noise=1.0) if sheet.number in maps else sheet for sheet in sheets]
        results = readings(document, sha256, [(n, "page") for n in wanted if n not in maps], settings)
        done = _recognized(results, sheets, pages, settings.ocr)
    return replace(done, issues=(*done.issues, *said)) if len(maps) < len(wanted) else Replaced(sheets, said)


def rows_read(data: bytes, sha256: str, sheets: Sequence[Sheet], settings: Settings) -> dict[int, list[Sheet]]:
    """The sheets, by number, as Tesseract reads them as the rows of a table, with their rules and without; empty where
    the settings forbid it or it is not installed."""
    if not sheets or settings.ocr == "never" or engine_version() is None:
        return {}
    at = {sheet.number: sheet for sheet in sheets}
    read: dict[int, list[Sheet]] = {number: [] for number in at}
    with pdfium.PdfDocument(data) as document:
        for number, result in readings(document, sha256, list(product(sorted(at), _ROWS)), settings):
            if isinstance(result, Reading):
                read[number].append(_sheet(at[number], result, recognized(result.tsv), rows=True))
    return read


def not_recognized(sheets: Sequence[Sheet], pages: Sequence[Page], status: Status) -> Replaced:
    """The sheets as they are, and an issue for each page without text; `status` says why."""
    pictures = [page.number for page, sheet in zip(pages, sheets, strict=True) if _is_picture(page, sheet)]
    issues = [_issue(WITHOUT, number, f"is a picture without text; {ADVICE[status]}") for number in pictures]
    return Replaced(sheets, tuple(issues), status)


def _recognized(
    results: Iterable[tuple[int, Result]], sheets: Sequence[Sheet], pages: Sequence[Page], mode: OcrMode
) -> Replaced:
    """The sheets, those with the results in their place that these read better, or all where that is forced."""
    at = {sheet.number: index for index, sheet in enumerate(sheets)}
    replaced, issues = list(sheets), list[Issue]()
    for number, result in results:
        if not isinstance(result, Reading):
            issues.append(_issue(UNREADABLE, number, f"could not be recognized: {result}"))
            continue
        place = at[number]
        kept = sheets[place], [_issue(UNREADABLE, number, "could not be recognized")]
        replaced[place], said = attempt(
            "recognition", number, kept, _by_result, result, sheets[place], pages[place], mode
        )
        issues += said
    return Replaced(replaced, tuple(sorted(issues, key=lambda issue: issue.page or 0)), "done")


def _by_result(result: Reading, own: Sheet, page: Page, mode: OcrMode) -> tuple[Sheet, list[Issue]]:
    """The page as recognized, where that is better or forced, else its own sheet; and issues."""
    found = recognized(result.tsv)
    sheet = _sheet(own, result, found)
    better = is_better(page_of(sheet, None), page)
    issues = [_issue(PAGE, page.number, f"{_reason(page, mode)} {_said(found)}")] if mode == "force" or better else []
    if mode == "force" or not better:  # else its own text is known to be garbage
        issues += _doubts(page.number, compared(own.letters, sheet.letters))
    return sheet if mode == "force" or better else own, issues


def _sheet(sheet: Sheet, reading: Reading, found: Recognized, *, rows: bool = False) -> Sheet:
    shown = sheet.letters.shown
    frame = replace(shown, rotation=(shown.rotation + reading.turn) % 360) if reading.turn else shown
    return recognized_sheet(sheet, frame, runs_of(found.lines, reading.point, one_size=rows), found.noise)


def _doubts(number: int, found: Compared) -> Iterator[Issue]:
    """An issue where the numbers of a page's own text are not those that were recognized."""
    if found.are_doubted:
        listed = ", ".join(f"{told} for {printed}" for printed, told in found.differing[:_NAMED])
        what = f"has a text layer with other numbers than its picture: {len(found.differing)} of {len(found.numbers)}"
        yield _issue(DIFFERENT, number, f"{what} that were compared ({listed}). Compare with the page")


def _said(found: Recognized) -> str:
    if found.confidence is None:
        return f"was read by {engine_version()}, which found no text"
    return f"was read by {engine_version()}, with a mean confidence of {found.confidence:.2f}"


def _reason(page: Page, mode: OcrMode) -> str:
    """Why a page was recognized."""
    if mode == "force":
        return "(as every page, by `--ocr force`)"
    return "(a picture without text)" if legibility((page,)).words < FEWEST_WORDS else "(its text layer is misread)"


def _issue(code: str, number: int, what: str) -> Issue:
    return Issue(code=code, detail=f"Page {number} {what}.", page=number)


def wanted_pages(pages: Sequence[Page], sheets: Sequence[Sheet], mode: OcrMode) -> list[int]:
    """The numbers of the pages to recognize, in order."""
    whole = tuple(pages)
    every = mode == "force" or is_garbage(legibility(whole), mostly_recognized(whole))
    both = zip(pages, sheets, strict=True)
    return [page.number for page, sheet in both if every or _is_picture(page, sheet) or distrust(page)]


def maps_after(pages: Sequence[Page], wanted: Sequence[int], document: pdfium.PdfDocument) -> list[int]:
    """Those of the wanted pages that show no lines of text and follow the text that can be trusted: the file's maps."""
    own = [page.number for page in pages if legibility((page,)).words >= FEWEST_WORDS and not distrust(page)]
    after = [number for number in wanted if own and number > own[-1]]
    return [n for n in after if not attempt("recognition", n, True, may_be_text, document, n)]


def _is_picture(page: Page, sheet: Sheet) -> bool:
    words = legibility((page,)).words
    return (words == 0 or (words < FEWEST_WORDS and page.recognized)) and _pictured(page, sheet)


def _pictured(page: Page, sheet: Sheet) -> bool:
    """Whether pictures, or forms that may hold them, cover much of the page; a scan may be cut into strips."""
    forms = sheet.drawn.shapes if len(sheet.drawn.shapes) < _DRAWING else ()
    boxes = (*sheet.drawn.images, *forms)
    return sum(_area(box, page) for box in boxes) >= _PICTURE * page.width * page.height


def _area(box: Box, page: Page) -> float:
    width = min(box.x1, page.width) - max(box.x0, 0.0)
    height = min(box.bottom, page.height) - max(box.top, 0.0)
    return max(0.0, width) * max(0.0, height)
