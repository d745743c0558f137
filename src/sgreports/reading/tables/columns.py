"""The columns of a table: edges by the white between cells, and rows cut at edges."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sgreports.model.table_numbers import FIGURE
from sgreports.reading.areas.captioned import without_marks
from sgreports.reading.glyphs.compose import compose
from sgreports.reading.glyphs.printed import raised_ranges
from sgreports.reading.glyphs.segments import Gap, Segment, Strip, cut_before, cut_segment, gaps_over

_GAP = 0.33  # em of white between two cells of a row; words are 0.25 em apart
NEAR_EDGE = 3.0  # points between an edge and the white that it stands for
_GUTTER = 4.0  # points of white down through the rows that part two columns
_CROSSING = 0.15  # of the rows (headings over several columns, totals) may run across an edge
_BESIDE = 0.2  # of the rows must have text on either side of an edge
_GROUPED = 0.7  # em between the groups of digits of `1 533 471`, at most
_PITCH = 0.55  # em from letter to letter of a typewriter, at least
_SLACK = 0.4  # of that pitch
_OVER = 0.3  # em by which a cell may be printed over the end of the one before it
_WORD = 0.15  # em between two words, at least
_REACH = 4.0  # em between an edge and the figure that belongs behind it

_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}$")  # the digits before a blank inside a number, and those after it
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?[%)]?")
_NUMBER = re.compile(r"[$(–-]{0,2}(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?[%)]?")

Cells = tuple[str, ...]


def edges_by_white(strips: Sequence[Strip], white: float = _GAP) -> list[float]:
    """The x at which each new column begins, by vertical white space through the rows; empty for a single column.

    `white` is the least between two cells of a row, in em.
    """
    if len(strips) < 2:
        return []
    found = [pieces(strip, white) for strip in strips]
    left, right = int(min(strip.left for strip in strips)), int(max(strip.right for strip in strips)) + 1
    cover = [0] * (right - left + 1)
    for row in found:
        for x in {x for start, end in row for x in range(int(start) - left, int(end) + 1 - left)}:
            cover[x] += 1
    least = max(2, round(_BESIDE * len(strips)))
    return [
        left + (start + end) / 2
        for start, end in _valleys(cover, int(_CROSSING * len(strips)))
        if end - start >= _GUTTER and _sided(found, left + (start + end) / 2, least)
    ]


def _valleys(cover: Sequence[int], allowed: int) -> list[tuple[int, int]]:
    """The x ranges that at most `allowed` rows cover, narrowed to the minimum."""
    found: list[tuple[int, int]] = []
    start = None
    for x, rows in enumerate([*cover, allowed + 1]):
        if rows <= allowed and start is None:
            start = x
        elif rows > allowed and start is not None:
            low = min(cover[start:x])
            places = [place for place in range(start, x) if cover[place] == low]
            found.append((places[0], places[-1] + 1))
            start = None
    return found


def _sided(pieces: Sequence[Sequence[tuple[float, float]]], edge: float, least: int) -> bool:
    before = sum(row[0][1] <= edge for row in pieces)
    after = sum(row[-1][0] >= edge for row in pieces)
    return before >= least and after >= least


def cell_gaps(strip: Strip, white: float = _GAP) -> list[Gap]:
    """The gaps of a row over `white` em, without the blanks between the groups of digits of one number."""
    gaps = gaps_over(strip, white * strip.row.size)
    bounds = [0, *(index for index, _, _ in gaps), len(strip.chars)]
    texts = ["".join(strip.chars[a:b]).strip() for a, b in pairwise(bounds)]
    return [
        gap
        for gap, (before, after) in zip(gaps, pairwise(texts), strict=True)
        if gap[2] - gap[1] > _GROUPED * strip.row.size
        or not ((_GROUPS.search(before) and _GROUP.fullmatch(after)) or _is_typed_blank(strip, gap))
    ]


def _is_typed_blank(strip: Strip, gap: Gap) -> bool:
    """Whether a gap is one blank between two words of a typewriter: as wide as a letter with its white."""
    index = gap[0]
    if index < 2 or not (
        strip.chars[index].isalpha() and (strip.chars[index - 1].isalpha() or strip.chars[index - 1] == ",")
    ):
        return False
    pitch = strip.lefts[index - 1] - strip.lefts[index - 2]
    slack = 1.0 if strip.runs[index].confidence is None else _SLACK * pitch  # recognition gives the boxes of words
    return pitch > _PITCH * strip.row.size and abs(strip.lefts[index] - strip.lefts[index - 1] - 2 * pitch) < slack


def pieces(strip: Strip, white: float = _GAP) -> list[tuple[float, float]]:
    """The x ranges of a row's pieces between gaps of `white` em."""
    gaps = cell_gaps(strip, white)
    starts = [strip.left, *(right for _, _, right in gaps)]
    return list(zip(starts, [*(left for _, left, _ in gaps), strip.right], strict=True))


def has_cells(strip: Strip, white: float, number: float) -> bool:
    """Whether texts stand beside each other in a row, but for a mark or number of less than `number` em before one."""
    parts = pieces(strip, white)
    return len(parts) > (2 if parts[0][1] - parts[0][0] < number * strip.row.size else 1)


def stretches(strip: Strip) -> list[tuple[str, float, float]]:
    """The texts of a row's pieces, with their x ranges: none is cut by an edge between two cells."""
    parts = cut_before(strip, [index for index, _, _ in cell_gaps(strip)])
    return [(text_of(part), part.left, part.right) for part in parts]


def rows_between(strips: Sequence[Strip], top: float, bottom: float) -> list[Strip]:
    """The rows that stand between two heights."""
    return [strip for strip in strips if top < strip.row.baseline < bottom + 1]


def crosses(strip: Strip, edges: Sequence[float]) -> bool:
    """Whether a row's text crosses an edge without a gap: running text, or a heading over several columns."""
    return any(left < edge - NEAR_EDGE and right > edge + NEAR_EDGE for left, right in pieces(strip) for edge in edges)


def runs_on(strip: Strip, edges: Sequence[float]) -> bool:
    """Whether a row runs over an edge, as a line of text does and no name with figures behind it."""
    behind = [cell for cell in cut(strip, edges)[1:] if cell]
    return crosses(strip, edges) and not (behind and all(map(FIGURE.fullmatch, behind)))


def cut(strip: Strip, edges: Sequence[float]) -> Cells:
    """The row's cells; text that crosses an edge stays in the cell where it begins, without the figure at its end
    that stands behind the edge."""
    cells = [""] * (len(edges) + 1)
    for column, segment in _placed(strip, edges):
        cells[column] = f"{cells[column]} {text_of(segment)}".strip()
    return tuple(cells)


def occupied(strip: Strip, edges: Sequence[float]) -> frozenset[int]:
    """The numbers of the columns in which the row has a cell."""
    return frozenset(column for column, _ in _placed(strip, edges))


def without_empty(edges: Sequence[float], rows: Sequence[Strip]) -> list[float]:
    """The edges without those of columns where no row has a cell, as rules are drawn under the white between two
    halves."""
    used = frozenset[int]().union(*(occupied(row, edges) for row in rows))
    return [edge for column, edge in enumerate(edges, 1) if column in used]


def _placed(strip: Strip, edges: Sequence[float]) -> Iterator[tuple[int, Segment]]:
    apart = cell_gaps(strip)
    at = [i for i, left, right in apart if any(left - NEAR_EDGE <= edge <= right + NEAR_EDGE for edge in edges)]
    grouped = [gap for gap in gaps_over(strip, _GAP * strip.row.size) if gap not in apart and _parts_digits(strip, gap)]
    at = sorted([*at, *(i for i, left, right in grouped if any(left <= edge <= right for edge in edges))])
    for segment, middle in _unglued(cut_before(strip, at), edges):
        yield sum(middle > edge for edge in edges), segment


def _parts_digits(strip: Strip, gap: Gap) -> bool:
    """Whether digits stand on both sides of a gap: the groups of one number, by their white, or two numbers."""
    before, after = "".join(strip.chars[: gap[0]]).rstrip(), strip.chars[gap[0]]
    return before[-1:].isdigit() and after.isdigit()


def _unglued(segments: Sequence[Segment], edges: Sequence[float]) -> Iterator[tuple[Segment, float]]:
    """The segments, a name apart from the figures that stand close behind it or are printed over its end; each with
    the x that says in which column it stands."""
    for segment in segments:
        begins = (segment.left + min(segment.right, segment.left + 2 * NEAR_EDGE)) / 2
        index = _figure_at_end(segment, edges)
        if index is None:
            yield segment, begins
        else:
            name, figure = cut_segment(segment, index)
            yield from _unglued([name], edges)
            yield figure, (figure.left + figure.right) / 2


def _figure_at_end(segment: Segment, edges: Sequence[float]) -> int | None:
    """The index of the first letter of a figure that ends a segment behind an edge; None where there is none."""
    strip, size = segment.strip, segment.strip.row.size
    over = [edge for edge in edges if segment.left < edge - NEAR_EDGE and segment.right > edge]
    words = [segment.start, *_word_starts(segment)] if over else []
    for number, index in enumerate(words):
        texts = ["".join(strip.chars[a:b]).strip() for a, b in pairwise([*words[number:], segment.end])]
        if any(_white_before(strip, i) > _GROUPED * size for i in words[number + 1 :]):
            continue  # two figures
        if number == 0 and _NUMBER.fullmatch(" ".join(texts)):
            return None  # one figure over two columns
        behind = any(
            strip.lefts[index] > edge - _REACH * size and strip.rights[segment.end - 1] > edge for edge in over
        )
        if number and behind and _NUMBER.fullmatch(" ".join(texts)):
            return index
    return None


def _white_before(strip: Strip, index: int) -> float:
    """The white before a letter, in points; the one before it may be a blank."""
    last = next(i for i in range(index - 1, -1, -1) if not strip.chars[i].isspace())
    return strip.lefts[index] - strip.rights[last]


def _word_starts(segment: Segment) -> list[int]:
    """The indexes of the letters with which words begin, except the first; also those printed over another's end."""
    strip, size = segment.strip, segment.strip.row.size
    shown = [i for i in range(segment.start, segment.end) if not strip.chars[i].isspace()]
    return [
        b
        for a, b in pairwise(shown)
        if strip.lefts[b] - strip.rights[a] > _WORD * size
        or (strip.runs[a] is not strip.runs[b] and strip.lefts[b] - strip.rights[a] < -_OVER * size)
        or (strip.chars[a].islower() and strip.chars[b].isdigit())
    ]


def text_of(segment: Segment) -> str:
    """The text of a cell, without the marks of notes that it calls."""
    composed = compose(segment)
    return without_marks(composed.text, raised_ranges(composed))


def filled(cells: Cells) -> int:
    """How many cells have text."""
    return sum(map(bool, cells))
