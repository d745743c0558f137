"""Parts of totals (`part_of`): `12 people, including 3 children`; brackets, colons, lists, `of whom`, `of that total`.

A paragraph's counts are read in order. The total of each is found by the words between it and the counts around it;
sums decide where words alone do not.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import takewhile

from sgreports.counting.total.arithmetic import adds_up, amount, can_be_part, exceeds
from sgreports.counting.total.count_sequence import (
    REACH,
    CountSequence,
    Part,
    goes_on_in_bracket,
    in_closed_bracket,
    nearest_total,
    refers_to_total,
    same_unit_class,
    states_time,
)
from sgreports.model.facts import Mention
from sgreports.scene.scene import Scene, once
from sgreports.sentence.totals import (
    BRACKET_WORDS,
    Gap,
    brings_to_total,
    continues_list,
    follows_colon,
    gap_between,
    has_separator,
    is_additional,
    is_followed_by_of_them,
    is_fronted,
    is_restated_as_share,
    leads_from_part,
    leads_to_total,
    lists_parts,
    named_by_these,
    opens_bracket,
    opens_list,
    opens_with_clause,
)

LATTER = " of the latter"
MAX_LIST = 40  # parts of the longest list that is added up: of troops by country
ROUNDED = 0.015  # a share may be off by so much of its total
MIN_TOTAL = 5  # a smaller total may be a chance sum of its neighbours


@once
def parts_of_totals(scene: Scene) -> list[Part]:
    """The parts of totals in a paragraph, in text order."""
    counts = scene.counts()
    sequence = CountSequence(scene, counts)
    for place in range(len(counts)):
        for find in STEPS:
            if counts[place].id not in sequence.parts and (found := find(sequence, place)) is not None:
                sequence.parts[found.part.id] = found
    for place in reversed(range(len(counts))):  # inner totals first, so that their parts are no parts of the outer
        for found in (*_summed_after(sequence, place), *_summed_before(sequence, place)):
            sequence.parts.setdefault(found.part.id, found)
    for place in range(1, len(counts)):
        if (brought := _brought(sequence, place)) is not None:
            sequence.parts.setdefault(brought.part.id, brought)
    return [sequence.parts[c.id] for c in counts if c.id in sequence.parts]


def totals_of(scene: Scene) -> dict[str, Mention]:
    """The total of each part of a paragraph, by the part's id."""
    return {each.part.id: each.total for each in parts_of_totals(scene)}


def _by_following(sequence: CountSequence, place: int) -> Part | None:
    """`40 countries, six of which …`; `32 per cent of them`; `20 posts in nine districts … six of these posts`."""
    count = sequence.counts[place]
    if not place or not is_followed_by_of_them(span := sequence.scene.spans[count.id]):
        return None
    named = nearest_total(sequence, place, same_sentence=False, noun=named_by_these(span))
    total = named or nearest_total(sequence, place, same_sentence=False)
    return Part(count, total, "cue") if total else None


def _by_latter(sequence: CountSequence, place: int) -> Part | None:
    """`12 murders and 40 robberies, 9 of the latter in the city`; `… Of the latter, 9 …`: of the count just before."""
    part, text = sequence.counts[place], sequence.scene.doc.text
    said = text.startswith(LATTER, part.end) or text[: part.start].lower().rstrip(", ").endswith(LATTER)
    if not place or not said or not can_be_part(part, sequence.counts[place - 1]):
        return None
    return Part(part, sequence.counts[place - 1], "cue")


def _by_pointing(sequence: CountSequence, place: int) -> Part | None:
    """`Of these, nine …`, `This includes nine …`: of the total of the sentence before."""
    if not place or not refers_to_total(sequence.scene, sequence.counts[place]):
        return None
    total = _last_total(sequence, place)
    if total and lists_parts(sequence.gap(place)):
        return Part(sequence.counts[place], total, "cue") if same_unit_class(sequence.counts[place], total) else None
    return Part(sequence.counts[place], total, "pointed") if total else None


def _last_total(sequence: CountSequence, place: int) -> Mention | None:
    """The last count of an earlier sentence that is no part; else the nearest that fits."""
    earlier = [i for i in range(place) if sequence.sentence(i) != sequence.sentence(place)]
    last = [i for i in earlier if sequence.sentence(i) == sequence.sentence(earlier[-1])]
    here = sequence.counts[place]
    whole = [c for c in (sequence.counts[i] for i in last) if c.id not in sequence.parts]
    fitting = [c for c in whole if can_be_part(here, c)]
    return fitting[-1] if fitting else nearest_total(sequence, place, same_sentence=False)


def _by_fronting(sequence: CountSequence, place: int) -> Part | None:
    """`Of the 145 laws promulgated, 95 are in force`; only parts of the total may stand between."""
    part = sequence.counts[place]
    for before in range(place - 1, -1, -1):
        total = sequence.counts[before]
        if sequence.sentence(before) != sequence.sentence(place):
            return None
        if goes_on_in_bracket(sequence, before, place):
            return None
        if is_fronted(sequence.scene.spans[total.id]):
            return Part(part, total, "cue") if can_be_part(part, total) else None
        if total.id not in sequence.parts:
            return None
    return None


def _by_opening(sequence: CountSequence, place: int) -> Part | None:
    """`60 people, including 26 women`; `52 officers (1 woman)`; `30 men: 10 …`."""
    if not sequence.follows(place):
        return None
    gap, part = sequence.gap(place), sequence.counts[place]
    span = sequence.scene.spans[part.id]
    if opens_list(gap):
        total = nearest_total(sequence, place)
        return Part(part, total, "cue") if total else None
    before = sequence.counts[place - 1]
    if opens_bracket(gap, span, part.kind) and not states_time(sequence.scene, part) and can_be_part(part, before):
        return Part(part, before, "bracket")
    named = any(t.i in sequence.scene.at for t in gap.words)
    if follows_colon(gap) and not named and same_unit_class(part, before) and can_be_part(part, before):
        return Part(part, before, "bracket")
    same = part.kind == "percent" or part.unit in (None, "", before.unit)
    if opens_with_clause(gap, span) and same and can_be_part(part, before):
        return Part(part, before, "cue")
    return None


def _by_listing(sequence: CountSequence, place: int) -> Part | None:
    """A count that continues a list of parts."""
    before, part = _listed_before(sequence, place), sequence.counts[place]
    if before is None:
        return None
    one, other = (sequence.scene.spans[c.id] for c in (before.part, part))
    if not continues_list(gap_between(one, other), one, other):
        return None
    if before.step != "bracket" and exceeds([*sequence.siblings(before.total), part], before.total):
        return None
    return Part(part, before.total, before.step)


def _listed_before(sequence: CountSequence, place: int) -> Part | None:
    """The part that a list goes on from: its share in brackets is passed over, and a list of its own parts that what
    comes next is too large for (`90 officers, including 12 women, and 160 guards`)."""
    before = sequence.part_before(place)
    if before and before.part.kind == "percent" and ")" in sequence.gap(place).text:
        before = sequence.part_before(place - 1)
    while before and before.total.start < before.part.start and not can_be_part(sequence.counts[place], before.total):
        before = sequence.parts.get(before.total.id)
    return before if before and can_be_part(sequence.counts[place], before.total) else None


def _by_share_beside(sequence: CountSequence, place: int) -> Part | None:
    """A share beside its number, of one total: `934 voters (11.3 per cent)`, `78 per cent (168 events)`."""
    if (before := sequence.part_before(place)) is None:
        return None
    count, gap = sequence.counts[place], sequence.gap(place)
    mixed = (before.part.kind == "percent") != (count.kind == "percent")
    beside = mixed and gap.text.endswith("(") and len(gap.words) <= BRACKET_WORDS
    return Part(count, before.total, before.step) if beside and can_be_part(count, before.total) else None


def _by_amount_beside(sequence: CountSequence, place: int) -> Part | None:
    """A share with its number in brackets, of the earlier count of which they are that share: `75 per cent of homicides
    (407)` after `546 homicides`. Right for all 8 of train gold (S/2016/225, para. 20; S/2016/753, para. 12)."""
    counts = sequence.counts
    if counts[place].kind != "percent" or not sequence.follows(place + 1):
        return None
    share, part, gap = amount(counts[place]), amount(counts[place + 1]), sequence.gap(place + 1)
    if not share or not part or not gap.text.endswith("(") or len(gap.words) > BRACKET_WORDS:
        return None
    fitting = [
        (abs(share.number / 100 - part.number / whole.number), total)
        for total in counts[max(0, place - REACH) : place]
        if total.kind == "cardinal" and (whole := amount(total)) is not None and whole.number > part.number
    ]
    off, total = min(fitting, key=lambda each: each[0], default=(1.0, counts[place]))
    return Part(counts[place], total, "summed") if off <= ROUNDED else None


def _by_rest(sequence: CountSequence, place: int) -> Part | None:
    """`The remaining 1,300`, after other parts of a total."""
    if not _is_rest(sequence, sequence.counts[place]):
        return None
    totals_before = [p.total for p in sequence.parts.values() if p.part.start < sequence.counts[place].start]
    if not totals_before or not can_be_part(sequence.counts[place], totals_before[-1]):
        return None
    group = [*sequence.siblings(totals_before[-1]), sequence.counts[place]]
    return None if exceeds(group, totals_before[-1]) else Part(sequence.counts[place], totals_before[-1], "pointed")


def _is_rest(sequence: CountSequence, count: Mention) -> bool:
    """Whether a count is what remains of a total: `the remaining 1,300`."""
    span = sequence.scene.spans[count.id]
    near = {t.lower_ for t in sequence.scene.doc[max(0, span.start - 2) : span.end + 1]}
    return bool(near & {"remaining", "other", "others", "rest"}) and not is_fronted(span)


def _by_total_after(sequence: CountSequence, place: int) -> Part | None:
    """`12 out of 40`; `with 36 additional ratifications, a total of 173`; of what is brought to one see `_brought`."""
    if not sequence.follows(place + 1):
        return None
    part, total, gap = sequence.counts[place], sequence.counts[place + 1], sequence.gap(place + 1)
    added = is_additional(sequence.scene.spans[part.id]) and leads_to_total(gap)
    leads = (added or leads_from_part(gap, part.kind)) and can_be_part(part, total)
    return Part(part, total, "cue") if leads else _by_share(sequence, place, gap)


def _brought(sequence: CountSequence, place: int) -> Part | None:
    """`55 returned (30 women and 25 men). This brings the total to 300`: the whole that was told before is a part."""
    part, total = sequence.counts[place - 1], sequence.counts[place]
    while (found := sequence.parts.get(part.id)) is not None and found.total.start < part.start:
        part = found.total
    if part is total or not brings_to_total(sequence.gap(place)) or not can_be_part(part, total):
        return None
    return Part(part, total, "cue")


def _by_share(sequence: CountSequence, place: int, gap: Gap) -> Part | None:
    """The number that a share restates: `8,000 were deployed, representing 14 per cent of the 56,000`."""
    share, part = sequence.counts[place + 1], sequence.counts[place]
    restated = share.kind == "percent" and part.kind != "percent" and is_restated_as_share(gap)
    if not restated or place + 2 >= len(sequence.counts):
        return None
    total = sequence.counts[place + 2]
    of = leads_from_part(sequence.gap(place + 2), share.kind) and can_be_part(part, total)
    return Part(part, total, "cue") if of else None


STEPS: tuple[Callable[[CountSequence, int], Part | None], ...] = (
    _by_latter, _by_following, _by_pointing, _by_opening, _by_fronting, _by_listing, _by_share_beside,
    _by_amount_beside, _by_total_after, _by_rest,
)  # fmt: skip


def _summed_after(sequence: CountSequence, place: int) -> Iterator[Part]:
    """The counts after one that add up to it: `10 people, five men, three women and two children`.

    Another breakdown may follow: `30 women and 25 men, 40 Serbs and 15 Roma`. Parts that words tell may be the first of
    those that add up, or of another breakdown: they are tried both ways.
    """
    total, known = sequence.counts[place], sequence.parts.keys()
    for passed_over in (known, known - {c.id for c in sequence.siblings(total)}):
        run = _summable_counts(sequence, place, passed_over)
        while run and (found := _leading_sum(run, total)):
            yield from (Part(part, total, "summed") for part in found)
            run = run[len(found) :]


def _summable_counts(sequence: CountSequence, place: int, passed_over: Collection[str]) -> list[Mention]:
    """The counts after one that may add up to it: of its sentence or class, or of a sentence that lists its parts."""
    total, number = sequence.counts[place], amount(sequence.counts[place])
    after = range(place + 1, min(len(sequence.counts), place + 1 + MAX_LIST))
    free = [i for i in after if sequence.counts[i].kind == total.kind and sequence.counts[i].id not in passed_over]
    free = list(takewhile(lambda i: not in_closed_bracket(sequence, place, i), free))
    if not free or number is None or number.number < MIN_TOTAL:
        return []
    inside = [i for i in free if sequence.sentence(i) == sequence.sentence(place)]
    if inside and has_separator(sequence.gap(inside[0])) and _leading_sum(_counts_at(sequence, inside), total):
        return _counts_at(sequence, inside)
    if not inside and lists_parts(sequence.gap(free[0])):
        return _counts_at(sequence, [i for i in free if sequence.sentence(i) == sequence.sentence(free[0])])
    alike = [c for c in _counts_at(sequence, free) if same_unit_class(c, total)]
    ended_by_rest = any(_is_rest(sequence, c) for c in _leading_sum(alike, total)[-1:])
    return alike if number.number >= 4 * MIN_TOTAL or ended_by_rest else []


def _counts_at(sequence: CountSequence, places: Sequence[int]) -> list[Mention]:
    return [sequence.counts[i] for i in places]


def _summed_before(sequence: CountSequence, place: int) -> Iterator[Part]:
    """The counts before a total that add up to it: `13 men and eight women, a total of 21 people`."""
    total, run = sequence.counts[place], []
    if not place or not leads_to_total(sequence.gap(place)):
        return
    for count in reversed(sequence.counts[max(0, place - REACH) : place]):
        known = sequence.parts.get(count.id)
        if count.kind != total.kind or (known and known.total is not total) or not can_be_part(count, total):
            return
        run.append(count)
        if adds_up(run, total):
            yield from (Part(part, total, "summed") for part in reversed(run))
            return


def _leading_sum(run: Sequence[Mention], total: Mention) -> list[Mention]:
    """The first counts of a run that add up to a total; none where they do not."""
    for end in range(2, len(run) + 1):
        if adds_up(run[:end], total):
            return list(run[:end])
        if exceeds(run[:end], total):
            return []
    return []
