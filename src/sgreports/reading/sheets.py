"""A page on its way: from characters, drawings and links to lines in reading order.

One whose text is printed across is turned to be read, and back as it is shown.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sgreports.model.base import Box
from sgreports.model.report import Figure, Link, Table
from sgreports.reading.areas.drawn import Drawn, drawn_in, drawn_objects
from sgreports.reading.engines.content import PageContent
from sgreports.reading.engines.frame import Frame
from sgreports.reading.glyphs.characters import PageCharacters, Run, characters
from sgreports.reading.glyphs.columns import PlacedSegment, gutter, in_reading_order
from sgreports.reading.glyphs.compose import Composed, compose
from sgreports.reading.glyphs.printed import edges, line_of
from sgreports.reading.glyphs.rows import level_rows, text_rows
from sgreports.reading.glyphs.segments import Strip, segments, strip_of
from sgreports.reading.lines import Line, Page
from sgreports.reading.word_pictures import with_words_read, word_pictures

Area = TypeVar("Area", Table, Figure)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link's rectangle on the page as shown, and its address."""

    box: Box
    uri: str


def page_links(content: PageContent, frame: Frame) -> tuple[PageLink, ...]:
    """The page's links in the frame as shown."""
    found = []
    for link in content.links:
        x0, top, x1, bottom = frame.rectangle(*link.bounds)
        found.append(PageLink(Box(page=content.number, x0=x0, top=top, x1=x1, bottom=bottom), link.uri))
    return tuple(found)


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


_MADE_OF_SCAN = re.compile(r"\*.+-\d+")
_FEWEST_PICTURES = 3  # words that are pictures, of a page that was scanned: it has eight or more, another a single one
_UPWARD, _LINE = 90, 4.0  # degrees; points: letters across the page that stand nearer are of one line
_NUMBER = 8  # characters of a printed number or mark with the blank after it, at most


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's rows laid out, what is drawn on it, and the gutter that it shows by itself (x in points or None)."""

    number: int
    letters: PageCharacters
    strips: tuple[Strip, ...]
    drawn: Drawn
    gutter: float | None
    links: tuple[PageLink, ...] = ()
    noise: float | None = None  # as `Page.noise`

    @property
    def word_pictures(self) -> list[Box]:
        """The boxes of the words that are pictures."""
        return word_pictures(self.letters, self.drawn.images)


def sheet_of(content: PageContent) -> Sheet:
    """The sheet of a page's content."""
    letters = characters(content)
    strips = tuple(strip_of(row) for row in text_rows(letters.runs))
    return Sheet(
        content.number,
        letters,
        strips,
        drawn_objects(content.drawn, letters.shown, content.number),
        gutter(strips, letters.frame.width),
        page_links(content, letters.shown),
    )


def recognized_sheet(sheet: Sheet, frame: Frame, runs: tuple[Run, ...], noise: float) -> Sheet:
    """The sheet with the letters that character recognition has read in a frame, instead of its own."""
    letters = PageCharacters(runs, (), frame, sheet.letters.shown)
    strips = tuple(strip_of(row) for row in level_rows(runs))
    return replace(sheet, letters=letters, strips=strips, gutter=gutter(strips, frame.width), noise=noise)


def with_pictures_read(sheet: Sheet, recognized: Sheet) -> Sheet:
    """The sheet with the words that are pictures as another has recognized them."""
    letters = with_words_read(sheet.letters, sheet.word_pictures, recognized.letters)
    return replace(sheet, letters=letters, strips=tuple(strip_of(row) for row in text_rows(letters.runs)))


def common_gutter(sheets: Sequence[Sheet]) -> float | None:
    """The gutter that several pages show, with which the pages of few lines are read too."""
    found = Counter(round(sheet.gutter) for sheet in sheets if sheet.gutter)
    if not found:
        return None
    place, _ = found.most_common(1)[0]
    near = sum(times for other, times in found.items() if abs(other - place) <= 3)
    return float(place) if near >= 2 else None


def page_of(sheet: Sheet, known: float | None) -> Page:
    """The sheet's lines in reading order; `known` is the document's gutter."""
    x = sheet.gutter
    if x is None and known is not None:
        x = gutter(sheet.strips, sheet.letters.frame.width, known)
    placed = in_reading_order([part for strip in sheet.strips for part in segments(strip, x)], x)
    turned = sorted(sheet.letters.turned, key=lambda run: _place_across(run, sheet.letters.frame))
    lines = [*_lines(sheet, placed), *(_turned(run, sheet) for run in turned)]
    shown, recognized = sheet.letters.shown, _recognized(sheet.letters)
    return Page(
        sheet.number,
        shown.width,
        shown.height,
        tuple(lines),
        rules=sheet.drawn.rules,
        recognized=recognized,
        scanned=recognized or len(sheet.word_pictures) >= _FEWEST_PICTURES,
        noise=sheet.noise,
    )


def _recognized(letters: PageCharacters) -> bool:
    """Whether most letters are invisible, or in fonts that recognition made of the scan (`*Courier New-3895`)."""
    runs = (*letters.runs, *letters.turned)
    made = set(filter(_MADE_OF_SCAN.fullmatch, {run.face.font for run in runs}))
    ours = sum(len(run.chars) for run in runs if run.face.invisible or run.face.font in made)
    return ours * 2 > sum(len(run.chars) for run in runs)


def _lines(sheet: Sheet, placed: list[PlacedSegment]) -> list[Line]:
    lines: list[Line] = []
    last: PlacedSegment | None = None
    floor: float | None = None  # the bottom of the row above, in the same column
    gap: float | None = None
    for one in placed:
        composed = compose(one.segment)
        if not composed.text:
            continue
        row = one.segment.strip.row
        if last is None or last.column != one.column:
            floor = gap = None
        if last is None or row is not last.segment.strip.row:
            gap = None if floor is None else round(min([run.top for run in row.runs]) - floor, 2)
        lines.append(_line(sheet, composed, one.column, gap))
        last, floor = one, max([run.bottom for run in row.runs])
    return lines


def _line(sheet: Sheet, composed: Composed, column: int, gap: float | None) -> Line:
    box = _placed_box(sheet, *edges(composed))
    links = links_on(box, composed.text, composed.lefts, sheet.links) if sheet.links else ()
    upright = sheet.letters.frame is sheet.letters.shown
    lefts = tuple(round(x, 2) for x in composed.lefts[:_NUMBER]) if upright else ()
    return line_of(composed, box, page=sheet.number, links=links, lefts=lefts, column=column, gap=gap)


def _placed_box(sheet: Sheet, x0: float, top: float, x1: float, bottom: float) -> Box:
    """A box of the reading frame on the page as shown."""
    return _moved(
        Box(page=sheet.number, x0=x0, top=top, x1=x1, bottom=bottom), sheet.letters.frame, sheet.letters.shown
    )


def _place_across(run: Run, frame: Frame) -> tuple[float, float]:
    """Where letters across the page are read: what runs up it from the left and from below, what runs down it from the
    right and from above."""
    up = (run.face.angle - frame.rotation) % 360 == _UPWARD
    line = round(min(run.lefts) / _LINE)
    return (line, -max(run.top, run.bottom)) if up else (-line, min(run.top, run.bottom))


def _turned(run: Run, sheet: Sheet) -> Line:
    """Letters that stand across the page: a margin note, a watermark."""
    text = "".join(run.chars).strip()
    box = _placed_box(sheet, min(run.lefts), min(run.top, run.bottom), max(run.rights), max(run.top, run.bottom))
    return Line(text, sheet.number, box, run.face.size, role="furniture")


def as_read(page: Page, sheet: Sheet) -> tuple[Page, Drawn]:
    """The page and what is drawn on it as they are read; the same where the page is shown upright."""
    frame, shown = sheet.letters.frame, sheet.letters.shown
    if frame is shown:
        return page, sheet.drawn
    lines = tuple(x if x.box is None else replace(x, box=_moved(x.box, shown, frame)) for x in page.lines)
    drawn = drawn_in(sheet.drawn, lambda box: _moved(box, shown, frame))
    return replace(page, width=frame.width, height=frame.height, lines=lines, rules=drawn.rules), drawn


def as_shown(upright: Page, page: Page, sheet: Sheet) -> Page:
    """The page with the roles, tables and figures that were found on it as it is read."""
    frame, shown = sheet.letters.frame, sheet.letters.shown
    if frame is shown:
        return upright
    lines = tuple(replace(new, box=old.box) for new, old in zip(upright.lines, page.lines, strict=True))
    tables = tuple(_placed_cells(_placed(table, frame, shown), frame, shown) for table in upright.tables)
    figures = tuple(_placed(figure, frame, shown) for figure in upright.figures)
    return replace(page, lines=lines, tables=tables, figures=figures)


def _placed(area: Area, frame: Frame, shown: Frame) -> Area:
    return area if area.box is None else area.model_copy(update={"box": _moved(area.box, frame, shown)})


def _placed_cells(table: Table, frame: Frame, shown: Frame) -> Table:
    pieces = tuple(
        tuple(tuple(p.model_copy(update={"box": _moved(p.box, frame, shown)}) for p in pieces) for pieces in row)
        for row in table.cell_pieces
    )
    return table.model_copy(update={"cell_pieces": pieces})


def _moved(box: Box, frame: Frame, other: Frame) -> Box:
    x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
    if frame is not other:
        x0, top, x1, bottom = frame.into(other, x0, top, x1, bottom)
    return Box(page=box.page, x0=round(x0, 2), top=round(top, 2), x1=round(x1, 2), bottom=round(bottom, 2))
