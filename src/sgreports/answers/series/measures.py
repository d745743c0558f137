"""Which values of successive reports are one measure: those of alike sentences, or of one cell of alike tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sgreports.answers.series.points import Point
from sgreports.answers.series.words import Likeness
from sgreports.model.dates import share_a_day

ALIKE = {"count": 0.3, "cell": 0.6}  # two sentences; two titles of tables, which are shorter
NEAR_ALIKE = 0.3  # of the words around two numbers, where a sentence has several that it could be
TELLING = 2  # words that two sentences share, at least, but for what they count
STATED = ("said", "table")
RECENT = 3  # values of a measure that a new one is compared with
LONGER = 2  # times as long as another period, at most: a quarter's number and a year's are not on one line

Chain = list[Point]


def chains(points: Sequence[Point]) -> list[Chain]:
    """The values of each measure, in the order of the reports; a report gives a measure one value for a period.

    Compared are values whose `key` is the same: series of reports, kind, unit, event and country, or headers of a cell.
    """
    by_key: dict[tuple[str | None, ...], list[Point]] = defaultdict(list)
    for point in points:
        by_key[point.key].append(point)
    whole = {kind: Likeness({p.telling for p in points if p.key[0] == kind}) for kind in ALIKE}
    near = Likeness({p.near for p in points})
    return [chain for key, group in by_key.items() for chain in _linked(group, whole[key[0] or ""], near)]


def _linked(group: Sequence[Point], whole: Likeness, near: Likeness) -> list[Chain]:
    found: list[Chain] = []
    for report in _by_report(group):
        left = dict(enumerate(report))
        for _, place, number in sorted(_pairs(found, report, whole, near), key=lambda pair: -pair[0]):
            if number in left and _may_join(left[number], found[place]):
                found[place].append(left.pop(number))
        for point in left.values():
            begun = (c for c in found if c[0].document == point.document and _may_join(point, c))
            chain = next((c for c in begun if _alike(c[0], point, report, whole, near)), None)
            found.append([point]) if chain is None else chain.append(point)
    return found


def _may_join(point: Point, chain: Chain) -> bool:
    """Whether a value can be one more of a measure. Periods of a flow are about as long as one another; a second value
    of the same report states another time, and of a flow one that shares no day with the first."""
    same = [other for other in chain if other.document == point.document]
    stated = all(p.time_from in STATED for p in (*same, point))
    if same and not (stated and all(other.period != point.period for other in same)):
        return False
    if point.measure != "flow":
        return True
    return all(_of_like_length(other, point) for other in chain) and not any(
        share_a_day(other.days, point.days) for other in same
    )


def _of_like_length(one: Point, other: Point) -> bool:
    shorter, longer = sorted((end - start).days + 1 for start, end in (one.days, other.days))
    return longer <= LONGER * shorter


def _by_report(group: Iterable[Point]) -> Iterator[list[Point]]:
    reports: dict[str, list[Point]] = {}
    for point in group:
        reports.setdefault(point.document, []).append(point)
    yield from reports.values()


def _pairs(
    found: Sequence[Chain], report: Sequence[Point], whole: Likeness, near: Likeness
) -> Iterator[tuple[float, int, int]]:
    """How alike, which measure, which value of the report: where the two may be one measure."""
    for place, chain in enumerate(found):
        for number, point in enumerate(report):
            how = max(_alike(before, point, report, whole, near) for before in chain[-RECENT:])
            if how:
                yield how, place, number


def _alike(before: Point, point: Point, report: Sequence[Point], whole: Likeness, near: Likeness) -> float:
    sentences = whole(before.telling, point.telling)
    if sentences < ALIKE[point.key[0] or ""] or not _tells(before, point):
        return 0.0
    close = near(before.near, point.near)
    alone = sum(other.sentence == point.sentence for other in report) == 1
    return sentences + close if alone or close >= NEAR_ALIKE else 0.0


def _tells(before: Point, point: Point) -> bool:
    """Whether two texts share enough words to tell one measure, the words before the noun are no others, and neither
    report tells the sections of the two apart (`Northern sector`, `Southern sector`)."""
    if before.heading != point.heading and {before.heading, point.heading} & (before.headings & point.headings):
        return False
    kinds = not (before.kind and point.kind) or before.kind & point.kind
    enough = before.sentence == point.sentence or len(before.telling & point.telling) >= TELLING
    return bool(kinds) and (enough or point.measure is None)
