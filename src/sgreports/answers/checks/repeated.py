"""The same measure of one period with two values, in one report or in successive ones."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from sgreports.answers.checks.counts import rounding
from sgreports.answers.checks.finding import Finding, Place
from sgreports.answers.series.measures import STATED, chains
from sgreports.answers.series.points import Point, points
from sgreports.answers.series.question import SeriesQuestion
from sgreports.answers.series.words import Likeness

ALIKE, NEAR = 0.75, 0.6
LEAST_WORDS = 5
SURE = 0.6


def repeated(dataset: Path) -> Iterator[Finding]:
    """Values of a series that a later report gives otherwise for the same stated time, exact both times."""
    found = points(dataset, SeriesQuestion())
    whole, near = Likeness({p.words for p in found}), Likeness({p.near for p in found})
    for chain in chains(found):
        for one, other in combinations(_stated(chain), 2):
            alike = whole(one.words, other.words) >= ALIKE and near(one.near, other.near) >= NEAR
            if one.period == other.period and _differ(one, other) and alike:
                says = f"{one.phrase or one.sentence[:60]}, {one.when}: {one.number}, later {other.number}"
                yield Finding(check="repeated", says=says, sure=SURE, places=(_place(one), _place(other)))


def _differ(one: Point, other: Point) -> bool:
    """Whether two values differ by more than rounding explains."""
    return abs(one.value - other.value) > max(rounding(p.number, p.value) for p in (one, other))


def _stated(chain: Sequence[Point]) -> list[Point]:
    return [p for p in chain if p.time_from in STATED and p.exact and len(p.words) >= LEAST_WORDS and not _is_open(p)]


def _is_open(point: Point) -> bool:
    """Whether a value is one of two (`750 or 790`), or says how far something has come (`9 of 13`)."""
    if re.search(r"\bof\b", point.number):
        return True
    number = re.escape(point.number)
    return re.search(rf"{number}\s+or\s+[$€]?\d|\d\s+or\s+{number}", point.sentence) is not None


def _place(point: Point) -> Place:
    return Place(
        document=point.document, place=point.place, paragraph=point.paragraph, page=point.page, link=point.link,
        text=point.sentence,
    )  # fmt: skip
