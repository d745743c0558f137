"""Shares that do not fit the numbers that they stand beside."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sgreports.answers.checks.counts import Count, by_paragraph, half_step
from sgreports.answers.checks.finding import Finding

OF_OTHERS = re.compile(r"\s*of (?!(?:the|that|this|their) total\b)")
"""After a share: it is one of something else than the total."""
SIDE_BY_SIDE = 40  # characters between a number and its share
TRUNCATED = 1.0  # percentage points: `9 per cent` for 9.6 is rounded down, no contradiction
SURE = 0.8


def shares(counts: Sequence[Count]) -> Iterator[Finding]:
    """`282 women (8.7 per cent)` of a total that the paragraph states: another share than the two numbers give.

    There is none where another number of the paragraph explains the share: then the total was read wrongly.
    """
    for paragraph in by_paragraph(counts):
        for number, share, total in _shares_of(paragraph):
            if not _of_the_same_whole(number, share, total, paragraph) and not any(
                _fits(number, share, other) for other in paragraph
            ):
                true = 100 * number.amount / total.amount
                says = f"{number.number_text} of {total.number_text} is {true:.1f} per cent, not {share.number_text}"
                yield Finding(check="shares", says=says, sure=SURE, places=(number.place,))


def _shares_of(paragraph: Sequence[Count]) -> Iterator[tuple[Count, Count, Count]]:
    """Numbers with the share beside them, and the total of both."""
    totals = {count.count_id: count for count in paragraph}
    for before, after in pairwise(paragraph):
        number, share = (before, after) if after.kind == "percent" else (after, before)
        total = totals.get(number.part_of or "")
        if total and _beside(before, after) and _shared(number, share, total):
            yield number, share, total


def _of_the_same_whole(number: Count, share: Count, total: Count, paragraph: Sequence[Count]) -> bool:
    """`195 (6.7 per cent), of whom 42 are Serbs (1.4 per cent)`: both are shares of a whole that is not said."""
    for before, after in pairwise(paragraph):
        of_total = after if before is total else before if after is total else None
        if of_total and of_total.kind == "percent" and of_total is not share and _beside(before, after):
            part = of_total.amount * number.amount / total.amount
            return abs(part - share.amount) <= half_step(share.number_text, share.amount) + TRUNCATED * part / 100
    return False


def _fits(number: Count, share: Count, total: Count) -> bool:
    if total.amount <= 0 or number.kind != total.kind:
        return False
    margin = max(half_step(share.number_text, share.amount) * 1.02, TRUNCATED)
    return abs(100 * number.amount / total.amount - share.amount) <= margin


def _beside(before: Count, after: Count) -> bool:
    """Whether the second of two counts stands in brackets right after the first."""
    between = after.text[before.end_ : after.start]
    return between.count("(") == 1 and ")" not in between and len(between) <= SIDE_BY_SIDE


def _shared(number: Count, share: Count, total: Count) -> bool:
    like = number.kind == total.kind in ("cardinal", "money")
    exact = all(c.exact for c in (number, share, total)) and not OF_OTHERS.match(share.text[share.end_ :])
    return share.kind == "percent" and like and exact and share.part_of in (None, total.count_id) and total.amount > 0
