"""Where two readings of one paragraph differ, each difference with its place and a sentence that says it."""

from collections.abc import Iterator, Sequence
from typing import Literal

from sgreports.annotation.marks import SYMMETRIC, Arc, Mark, Marks
from sgreports.model.base import Frozen

What = Literal["span", "label", "entity", "kind", "unit", "relation", "status"]
VALUES: tuple[Literal["entity", "kind", "unit"], ...] = ("entity", "kind", "unit")


class Pair(Frozen):
    """The places of a relation in the two readings' lists; None where a reading has it not."""

    a: int | None
    b: int | None


class Difference(Frozen):
    """One thing on which two readings differ; `a`, `b` are the mentions concerned, `start`, `end` where to look."""

    what: What
    says: str
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    start: int
    end: int
    relation: Pair | None = None


def differences(a: Marks, b: Marks, names: tuple[str, str] = ("A", "B")) -> list[Difference]:
    """All differences between two readings of the same text, mentions first, in the text's order."""
    pairs = [(m, n) for m in a.mentions for n in b.mentions if (m.start, m.end) == (n.start, n.end)]
    found = [d for m, n in pairs for d in _of_pair(m, n, names)]
    found += _spans(a, b, pairs, names)
    return sorted(found, key=lambda d: d.start) + list(_relations(a, b, names))


def agreed(a: Marks, b: Marks) -> Marks:
    """What both readings say alike, mention by mention and relation by relation; ids and notes are the first's."""
    pairs = [(m, n) for m in a.mentions for n in b.mentions if (m.start, m.end) == (n.start, n.end)]
    same = [(m, n) for m, n in pairs if not list(_of_pair(m, n, ("A", "B")))]
    ids = {m.id for m, _ in same}
    there = {_key(r, b): r for r in b.relations}
    relations = tuple(
        r for r in a.relations
        if {r.subject, r.object} <= ids and (other := there.get(_key(r, a))) and _status(r) == _status(other)
    )  # fmt: skip
    return Marks(mentions=tuple(m for m, _ in same), relations=relations)


def _of_pair(m: Mark, n: Mark, names: tuple[str, str]) -> Iterator[Difference]:
    """What two mentions of the same words differ in; where the label is another, the values need not agree."""
    place = {"a": (m.id,), "b": (n.id,), "start": m.start, "end": m.end}
    if m.label != n.label:
        says = f"“{m.text}” is {m.label} to {names[0]}, {n.label} to {names[1]}"
        yield Difference.model_validate({"what": "label", "says": says, **place})
        return
    for what in VALUES:
        mine, other = getattr(m, what), getattr(n, what)
        if (mine or "") != (other or ""):
            says = f"{what} of “{m.text}”: {mine or 'none'} to {names[0]}, {other or 'none'} to {names[1]}"
            yield Difference.model_validate({"what": what, "says": says, **place})


def _spans(a: Marks, b: Marks, pairs: Sequence[tuple[Mark, Mark]], names: tuple[str, str]) -> Iterator[Difference]:
    """Mentions that the other has not with these edges; those that overlap are told together."""
    mine = [m for m in a.mentions if all(m is not x for x, _ in pairs)]
    others = [n for n in b.mentions if all(n is not x for _, x in pairs)]
    for group in _groups(mine, others):
        left, right = group
        both = left + right
        says = f"{_told(left)} to {names[0]}, {_told(right)} to {names[1]}"
        yield Difference(
            what="span", says=says, a=tuple(m.id for m in left), b=tuple(n.id for n in right),
            start=min(m.start for m in both), end=max(m.end for m in both),
        )  # fmt: skip


def _groups(mine: Sequence[Mark], others: Sequence[Mark]) -> Iterator[tuple[list[Mark], list[Mark]]]:
    """Runs of overlapping mentions, each with those of the one and of the other."""
    ordered = sorted([(m, 0) for m in mine] + [(n, 1) for n in others], key=lambda row: (row[0].start, row[0].end))
    group: tuple[list[Mark], list[Mark]] = ([], [])
    end = -1
    for m, side in ordered:
        if m.start >= end and (group[0] or group[1]):
            yield group
            group = ([], [])
        group[side].append(m)
        end = max(end, m.end) if m.start < end else m.end
    if group[0] or group[1]:
        yield group


def _told(marks: Sequence[Mark]) -> str:
    return ", ".join(f"“{m.text}” {m.label}" for m in marks) or "nothing"


def _key(r: Arc, marks: Marks) -> tuple[object, ...]:
    """A relation by its words' places, so that ids may differ."""
    places = {m.id: (m.start, m.end) for m in marks.mentions}
    ends = (places[r.subject], places[r.object])
    return r.type, *(sorted(ends) if r.type in SYMMETRIC else ends)


def _status(r: Arc) -> tuple[str, str]:
    return r.polarity, r.modality


def _relations(a: Marks, b: Marks, names: tuple[str, str]) -> Iterator[Difference]:
    here = {_key(r, a): (i, r) for i, r in enumerate(a.relations)}
    there = {_key(r, b): (i, r) for i, r in enumerate(b.relations)}
    for key, (i, r) in here.items():
        if key not in there:
            yield _lone(r, a, f"to {names[0]} alone", Pair(a=i, b=None))
        elif _status(r) != _status(there[key][1]):
            other = there[key][1]
            how = f"{' '.join(_status(r))} to {names[0]}, {' '.join(_status(other))} to {names[1]}"
            yield _lone(r, a, how, Pair(a=i, b=there[key][0]), "status")
    for key, (i, r) in there.items():
        if key not in here:
            yield _lone(r, b, f"to {names[1]} alone", Pair(a=None, b=i))


def _lone(r: Arc, marks: Marks, how: str, at: Pair, what: What = "relation") -> Difference:
    by = {m.id: m for m in marks.mentions}
    subject, target = by[r.subject], by[r.object]
    ends = (r.subject, r.object)
    return Difference(
        what=what, says=f"{subject.text} —{r.type}→ {target.text}: {how}", relation=at,
        a=ends if at.a is not None else (), b=ends if at.a is None else (),
        start=min(subject.start, target.start), end=max(subject.end, target.end),
    )  # fmt: skip
