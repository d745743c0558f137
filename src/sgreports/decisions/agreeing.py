"""How far two readers agree on the numbers that both decided: whether it is a count, each cell, the whole row."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sgreports.decisions.decision import ASKED, Decision
from sgreports.decisions.packets.answers import same
from sgreports.decisions.settling import last_words

Key = tuple[str, str, str]
"""A document, one of its paragraphs, and the hash of its letters."""


class Agreement(NamedTuple):
    """Of so many `numbers` the two say the `same` of this."""

    what: str
    same: int
    numbers: int


def agreement(
    one: Iterable[Decision], other: Iterable[Decision], whole: Collection[Key] = ()
) -> tuple[list[Agreement], list[tuple[Decision, Decision | None, str]]]:
    """What two readers say alike, and where they differ. In paragraphs of `whole` the other read every number: what it
    does not name is no count to it."""
    alike: dict[str, int] = defaultdict(int)
    asked: dict[str, int] = defaultdict(int)
    differing = []
    for a, b in _both(one, other, whole):
        for what, equal in _compared(a, b):
            asked[what] += 1
            alike[what] += equal
            if not equal and what != "row":
                differing.append((a, b, what))
    order = ("is a count", *ASKED, "row")
    return [Agreement(what, alike[what], asked[what]) for what in order if asked[what]], differing


def _both(
    one: Iterable[Decision], other: Iterable[Decision], whole: Collection[Key]
) -> Iterator[tuple[Decision, Decision | None]]:
    theirs: dict[Key, list[Decision]] = defaultdict(list)
    for d in _last(other):
        theirs[_key(d)].append(d)
    for d in _last(one):
        start, end = d.letters
        shared = [(min(end, o.letters[1]) - max(start, o.letters[0]), o) for o in theirs[_key(d)]]
        best = max((pair for pair in shared if pair[0] > 0), key=lambda pair: pair[0], default=None)
        if best or _key(d) in whole:
            yield d, best[1] if best else None


def _key(d: Decision) -> Key:
    return d.document, d.paragraph, d.hash


def _last(decisions: Iterable[Decision]) -> list[Decision]:
    numbers: dict[tuple[Key, tuple[int, int]], list[Decision]] = defaultdict(list)
    for d in decisions:
        numbers[_key(d), d.letters].append(d)
    return [d for its in numbers.values() for d in last_words(its)[-1:]]


def _compared(a: Decision, b: Decision | None) -> Iterator[tuple[str, bool]]:
    counts = a.verdict != "wrong", b is not None and b.verdict != "wrong"
    yield "is a count", counts[0] == counts[1]
    if b is None or not all(counts):
        return
    first, second = a.all_cells, b.all_cells
    both = [name for name in ASKED if name in first and name in second]
    equal = {name: same(name, first[name] or None, second[name] or None) for name in both}
    yield from equal.items()
    if len(both) == len(ASKED):
        yield "row", all(equal.values())
