"""Tables without rules: rows one below the other with wide white between their cells and figures at the end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from math import inf

from sgreports.knowledge.layout.captions import caption
from sgreports.knowledge.layout.covers import word_list
from sgreports.model.base import Box
from sgreports.model.table_numbers import FIGURE
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.glyphs.segments import Strip, gaps_over
from sgreports.reading.lines import Page
from sgreports.reading.tables.columns import (
    Cells,
    cell_gaps,
    crosses,
    cut,
    edges_by_white,
    filled,
    has_cells,
    occupied,
    pieces,
    runs_on,
)
from sgreports.reading.tables.headings.columns import extents
from sgreports.reading.tables.headings.placed import cells_of, spans_of
from sgreports.reading.tables.headings.typed import edges_by_heads, heading_rows, heads_above, heads_in
from sgreports.reading.tables.rows import ROW_GAP_EM, rows_of
from sgreports.reading.tables.ruled import Grid

_WIDE = 1.5  # em of white between the cells of a row
_FEWEST = 4  # rows
_APART = 1.1  # em of white between two columns; a typist puts one blank, 0.67 em, between words
_FURTHER = 5.5  # em between two rows whose cells stand in the same columns
_ALIGNED = 8.0  # points between the beginnings of two cells of one column
_COLUMN = 4.0  # em from the beginning of one cell to that of the next, at least
_FLUSH, _FLUSH_SHARE = 3.0, 0.8  # points from a column's edge at which this share of the cells begin
_FEWEST_FULL = 3  # rows of three cells
_FIGURES = 0.6  # of the rows end in a figure: lists, forms and signatures do not
_LONG, _INDENTED = 0.5, 12.0  # of the page's width: a row of text; points from the text's edge to a table's
_BESIDE, _WRAPPED = 0.8, 0.4  # of the rows have several cells; where names are wrapped
_NUMBER = 3.0  # em: a row's number stands alone in a piece so short
_NOTE = 14.0  # em: the first line of a note is at least so long
_ALONE = 0.15  # of the rows: the second line of another cell than the first
_FEW_ROWS = 0.3  # of the rows: a column that fewer have may be no column
_LINES = 3  # from a row to the one with the number before
_COUNTED = re.compile(r"\s*(\d{1,3})\.")
_DATE = re.compile(r"\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4}")


def unruled_tables(page: Page, strips: Sequence[Strip], drawn: Drawn) -> list[Grid]:
    """The tables that nothing but white marks, and underlined headings; none on the first page, nor in two columns."""
    if page.number == 1 or any(line.column for line in page.lines) or _lists_contents(page):
        return []
    text = [line.box for line in page.lines if line.box and line.role == "text"]
    printed = [strip for strip in strips if _is_printed(strip, text)]
    if not any(_is_wide(strip) and not _begins_note(strip) and not _begins_paragraph(strip) for strip in printed):
        return []
    own = [
        strip
        for number, strip in enumerate(printed)
        if not _begins_note(strip)
        and (not _begins_paragraph(strip) or _counts_on(strip, printed[max(number - _LINES, 0) : number]))
    ]
    notes = [strip.row.baseline for strip in printed if _begins_note(strip)]
    edge = _text_edge(own, page.width)
    runs = [run for part in _parted(own, notes) for run in _runs(part)]
    return [_grid(_whole(run, own, edge), own, edges, drawn) for run in runs if (edges := _columns(run))]


def _parted(strips: Sequence[Strip], heights: Sequence[float]) -> list[list[Strip]]:
    """The rows between some heights: no table goes on over the first line of a note."""
    bounds = [-inf, *heights, inf]
    return [[s for s in strips if low < s.row.baseline < high] for low, high in pairwise(bounds)]


def _counts_on(strip: Strip, before: Sequence[Strip]) -> bool:
    """Whether a row that could begin a paragraph has the number after that of a table's row shortly above, and keeps to
    its columns: `109. Togo 12 June` over `110. United Kingdom of Great`, which goes on in the next line."""
    parts = pieces(strip, _WIDE)
    rows = [own for row in before if _number(row) + 1 == _number(strip) and len(own := pieces(row, _WIDE)) > len(parts)]
    return any(
        parts[-1][1] < own[len(parts)][0] and all(abs(a[0] - b[0]) < _ALIGNED for a, b in zip(own, parts, strict=False))
        for own in rows
    )


def _number(strip: Strip) -> int:
    """The number with which a row begins; -1 where it begins with none."""
    found = _COUNTED.match("".join(strip.chars))
    return int(found[1]) if found else -1


def _begins_paragraph(strip: Strip) -> bool:
    """Whether a row is the first of a numbered paragraph: behind its number there is no wide white, as in a table."""
    numbered = caption("paragraph").match("".join(strip.chars[:12]).strip())
    return numbered is not None and not has_cells(strip, _WIDE, _NUMBER)


def _begins_note(strip: Strip) -> bool:
    """Whether a row is the first of a note: its mark, wide white and a line of text."""
    parts = pieces(strip, _WIDE) if _is_wide(strip) else []
    long = len(parts) == 2 and parts[1][1] - parts[1][0] > _NOTE * strip.row.size
    return long and bool(caption("note").match("".join(strip.chars).strip()))


def _is_printed(strip: Strip, text: Sequence[Box]) -> bool:
    """Whether a row has letters or digits, and is one of the lines of text with these boxes."""
    baseline = strip.row.baseline
    return any(box.top <= baseline <= box.bottom + 2 for box in text) and any(map(str.isalnum, strip.chars))


def _is_wide(strip: Strip) -> bool:
    """Whether a row has white as wide as that between cells."""
    return strip.row.size > 0 and bool(gaps_over(strip, _WIDE * strip.row.size))


def _lists_contents(page: Page) -> bool:
    """Whether a page has a contents list, or goes on with one: `Paragraphs` alone stands over it again."""
    text = [line.text.strip().lower() for line in page.lines if line.role == "text"]
    again = bool(text) and all(word in word_list("contents_columns") for word in text[0].split())
    return again or any(line in word_list("contents_headings") for line in text)


def _text_edge(strips: Sequence[Strip], width: float) -> float:
    """The left edge of the page's long rows, in points; the page's own where there are none."""
    edges = Counter(round(strip.left) for strip in strips if strip.right - strip.left > _LONG * width)
    return float(min((edge for edge, times in edges.items() if times > 1), default=width))


def _whole(run: Sequence[Strip], own: Sequence[Strip], edge: float) -> list[Strip]:
    """A table that stands in from the text's edge, with the rows of one cell over and under it: names of groups, rows
    whose figures recognition lost."""
    first, last = own.index(run[0]), own.index(run[-1])
    if min(strip.left for strip in run) < edge + _INDENTED:
        return list(run)
    while first and _belongs(own[first - 1], own[first], run):
        first -= 1
    while last + 1 < len(own) and _belongs(own[last + 1], own[last], run):
        last += 1
    return list(own[first : last + 1])


def _belongs(strip: Strip, neighbour: Strip, run: Sequence[Strip]) -> bool:
    white = abs(strip.row.baseline - neighbour.row.baseline)
    return white <= ROW_GAP_EM * strip.row.size and _in_line(strip, run)


def _runs(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Stretches of rows near each other: with wide white in them, or between such rows and in line with their cells."""
    run: list[Strip] = []
    waiting: list[Strip] = []
    for strip in strips:
        wide = _is_wide(strip)
        if run and not (_near([*run, *waiting][-1], strip, run) and (wide or _in_line(strip, run))):
            yield [*run, *_continued(run, waiting)]
            run, waiting = [], []
        if wide:
            run, waiting = [*run, *waiting, strip], []
        elif run:
            waiting.append(strip)
    if run:
        yield [*run, *_continued(run, waiting)]


def _near(last: Strip, strip: Strip, run: Sequence[Strip]) -> bool:
    """Whether a row follows closely, or with more white but in the same columns from edge to edge: as the last row, or
    as any that begins a group, `San Miguel  Perquin  1 403`."""
    white = (strip.row.baseline - last.row.baseline) / strip.row.size
    alike = abs(strip.left - last.left) < _ALIGNED and abs(strip.right - last.right) < _ALIGNED and last in run
    return white <= ROW_GAP_EM or (white <= _FURTHER and (alike or any(_begins_alike(strip, row) for row in run)))


def _begins_alike(strip: Strip, row: Strip) -> bool:
    """Whether two rows with a figure at the end have the same three pieces or more."""
    own, others = pieces(strip, _WIDE), pieces(row, _WIDE)
    flush = all(abs(a[0] - b[0]) < _ALIGNED for a, b in zip(own[:-1], others[:-1], strict=False))
    ends = abs(strip.right - row.right) < _ALIGNED and _ends_in_figure(strip) and _ends_in_figure(row)
    return 2 < len(own) == len(others) and flush and ends


def _in_line(strip: Strip, run: Sequence[Strip]) -> bool:
    """Whether a row of one piece begins where a cell begins, and ends before the next one."""
    shown = [row for row in run if _ends_in_figure(row)] or run  # headings stand centred over their columns
    starts = sorted(start for row in shown for start, _ in pieces(row, _WIDE))
    begun = [*starts, *(start for start, _ in pieces(run[-1], _WIDE))]
    beyond = strip.left + _COLUMN * strip.row.size
    after = next((start for start in starts if start > beyond), max(row.right for row in run) + beyond - strip.left)
    return strip.right < after and any(abs(start - strip.left) < _ALIGNED for start in begun)


def _continued(run: Sequence[Strip], waiting: Sequence[Strip]) -> list[Strip]:
    """The lines that continue the last row: of another cell than the first."""
    first = min(strip.left for strip in run)
    return list(takewhile(lambda strip: strip.left > first + _ALIGNED, waiting))


def _columns(run: Sequence[Strip]) -> list[float]:
    """The columns' edges where the rows are a table's, else none. Headings over the first figure show no edges."""
    body = _from_figures(run)
    edges = _held(edges_by_white(body, _APART), body) if len(body) >= _FEWEST else []
    cells = [cut(strip, edges) for strip in body] if edges else []
    if not edges or not (_figured(cells) or _worded(body, edges)) or any(runs_on(s, edges) for s in body[1:]):
        return []
    if sum("...." in "".join(strip.chars) for strip in body) > 1:
        return []  # a contents list
    near = [b.row.baseline - a.row.baseline < 0.5 * a.row.size for a, b in pairwise(body)]
    over = (any(a and b for a, b in zip(*rows, strict=True)) for rows in pairwise(cells))
    return [] if any(close and clash for close, clash in zip(near, over, strict=True)) else edges


def _held(edges: Sequence[float], body: Sequence[Strip]) -> list[float]:
    """The edges without those of a column that few rows have, and none that has the column before it: `Total` stands
    in from the names, the longest of which may run on under it."""
    kept = list(edges)
    for place in range(len(edges) - 2, -1, -1):
        own = [columns for strip in body if place + 1 in (columns := occupied(strip, kept))]
        if len(own) >= _FEW_ROWS * len(body):
            continue
        crossed = any(crosses(strip, [edges[place]]) for strip in body)
        if crossed or not any(place in columns for columns in own):
            del kept[place]
    return kept


def _ends_in_figure(strip: Strip) -> bool:
    gaps = cell_gaps(strip, _APART)
    return _is_figure("".join(strip.chars[gaps[-1][0] if gaps else 0 :]).strip())


def _is_figure(text: str) -> bool:
    """Whether a cell is a figure, or a date as lists of signatures have."""
    return bool(FIGURE.fullmatch(text) or _DATE.fullmatch(text))


def _from_figures(run: Sequence[Strip]) -> Sequence[Strip]:
    """The rows from the first one that ends in a figure, where some do."""
    ends = [i for i, strip in enumerate(run) if _ends_in_figure(strip)]
    return run[ends[0] :] if len(ends) >= _FEWEST else run


def _grid(run: Sequence[Strip], own: Sequence[Strip], edges: Sequence[float], drawn: Drawn) -> Grid:
    run = [*heads_above(run, own[: own.index(run[0])], edges, drawn), *run]
    heads = heads_in(run, edges, drawn)
    body = run[heads:]
    edges = edges_by_heads(run[:heads], edges, body)
    header = heading_rows(run[:heads], edges, extents(body, edges))
    cells = [*(cells_of(row, len(edges) + 1) for row in header), *rows_of(body, edges, lambda _a, _b: False)]
    top, bottom = run[0].row.baseline - run[0].row.size, run[-1].row.baseline + 1
    return Grid(top, bottom, tuple(edges), tuple(cells), len(header), tuple(spans_of(header)))


def _figured(cells: Sequence[Cells]) -> bool:
    """Whether the rows have cells beside each other, and most of them a figure at the end; of three columns and more
    the first may be wrapped, and few cells of the others."""
    several = [row for row in cells if filled(row) > 1]
    figures = sum(_is_figure(_last(row)) for row in several)
    alone = [_last(row) for row in cells if filled(row) == 1 and not row[0]]
    wrapped = len(cells[0]) > 2 and len(alone) <= _ALONE * len(cells) and not any(map(_is_figure, alone))
    return figures >= _FIGURES * len(several) and len(several) >= (_WRAPPED if wrapped else _BESIDE) * len(cells)


def _worded(run: Sequence[Strip], edges: Sequence[float]) -> bool:
    """Whether there are three columns or more of short cells, each column with an edge at which its cells begin."""
    starts = [start for strip in run for start, _ in pieces(strip, _WIDE)]
    if len(edges) < 2 or sum(len(pieces(strip, _WIDE)) > 2 for strip in run) < _FEWEST_FULL:
        return False
    columns = [[x for x in starts if low < x <= high] for low, high in pairwise([-inf, *edges, inf])]
    flush = sum(max(sum(abs(x - y) < _FLUSH for x in column) for y in column) for column in columns if column)
    return flush >= _FLUSH_SHARE * len(starts)


def _last(row: Cells) -> str:
    """The last cell that is filled, except the first: blanks stand for zero."""
    return next((cell for cell in reversed(row[1:]) if cell), "")
