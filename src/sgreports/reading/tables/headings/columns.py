"""The headings of a table's columns: each in its column, one over several in the first of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sgreports.model.base import Box
from sgreports.reading.areas.captioned import united
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.glyphs.segments import Strip, cut_before, gaps_over
from sgreports.reading.tables.columns import Cells, crosses, pieces, text_of
from sgreports.reading.tables.headings.groups import Extent, group_columns
from sgreports.reading.tables.rules import RuleLevel

_NEAR = 3.0  # points between an edge and the white that it stands for
_HEADS_APART = 0.45, 0.9  # em of white between the headings of two columns: at an edge; anywhere
_MOSTLY = 0.5  # of a column's width under a heading
_LEVEL = 3.0  # points: rules so near each other are one


def extents(strips: Sequence[Strip], edges: Sequence[float]) -> tuple[Extent | None, ...]:
    """The left and right ends of what each column holds, in points; None for an empty one."""
    found: list[Extent | None] = [None] * (len(edges) + 1)
    for left, right in (piece for strip in strips if not crosses(strip, edges) for piece in pieces(strip)):
        column = sum((left + right) / 2 > edge for edge in edges)
        own = found[column]
        found[column] = (min(own[0], left), max(own[1], right)) if own else (left, right)
    return tuple(found)


def cut_over(
    strip: Strip,
    edges: Sequence[float],
    columns: Sequence[Extent | None],
    *rules: Sequence[Extent],
    groups: Sequence[tuple[Extent, int]] = (),
) -> Cells:
    """The cells of a heading's row: one that stands over several columns in the first of them.

    `groups` are headings whose first column is known.
    The rules over and then those under the row show it where they are broken; else a heading, which may be wider than
    its column, belongs to the one that it shares most width with.
    """
    least, white = (em * strip.row.size for em in _HEADS_APART)
    gaps = gaps_over(strip, least)
    at = [i for i, x, y in gaps if y - x > white or any(x - _NEAR <= edge <= y + _NEAR for edge in edges)]
    cells = [""] * (len(edges) + 1)
    found = cut_before(strip, at)
    alone = [
        span for spans in rules for span in spans if sum(_holds(span, (part.left, part.right)) for part in found) == 1
    ]
    for segment in found:
        ruled = (_ruled(span, columns) for span in alone if _holds(span, (segment.left, segment.right)))
        known = (number for own, number in groups if _holds(own, (segment.left, segment.right)))
        column = next((number for number in (*known, *ruled) if number is not None), None)
        column = shared_column((segment.left, segment.right), edges, columns) if column is None else column
        cells[column] = f"{cells[column]} {text_of(segment)}".strip()
    return tuple(cells)


def _holds(span: Extent, own: Extent) -> bool:
    return span[0] - _NEAR <= own[0] and own[1] <= span[1] + _NEAR


def _ruled(span: Extent, columns: Sequence[Extent | None]) -> int | None:
    """The number of the first column over or under a rule; None where the rule runs over all of them."""
    known = [i for i, own in enumerate(columns) if own]
    found = [i for i in known if (own := columns[i]) and span[0] < (own[0] + own[1]) / 2 < span[1]]
    return found[0] if 0 < len(found) < len(known) else None


def shared_column(heading: Extent, edges: Sequence[float], columns: Sequence[Extent | None]) -> int:
    """The number of the column whose cells share most width with a heading; of several under it the first."""
    left, right = heading
    shared = [min(right, own[1]) - max(left, own[0]) if own else 0.0 for own in columns]
    whole = [i for i, own in enumerate(columns) if own and shared[i] > _MOSTLY * (own[1] - own[0])]
    if len(whole) > 1:
        return whole[0]
    if max(shared) > 0:
        return max(range(len(shared)), key=shared.__getitem__)
    return sum((left + right) / 2 > edge for edge in edges)


def ruled_heading_rows(
    rows: Sequence[Strip],
    run: Sequence[RuleLevel],
    edges: Sequence[float],
    body: Sequence[Extent | None],
    drawn: Drawn,
) -> list[Cells]:
    """The rows over the last level, which parts heading and body: one for each stretch between two levels, and two
    where a rule under a heading over a few of the columns parts the stretch. A level over some of the columns parts the
    headings of these alone."""
    found: list[Cells] = []
    waiting: list[Cells] = []  # the first lines of headings beside a level over some of the columns
    for upper, lower in pairwise(run):
        rules = upper.spans if len(upper.spans) > 1 else (), lower.spans
        inside = [row for row in rows if upper.y < row.row.baseline <= lower.y]
        groups = group_columns(inside, lower.spans, body) if lower is not run[-1] else []
        lines = [*waiting, *(cut_over(row, edges, body, *rules, groups=groups) for row in inside)]
        rule = _rule_between(drawn, upper.y, lower.y, inside)
        over = [False] * len(waiting) + [rule is not None and row.row.baseline <= rule.top for row in inside]
        columns = _columns_under(rule, body) if rule else ()
        waiting = []
        if lower is not run[-1]:
            beside = [i for i, own in enumerate(body) if own and not _covers(lower.spans, own)]
            waiting = [tuple(cell if i in beside else "" for i, cell in enumerate(line)) for line in lines]
            lines = [tuple("" if i in beside else cell for i, cell in enumerate(line)) for line in lines]
        if lines:
            found += filter(any, _parted(lines, over, columns))
    return found


def _covers(spans: Sequence[Extent], own: Extent) -> bool:
    """Whether a level's rules run over a column."""
    return any(min(right, own[1]) > max(left, own[0]) for left, right in spans)


def _parted(lines: Sequence[Cells], over: Sequence[bool], columns: Sequence[int]) -> Iterator[Cells]:
    """The cells over the rule, and all others."""
    upper = [
        [cell if high and i in columns else "" for i, cell in enumerate(line)]
        for line, high in zip(lines, over, strict=True)
    ]
    lower = [
        ["" if high and i in columns else cell for i, cell in enumerate(line)]
        for line, high in zip(lines, over, strict=True)
    ]
    for part in (upper, lower):
        yield tuple(" ".join(filter(None, column)) for column in zip(*part, strict=True))


def _rule_between(drawn: Drawn, upper: float, lower: float, rows: Sequence[Strip]) -> Box | None:
    """The rule, drawn in one or several pieces, that parts the headings over and under it between two levels."""
    found = [rule for rule in drawn.rules if upper + _LEVEL < rule.top < lower - _LEVEL]
    for near in ([rule for rule in found if abs(rule.top - other.top) <= _LEVEL] for other in found):
        rule = united(near)
        within = [row for row in rows if rule and any(_holds((rule.x0, rule.x1), piece) for piece in pieces(row))]
        if rule and any(r.row.baseline < rule.top for r in within) and any(r.row.baseline > rule.top for r in within):
            return rule
    return None


def _columns_under(rule: Box, body: Sequence[Extent | None]) -> list[int]:
    return [i for i, own in enumerate(body) if own and rule.x0 < (own[0] + own[1]) / 2 < rule.x1]
