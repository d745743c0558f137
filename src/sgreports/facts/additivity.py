"""Which counts may be summed with like ones, and why the others may not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sgreports.model.facts import CountFact, Mention, NotAdditive

NUMBERS = ("cardinal", "money")
TELLING = 100
"""From this value on, two equal counts of the same unit in a report are one fact even if only one has a time."""
BRIEF = ("summary", "cover", "letter")
"""Parts of a report that repeat its body."""


def why_not_additive(fact: CountFact, count: Mention) -> NotAdditive | None:
    """Why a count may not be summed; None if it may."""
    if fact.polarity == "negated":
        return "negated"
    if fact.modality == "planned":
        return "planned"
    if count.kind not in NUMBERS:
        return "no_number_of_things"
    if count.comparator == ".." or (count.entity or "").endswith("s"):
        return "range"
    if count.event == "changed":
        return "change"
    return "cumulative" if fact.cumulative else None


def without_repeats(
    facts: Sequence[CountFact], mentions: Mapping[str, Mention], parts: Mapping[str, str]
) -> list[CountFact]:
    """The same counts, with those that repeat a fact of the report marked `repeated`. The body's is kept, then the
    first.

    `parts` names the part of the report that each paragraph belongs to.
    """
    alike: dict[tuple[object, ...], list[CountFact]] = defaultdict(list)
    for fact in facts:
        if fact.not_additive is None:
            count = mentions[fact.count]
            alike[count.entity, fact.unit_lemma, count.event].append(fact)
    again = {fact.count for its in alike.values() for fact in _again(its, mentions, parts)}
    return [f.model_copy(update={"not_additive": "repeated"}) if f.count in again else f for f in facts]


def _again(facts: list[CountFact], mentions: Mapping[str, Mention], parts: Mapping[str, str]) -> Iterable[CountFact]:
    def brief(fact: CountFact) -> bool:
        return parts[mentions[fact.count].paragraph] in BRIEF

    kept: list[CountFact] = []
    for fact in sorted(facts, key=brief):
        if any(_same(fact, other, mentions, brief(fact)) for other in kept):
            yield fact
        else:
            kept.append(fact)


def _same(fact: CountFact, other: CountFact, mentions: Mapping[str, Mention], brief: bool) -> bool:
    """Whether two counts of one value, unit and event say one fact: their fields agree, and enough of them are
    equal."""
    one, two = mentions[fact.count], mentions[other.count]
    if one.paragraph == two.paragraph or _differ(fact.country, other.country) or _differ(_who(fact), _who(other)):
        return False
    times, other_times = _stated_times(fact), _stated_times(other)
    if times and other_times:
        return times == other_times
    return brief or (one.value_min or 0) >= TELLING


def _stated_times(fact: CountFact) -> tuple[str, ...]:
    return fact.times if fact.time_from in ("said", "carried") else ()


def _who(fact: CountFact) -> tuple[str, ...]:
    return (*fact.agents, *fact.whose)


def _differ(one: object, two: object) -> bool:
    return bool(one and two and one != two)
