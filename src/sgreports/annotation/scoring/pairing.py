"""Which mentions and relations of two readings of one paragraph are the same thing.

A reading is gold, whose offsets count letters, or the marks of the desk, whose offsets count characters. Both readings
of a pair must count alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sgreports.annotation.gold.row import Row
from sgreports.knowledge.statements.relations import symmetric_types


class Placed(Protocol):
    """A mention with its place."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def entity(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def unit_from(self) -> str | None: ...
    @property
    def event(self) -> str | None: ...
    @property
    def row(self) -> Row | None: ...


class Joined(Protocol):
    """A relation between two mentions, by their ids."""

    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def object(self) -> str: ...
    @property
    def role(self) -> str | None: ...
    @property
    def polarity(self) -> str: ...
    @property
    def modality(self) -> str: ...


class Reading(Protocol):
    """All that one reader marked in a paragraph."""

    @property
    def mentions(self) -> Sequence[Placed]: ...
    @property
    def relations(self) -> Sequence[Joined]: ...


@dataclass(frozen=True, slots=True)
class Paired:
    """Mentions with the same edges, and relations that say the same, as places in the two readings' lists."""

    mentions: tuple[tuple[int, int], ...]
    relations: tuple[tuple[int, int], ...]

    def unpaired(self, pairs: Sequence[tuple[int, int]], side: int, size: int) -> list[int]:
        """The places in a list of this size, that of one side (0 or 1), which no pair has."""
        taken = {pair[side] for pair in pairs}
        return [i for i in range(size) if i not in taken]


def paired(a: Reading, b: Reading) -> Paired:
    """What is the same in two readings: a mention by its edges, a relation by its type and its arguments.

    Two arguments are the same where their words overlap under one label, or where both have the same normal form (a
    name and its abbreviation). For counts the normal form is not enough: two numbers may be equal by chance.
    """
    places = {(n.start, n.end): j for j, n in enumerate(b.mentions)}
    mentions = tuple((i, places[m.start, m.end]) for i, m in enumerate(a.mentions) if (m.start, m.end) in places)
    return Paired(mentions, tuple(_relations(a, b)))


def _relations(a: Reading, b: Reading) -> Iterator[tuple[int, int]]:
    mine, others = ({m.id: m for m in reading.mentions} for reading in (a, b))
    free = dict(enumerate(b.relations))
    for i, r in enumerate(a.relations):
        ends = mine[r.subject], mine[r.object]
        of_type = (j for j, s in free.items() if s.type == r.type)
        same = [j for j in of_type if _same_ends(r.type, ends, (others[free[j].subject], others[free[j].object]))]
        if same:
            best = min(same, key=lambda j: free[j].role != r.role)
            yield i, best
            del free[best]


def _same_ends(kind: str, ends: tuple[Placed, Placed], others: tuple[Placed, Placed]) -> bool:
    straight = _same(ends[0], others[0]) and _same(ends[1], others[1])
    return straight or (kind in symmetric_types() and _same(ends[0], others[1]) and _same(ends[1], others[0]))


def _same(m: Placed, n: Placed) -> bool:
    if (m.start, m.end) == (n.start, n.end):
        return True
    if m.label != n.label:
        return False
    overlaps = m.start < n.end and n.start < m.end
    return overlaps or (m.label != "COUNT" and m.entity is not None and m.entity == n.entity)
