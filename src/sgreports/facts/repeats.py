"""Counts of a report that say a fact again."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sgreports.model.facts import CountFact, Mention

TELLING = 100
"""From this value on, two equal counts of the same unit in a report are one fact even if only one has a time; of
others both have it."""
BRIEF = ("summary", "cover", "letter")
"""Parts of a report that repeat its body."""
_POINTING = re.compile(r"\b(?:of|among) (?:the|these|those) ", re.IGNORECASE)


def with_repeats(
    facts: Sequence[CountFact], mentions: Mapping[str, Mention], parts: Mapping[str, str]
) -> list[CountFact]:
    """The same counts, each that repeats a fact of the report with the one that says it first. The body goes before
    the summary, then the first in the text.

    `parts` names the part of the report that each paragraph belongs to.
    """
    alike: dict[tuple[object, ...], list[CountFact]] = defaultdict(list)
    for fact in facts:
        if fact.not_additive is None or fact.measure != "flow":
            count = mentions[fact.count]
            alike[count.entity, fact.unit_lemma, count.event, fact.measure].append(fact)
    again = dict(_taken_up(facts, mentions)) | dict(
        pair for its in alike.values() for pair in _again(its, mentions, parts)
    )
    return [_repeating(fact, again[fact.count]) if fact.count in again else fact for fact in facts]


def _repeating(fact: CountFact, first: str) -> CountFact:
    return fact.model_copy(update={"repeats": first, "not_additive": fact.not_additive or "repeated"})


def _again(
    facts: list[CountFact], mentions: Mapping[str, Mention], parts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    def brief(fact: CountFact) -> bool:
        return parts[mentions[fact.count].paragraph] in BRIEF

    kept: list[CountFact] = []
    of_times: dict[tuple[str, ...], list[CountFact]] = defaultdict(list)
    for fact in sorted(facts, key=brief):
        times = _stated_times(fact)
        telling = brief(fact) or (mentions[fact.count].value_min or 0) >= TELLING
        others = kept if telling else of_times[times] if times else ()
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


def _taken_up(facts: Sequence[CountFact], mentions: Mapping[str, Mention]) -> Iterator[tuple[str, str]]:
    """Numbers that go back to one of the same things before them in the paragraph, with that one."""
    before: dict[tuple[object, ...], str] = {}
    for fact in facts:
        count = mentions[fact.count]
        place = count.paragraph, count.entity, fact.unit_lemma
        if place in before and _goes_back(fact, count):
            yield fact.count, before[place]
        before.setdefault(place, fact.count)


def _goes_back(fact: CountFact, count: Mention) -> bool:
    """Whether the words before a number take up one that was said: `Of the 438 homicides, most were at night`."""
    number = re.compile(rf"{re.escape(count.text)}\b", re.IGNORECASE)
    return any(number.match(fact.sentence_text, at) for at in _pointed_at(fact.sentence_text))


@lru_cache(maxsize=64)
def _pointed_at(sentence: str) -> tuple[int, ...]:
    """The places in a sentence before which some things are taken up."""
    return tuple(found.end() for found in _POINTING.finditer(sentence))


def _stated_times(fact: CountFact) -> tuple[str, ...]:
    return fact.times if fact.time_from in ("said", "carried", "near") else ()


def _who(fact: CountFact) -> tuple[str, ...]:
    return (*fact.agents, *fact.whose)


def _differ(one: object, two: object) -> bool:
    return bool(one and two and one != two)
