"""Counts of a report that repeat a fact."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sgreports.model.facts import CountFact, Mention

DISTINCTIVE = 100
"""From this value on, equal counts of the same unit in a report are one fact even if only one has a time; smaller ones
need the same time."""
SUMMARY_PARTS = ("summary", "cover", "letter")
"""Parts of a report that repeat its body."""
_PARTITIVE = re.compile(r"\b(?:of|among) (?:the|these|those) ", re.IGNORECASE)


def with_repeats(
    facts: Sequence[CountFact], mentions: Mapping[str, Mention], parts: Mapping[str, str]
) -> list[CountFact]:
    """Marks the counts that repeat a fact of the report, with the count that states it first: in the body rather than
    the summary, then in text order.

    `parts` names the part of the report that each paragraph belongs to.
    """
    alike: dict[tuple[object, ...], list[CountFact]] = defaultdict(list)
    for fact in facts:
        if fact.not_additive is None or fact.measure != "flow":
            count = mentions[fact.count]
            alike[count.entity, fact.unit_lemma, count.event, fact.measure].append(fact)
    first_of = dict(_resumed(facts, mentions)) | dict(
        pair for facts_alike in alike.values() for pair in _repeats(facts_alike, mentions, parts)
    )
    return [_repeating(fact, first_of[fact.count]) if fact.count in first_of else fact for fact in facts]


def _repeating(fact: CountFact, first: str) -> CountFact:
    return fact.model_copy(update={"repeats": first, "not_additive": fact.not_additive or "repeated"})


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
        first = next((other for other in others if _same(fact, other)), None)
        if first is None:
            kept.append(fact)
            of_times[times].append(fact)
        else:
            yield fact.count, first.count


def _same(fact: CountFact, other: CountFact) -> bool:
    """Whether the fields of two counts agree, which have one value, unit, event and measure."""
    times, other_times = _stated_times(fact), _stated_times(other)
    apart = times and other_times and times != other_times
    return not (apart or _differ(fact.country, other.country) or _differ(_who(fact), _who(other)))


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
