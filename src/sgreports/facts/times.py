"""The time of a count: stated in its sentence, carried from another, or the report's own period.

What is assumed from the document (`document`) is never mixed with what the paragraph says.
"""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from sgreports.facts.count_context import CountContext, joint_probability
from sgreports.facts.days import first_day, last_day
from sgreports.knowledge.statements.count_words import as_of_day, reporting_period, to_date
from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.dates import interval
from sgreports.model.facts import Mention, Modality, TimeSource
from sgreports.relations.counts.times import SentenceMentions, carries_time, is_since
from sgreports.relations.grammar.clauses import ancestors, sentence_of

OPENING = 40
"""Characters of a sentence in which its opening phrase begins."""


@dataclass(frozen=True, slots=True)
class CountTime:
    """The times of a count, their source, and their first and last day. `awaited` is the source that they would have
    if the report stated its period."""

    times: tuple[str, ...] = ()
    source: TimeSource | None = None
    awaited: TimeSource | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    score: float | None = None


def time_of(place: CountContext, modality: Modality) -> CountTime:
    """The times of a count: said or carried, else the report's period, if words refer to it or no time is stated."""
    links, named = place.linked("count_at"), place.objects("count_at")
    if named:
        times = [m.entity for m in named if m.entity]
        return _of_mentions(place, named, joint_probability(links)) if len(times) == len(named) else CountTime()
    if _in_reporting_period(place):
        return _of_report(place, "period")
    return _of_report(place, "document") if modality == "actual" and _nothing_said(place) else CountTime()


def _of_mentions(place: CountContext, named: list[Mention], score: float | None) -> CountTime:
    since = [m for m in named if is_since(place.scene, m)]
    until = [m for m in named if m not in since]
    starts = [day for m in since or named if (day := first_day(m.entity or ""))]
    ends = [day for m in until if (day := last_day(m.entity or ""))]
    source: TimeSource = "said" if all(map(place.same_sentence, named)) else "carried"
    times = tuple(dict.fromkeys(m.entity for m in named if m.entity))
    return CountTime(times, source, start=min(starts, default=None), end=max(ends, default=None), score=score)


def _of_report(place: CountContext, source: TimeSource) -> CountTime:
    head = place.report.masthead
    if head.period_start is None or head.period_end is None:
        return CountTime(awaited=source)
    times = (interval(head.period_start, head.period_end),)
    return CountTime(times, source, start=head.period_start, end=head.period_end)


def _in_reporting_period(place: CountContext) -> bool:
    """Whether the nearest words for a period are the report's own, in the count's sentence or opening one before."""
    own = sentence_of(place.scene, place.count)
    found = sorted(periods_in(own.text), key=lambda m: abs(own.start_char + m.start() - place.count.start))
    if found:
        return found[0]["this"] is not None
    return _opened_before(place)


@lru_cache(maxsize=16)
def periods_in(sentence: str) -> tuple[re.Match[str], ...]:
    """The words for a period in a sentence, whose counts ask for them one after the other."""
    return tuple(reporting_period().finditer(sentence))


@lru_cache(maxsize=16)
def says_to_date(sentence: str) -> bool:
    return to_date().search(sentence) is not None


def _opened_before(place: CountContext) -> bool:
    """Whether an earlier sentence opens with the report's period, no later time is named, and the count's sentence
    continues it."""
    sentence, text = sentence_of(place.scene, place.count), place.scene.doc.text
    opened = [
        m
        for m in reporting_period().finditer(text, 0, sentence.start_char)
        if m.start() - place.scene.doc.sentence_at(m.start()).start_char <= OPENING
    ]
    if not opened or opened[-1]["this"] is None:
        return False
    if any(m.label == "YEAR" and opened[-1].start() < m.start < sentence.end_char for m in place.scene.mentions):
        return False
    return carries_time(place.scene, SentenceMentions(sentence, ()), place.count)


def _nothing_said(place: CountContext) -> bool:
    """Whether neither the count's sentence nor the paragraph before it says a time."""
    sentence = sentence_of(place.scene, place.count)
    if sentence.tokens_of(*relation_words()["relative_times"]):
        return False
    return not any(m.label == "YEAR" and m.start < sentence.end_char for m in place.scene.mentions)


def is_cumulative(place: CountContext) -> bool:
    """Whether a count is a running total or a stock: `since …`, `as at …`, `to date`."""
    if says_to_date(sentence_of(place.scene, place.count).text):
        return True
    text = place.scene.doc.text
    times = place.objects("count_at")
    return any(
        is_since(place.scene, m) or as_of_day().search(text[max(0, m.start - 30) : m.start]) for m in times
    ) or _since(place)


def _since(place: CountContext) -> bool:
    """Whether the count's clause has a starting point that is no date: `since the outbreak of fighting`."""
    above = {place.scene.heads[place.count.id].i, *(token.i for token in ancestors(place.scene, place.count))}
    sentence = sentence_of(place.scene, place.count)
    return any(t.dep_ == "prep" and t.head.i in above for t in sentence.tokens_of("since"))
