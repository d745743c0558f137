"""Tables on scanned pages, read again: the rows of the page's own layer beside what Tesseract reads of them, and which
of the two is taken.

A page's own layer loses figures, and Tesseract does where it takes the columns of a table for blocks of text. Read as
one block of rows (its page mode 6) it keeps them. Where only some words of a page are pictures, among printed ones,
only these are taken from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sgreports.model.base import Box, Issue
from sgreports.model.report import Table
from sgreports.model.table_numbers import number_in
from sgreports.reading.glyphs.characters import Run
from sgreports.reading.glyphs.rows import text_rows
from sgreports.reading.glyphs.segments import Strip, gaps_over, strip_of
from sgreports.reading.lines import Line, Page
from sgreports.reading.pages.sheets import Sheet, page_of
from sgreports.reading.tables.columns import FIGURE
from sgreports.reading.tables.totals import totals_by_fit

DOUBTFUL = "table-cell-doubtful"
_WIDE = 1.5  # em of white between the cells of a row
_FEWEST = 4  # rows with such white
_PICTURES = 3  # words of a page that are pictures among its printed words
_PICTURE = (260.0, 320.0)  # points: largest height and width of such a picture, a column of figures for one
_TOTAL = 5  # figures that a total which fits stands for
_SURE = 0.5  # confidence of a word in a picture
_SAME_LINE = 0.45  # em between the baselines of a word and of its line
_AROUND = 6.0  # points around a table within which a line belongs to it

WithTables = Callable[[Page, Sheet], Page]
"""The page with its tables, found in the rows of the sheet."""


@dataclass(frozen=True, slots=True)
class Again:
    """A page as it was chosen, its sheet, and issues of cells that two readings give differently."""

    page: Page
    sheet: Sheet
    issues: tuple[Issue, ...] = ()


def pages_to_read_again(pages: Sequence[Page], sheets: Sequence[Sheet]) -> list[int]:
    """The numbers of the pages that look like tables and were scanned, or have words that are pictures."""
    return [
        page.number
        for page, sheet in zip(pages, sheets, strict=True)
        if sheet.letters.frame is sheet.letters.shown and _is_scanned(page, sheet) and _looks_like_table(sheet)
    ]


def _is_scanned(page: Page, sheet: Sheet) -> bool:
    return page.recognized or page.noise is not None or len(word_pictures(sheet)) >= _PICTURES


def word_pictures(sheet: Sheet) -> list[Box]:
    """The boxes of words that are pictures among printed ones, as a program leaves them that could not read them."""
    if not any(run.face.invisible for run in sheet.letters.runs):
        return []
    high, wide = _PICTURE
    small = [box for box in sheet.drawn.images if box.bottom - box.top <= high and box.x1 - box.x0 <= wide]
    printed = [run for run in sheet.letters.runs if not run.face.invisible]
    return [box for box in small if not any(_stands_in(run, box) for run in printed)]


def with_pictures_read(sheet: Sheet, read: Sheet) -> Sheet:
    """The sheet with the words that are pictures as they are read; where nothing sure is read, what its layer says."""
    boxes = word_pictures(sheet)
    words = [run for run in read.letters.runs if _is_sure(run) and any(_stands_in(run, box) for box in boxes)]
    filled = [box for box in boxes if any(_stands_in(run, box) for run in words)]
    kept = [
        run for run in sheet.letters.runs if not (run.face.invisible and any(_stands_in(run, box) for box in filled))
    ]
    printed = [run for run in kept if not run.face.invisible]
    runs = (*kept, *(_on_line(word, printed) for word in words))
    strips = tuple(strip_of(row) for row in text_rows(runs))
    return replace(sheet, letters=replace(sheet.letters, runs=runs), strips=strips)


def _is_sure(run: Run) -> bool:
    return (run.confidence or 0.0) >= _SURE and any(char.isalnum() or char in "-–—" for char in run.chars)


def _stands_in(run: Run, box: Box) -> bool:
    x, y = (run.lefts[0] + run.rights[-1]) / 2, run.baseline - run.face.size / 3
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1


def _on_line(word: Run, printed: Sequence[Run]) -> Run:
    """The word on the baseline, and in the size, of the printed line that it stands in."""
    near = [run for run in printed if abs(run.baseline - word.baseline) <= _SAME_LINE * run.face.size]
    if not near:
        return word
    line = min(near, key=lambda run: (abs(run.baseline - word.baseline), abs(run.lefts[0] - word.lefts[0])))
    face = replace(word.face, size=line.face.size)
    return replace(word, face=face, baseline=line.baseline, top=line.top, bottom=line.bottom)


def _looks_like_table(sheet: Sheet) -> bool:
    rows = [strip for strip in sheet.strips if strip.row.size > 0 and gaps_over(strip, _WIDE * strip.row.size)]
    return len(rows) >= _FEWEST


def better_read(page: Page, sheet: Sheet, others: Sequence[Sheet], with_tables: WithTables) -> Again:
    """The page and its sheet, its tables from the best of the other readings where that is shown to be better: by
    totals that fit and figures that the first lacks; where these are even, also if what read the page first was unsure.
    """
    own = with_tables(page, sheet)
    mixed = [found for other in others if (found := _mixed(page, sheet, own, other, with_tables))]
    if not mixed:
        return Again(page, sheet)
    best = max(mixed, key=lambda found: _worth(found.read.tables))
    first, second = _worth(own.tables), _worth(best.read.tables)
    unsure = page.noise is not None or bool(word_pictures(sheet))
    if second > first or (second == first and unsure):
        return Again(best.page, best.sheet, tuple(_disagreements(page.number, best.read.tables, own.tables)))
    return Again(page, sheet, tuple(_disagreements(page.number, own.tables, best.read.tables)))


@dataclass(frozen=True, slots=True)
class _Mixed:
    """A page and its sheet with the tables of another reading, and the page as read with them."""

    page: Page
    sheet: Sheet
    read: Page


def _mixed(page: Page, sheet: Sheet, own: Page, other: Sheet, with_tables: WithTables) -> _Mixed | None:
    """The page with the other reading's tables; None where that has none."""
    words = with_pictures_read(sheet, other) if word_pictures(sheet) else replace(other, gutter=None)
    lines = page_of(words, None)
    tables = with_tables(lines, words).tables
    areas = [table.box for table in (*tables, *own.tables) if table.box]
    if not tables:
        return None
    mixed = _with_rows_of(page, sheet, (lines, words), areas)
    return _Mixed(*mixed, with_tables(*mixed))


def _worth(tables: Sequence[Table]) -> int:
    """How many cells are figures, totals that fit their columns counted as several, and those that do not against."""
    fitting, wrong = totals_by_fit(tables)
    figures = sum(bool(FIGURE.fullmatch(cell)) for table in tables for row in table.cells for cell in row[1:] if cell)
    return figures + _TOTAL * (fitting - wrong)


def _with_rows_of(page: Page, sheet: Sheet, other: tuple[Page, Sheet], areas: Sequence[Box]) -> tuple[Page, Sheet]:
    """The page with the lines and rows of another reading where the tables stand."""

    def within(top: float, bottom: float) -> bool:
        return any(box.top - _AROUND <= (top + bottom) / 2 <= box.bottom + _AROUND for box in areas)

    def holds(line: Line) -> bool:
        return line.box is not None and line.role == "text" and within(line.box.top, line.box.bottom)

    def in_rows(strip: Strip) -> bool:
        middle = strip.row.baseline - strip.row.size / 3
        return within(middle, middle)

    lines = [line for line in page.lines if not holds(line)]
    for line in filter(holds, other[0].lines):
        place = next((i for i, x in enumerate(lines) if x.box and line.box and x.box.top > line.box.top), len(lines))
        lines.insert(place, line)
    strips = [*(s for s in sheet.strips if not in_rows(s)), *(s for s in other[1].strips if in_rows(s))]
    ordered = tuple(sorted(strips, key=lambda strip: strip.row.baseline))
    return replace(page, lines=tuple(lines)), replace(sheet, strips=ordered)


def _disagreements(number: int, taken: Sequence[Table], left: Sequence[Table]) -> list[Issue]:
    """An issue for each table in which two readings give different figures, unless its totals show the one taken to be
    right."""
    found: list[Issue] = []
    for table, other in zip(taken, left, strict=False):
        fitting, wrong = totals_by_fit([table])
        if (
            (fitting and not wrong)
            or len(table.cells[0]) != len(other.cells[0])
            or len(table.cells) != len(other.cells)
        ):
            continue
        cells = [
            f"row {row + 1}, column {column + 1}: {a} or {b}"
            for row, pair in enumerate(zip(table.cells, other.cells, strict=True))
            for column, (a, b) in enumerate(zip(*pair, strict=True))
            if column and a and b and a != b and {number_in(a), number_in(b)} != {None}
        ]
        if cells:
            detail = f"Page {number}: two readings of a table differ ({'; '.join(cells)})."
            found.append(Issue(code=DOUBTFUL, detail=detail, page=number))
    return found
