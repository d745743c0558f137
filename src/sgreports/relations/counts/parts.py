"""Parts of totals (`part_of`): `12 people, including 3 children`; brackets, colons, lists, `of whom`, `of that total`.

A paragraph's counts are read in order. Each is asked which total it is a part of, by the words between it and the
counts around it; sums decide where words alone do not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sgreports.knowledge.statements.relations import Frame
from sgreports.knowledge.statements.unit_classes import of_persons, unit_class
from sgreports.model.facts import Mention
from sgreports.relations.counts.part_cues import (
    Gap,
    gap_between,
    listing,
    only,
    opened_bracket,
    opens_list,
    points_back,
    restated,
    stands_after,
    taken_from,
    totals,
    with_clause,
)  # fmt: skip
from sgreports.relations.counts.sums import adds_up, amount, exceeds, fits
from sgreports.relations.grammar.arguments import Scene

POINTING = ("which", "whom", "them", "these", "those", ",")
OPENING_MARKS = (";", ",", ":", "–", "—", ".")
REACH = 12  # counts looked at before a part for its total
SUM_LEAST = 5  # a smaller total may be the sum of its neighbours by chance


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its total, and the step that found it."""

    part: Mention
    total: Mention
    frame: Frame


@dataclass(slots=True)
class Read:
    """A paragraph's counts in order, and the parts found so far."""

    scene: Scene
    counts: Sequence[Mention]
    parts: dict[str, Part] = field(default_factory=dict)

    def gap(self, place: int) -> Gap:
        """The words between a count and the one before it."""
        return gap_between(self.scene, self.counts[place - 1], self.counts[place])

    def sentence(self, place: int) -> int:
        return self.scene.heads[self.counts[place].id].sent.start

    def siblings(self, total: Mention) -> list[Mention]:
        return [p.part for p in self.parts.values() if p.total is total]


def parts(scene: Scene) -> list[Part]:
    """The parts of totals in a paragraph, in text order."""
    counts = [m for m in scene.mentions if m.label == "COUNT" and m.id in scene.heads]
    read = Read(scene, counts)
    for place in range(len(counts)):
        for find in STEPS:
            if counts[place].id not in read.parts and (found := find(read, place)) is not None:
                read.parts[found.part.id] = found
    for place in reversed(range(len(counts))):  # inner totals first, so that their parts are no parts of the outer
        for found in (*summed_after(read, place), *summed_before(read, place)):
            read.parts.setdefault(found.part.id, found)
    return [read.parts[c.id] for c in counts if c.id in read.parts]


def nearest(read: Read, place: int, same_sentence: bool = True) -> Mention | None:
    """The nearest count before that the one at `place` can be a part of."""
    part = read.counts[place]
    for before in range(place - 1, max(-1, place - 1 - REACH), -1):
        total = read.counts[before]
        if same_sentence and read.sentence(before) != read.sentence(place):
            return None
        if fits(part, total) and not closed(read, before, place):
            return total
    return None


def closed(read: Read, before: int, place: int) -> bool:
    """Whether a count stands in a bracket that was closed before another count."""
    text = read.scene.doc.text
    between = text[read.counts[before].start : read.counts[place].start]
    return between.count(")") > between.count("(")


def by_following(read: Read, place: int) -> Part | None:
    """`40 countries, six of which …`; `32 per cent of them`."""
    count = read.counts[place]
    if not place or not stands_after(read.scene, count):
        return None
    total = nearest(read, place, same_sentence=False)
    return Part(count, total, "cue") if total else None


def by_pointing(read: Read, place: int) -> Part | None:
    """`Of these, nine …`: of the total of the sentence before."""
    if not place or not points_back(read.scene, read.counts[place]):
        return None
    total = last_total(read, place)
    return Part(read.counts[place], total, "pointed") if total else None


def last_total(read: Read, place: int) -> Mention | None:
    """The last count of an earlier sentence that is no part; else the nearest that fits."""
    earlier = [i for i in range(place) if read.sentence(i) != read.sentence(place)]
    last = [i for i in earlier if read.sentence(i) == read.sentence(earlier[-1])]
    whole = [read.counts[i] for i in last if read.counts[i].id not in read.parts]
    fitting = [c for c in whole if fits(read.counts[place], c)]
    return fitting[-1] if fitting else nearest(read, place, same_sentence=False)


def by_fronting(read: Read, place: int) -> Part | None:
    """`Of the 145 laws promulgated, 95 have been published`; only parts of the total may stand between."""
    part = read.counts[place]
    for before in range(place - 1, -1, -1):
        total = read.counts[before]
        if read.sentence(before) != read.sentence(place):
            return None
        if fronted(read.scene, total):
            return Part(part, total, "cue") if fits(part, total) else None
        if total.id not in read.parts:
            return None
    return None


def fronted(scene: Scene, total: Mention) -> bool:
    """Whether a count stands after an `of` that opens its clause: `Of the remaining 203 officers`."""
    first = scene.spans[total.id].start
    before = [t for t in scene.doc[max(0, first - 4) : first] if t.lower_ in ("of", "among", "from")]
    words = scene.doc[before[-1].i + 1 : first] if before else ()
    if not before or any(t.pos_ == "NOUN" or t.lower_ in POINTING for t in words):
        return False
    of = before[-1]
    return of.is_sent_start or scene.doc[of.i - 1].text in OPENING_MARKS or scene.doc[of.i - 1].lower_ == "and"


def by_opening(read: Read, place: int) -> Part | None:
    """`60 people, including 26 women`; `52 officers (1 woman)`; `30 men: 10 …`."""
    if not place or read.sentence(place) != read.sentence(place - 1):
        return None
    gap, part = read.gap(place), read.counts[place]
    if opens_list(gap):
        total = nearest(read, place)
        return Part(part, total, "cue") if total else None
    before = read.counts[place - 1]
    if opened_bracket(gap, read.scene, part) and fits(part, before):
        return Part(part, before, "bracket")
    if with_clause(gap, read.scene, part) and fits(part, before):
        return Part(part, before, "cue")
    return None


def by_listing(read: Read, place: int) -> Part | None:
    """A count that goes on with a list of parts."""
    if not place or read.counts[place - 1].id not in read.parts or read.sentence(place) != read.sentence(place - 1):
        return None
    before, part = read.parts[read.counts[place - 1].id], read.counts[place]
    group = [*read.siblings(before.total), part]
    if not listing(read.gap(place), read.scene, before.part, part) or not fits(part, before.total):
        return None
    if before.frame != "bracket" and exceeds(group, before.total):
        return None
    return Part(part, before.total, before.frame)


def by_rest(read: Read, place: int) -> Part | None:
    """`The remaining 1,300`, after other parts of a total."""
    span = read.scene.spans[read.counts[place].id]
    near = {t.lower_ for t in read.scene.doc[max(0, span.start - 2) : span.end + 1]}
    if not near & {"remaining", "other", "others", "rest"} or fronted(read.scene, read.counts[place]):
        return None
    totals_before = [p.total for p in read.parts.values() if p.part.start < read.counts[place].start]
    if not totals_before or not fits(read.counts[place], totals_before[-1]):
        return None
    group = [*read.siblings(totals_before[-1]), read.counts[place]]
    return None if exceeds(group, totals_before[-1]) else Part(read.counts[place], totals_before[-1], "pointed")


def by_total_after(read: Read, place: int) -> Part | None:
    """`12 out of 40`; `13 new ratifications, bringing the total to 165`."""
    if place + 1 >= len(read.counts) or read.sentence(place) != read.sentence(place + 1):
        return None
    part, total, gap = read.counts[place], read.counts[place + 1], read.gap(place + 1)
    if taken_from(gap, part) and fits(part, total):
        return Part(part, total, "cue")
    if totals(gap, read.scene, part) and fits(part, total):
        return Part(part, total, "cue")
    return by_share(read, place, gap)


def by_share(read: Read, place: int, gap: Gap) -> Part | None:
    """The number that a share says again: `8,000 were deployed, representing 14 per cent of the 56,000`."""
    share, part = read.counts[place + 1], read.counts[place]
    if share.kind != "percent" or part.kind == "percent" or place + 2 >= len(read.counts) or not restated(gap):
        return None
    total = read.counts[place + 2]
    of = taken_from(read.gap(place + 2), share) and fits(part, total)
    return Part(part, total, "cue") if of else None


def summed_after(read: Read, place: int) -> Iterator[Part]:
    """The counts after one that add up to it: `10 people, five men, three women and two children`."""
    total = read.counts[place]
    after = [c for c in read.counts[place + 1 : place + 1 + REACH] if c.kind == total.kind and c.id not in read.parts]
    if place + 1 < len(read.counts) and closed(read, place, place + 1):
        return
    sentence = read.scene.heads[total.id].sent.start
    inside = [c for c in after if read.scene.heads[c.id].sent.start == sentence]
    alike = [c for c in after if of_one_class(c, total)]
    number = amount(total)
    for run, least in ((inside, SUM_LEAST), (alike, 4 * SUM_LEAST)):
        if number is not None and number.number >= least and (found := leading_sum(run, total)):
            yield from (Part(part, total, "summed") for part in found)
            return


def of_one_class(part: Mention, total: Mention) -> bool:
    """Whether a part counts what its total counts: boys are children, and both are people."""
    if not part.unit or part.unit == total.unit:
        return True
    small, large = (unit_class(c.unit, c.kind or "cardinal") for c in (part, total))
    return (small == large != "other") or (large == "people" and of_persons(small))


def by_only(read: Read, place: int) -> Part | None:
    """`Of a survey of 150 detainees … only 33 had been convicted`: a bare number after `only`."""
    part = read.counts[place]
    if not place or not only(read.scene, part):
        return None
    total = read.counts[place - 1]
    return Part(part, total, "cue") if fits(part, total) and of_one_class(part, total) else None


def leading_sum(run: Sequence[Mention], total: Mention) -> list[Mention]:
    """The first counts of a run that add up to a total; none where they do not."""
    for end in range(2, len(run) + 1):
        if adds_up(run[:end], total):
            return list(run[:end])
        if exceeds(run[:end], total):
            return []
    return []


def summed_before(read: Read, place: int) -> Iterator[Part]:
    """The counts before a total that add up to it: `13 men and eight women, a total of 21 people`."""
    total, run = read.counts[place], []
    if not place or not totals(read.gap(place), read.scene, None):
        return
    for count in reversed(read.counts[max(0, place - REACH) : place]):
        if count.kind != total.kind or count.id in read.parts or not fits(count, total):
            return
        run.append(count)
        if adds_up(run, total):
            yield from (Part(part, total, "summed") for part in reversed(run))
            return


STEPS: tuple[Callable[[Read, int], Part | None], ...] = (
    by_following, by_pointing, by_opening, by_fronting, by_listing, by_total_after, by_only, by_rest,
)  # fmt: skip
