"""Where two readings of one paragraph differ, each difference with its place and a sentence that says it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from sgreports.model.base import Frozen
from sgreports_gold.annotation.gold.records import Arc, Mark, Marks
from sgreports_gold.annotation.gold.row import written
from sgreports_gold.annotation.scoring.comparison import Comparison, Slip
from sgreports_gold.annotation.scoring.pairing import Paired, paired

Value = Literal["entity", "kind", "unit", "unit_from", "event"]
What = Literal["span", "label", "entity", "kind", "unit", "unit_from", "event", "row", "relation", "status"]
VALUES: tuple[Value, ...] = get_args(Value)
NAMES = ("A", "B")
Names = tuple[str, str]


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


def differences(a: Marks, b: Marks, names: Names = NAMES) -> list[Difference]:
    """All differences between two readings of the same text, mentions first, in the text's order."""
    same = paired(a, b)
    found = [d for i, j in same.mentions for d in _values(a.mentions[i], b.mentions[j], names)]
    found += _spans(a, b, same, names)
    return sorted(found, key=lambda d: d.start) + list(_relations(a, b, same, names))


def agreed(a: Marks, b: Marks) -> Marks:
    """What both readings say alike, mention by mention and relation by relation; ids and notes are the first's."""
    same = paired(a, b)
    pairs = [(a.mentions[i], b.mentions[j]) for i, j in same.mentions]
    mentions = [_with_row(m, n) for m, n in pairs if not list(_values(m, n, NAMES))]
    ids = {m.id for m in mentions}
    alike = [a.relations[i] for i, j in same.relations if _status(a.relations[i]) == _status(b.relations[j])]
    return Marks(mentions=tuple(mentions), relations=tuple(r for r in alike if {r.subject, r.object} <= ids))


def _with_row(m: Mark, other: Mark) -> Mark:
    """The mention with the row that one of the two wrote."""
    return m.model_copy(update={"row": m.row or other.row})


def _values(m: Mark, n: Mark, names: Names) -> Iterator[Difference]:
    """What two mentions of the same words differ in; where the label is another, the values need not agree."""
    if m.label != n.label:
        yield _of_pair("label", f"“{m.text}” is {m.label} to {names[0]}, {n.label} to {names[1]}", m, n)
        return
    for what in VALUES:
        mine, other = getattr(m, what) or "none", getattr(n, what) or "none"
        if mine != other:
            yield _of_pair(what, f"{what} of “{m.text}”: {mine} to {names[0]}, {other} to {names[1]}", m, n)
    if m.row and n.row and m.row != n.row:
        says = f"row of “{m.text}”: {written(m.row)} to {names[0]}, {written(n.row)} to {names[1]}"
        yield _of_pair("row", says, m, n)


def _of_pair(what: What, says: str, m: Mark, n: Mark) -> Difference:
    return Difference(what=what, says=says, a=(m.id,), b=(n.id,), start=m.start, end=m.end)


def _spans(a: Marks, b: Marks, same: Paired, names: Names) -> Iterator[Difference]:
    """Mentions that the other has not with these edges; those that overlap are shown together."""
    mine = [a.mentions[i] for i in same.unpaired(same.mentions, 0, len(a.mentions))]
    others = [b.mentions[j] for j in same.unpaired(same.mentions, 1, len(b.mentions))]
    for left, right in _groups(mine, others):
        yield Difference(
            what="span", says=f"{_told(left)} to {names[0]}, {_told(right)} to {names[1]}",
            a=tuple(m.id for m in left), b=tuple(n.id for n in right),
            start=min(m.start for m in left + right), end=max(m.end for m in left + right),
        )  # fmt: skip


def _groups(mine: Sequence[Mark], others: Sequence[Mark]) -> Iterator[tuple[list[Mark], list[Mark]]]:
    """Runs of overlapping mentions, each with those of the one and of the other."""
    rows: list[tuple[Mark, int]] = [*((m, 0) for m in mine), *((n, 1) for n in others)]
    group: tuple[list[Mark], list[Mark]] = ([], [])
    end = -1
    for m, side in sorted(rows, key=lambda row: (row[0].start, row[0].end)):
        if m.start >= end and any(group):
            yield group
            group = ([], [])
        group[side].append(m)
        end = max(end, m.end)
    if any(group):
        yield group


def _told(marks: Sequence[Mark]) -> str:
    return ", ".join(f"“{m.text}” {m.label}" for m in marks) or "nothing"


def _relations(a: Marks, b: Marks, same: Paired, names: Names) -> Iterator[Difference]:
    for i in same.unpaired(same.relations, 0, len(a.relations)):
        yield _lone(a.relations[i], a, f"{_told_status(a.relations[i])}to {names[0]} alone", Pair(a=i, b=None))
    for j in same.unpaired(same.relations, 1, len(b.relations)):
        yield _lone(b.relations[j], b, f"{_told_status(b.relations[j])}to {names[1]} alone", Pair(a=None, b=j))
    for i, j in same.relations:
        r, s = a.relations[i], b.relations[j]
        if _status(r) != _status(s):
            how = f"{' '.join(_status(r))} to {names[0]}, {' '.join(_status(s))} to {names[1]}"
            yield _lone(r, a, how, Pair(a=i, b=j), "status", (s.subject, s.object))


def _status(r: Arc) -> tuple[str, ...]:
    return (r.polarity, r.modality, *((r.role,) if r.role else ()))


def _told_status(r: Arc) -> str:
    return "".join(f"{word} " for word in _status(r) if word not in ("affirmed", "actual"))


def _lone(  # noqa: PLR0917 - a record of six parts
    r: Arc, reading: Marks, how: str, at: Pair, what: What = "relation", other: tuple[str, ...] = ()
) -> Difference:
    by = {m.id: m for m in reading.mentions}
    subject, target = by[r.subject], by[r.object]
    ends = (r.subject, r.object)
    return Difference(
        what=what, says=f"{subject.text} —{r.type}→ {target.text}: {how}", relation=at,
        a=ends if at.a is not None else (), b=ends if at.a is None else other,
        start=min(subject.start, target.start), end=max(subject.end, target.end),
    )  # fmt: skip


class Change(Frozen):
    """An error that is gone (`won`) or new (`lost`) in the second run; `rule` is named where a row was made."""

    outcome: str
    document: str
    paragraph: str
    what: str
    name: str
    detail: str
    rule: str


def changes(first: Sequence[Comparison], second: Sequence[Comparison]) -> list[Change]:
    """The errors of the first run that the second has not, and the other way round, in the gold's order."""
    after = {(c.document, c.paragraph): c for c in second}
    out: list[Change] = []
    for c in first:
        other = after.get((c.document, c.paragraph))
        if other:
            out += [_change("won", s) for s in _only(c, other)] + [_change("lost", s) for s in _only(other, c)]
    return out


def _only(a: Comparison, b: Comparison) -> list[Slip]:
    left = Counter(_key(s) for s in a.slips) - Counter(_key(s) for s in b.slips)
    return [s for s in a.slips if left[_key(s)] > 0]


def _key(s: Slip) -> tuple[str, str, str, int]:
    return s.what, s.name, s.detail, s.start


def _change(outcome: str, s: Slip) -> Change:
    return Change(
        outcome=outcome, document=s.document, paragraph=s.paragraph,
        what=s.what, name=s.name, detail=s.detail, rule=s.rule,
    )  # fmt: skip
