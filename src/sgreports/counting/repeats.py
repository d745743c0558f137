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
called, and so is what they did. With that 32 of the 46 pairs of train that are one fact are found, with 1 other; 22
without."""
SUMMARY_PARTS = ("summary", "cover", "letter")
"""Parts of a report that repeat its body."""
_PARTITIVE = re.compile(r"\b(?:of|among) (?:the|these|those) ", re.IGNORECASE)


def with_repeats(
    facts: Sequence[CountFact], mentions: Mapping[str, Mention], parts: Mapping[str, str]
) -> list[CountFact]:
    """Marks the counts that repeat a fact of the report, with the count that states it first: in the body rather than
    the summary, then in text order; a sure one rather than an unsure one.

    `parts` names the part of the report that each paragraph belongs to.
    """
    alike: dict[tuple[object, ...], list[CountFact]] = defaultdict(list)
    for fact in facts:
        if fact.not_additive is None or fact.measure != "flow":
            count = mentions[fact.count]
            alike[count.value_min, count.value_max].append(fact)
    first_of = dict(_resumed(facts, mentions)) | dict(
        pair for facts_alike in alike.values() for pair in _repeats(facts_alike, mentions, parts)
    )
    groups: dict[str, list[CountFact]] = defaultdict(list)
    for fact in facts:
        groups[_first(fact.count, first_of)].append(fact)
    counted = {fact.count: _counted(first, group) for first, group in groups.items() for fact in group}
    return [_repeating(fact, counted[fact.count]) for fact in facts]


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
    of_times: dict[tuple[str, ...], list[CountFact]] = defaultdict(list)
    for fact in sorted(facts, key=brief):
        times = _stated_times(fact)
        is_distinctive = brief(fact) or (mentions[fact.count].value_min or 0) >= DISTINCTIVE
        others = kept if is_distinctive else of_times[times] if times else ()
        first = next((other for other in others if _same(fact, other, mentions)), None)
        if first is None:
            kept.append(fact)
            of_times[times].append(fact)
        else:
            yield fact.count, first.count


def _same(fact: CountFact, other: CountFact, mentions: Mapping[str, Mention]) -> bool:
    """Whether the fields of two counts agree, which have one value."""
    one, two = mentions[fact.count], mentions[other.count]
    other_times = _of_other_times(fact, other, _digits(one) >= TELLING)
    if other_times or _differ(fact.country, other.country) or one.kind != two.kind:
        return False
    same_unit = fact.unit_lemma == other.unit_lemma
    if same_unit and (one.event, fact.measure) == (two.event, other.measure) and not _differ(_who(fact), _who(other)):
        return True
    told = fact.sentence_text != other.sentence_text and _digits(one) >= TELLING
    harmed_otherwise = one.event != two.event and one.event in HARM and two.event in HARM
    return told and not harmed_otherwise and (same_unit or (_is_person(fact) and _is_person(other)))


def _of_other_times(fact: CountFact, other: CountFact, is_telling: bool) -> bool:
    """Whether the stated times of two counts differ; of a telling number whether they have no day in common: `in 2024`
    and `in May 2024` may be of one fact."""
    times, other_times = _stated_times(fact), _stated_times(other)
    if not times or not other_times or times == other_times:
        return False
    days = ((each.time_start or datetime.date.min, each.time_end or datetime.date.max) for each in (fact, other))
    return not (is_telling and share_a_day(*days))


def _is_person(fact: CountFact) -> bool:
    return fact.unit_class is not None and is_person_class(fact.unit_class)


def _digits(count: Mention) -> int:
    """How many digits a number has before its noughts."""
    value = count.value_min if count.value_min is not None else count.value_max or 0
    return len(f"{value:.0f}".rstrip("0")) if value >= DISTINCTIVE else 0


def _resumed(facts: Sequence[CountFact], mentions: Mapping[str, Mention]) -> Iterator[tuple[str, str]]:
    """Numbers that refer back to an equal one of the same unit in the paragraph, with that one."""
    before: dict[tuple[object, ...], str] = {}
    for fact in facts:
        count = mentions[fact.count]
        key = count.paragraph, count.entity, fact.unit_lemma
        if key in before and _refers_back(fact, count):
            yield fact.count, before[key]
        before.setdefault(key, fact.count)


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
