"""Counts of a report that repeat a fact."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sgreports.knowledge.statements.unit_classes import is_person_class
from sgreports.model.dates import share_a_day
from sgreports.model.facts import HARM, LIKELY, CountFact, Mention

DISTINCTIVE = 100
"""From this value on, equal counts of the same unit in a report are one fact even if only one has a time; smaller ones
need the same time."""
TELLING = 3
"""A number of so many digits before its noughts is hardly given twice by chance: people are the same whatever they are
called, and so is what they did."""
LARGE, SPOKEN = 1000, 2
"""Of a large number two such digits will do where the event is the same: `over 1.1 million fled`. With both 39 of
train's 94 pairs that are one fact are found, half of which are in two reports, with 1 other; 22 without."""
STEM = 5  # letters by which words are alike
SUMMARY_PARTS = ("summary", "cover", "letter")
"""Parts of a report that repeat its body."""
_PARTITIVE = re.compile(r"\b(?:of|among|all) (?:the|these|those) ", re.IGNORECASE)


def with_repeats(
    facts: Sequence[CountFact], mentions: Mapping[str, Mention], parts: Mapping[str, str]
) -> list[CountFact]:
    """Marks the counts that repeat a fact of the report, with the count that states it first: in the body rather than
    the summary, then in text order; a sure one rather than an unsure one.

    `parts` names the part of the report that each paragraph belongs to.
    """
    alike: dict[tuple[object, ...], list[CountFact]] = defaultdict(list)
    for fact in facts:
        if fact.not_additive in (None, "limit") or fact.measure != "flow":
            alike[_number(mentions[fact.count])].append(fact)
    repeats = (pair for facts_alike in alike.values() for pair in _repeats(facts_alike, mentions, parts))
    first_of = dict(_resumed(facts, mentions)) | dict(repeats)
    groups: dict[str, list[CountFact]] = defaultdict(list)
    for fact in facts:
        groups[_first(fact.count, first_of)].append(fact)
    counted = {fact.count: _counted(first, group) for first, group in groups.items() for fact in group}
    return [_repeating(fact, counted[fact.count]) for fact in facts]


def _number(count: Mention) -> tuple[float | None, float | None]:
    """The number of a count, whether it is told exactly or `over` and `nearly`; of a range both."""
    return (count.value_min or count.value_max, count.value_max or count.value_min)


def _first(count: str, first_of: Mapping[str, str]) -> str:
    while count in first_of:
        count = first_of[count]
    return count


def _counted(first: str, group: Sequence[CountFact]) -> str:
    sure = [fact.count for fact in group if fact.scores.score >= LIKELY]
    return first if first in sure or not sure else sure[0]


def _repeating(fact: CountFact, counted: str) -> CountFact:
    if fact.count == counted:
        return fact
    return fact.model_copy(update={"repeats": counted, "not_additive": fact.not_additive or "repeated"})


def _repeats(
    facts: list[CountFact], mentions: Mapping[str, Mention], parts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    def brief(fact: CountFact) -> bool:
        return parts[mentions[fact.count].paragraph] in SUMMARY_PARTS

    kept: list[CountFact] = []
    alike: dict[tuple[str, ...] | None, list[CountFact]] = defaultdict(list)
    for fact in sorted(facts, key=brief):
        known_by = _stated_times(fact) or None, _words_there(fact, mentions[fact.count])
        is_distinctive = brief(fact) or _value(mentions[fact.count]) >= DISTINCTIVE
        others = kept if is_distinctive else [other for by in known_by if by for other in alike[by]]
        first = next((other for other in others if _same(fact, other, mentions)), None)
        if first is None:
            kept.append(fact)
            for by in known_by:
                alike[by].append(fact)
        else:
            yield fact.count, first.count


def _words_there(fact: CountFact, count: Mention) -> tuple[str, ...] | None:
    """What a count counts, in two words or more, and where: `24 ground violations … The 24 ground violations`."""
    words = (fact.unit_phrase or "").lower()
    told = " " in words and _value(count) > SPOKEN and fact.measure != "limit"
    return (count.paragraph, words) if told else None


def _same(fact: CountFact, other: CountFact, mentions: Mapping[str, Mention]) -> bool:
    """Whether the fields of two counts agree, which have one number."""
    one, two = mentions[fact.count], mentions[other.count]
    telling, spoken = _digits(one) >= TELLING, _digits(one) >= SPOKEN and _value(one) >= LARGE
    other_times = _of_other_times(fact, other, telling)
    if other_times or _differ(fact.country, other.country) or one.kind != two.kind:
        return False
    apart, there = fact.sentence_text != other.sentence_text, fact.country is not None and fact.country == other.country
    exactly = one.value_min == two.value_min and (there or one.value_max == two.value_max)
    same_unit, same_event = fact.unit_lemma == other.unit_lemma, one.event == two.event
    if exactly and same_unit and same_event and fact.measure == other.measure and not _differ(_who(fact), _who(other)):
        return apart or _value(one) >= DISTINCTIVE
    if apart and exactly and telling and (same_event or one.event not in HARM or two.event not in HARM):
        return same_unit or (_is_person(fact) and _is_person(other))
    return apart and there and spoken and same_event and _alike(fact, other)


def _alike(fact: CountFact, other: CountFact) -> bool:
    """Whether what two counts count and the kind of figure fit: of numbers that tell less."""
    classes = {fact.unit_class, other.unit_class}
    persons = _is_person(fact) and _is_person(other) and ("people" in classes or classes == {"displaced"})
    as_planned = (fact.measure == "limit") == (other.measure == "limit")
    return as_planned and (fact.unit_lemma == other.unit_lemma or persons)


def _of_other_times(fact: CountFact, other: CountFact, is_telling: bool) -> bool:
    """Whether the stated times of two counts differ; of a telling number whether they have no day in common: `in 2024`
    and `in May 2024` may be of one fact; what there is, told again, has the day of either sentence."""
    times, other_times = _stated_times(fact), _stated_times(other)
    if not times or not other_times or times == other_times:
        return False
    if is_telling and fact.measure == other.measure != "flow" and fact.sentence_text != other.sentence_text:
        return False
    days = ((each.time_start or datetime.date.min, each.time_end or datetime.date.max) for each in (fact, other))
    return not (is_telling and share_a_day(*days))


def _is_person(fact: CountFact) -> bool:
    return fact.unit_class is not None and is_person_class(fact.unit_class)


def _digits(count: Mention) -> int:
    """How many digits a number has before its noughts."""
    return len(f"{_value(count):.0f}".rstrip("0")) if _value(count) >= DISTINCTIVE else 0


def _value(count: Mention) -> float:
    return count.value_min if count.value_min is not None else count.value_max or 0


def _resumed(facts: Sequence[CountFact], mentions: Mapping[str, Mention]) -> Iterator[tuple[str, str]]:
    """Numbers that refer back to an equal one of a like unit in the paragraph, with that one."""
    before: dict[tuple[object, ...], list[CountFact]] = defaultdict(list)
    for fact in facts:
        count = mentions[fact.count]
        equal = before[count.paragraph, count.entity]
        like = [other for other in equal if _may_be_of(fact, other)]
        if like and _refers_back(fact, count):
            yield fact.count, next((other for other in like if other.unit_lemma == fact.unit_lemma), like[0]).count
        equal.append(fact)


def _may_be_of(fact: CountFact, other: CountFact) -> bool:
    """Whether two counts may count the same: `220 returns … Of the 220 returnees`."""
    one, two = fact.unit_lemma or "", other.unit_lemma or ""
    return one[:STEM] == two[:STEM] or not one or (_is_person(fact) and _is_person(other))


def _refers_back(fact: CountFact, count: Mention) -> bool:
    """Whether the words before a number refer back: `Of the 438 homicides, most were at night`."""
    number = re.compile(rf"{re.escape(count.text)}\b", re.IGNORECASE)
    return any(number.match(fact.sentence_text, at) for at in _partitive_ends(fact.sentence_text))


@lru_cache(maxsize=64)
def _partitive_ends(sentence: str) -> tuple[int, ...]:
    """The ends of `of the`, `among these` and the like in a sentence."""
    return tuple(found.end() for found in _PARTITIVE.finditer(sentence))


def _stated_times(fact: CountFact) -> tuple[str, ...]:
    return fact.times if fact.time_from in ("said", "carried", "near") else ()


def _who(fact: CountFact) -> tuple[str, ...]:
    return (*fact.agents, *fact.whose)


def _differ(one: object, two: object) -> bool:
    return bool(one and two and one != two)
