"""The drawn rules of a table: the heights at which they stand, and the columns that their breaks show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sgreports.model.base import Box
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.glyphs.segments import Strip
from sgreports.reading.grouping import Extent, grouped, merged, shared
from sgreports.reading.lines import Page
from sgreports.reading.tables.columns import pieces

_UNDER, _HUGGING, _WORDS = 0.4, 5.0, 1.1  # em below a baseline; points from a letter's edge; em between two texts
_OVER = 2.0  # points over a baseline that recognition put too low
_UNDERLINED = 0.6  # of a rule that one end of a row's words ends has words over it
_LEVEL = 3.0  # points: rules so near each other are one
_SPAN = 0.25  # of the page's width that a level's rules cover together
_HEAD_RULE = (0.78, 16.0)  # the rule under a running head: of the page's width at least, points below the head at most
_TOUCHING = 0.6  # points between the pieces of one rule; columns are further apart


@dataclass(frozen=True, slots=True)
class RuleLevel:
    """Rules at one height (points from the top), left to right as (x0, x1)."""

    y: float
    spans: tuple[Extent, ...]

    @property
    def edges(self) -> list[float]:
        """The x where one rule ends and the next begins."""
        return [(a[1] + b[0]) / 2 for a, b in pairwise(self.spans) if b[0] - a[1] < 12]


def rule_levels(drawn: Drawn, page: Page, strips: Sequence[Strip]) -> list[RuleLevel]:
    """The heights at which rules cover a good part of the page's width, the rule under a running head and those that
    underline words aside."""
    rules = sorted((rule for rule in drawn.rules if not _underlines(rule, strips)), key=lambda rule: rule.top)
    groups = grouped(rules, lambda last, rule: rule.top - last.top <= _LEVEL)
    found = [RuleLevel(own[0].top, tuple(merged(((rule.x0, rule.x1) for rule in own), -2.0))) for own in groups]
    found = [level for level in found if sum(b - a for a, b in level.spans) >= _SPAN * page.width]
    return [level for level in found if not _under_head(level, page)]


def left_of_end(strips: Sequence[Strip], levels: Sequence[RuleLevel]) -> list[Strip]:
    """The rows without what stands to the right of all rules: a symbol that is set upright in the margin."""
    end = max(level.spans[-1][1] for level in levels)
    return [strip for strip in strips if strip.left < end]


def _underlines(rule: Box, strips: Sequence[Strip]) -> bool:
    """Whether a rule runs under words from the first letter to the last, as a typist underlines a heading, with or
    without the number before it; or under a part of them, where a scanner broke the line, or made one of several."""
    above = [strip for strip in strips if -_OVER <= rule.top - strip.row.baseline <= _UNDER * strip.row.size]
    return any(
        (
            any(abs(rule.x0 - left) < _HUGGING for left, _ in pieces(strip))
            and any(abs(rule.x1 - right) < _HUGGING for _, right in pieces(strip, _WORDS))
        )
        or any(left - _HUGGING < rule.x0 and rule.x1 < right + _HUGGING for left, right in pieces(strip, _WORDS))
        or _is_mostly_under(rule, pieces(strip, _WORDS))
        for strip in above
    )


def _is_mostly_under(rule: Box, words: Sequence[Extent]) -> bool:
    """Whether a rule begins or ends with a piece of a row, and has words over most of it."""
    hugs = any(abs(rule.x0 - left) < _HUGGING or abs(rule.x1 - right) < _HUGGING for left, right in words)
    return hugs and shared((rule.x0, rule.x1), words) >= _UNDERLINED * (rule.x1 - rule.x0)


def _under_head(level: RuleLevel, page: Page) -> bool:
    above = [
        line.box for line in page.lines if line.box and line.role == "furniture" and line.box.bottom <= level.y + 2
    ]
    if len(level.spans) > 2 or any(b[0] - a[1] > _TOUCHING for a, b in pairwise(level.spans)):
        return False
    wide = level.spans[-1][1] - level.spans[0][0] >= _HEAD_RULE[0] * page.width
    near = bool(above) and level.y - max(box.bottom for box in above) <= _HEAD_RULE[1]
    return wide and near and level.y < 0.15 * page.height
