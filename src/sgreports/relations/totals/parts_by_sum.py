"""Parts that sums show: the counts after or before a total that add up to it."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sgreports.model.facts import Mention
from sgreports.relations.totals.arithmetic import adds_up, amount, can_be_part, exceeds
from sgreports.relations.totals.count_sequence import REACH, CountSequence, Part, in_closed_bracket, same_unit_class
from sgreports.sentence.totals import has_separator, leads_to_total, lists_parts

LONGEST = 40  # parts of the longest list that is added up: of troops by country
SUM_LEAST = 5  # a smaller total may be a chance sum of its neighbours


def summed_after(read: CountSequence, place: int) -> Iterator[Part]:
    """The counts after one that add up to it: `10 people, five men, three women and two children`.

    Another breakdown may follow: `30 women and 25 men, 40 Serbs and 15 Roma`.
    """
    total = read.counts[place]
    run = summable_counts(read, place)
    while run and (found := leading_sum(run, total)):
        yield from (Part(part, total, "summed") for part in found)
        run = run[len(found) :]


def summable_counts(read: CountSequence, place: int) -> list[Mention]:
    """The counts after one that may add up to it: of its sentence, of its class, or of a sentence that lists its
    parts."""
    total, number = read.counts[place], amount(read.counts[place])
    after = range(place + 1, min(len(read.counts), place + 1 + LONGEST))
    free = [i for i in after if read.counts[i].kind == total.kind and read.counts[i].id not in read.parts]
    free = list(takewhile(lambda i: not in_closed_bracket(read, place, i), free))
    if not free or number is None or number.number < SUM_LEAST:
        return []
    inside = [i for i in free if read.sentence(i) == read.sentence(place)]
    if inside and has_separator(read.gap(inside[0])) and leading_sum(counts_at(read, inside), total):
        return counts_at(read, inside)
    if not inside and lists_parts(read.gap(free[0])):
        return counts_at(read, [i for i in free if read.sentence(i) == read.sentence(free[0])])
    alike = [i for i in free if same_unit_class(read.counts[i], total)]
    return counts_at(read, alike) if number.number >= 4 * SUM_LEAST else []


def counts_at(read: CountSequence, places: Sequence[int]) -> list[Mention]:
    return [read.counts[i] for i in places]


def summed_before(read: CountSequence, place: int) -> Iterator[Part]:
    """The counts before a total that add up to it: `13 men and eight women, a total of 21 people`."""
    total, run = read.counts[place], []
    if not place or not leads_to_total(read.gap(place), None):
        return
    for count in reversed(read.counts[max(0, place - REACH) : place]):
        known = read.parts.get(count.id)
        if count.kind != total.kind or (known and known.total is not total) or not can_be_part(count, total):
            return
        run.append(count)
        if adds_up(run, total):
            yield from (Part(part, total, "summed") for part in reversed(run))
            return


def leading_sum(run: Sequence[Mention], total: Mention) -> list[Mention]:
    """The first counts of a run that add up to a total; none where they do not."""
    for end in range(2, len(run) + 1):
        if adds_up(run[:end], total):
            return list(run[:end])
        if exceeds(run[:end], total):
            return []
    return []
