"""The time of a count, as a reader of the whole report would fill it (GUIDELINES, *Rows*): one of the times that
`count_at` names, other dates of the paragraph, the report's period or its end, the year up to its date, none; then each
of several times alone, the calendar year before the report."""

import datetime
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sgreports.counting.clause_evidence import ClauseEvidence, function_words, period_phrases, says_to_date
from sgreports.counting.context import CountContext
from sgreports.counting.time.deeds import dates_of_crimes, dates_of_others, doer, memorial, war
from sgreports.counting.time.links import is_since
from sgreports.counting.time.same_period import days_before, later, part_said, same_period
from sgreports.knowledge.names.series import missions
from sgreports.knowledge.statements.count_words import as_of_day, months_of, past_span
from sgreports.model.dates import first_day, interval, last_day
from sgreports.model.facts import Measure, Mention, TimeSource
from sgreports.parsing.tokens import Token
from sgreports.scene.lists import own_mention
from sgreports.sentence.clauses import ancestors, clause_verb, is_initial, word_before

MAX_DATES = 3  # dates before a count that are candidates, at most
YEAR = datetime.timedelta(days=365)
SINCE_BEGINNING = re.compile(r"\bsince (?:the )?(?:beginning|deployment|establishment|inception|start) of "
                             r"(?:the )?(?P<own>mission\b)?", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeCandidate:
    """A candidate: times with their source, first and last day, and features; `awaited` is the source that they would
    have if the report stated its period."""

    times: tuple[str, ...] = ()
    source: TimeSource | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    evidence: tuple[str, ...] = ()
    awaited: TimeSource | None = None

    @property
    def value(self) -> str | None:
        """Its years, which are compared with gold: `2041` or `2041-2042`."""
        first, last = self.start or self.end, self.end or self.start
        if first is None or last is None:
            return None
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"


def time_candidates(place: CountContext, clause: ClauseEvidence, measure: Measure) -> list[TimeCandidate]:
    """The candidates, the preferred one first; the time by `respectively` or `in the same period of 2041` alone. Dates
    of what is compared with are no candidates of other counts: of 305 such pairs in train gold no `count_at` joins
    one, and one count has the date's years where no other date has them."""
    clause = replace(clause, words=(*clause.words, *function_words(place.scene.heads[place.count.id].sent)))
    same, deed = same_period(place, measure), doer(place) or memorial(place) or war(place, measure)
    free = _without_others(place, measure)
    if (own := own_mention(place.scene, place.count, "YEAR")) and own.entity:
        found = [_with_evidence(_of_mentions(place, [own], "said"), clause, "said")]
    elif same is not None:
        found = [_with_evidence(TimeCandidate((same[0],), "said", *same[1]), clause, "said")]
    elif deed is not None:
        found = _of_deed(free, deed, clause)
    else:
        found = _all_candidates(free, clause, measure)
    said = dict(fact.split("=", 1) for fact in clause.facts)
    facts = [f"{key}={said.get(key)}" for key in ("measure", "tense")]
    return [replace(each, evidence=(*each.evidence, *_of_candidate(place, facts, each))) for each in found]


def _of_deed(place: CountContext, deed: Token, clause: ClauseEvidence) -> list[TimeCandidate]:
    """The dates that stand with a deed, after the word for its doer; else none: those before date something else, and
    nothing tells that it was in the report's period."""
    own = [m for m in place.dates if place.same_sentence(m) and m.start > deed.idx]
    linked = [m for m in place.objects("count_at") if m in own]
    found = [_linked(place, linked, clause)] if linked else [_near(place, m, -1, clause) for m in own]
    return [*found, _with_evidence(TimeCandidate(), clause, "none")]


def _without_others(place: CountContext, measure: Measure) -> CountContext:
    """The count without the dates that others are compared with, of crimes, or of something else, named by `count_at`
    or not."""
    gone = {date for date, (first, last) in place.compared.items() if not first <= place.count.start < last}
    gone.update(dates_of_crimes(place), dates_of_others(place, measure))
    kept = [r for r in place.relations.get("count_at", ()) if r.object not in gone]
    relations = {**place.relations, "count_at": kept}
    return replace(place, relations=relations, dates=[m for m in place.dates if m.id not in gone])


def with_own_ends(place: CountContext, time: TimeCandidate, measure: Measure) -> TimeCandidate:
    """The chosen time, or part of a year, from the start of a running total on; for one end of a change that alone."""
    if measure == "running_total":
        return _of_part(place, _since_mission(place, _with_start(place, time)))
    return _of_part(place, _of_change(place, time) if measure in ("rate", "stock", "limit") else time)


def _of_part(place: CountContext, time: TimeCandidate) -> TimeCandidate:
    """Of a whole year the part that its words name, `the first five months of 2041`: all 52 of train were the year."""
    named = [m for m in place.objects("count_at") or place.dates if time.times == (m.entity,)]
    year, start = min(named, key=lambda m: abs(m.start - place.count.start), default=None), time.start
    part = part_said(place, year) if year else None
    if part is None or start is None or (start.month, start.day, time.end) != (1, 1, last_day(str(start.year))):
        return time
    return replace(time, times=(interval(*part),), start=part[0], end=part[1])


def _of_change(place: CountContext, time: TimeCandidate) -> TimeCandidate:
    """Of several years that a change was over, the first day for its first figure, the last for its last: `from 2041 to
    2043 it fell from 40 to 25`. Of 19 such figures of train gold 17 have that year, and none has the whole time."""
    scene, at = place.scene, place.scene.order[place.count.id]
    for one, two in pairwise(m for m in scene.mentions[max(at - 1, 0) : at + 2] if m.id in scene.spans):
        before = [word.lower_ if (word := word_before(scene.spans[m.id])) else "" for m in (one, two)]
        if before == ["from", "to"] and one.label == two.label == "COUNT" and time.source in ("said", "carried"):
            day = time.start if one.id == place.count.id else time.end
            return replace(time, start=day, end=day) if "-" in (time.value or "") else time
    return time


def _with_start(place: CountContext, time: TimeCandidate) -> TimeCandidate:
    """A running total's time from the start that its sentence says, to the day of its figure: `as at 13 May, 40 had
    died since 8 October 2041`. All 5 times of train gold that were the day alone have the years of both."""
    said, text = [m for m in place.dates if place.same_sentence(m)], place.scene.doc.text
    days = [m for m in said if m.entity in time.times and as_of_day().search(text[max(0, m.start - 30) : m.start])]
    since = place.scene.heads[place.count.id].sent.tokens_of("since") if days else ()
    starts = [m for t in since for m in [d for d in said if d.start > t.idx][:1] if m not in days]
    start = min(starts, key=lambda m: (m.start < place.count.start, abs(m.start - place.count.start)), default=None)
    day = first_day(start.entity or "") if start else None
    if start is None or day is None or day >= (time.start or day) or len(days) < len(time.times):
        return time
    return _of_mentions(place, [m for m in said if m is start or m in days], "said")


def _since_mission(place: CountContext, time: TimeCandidate) -> TimeCandidate:
    """A running total's time from the year on in which the mission began since whose beginning it is counted: `since
    the inception of UNMGL`, `of the mission`. All 7 such of train gold that had not that year have it."""
    sentence = place.scene.heads[place.count.id].sent
    words = SINCE_BEGINNING.search(sentence.text)
    if words is None or time.start is None:
        return time
    named = [m.entity for m in place.scene.mentions if m.start == sentence.start_char + words.end()]
    keys = [place.report.masthead.mission] if words["own"] else named
    year = next((row.valid_from for row in missions() if row.key in keys), None) or time.start.year
    if year >= time.start.year:
        return time
    return replace(time, times=(str(year), *time.times), start=datetime.date(year, 1, 1))


def _all_candidates(place: CountContext, clause: ClauseEvidence, measure: Measure) -> list[TimeCandidate]:
    linked = place.objects("count_at")
    named = [_linked(place, linked, clause)] if linked and all(m.entity for m in linked) else []
    free = [m for m in place.dates if m not in linked]
    before = [m for m in reversed(free) if m.start < place.count.start][:MAX_DATES]
    near = [_near(place, m, rank, clause) for rank, m in enumerate(before)]
    after = [_near(place, m, -1, clause) for m in free if m.start > place.count.start and place.same_sentence(m)][:1]
    about = (_most_named(place), *_period_words(place))
    report = [_with_evidence(t, clause, name, *about) for name, t in _report_times(place, measure)]
    if measure != "flow":
        report.reverse()
    now = measure == "stock" and not {"tense=VBP", "tense=VBZ"}.isdisjoint(clause.facts)
    ordered = [*named, *report, *near] if now else [*named, *near, *report]
    rest = [*_single_times(place, linked, clause), *_past_spans(place, clause), *_year_before(place, clause, about)]
    return [*ordered, *after, *rest, _with_evidence(TimeCandidate(), clause, "none")]


def _linked(place: CountContext, linked: Sequence[Mention], clause: ClauseEvidence) -> TimeCandidate:
    """The times that `count_at` names."""
    source = _source(place, linked)
    found = _of_mentions(place, linked, source)
    score = min(r.score for r in place.linked("count_at"))
    return _with_evidence(found, clause, source, f"sure={int(score * 10)}", f"times={min(len(linked), 3)}")


def _single_times(place: CountContext, linked: Sequence[Mention], clause: ClauseEvidence) -> Iterator[TimeCandidate]:
    """Each of several times that `count_at` names, alone."""
    for rank, m in enumerate(linked if len(linked) > 1 else ()):
        if m.entity:
            found = _of_mentions(place, [m], _source(place, [m]))
            yield _with_evidence(found, clause, "alone", *_of_date(place, m), f"rank={rank}")


def _source(place: CountContext, linked: Sequence[Mention]) -> TimeSource:
    """The source of times that `count_at` names: said in the count's sentence, else carried over."""
    return "said" if all(map(place.same_sentence, linked)) else "carried"


def _year_before(place: CountContext, clause: ClauseEvidence, about: Sequence[str]) -> Iterator[TimeCandidate]:
    """The calendar year before the report's date, on which annual reports report."""
    head = place.report.masthead
    if head.date is None:
        return
    features = (f"period={head.period_start is not None}", f"early={head.date.month < 7}", *about)
    last = head.date.year - 1
    before = TimeCandidate((str(last),), "document", datetime.date(last, 1, 1), datetime.date(last, 12, 31))
    yield _with_evidence(before, clause, "year before", *features)


def _past_spans(place: CountContext, clause: ClauseEvidence) -> Iterator[TimeCandidate]:
    """The time that the words nearest to a count go back from the end of the report's period: `over the past year`."""
    sentence, end = place.scene.heads[place.count.id].sent, _reference_date(place)
    start = place.count.start - sentence.start_char
    words = min(past_span().finditer(sentence.text), key=lambda m: abs(m.start() - start), default=None)
    if words is not None and end is not None:
        first = later(end, -months_of(words))
        found = TimeCandidate((interval(first, end),), "said", first, end)
        past, near = words["past"] or "past", sentence.text[: words.start()].split()[-1:]
        yield _with_evidence(found, clause, "past", f"words={past} {words['unit']}".lower(), f"before={near}")


def _most_named(place: CountContext) -> str:
    """Feature: how many years the report's most frequent year is before its own."""
    year, report_date = place.defaults.year, place.report.masthead.date
    years_ago = report_date.year - year if year and report_date else None
    return f"most named={years_ago if years_ago is not None and abs(years_ago) < 3 else None}"


def _of_mentions(place: CountContext, named: Sequence[Mention], source: TimeSource) -> TimeCandidate:
    """First and last day of the mentions; of `since X` from X to the end of the report's period, else its date."""
    since = [m for m in named if is_since(place.scene, m)]
    until = [m for m in named if m not in since]
    starts = [day for m in since or named if (day := first_day(m.entity or ""))]
    ends = [day for m in until if (day := last_day(m.entity or ""))]
    start, end = min(starts, default=None), max(ends, default=None)
    if end is None and start is not None:
        last = _reference_date(place)
        end = last if last is not None and last >= start else None
    return TimeCandidate(tuple(dict.fromkeys(m.entity for m in named if m.entity)), source, start, end)


def _near(place: CountContext, mention: Mention, rank: int, clause: ClauseEvidence) -> TimeCandidate:
    found = _of_mentions(place, [mention], "near")
    return _with_evidence(found, clause, "near", *_of_date(place, mention), f"rank={rank}")


def _of_date(place: CountContext, mention: Mention) -> Iterator[str]:
    """Features of a date with respect to a count."""
    apart = place.count.sentence - mention.sentence
    yield f"apart={min(apart, 3)}"
    yield f"precision={(mention.entity or '').count('-')} {'/' in (mention.entity or '')}"
    before = word_before(place.scene.spans[mention.id])
    yield f"preposition={before.lower_ if before is not None else None}"
    yield f"since={is_since(place.scene, mention)}"
    yield f"initial={is_initial(place.scene.heads[mention.id])}"
    yield f"taken={mention.id in place.dated}"
    report_date = place.report.masthead.date
    day = last_day(mention.entity or "")
    if report_date is not None and day is not None:
        yield f"years ago={min(max(report_date.year - day.year, -1), 5)}"
        yield f"future={day > report_date}"


def _of_candidate(place: CountContext, facts: Sequence[str], time: TimeCandidate) -> Iterator[str]:
    """Features of a candidate beyond those of its source: where its nearest date stands, and how far its years are
    before the report's and its period's, with facts of the clause."""
    source = time.evidence[0]
    if time.source in ("said", "carried", "near") and (dates := [m for m in place.dates if m.entity in time.times]):
        nearest = min(dates, key=lambda m: abs(m.start - place.count.start))
        features = (*_between(place, nearest), *(_of_date(place, nearest) if time.source != "near" else ()))
        yield from (f"{source} {each}" for each in features)
    days = [day for day in (time.start or time.end, time.end or time.start) if day is not None]
    for name, end in (("report", place.report.masthead.date), ("period", place.report.masthead.period_end)):
        years = " ".join(str(max(-2, min(end.year - day.year, 6))) for day in days) if end is not None else None
        apart = f"{name} apart={years}"
        yield from (apart, f"{source} {apart}", *(f"{apart} {fact}" for fact in facts))


def _between(place: CountContext, time: Mention) -> Iterator[str]:
    """Features of where a date stands from a count: before or after, how far, in its clause or not, what is between."""
    scene, count = place.scene, place.count
    first, last = sorted((count.start, time.start))
    side = f"{'before' if time.start < count.start else 'after'} {place.same_sentence(time)}"
    yield f"far={side} {abs(scene.spans[time.id].start - scene.spans[count.id].start).bit_length()}"
    yield f"clause={side} {clause_verb(scene.heads[time.id]).i == clause_verb(scene.heads[count.id]).i}"
    begin, end = (bisect(scene.mentions, at, key=lambda m: m.start) for at in (first, last - 1))
    for label in ("YEAR", "COUNT"):
        yield f"{label}={side} {min(sum(m.label == label for m in scene.mentions[begin:end]), 3)}"
    before = word_before(scene.spans[time.id])
    governor = before.head if before is not None and before.dep_ == "prep" else scene.heads[time.id].head
    yield from (f"governor={governor.lemma_.lower()}", f"governor={governor.pos_} {governor.dep_}")


def _report_times(place: CountContext, measure: Measure) -> Iterator[tuple[str, TimeCandidate]]:
    """Candidates by the report's own period and date, each with a name; first the period before, where the sentence is
    about it (`the previous reporting period`). A flow at the end is of the days of that year, since no report is about
    its last day alone."""
    head, end, words = place.report.masthead, _reference_date(place), _nearest_period(place)
    source: TimeSource = "period" if words is not None and words["this"] else "document"
    if head.period_start is not None and head.period_end is not None:
        if words is not None and words["earlier"]:
            first, last = days_before(head.period_start, head.period_end)
            yield "period before", TimeCandidate((interval(first, last),), "period", first, last)
        times = (interval(head.period_start, head.period_end),)
        yield "period", TimeCandidate(times, source, head.period_start, head.period_end)
    elif head.date is not None:
        first = head.date - YEAR
        yield "year", TimeCandidate((interval(first, head.date),), "document", first, head.date, awaited=source)
    if end is not None:
        new_year = datetime.date(end.year, 1, 1)
        first = max(head.period_start or new_year, new_year) if measure == "flow" else end
        yield "end", TimeCandidate((interval(first, end) if first < end else str(end),), "document", first, end)


def _period_words(place: CountContext) -> Iterator[str]:
    """Features: the words for a report's period nearest to a count, the word before them, and the side."""
    words, sentence = _nearest_period(place), place.scene.heads[place.count.id].sent
    if words is not None:
        lead, before = words["this"] or words["earlier"] or words["other"], sentence.text[: words.start()].split()
        yield f"period={lead.lower()} {before[-1].lower() if before else ''}"
        yield f"period={lead.lower()} {sentence.start_char + words.start() < place.count.start}"


def _nearest_period(place: CountContext) -> re.Match[str] | None:
    """The words for a report's period that stand nearest to a count in its sentence."""
    sentence = place.scene.heads[place.count.id].sent
    start = place.count.start - sentence.start_char
    return min(period_phrases(sentence), key=lambda m: abs(m.start() - start), default=None)


def _reference_date(place: CountContext) -> datetime.date | None:
    """The end of the report's period, else its date."""
    head = place.report.masthead
    return head.period_end or head.date


def _with_evidence(time: TimeCandidate, clause: ClauseEvidence, source: str, *features: str) -> TimeCandidate:
    """The time with its features: alone, and crossed with those of the clause."""
    single = (f"src={source}", *(f"{source} {each}" for each in features))
    crossed = (f"{source} {fact}" for fact in (*clause.facts, *clause.words))
    pairs = (f"{source} {each} {fact}" for each in features for fact in clause.facts[:2])
    return replace(time, evidence=(*single, *crossed, *pairs))


def is_cumulative(place: CountContext) -> bool:
    """Whether a count is a running total, by `since …`, `as at …`, `to date`, also where no date follows in its clause:
    `since the outbreak of fighting`."""
    head, text = place.scene.heads[place.count.id], place.scene.doc.text
    above = {head.i, *(token.i for token in ancestors(head))}
    return (
        says_to_date(head.sent)
        or any(is_since(place.scene, m) or as_of_day().search(text[max(0, m.start - 30) : m.start])
               for m in place.objects("count_at"))
        or any(t.dep_ == "prep" and t.head.i in above for t in head.sent.tokens_of("since"))
    )  # fmt: skip
