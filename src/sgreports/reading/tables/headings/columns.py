"""The headings of a table's columns: each in its column, one over several in each of them."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from sgreports.model.base import Box
from sgreports.reading.areas.captioned import united
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.glyphs.segments import Segment, Strip, cut_before, cut_segment, gaps_over
from sgreports.reading.grouping import Extent, merged, shared
from sgreports.reading.tables.columns import NEAR_EDGE, crosses, pieces, text_of
from sgreports.reading.tables.headings.placed import HeadingRow, Placed, over_repeated, rows_of_lines
from sgreports.reading.tables.rules import RuleLevel

_HEADS_APART = 0.45, 0.9  # em of white between the headings of two columns: at an edge; anywhere
_MOSTLY = 0.5  # of a column's width under a heading
_LEVEL = 3.0  # points: rules so near each other are one
_APART = 0.9  # em of white between two headings of one line
_TOUCHING = 12.0  # points between the pieces of one rule
_MOST = 4  # headings over one rule
_CENTRED = 9.0  # points from the middle of a heading to that of its columns


def extents(strips: Sequence[Strip], edges: Sequence[float]) -> tuple[Extent | None, ...]:
    """The left and right ends of what each column holds, in points; None for an empty one."""
    found: list[Extent | None] = [None] * (len(edges) + 1)
    for left, right in (piece for strip in strips if not crosses(strip, edges) for piece in pieces(strip)):
        column = sum((left + right) / 2 > edge for edge in edges)
        own = found[column]
        found[column] = (min(own[0], left), max(own[1], right)) if own else (left, right)
    return tuple(found)


def _parts(strip: Strip, edges: Sequence[float], apart: tuple[float, float]) -> list[Segment]:
    """The pieces of a heading's line: between gaps at an edge, or wide ones."""
    least, white = (em * strip.row.size for em in apart)
    gaps = gaps_over(strip, least)
    at = [i for i, x, y in gaps if y - x > white or any(x - NEAR_EDGE <= edge <= y + NEAR_EDGE for edge in edges)]
    return cut_before(strip, at)


def _cut_apart(part: Segment, edges: Sequence[float], columns: Sequence[Extent | None], white: float) -> list[Segment]:
    """The headings of a piece that is over several columns and has white where one ends: one over each of these."""
    over = shared_columns(_own(part), edges, columns)
    found = [part]
    for index, _, _ in gaps_over(part.strip, white * part.strip.row.size):
        if part.start < index < part.end:
            found[-1:] = cut_segment(found[-1], index)
    own = [shared_columns(_own(each), edges, columns) for each in found]
    return found if len(over) > 1 and own == [range(i, i + 1) for i in over] else [part]


def _own(part: Segment) -> Extent:
    """The ends of a piece, in points."""
    return part.left, part.right


def placed_over(
    strips: Sequence[Strip],
    edges: Sequence[float],
    columns: Sequence[Extent | None],
    *rules: Sequence[Extent],
    groups: Sequence[tuple[Extent, range]] = (),
    white: tuple[float, float] = _HEADS_APART,
) -> list[list[Placed]]:
    """The headings of some lines, each with the columns that it stands over; `white` is that between two, in em.

    `groups` are headings whose columns are known. The pieces of rules over and under the lines show it, where each
    holds no more than one heading of a line; else a heading, which may be wider than its column, belongs to the one
    that it shares most width with, or to those that it covers.
    """
    parts = [_parts(strip, edges, white) for strip in strips]
    lines = [[own for part in line for own in _cut_apart(part, edges, columns, white[0])] for line in parts]
    alone = [
        found
        for span in (span for spans in rules for span in spans)
        if max((sum(holds(span, _own(part)) for part in line) for line in lines), default=0) == 1
        and (found := (span, columns_within(span, columns)))[1]
    ]
    placed = [[(part, _columns_of(part, edges, columns, alone, groups)) for part in line] for line in lines]
    return [
        [Placed(_over_next(part, own, below), text_of(part)) for part, own in line]
        for line, below in zip(placed, [*placed[1:], []], strict=False)
    ]


def _over_next(part: Segment, own: range, below: Sequence[tuple[Segment, range]]) -> range:
    """The columns of a heading with those of the next line's headings under it, where it stands over two or more."""
    under = [columns for each, columns in below if overlap(_own(part), _own(each)) > 0]
    if len(under) < 2:
        return own
    return range(min(own.start, *(c.start for c in under)), max(own.stop, *(c.stop for c in under)))


def overlap(one: Extent, other: Extent) -> float:
    """How much width two texts share, in points; below zero where white parts them."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _columns_of(
    part: Segment,
    edges: Sequence[float],
    columns: Sequence[Extent | None],
    alone: Sequence[tuple[Extent, range]],
    groups: Sequence[tuple[Extent, range]],
) -> range:
    known = [found for own, found in groups if holds(own, _own(part))]
    ruled = sorted((found for span, found in alone if holds(span, _own(part))), key=len, reverse=True)
    ruled = [found for found in ruled if not _is_flush(_own(part), found, columns)]
    return next(iter((*known, *ruled)), None) or shared_columns(_own(part), edges, columns)


def _is_flush(own: Extent, over: range, columns: Sequence[Extent | None]) -> bool:
    """Whether a heading ends with the last of some columns and stands over that alone, not in the middle of all."""
    last = columns[over[-1]]
    if len(over) == 1 or last is None:
        return False
    before = [other for i in over[:-1] if (other := columns[i])]
    return abs(own[1] - last[1]) < NEAR_EDGE and all(overlap(own, other) <= 0 for other in before)


def holds(span: Extent, own: Extent) -> bool:
    """Whether a piece of a rule runs over or under the whole of a text."""
    return span[0] - NEAR_EDGE <= own[0] and own[1] <= span[1] + NEAR_EDGE


def columns_within(span: Extent, columns: Sequence[Extent | None]) -> range:
    """The columns over or under a rule; none where the rule runs over all of them."""
    known = [i for i, own in enumerate(columns) if own]
    found = [i for i in known if (own := columns[i]) and span[0] < _middle(own) < span[1]]
    return range(found[0], found[-1] + 1) if 0 < len(found) < len(known) else range(0)


def shared_columns(heading: Extent, edges: Sequence[float], columns: Sequence[Extent | None]) -> range:
    """The column whose cells share most width with a heading, or the columns that it covers for the most part."""
    width = [overlap(heading, own) if own else 0.0 for own in columns]
    whole = [i for i, own in enumerate(columns) if own and width[i] > _MOSTLY * (own[1] - own[0])]
    if len(whole) > 1:
        return range(whole[0], whole[-1] + 1)
    best = width.index(max(width)) if max(width) > 0 else sum(_middle(heading) > edge for edge in edges)
    return range(best, best + 1)


def ruled_heading_rows(
    rows: Sequence[Strip], run: Sequence[RuleLevel], edges: Sequence[float], body: Sequence[Extent | None], drawn: Drawn
) -> list[HeadingRow]:
    """The rows over the last level, which parts heading and body: one for each stretch between two levels, and two
    where a rule under a heading over a few of the columns parts the stretch. A level over some of the columns parts the
    headings of these alone."""
    found: list[HeadingRow] = []
    waiting: list[list[Placed]] = []  # the first lines of headings beside a level over some of the columns
    for upper, lower in pairwise(run):
        rules = upper.spans if len(upper.spans) > 1 else (), lower.spans
        inside = [row for row in rows if upper.y < row.row.baseline <= lower.y]
        groups = group_columns(inside, lower.spans, body) if lower is not run[-1] else []
        rule = _rule_between(drawn, upper.y, lower.y, inside)
        lines = placed_over(inside, edges, body, *rules, groups=groups)
        high, low = _parted(lines, [row.row.baseline for row in inside], rule, body)
        low = [*waiting, *low]
        waiting = []
        if lower is not run[-1]:
            beside = {i for i, own in enumerate(body) if own and not shared(own, lower.spans)}
            waiting = [[each for each in line if each.columns.start in beside] for line in low]
            low = [[each for each in line if each.columns.start not in beside] for line in low]
        found += filter(None, [*rows_of_lines(high), *rows_of_lines(filter(None, low))])
    return over_repeated(found, len(edges) + 1)


def _parted(
    lines: Sequence[HeadingRow], heights: Sequence[float], rule: Box | None, body: Sequence[Extent | None]
) -> tuple[list[HeadingRow], list[HeadingRow]]:
    """The headings over a rule under some of the columns, each over all of them unless it has others beside it, and all
    other headings."""
    columns = [i for i, own in enumerate(body) if rule and own and rule.x0 < _middle(own) < rule.x1]
    if rule is None or not columns:
        return [], list(lines)
    over = [[each for each in line if at <= rule.top and each.columns.start in columns]
            for line, at in zip(lines, heights, strict=True)]  # fmt: skip
    rest = [[each for each in line if each not in high] for line, high in zip(lines, over, strict=True)]
    whole = range(columns[0], columns[-1] + 1)
    single = max(map(len, over)) == 1
    high: list[HeadingRow] = [[Placed(whole, line[0].text)] if single else line for line in over if line]
    return high, [line for line in rest if line]


def _rule_between(drawn: Drawn, upper: float, lower: float, rows: Sequence[Strip]) -> Box | None:
    """The rule, drawn in one or several pieces, that parts the headings over and under it between two levels."""
    found = [rule for rule in drawn.rules if upper + _LEVEL < rule.top < lower - _LEVEL]
    for near in ([rule for rule in found if abs(rule.top - other.top) <= _LEVEL] for other in found):
        rule = united(near)
        within = [row for row in rows if rule and any(holds((rule.x0, rule.x1), piece) for piece in pieces(row))]
        if rule and any(r.row.baseline < rule.top for r in within) and any(r.row.baseline > rule.top for r in within):
            return rule
    return None


def group_columns(
    rows: Sequence[Strip], rule: Sequence[Extent], columns: Sequence[Extent | None]
) -> list[tuple[Extent, range]]:
    """Headings of `rows`, each with the columns that it stands over.

    Headings stand over the middle of their columns: of all ways to part the columns under one rule among the headings
    over it, that which fits best is taken, unless one of them is off the middle.
    """
    return [found for whole in merged(rule, _TOUCHING) for found in _under(rows, whole, columns)]


def _under(rows: Sequence[Strip], rule: Extent, columns: Sequence[Extent | None]) -> list[tuple[Extent, range]]:
    own = [i for i, column in enumerate(columns) if column and rule[0] < _middle(column) < rule[1]]
    parts = (part for row in rows for part in pieces(row, _APART) if rule[0] < _middle(part) < rule[1])
    headings = merged(parts)  # the lines of one heading taken together
    if not 0 < len(headings) < len(own) or len(headings) > _MOST:
        return []
    held = [column for i in own if (column := columns[i])]
    bounds = [rule[0], *((a[1] + b[0]) / 2 for a, b in pairwise(held)), rule[1]]

    def off(way: Sequence[int]) -> float:
        """How far the worst heading is from the middle of its columns, in points."""
        middles = ((bounds[start] + bounds[end]) / 2 for start, end in pairwise(way))
        return max(abs(_middle(heading) - middle) for heading, middle in zip(headings, middles, strict=True))

    # where each heading's columns begin
    best = min(([0, *c, len(own)] for c in combinations(range(1, len(own)), len(headings) - 1)), key=off)
    if off(best) > _CENTRED:
        return []
    return [(h, range(own[start], own[end - 1] + 1)) for h, (start, end) in zip(headings, pairwise(best), strict=True)]


def _middle(own: Extent) -> float:
    return (own[0] + own[1]) / 2
