"""Which mentions and relations of two readings of one paragraph are the same thing.

A reading is gold, whose offsets count letters, or the marks of the desk, whose offsets count characters. Both readings
of a pair must count alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sgreports.knowledge.statements.relations import symmetric_types
from sgreports_gold.annotation.gold.records import Mark, Marks


@dataclass(frozen=True, slots=True)
class Paired:
    """Mentions with the same edges, and relations that say the same, as places in the two readings' lists."""

    mentions: tuple[tuple[int, int], ...]
    relations: tuple[tuple[int, int], ...]

    def unpaired(self, pairs: Sequence[tuple[int, int]], side: int, size: int) -> list[int]:
        """The places in a list of this size, that of one side (0 or 1), which no pair has."""
        taken = {pair[side] for pair in pairs}
        return [i for i in range(size) if i not in taken]


def paired(a: Marks, b: Marks) -> Paired:
    """What is the same in two readings: a mention by its edges, a relation by its type and its arguments.

    Two arguments are the same where their words overlap under one label, or where both have the same normal form (a
    name and its abbreviation). For counts the normal form is not enough: two numbers may be equal by chance.
    """
    places = {(n.start, n.end): j for j, n in enumerate(b.mentions)}
    mentions = tuple((i, places[m.start, m.end]) for i, m in enumerate(a.mentions) if (m.start, m.end) in places)
    return Paired(mentions, tuple(_relations(a, b)))


def _relations(a: Marks, b: Marks) -> Iterator[tuple[int, int]]:
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


def _same_ends(kind: str, ends: tuple[Mark, Mark], others: tuple[Mark, Mark]) -> bool:
    straight = _same(ends[0], others[0]) and _same(ends[1], others[1])
    return straight or (kind in symmetric_types() and _same(ends[0], others[1]) and _same(ends[1], others[0]))


def _same(m: Mark, n: Mark) -> bool:
    if (m.start, m.end) == (n.start, n.end):
        return True
    if m.label != n.label:
        return False
    overlaps = m.start < n.end and n.start < m.end
    return overlaps or (m.label != "COUNT" and m.entity is not None and m.entity == n.entity)
