"""Where two readings of one paragraph differ, each difference with its place and a sentence that says it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sgreports.model.base import Frozen
from sgreports_gold.annotation.gold.records import Arc, Mark, Marks
from sgreports_gold.annotation.gold.row import written
from sgreports_gold.annotation.scoring.comparison import Comparison, Slip
from sgreports_gold.annotation.scoring.pairing import Paired, paired

VALUES = ("entity", "kind", "unit", "unit_from", "event")
NAMES = ("A", "B")
Names = tuple[str, str]


class Difference(Frozen):
    """One thing on which two readings differ, in a sentence; `start`, `end` are where to look."""

    says: str
    start: int
    end: int


def differences(a: Marks, b: Marks, names: Names = NAMES) -> list[Difference]:
    """All differences between two readings of the same text, mentions first, in the text's order."""
    same = paired(a, b)
    pairs = [(a.mentions[i], b.mentions[j]) for i, j in same.mentions]
    found = [Difference(says=says, start=m.start, end=m.end) for m, n in pairs for says in _values(m, n, names)]
    found += [_span(*group, names) for group in _groups(a, b, same)]
    return sorted(found, key=lambda d: d.start) + list(_relations(a, b, same, names))


def choices(a: Marks, b: Marks) -> int:
    """How many choices two readings leave to whoever decides: all differences of one mention are one."""
    same = paired(a, b)
    mentions = sum(any(_values(a.mentions[i], b.mentions[j], NAMES)) for i, j in same.mentions)
    return mentions + len(list(_groups(a, b, same))) + len(list(_relations(a, b, same, NAMES)))


def agreed(a: Marks, b: Marks) -> Marks:
    """What both readings say alike, mention by mention and relation by relation; ids and notes are the first's."""
    same = paired(a, b)
    pairs = [(a.mentions[i], b.mentions[j]) for i, j in same.mentions]
    alike = [(m, n) for m, n in pairs if not any(_values(m, n, NAMES))]
    mentions = tuple(m.model_copy(update={"row": m.row or n.row}) for m, n in alike)  # one of them may have no row
    ids = {m.id for m in mentions}
    said = [a.relations[i] for i, j in same.relations if _status(a.relations[i]) == _status(b.relations[j])]
    return Marks(mentions=mentions, relations=tuple(r for r in said if {r.subject, r.object} <= ids))


def _values(m: Mark, n: Mark, names: Names) -> Iterator[str]:
    """What two mentions of the same words differ in; where the label is another, the values need not agree."""
    if m.label != n.label:
        yield f"“{m.text}” is {m.label} to {names[0]}, {n.label} to {names[1]}"
        return
    for what in VALUES:
        mine, other = getattr(m, what) or "none", getattr(n, what) or "none"
        if mine != other:
            yield f"{what} of “{m.text}”: {mine} to {names[0]}, {other} to {names[1]}"
    if m.row and n.row and m.row != n.row:
        yield f"row of “{m.text}”: {written(m.row)} to {names[0]}, {written(n.row)} to {names[1]}"


def _groups(a: Marks, b: Marks, same: Paired) -> Iterator[tuple[list[Mark], list[Mark]]]:
    """Mentions that the other has not with these edges; those that overlap together, of the one and of the other."""
    mine = [a.mentions[i] for i in same.unpaired(same.mentions, 0, len(a.mentions))]
    others = [b.mentions[j] for j in same.unpaired(same.mentions, 1, len(b.mentions))]
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


def _span(mine: Sequence[Mark], others: Sequence[Mark], names: Names) -> Difference:
    both, told = [*mine, *others], (_told(mine), _told(others))
    return Difference(
        says=f"{told[0]} to {names[0]}, {told[1]} to {names[1]}",
        start=min(m.start for m in both), end=max(m.end for m in both),
    )  # fmt: skip


def _told(marks: Sequence[Mark]) -> str:
    return ", ".join(f"“{m.text}” {m.label}" for m in marks) or "nothing"


def _relations(a: Marks, b: Marks, same: Paired, names: Names) -> Iterator[Difference]:
    for side, reading in enumerate((a, b)):
        for i in same.unpaired(same.relations, side, len(reading.relations)):
            r = reading.relations[i]
            unusual = "".join(f"{word} " for word in _status(r) if word not in ("affirmed", "actual"))
            yield _relation(r, reading, f"{unusual}to {names[side]} alone")
    for i, j in same.relations:
        r, s = a.relations[i], b.relations[j]
        if _status(r) != _status(s):
            yield _relation(r, a, f"{' '.join(_status(r))} to {names[0]}, {' '.join(_status(s))} to {names[1]}")


def _status(r: Arc) -> tuple[str, ...]:
    return (r.polarity, r.modality, *((r.role,) if r.role else ()))


def _relation(r: Arc, reading: Marks, how: str) -> Difference:
    by = {m.id: m for m in reading.mentions}
    subject, target = by[r.subject], by[r.object]
    return Difference(
        says=f"{subject.text} —{r.type}→ {target.text}: {how}",
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
