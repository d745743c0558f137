"""The rows of a table's body: lines of cells, wrapped ones joined."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise, zip_longest
from math import inf

from sgreports.knowledge.english import function_words
from sgreports.model.table_numbers import FIGURE, are_figures
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.grouping import grouped
from sgreports.reading.tables.columns import Cells, cut, filled
from sgreports.reading.tables.wrapped import are_two_names, goes_on, is_broken_name, joined

ROW_GAP_EM = 2.7  # from baseline to baseline of two rows, at most: beyond a double-spaced line, some 2.4 em
_UNEVEN = 0.6  # em between the baselines of cells of one line
_TIGHT, _LOOSE = 1.32, 1.5  # em between baselines: of the lines of one cell; of two rows
_HANGING = 0.7  # of the blocks begin on a line with another

_SENTENCE = 60  # characters: cells of tables are mostly shorter
_ITEM = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)]|[•●▪■·*–—-]")
_SPACED = re.compile(r"\d(?: \d)+")

Parted = Callable[[float, float], bool]
"""Whether a rule is drawn between two baselines."""


@dataclass(frozen=True, slots=True)
class _CellLine:
    cells: Cells
    at: float  # the baseline, in points
    size: float
    heights: tuple[float, ...] = ()  # the baseline of each cell where they stand unevenly

    def height(self, column: int) -> float:
        """The baseline of a cell, in points."""
        return self.heights[column] if self.heights else self.at


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one column close under each other: the first and last of the table's lines, and the text."""

    first: int
    last: int
    text: str
    at: float  # the baseline of its last line


def rows_of(strips: Sequence[Strip], edges: Sequence[float], parted: Parted) -> list[Cells]:
    """The rows of a table's body.

    A line is a row of its own, unless it stands close under the one before and the table shows that such lines are
    wrapped: its first cell is empty, or rows further apart exist and lines like it go on in lower case. Two tables
    that are set side by side are read each for itself.
    """
    lines = _level([(cut(strip, edges), strip.row.baseline, strip.row.size) for strip in strips])
    figures = _figure_columns([line.cells for line in lines])
    if _beside(figures):
        return _both_halves(strips, edges, parted)
    return _rows(lines, figures, parted)


def _rows(lines: Sequence[_CellLine], figures: Sequence[bool], parted: Parted) -> list[Cells]:
    tight = [
        i > 0 and line.at - lines[i - 1].at <= _TIGHT * line.size and not parted(lines[i - 1].at, line.at)
        for i, line in enumerate(lines)
    ]
    wraps = _wraps(lines, tight, figures)
    loosely = 2 * sum(tight) < len(lines)
    columns = [_blocks(lines, column, figure, parted) for column, figure in enumerate(figures)]
    if wraps and (_hang(columns) or _is_prose(columns, figures)):
        return _by_blocks(lines, columns, figures, parted)
    found: list[Cells] = []
    for number, (line, close) in enumerate(zip(lines, tight, strict=True)):
        above = found[-1] if found else ()
        # one of two lines may have a name alone, and the other the rest of the name with the figures
        names = len(above) > 1 and bool(above[0]) and bool(line.cells[0])
        half = loosely and names and 1 in (filled(above), filled(line.cells))
        on = close and (wraps or not line.cells[0] or half or _goes_on(above, line.cells))
        on = on or (_is_second_half(above, line.cells) and not parted(lines[number - 1].at, line.at))
        pairs = zip(above, line.cells, figures, strict=True) if above else ()
        clash = any(own and a and b and FIGURE.fullmatch(a) and FIGURE.fullmatch(b) for a, b, own in pairs)
        if on and not (clash or (above and are_two_names(above[0], line.cells[0]))):
            found[-1] = _joined(above, line.cells)
        else:
            found.append(line.cells)
    return found


def _goes_on(above: Cells, below: Cells) -> bool:
    """Whether a name goes on in the next line, which has no other cell, or over which there is none; or all cells of
    the next line go on."""
    if not above or not above[0] or not below[0]:
        return False
    if filled(above) == 1 or filled(below) == 1:
        return goes_on(above[0], below[0])
    return all(goes_on(a, b) for a, b in zip(above, below, strict=True) if b)


def _is_second_half(above: Cells, below: Cells) -> bool:
    """Whether a line begins with a word that no name begins with (`and Northern Ireland`), or ends a country's name,
    and has the figures that the name above it lacks, however far apart the two stand."""
    if not above or not above[0] or not below[0] or not filled(above) == 1 < filled(below):
        return False
    return below[0].split()[0] in function_words() or is_broken_name(above[0], below[0])


def _figure_columns(rows: Sequence[Cells]) -> list[bool]:
    """For each column whether most of its cells are figures."""
    return [are_figures(column) for column in zip(*rows, strict=True)]


def with_digits_closed_up(cells: Sequence[Cells]) -> tuple[Cells, ...]:
    """The cells, those of single digits with blanks between them closed up in columns of figures: `1 3 2`, as a layer
    under a scan spaces them. No number has groups of one digit."""
    figures = _figure_columns(cells)
    return tuple(
        tuple("".join(c.split()) if own and _SPACED.fullmatch(c) else c for c, own in zip(row, figures, strict=True))
        for row in cells
    )


def is_list(rows: Sequence[Cells]) -> bool:
    """Whether the rows are items or paragraphs of text behind their marks, in a frame perhaps, and no table."""
    marks, texts = [row[0] for row in rows if row[0]], [row[-1] for row in rows if row[-1]]
    if not marks or any(len(row) != 2 for row in rows) or not all(map(_ITEM.fullmatch, marks)):
        return False
    return sum(len(text) > _SENTENCE for text in texts) > len(texts) / 2


def _beside(figures: Sequence[bool]) -> bool:
    """Whether the columns are those of two tables side by side: names and figures, names and figures."""
    half = len(figures) // 2
    return len(figures) == 2 * half > 2 and not figures[0] and all(figures[1:half]) and figures[:half] == figures[half:]


def _both_halves(strips: Sequence[Strip], edges: Sequence[float], parted: Parted) -> list[Cells]:
    half = (len(edges) + 1) // 2
    found: list[Cells] = []
    for stretch in grouped(strips, lambda last, strip: not parted(last.row.baseline, strip.row.baseline)):
        cells = [(cut(strip, edges), strip.row.baseline, strip.row.size) for strip in stretch]
        left = _half_rows([(row[:half], at, size) for row, at, size in cells], parted)
        right = _half_rows([(row[half:], at, size) for row, at, size in cells], parted)
        found += [(*a, *b) for a, b in zip_longest(left, right, fillvalue=("",) * half)]
    return found


def _half_rows(cells: Sequence[tuple[Cells, float, float]], parted: Parted) -> list[Cells]:
    lines = _level([line for line in cells if any(line[0])])
    return _rows(lines, [False, *[True] * (len(cells[0][0]) - 1)], parted)


def _blocks(lines: Sequence[_CellLine], column: int, figure: bool, parted: Parted) -> list[_Block]:
    found: list[_Block] = []
    for index, line in enumerate(lines):
        if not (text := line.cells[column]):
            continue
        above, at = found[-1].at if found else -inf, line.height(column)
        own = figure and bool(FIGURE.fullmatch(text))
        own = own or (column == 0 and bool(found) and are_two_names(found[-1].text, text))
        if own or at - above >= _LOOSE * line.size or parted(above, at):
            found.append(_Block(index, index, text, at))
        else:
            found[-1] = _Block(found[-1].first, index, joined(found[-1].text, text), at)
    return found


def _hang(columns: Sequence[Sequence[_Block]]) -> bool:
    """Whether the cells of a row begin on one line, as prose does, rather than end on one, as figures do."""
    blocks = [block for column in columns for block in column]
    begun, ended = Counter(b.first for b in blocks), Counter(b.last for b in blocks)
    together = sum(begun[b.first] > 1 for b in blocks)
    return together > sum(ended[b.last] > 1 for b in blocks) and together >= _HANGING * len(blocks)


def _is_prose(columns: Sequence[Sequence[_Block]], figures: Sequence[bool]) -> bool:
    """Whether the cells are paragraphs, most of several lines, and each name begins on a line with another cell."""
    first, rest = columns[0], [block for column in columns[1:] for block in column]
    begun = {block.first for block in rest}
    several = sum(block.last > block.first for block in rest)
    beside = sum(block.first in begun for block in first)
    return not any(figures) and 2 * several > len(rest) and beside >= _HANGING * len(first) > 0


def _by_blocks(
    lines: Sequence[_CellLine], columns: Sequence[Sequence[_Block]], figures: Sequence[bool], parted: Parted
) -> list[Cells]:
    """A block is one cell, and stands in the row in which it begins: a row begins where two blocks do and none of
    another column than the first goes on, where one in the first column does, under a rule, and with a second figure in
    one column."""
    crossed = {line for column in columns[1:] for block in column for line in range(block.first + 1, block.last + 1)}
    begun = Counter(block.first for column in columns[1:] for block in column if block.first not in crossed)
    begun.update(2 * [block.first for block in columns[0]])
    begun.update(2 * [i for i in range(1, len(lines)) if parted(lines[i - 1].at, lines[i].at)])
    rows = sorted(first for first, times in begun.items() if times > 1)
    rows = sorted({*rows, *_second_figures(columns, figures, rows)})
    placed = [[(_row_of(block, rows), block.text) for block in column] for column in columns]
    cells = [tuple(reduce(joined, (text for at, text in column if at == row), "") for column in placed)
             for row in range(-1, len(rows))]  # fmt: skip
    return [row for row in cells if any(row)]


def _second_figures(columns: Sequence[Sequence[_Block]], figures: Sequence[bool], rows: Sequence[int]) -> list[int]:
    """The lines with a figure of a column that has one in the row already."""
    found: list[int] = []
    for column, figure in zip(columns, figures, strict=True):
        own = [block for block in column if figure and FIGURE.fullmatch(block.text)]
        found += [b.first for a, b in pairwise(own) if rows and _row_of(a, rows) == _row_of(b, rows)]
    return found


def _row_of(block: _Block, rows: Sequence[int]) -> int:
    """The number of the row in which a block begins; the first also for a heading that rises over its neighbours, -1
    for what a page before began."""
    return max(0 if block.last >= rows[0] else -1, sum(row <= block.first for row in rows) - 1)


def _level(cells: Sequence[tuple[Cells, float, float]]) -> list[_CellLine]:
    """The lines as cells; cells that stand a little higher or lower than their neighbours are of one line."""
    lines: list[_CellLine] = []
    for row, at, size in cells:
        last = lines[-1] if lines else None
        near = last is not None and at - last.at < _UNEVEN * size
        if last is not None and near and not any(a and b for a, b in zip(last.cells, row, strict=True)):
            heights = tuple(at if b else last.height(i) for i, b in enumerate(row))
            lines[-1] = _CellLine(_joined(last.cells, row), last.at, last.size, heights)
        else:
            lines.append(_CellLine(row, at, size))
    return lines


def _joined(above: Cells, below: Cells) -> Cells:
    return tuple(map(joined, above, below))


def _wraps(lines: Sequence[_CellLine], tight: Sequence[bool], figures: Sequence[bool]) -> bool:
    """Whether lines close under each other are of one row: where rows stand further apart, or there is but one row, of
    text alone."""
    close = [line.cells for line, near in zip(lines, tight, strict=True) if near]
    loose = sum(b.at - a.at >= _LOOSE * b.size for a, b in pairwise(lines))
    on = sum(not cells[0] or filled(cells) == 1 or any(cell[:1].islower() for cell in cells) for cells in close)
    single = not any(figures) and not loose and on >= 0.6 * len(close) > 0
    return single or (loose >= 1 and on >= 0.4 * len(close))
