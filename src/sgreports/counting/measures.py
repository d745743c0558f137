"""The measure of a count: what kind of figure it is, and so what may be added (GUIDELINES, *Rows*)."""

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sgreports.counting.clause_evidence import ClauseEvidence, function_words
from sgreports.counting.context import CountContext
from sgreports.counting.event.features import CountView, event_features
from sgreports.counting.event.found import EventFound
from sgreports.counting.status import count_status, is_asked_for
from sgreports.counting.time.links import is_of_report, is_since
from sgreports.counting.time.times import is_cumulative
from sgreports.evidence.encoder.mix import SURE, combine
from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.knowledge.components import Calibrated
from sgreports.knowledge.statements.count_words import as_of_day, measures_of
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.model.dates import first_day
from sgreports.model.facts import AT_A_MOMENT, HARM, MEASURES, Event, Measure, Mention
from sgreports.scene.scene import Scene
from sgreports.sentence.clauses import has_perfect_tense
from sgreports.sentence.scope import is_anaphoric

SHARES = ("percent", "ratio", "rate")
SHARE_MEASURES: tuple[Measure, ...] = ("rate", "limit")
"""The measures of a share or of so many a day: none that adds up. All 767 and 59 in train gold have one of these."""
SO_MANY_A = re.compile(
    r"\)?(?: [\w-]+){0,6}? (?:(?<!as )per (?!cent\b)[a-z]+|(?:every|each|a) (?:hour|day|week|month|year|session)\b)"
    r"(?! (?:ago|before|earlier|later|after))"
)
WHOLE_LIFE = re.compile(
    r"(?i)\b(?:(?:throughout|course of) (?:its|their) mandate|from (?:its|their) inception"
    r"|(?:months|years) of (?:(?:its|their) )?(?:deployment|existence))\b"
)
TOTAL_TO = re.compile(r"\b(?:bring|brought)\w*\b[^,;.]{0,60}\b(?:total|number|figure)\b[^,;.]{0,90}\bto $")
BY = re.compile(r"\b[Bb]y (?:the end of )?$")
LASTING: tuple[Event, ...] = ("assisted", "deployed", "detained", "displaced", "in_need")
_OF_LASTING, _ON_DAY = r"(?:\S+ ){1,4}(?:on|in|at)\b", r"\d\S*(?: [a-z-]+){0,3} (?:on|as at|as of) \d"
LEVELS = [re.compile(rf"\bfrom {level}.{{0,120}}?\bto {level}") for level in (_ON_DAY, _OF_LASTING)]
STATED: dict[Measure, re.Pattern[str]] = {
    "limit": re.compile(r"(?:\bauthori[sz]ed|\bauthori[sz]ed (?:\w+ )?(?:total|strength|ceiling) of|\bceiling of)$"),
    "rate": re.compile(r"\b(?:average of|on average(?: ,)?)$"),
    "running_total": re.compile(r"\b(?:year-to-|to - )date (?:total|figure) of$"),
}
"""The words before a number that say by themselves what kind of figure it is."""
STATED_SCORE = 0.95
LINKED = 0.7  # a date of a lower score may be that of something else
WINDOW = 6  # words before and after the count that are features


def measure_of(place: CountContext, clause: ClauseEvidence, model: LinearModel | None) -> tuple[Measure, float | None]:
    """The measure and the estimated probability that it is right, which is None without a model (by rules)."""
    if stated := _stated(place):
        return stated, STATED_SCORE
    if model is None:
        return _measure_by_rules(place), None
    probabilities: npt.NDArray[np.floating] = model.probabilities(feature_ids(measure_evidence(place, clause)))
    calibration: Calibrated = model.meta
    encoder_scores = place.scene.encoder_scores(place.count) if probabilities.max() < SURE else None
    if encoder_scores is not None:
        calibration = mix = encoder_scores.meta.measures
        probabilities = combine(mix, probabilities, encoder_scores.scores.measures[0])
    of = dict(zip(MEASURES, probabilities.tolist(), strict=True))
    best = max(_allowed(place), key=of.__getitem__)
    return best, round(calibration.share(of[best]), 3)


def _allowed(place: CountContext) -> tuple[Measure, ...]:
    """The measures that a count can have: of levels of two days, or of what lasts, a stock (`from 40 in May to 52 in
    June`); no flow of what a total is brought to, or who is harmed as of a day; and by its dates."""
    text, count, sentence = place.scene.doc.text, place.count, place.scene.heads[place.count.id].sent
    if count.kind in SHARES or SO_MANY_A.match(text, count.end):
        return SHARE_MEASURES
    if WHOLE_LIFE.search(text, sentence.start_char, sentence.end_char):
        return ("running_total",)
    if _is_to_come(place):
        return ("limit",)
    levels = LEVELS[count.event in LASTING].search(text, sentence.start_char, sentence.end_char)
    if levels and levels.start() < count.start < levels.end():
        return ("stock",)
    dates = [(m, text[max(0, m.start - 30) : m.start]) for m in place.objects("count_at") if place.same_sentence(m)]
    as_of = count.event in (*HARM, "returned") and any(as_of_day().search(before) for _, before in dates)
    if as_of or TOTAL_TO.search(text, sentence.start_char, count.start):
        return AT_A_MOMENT
    return _since_or_by(place, dates)


def _since_or_by(place: CountContext, dates: list[tuple[Mention, str]]) -> tuple[Measure, ...]:
    """No flow of what was done since a day or had been by it; but any measure since the period's first day or a report.
    All 8 counts of train gold to which this last gives another measure are flows."""
    scene, count = place.scene, place.scene.spans[place.count.id]
    since = [date for date, _ in dates if is_since(scene, date)]
    since_report = any(is_of_report(scene, date) for date in since)
    if since_report or place.report.masthead.period_start in {first_day(d.entity or "") for d in since} - {None}:
        return MEASURES
    had_been = has_perfect_tense(count.root.sent) and not is_anaphoric(count)
    summed = since or (had_been and any(BY.search(before) for _, before in dates))
    return (*AT_A_MOMENT, "rate") if summed else MEASURES


def _is_to_come(place: CountContext) -> bool:
    """Whether a count's first day is after its report's: `a course for 40 in May`."""
    keys = [place.mentions[r.object].entity for r in place.linked("count_at") if r.score >= LINKED]
    days, report = [day for key in keys if key and (day := first_day(key))], place.report.masthead.date
    return report is not None and bool(days) and min(days) > report


def _stated(place: CountContext) -> Measure | None:
    """The measure that the words before the number state, `of an authorized 2,101`, `a monthly average of 79`; or right
    behind an exact number of people, `the 295 authorized officers`: some 20,000 are those who hold a licence. All 4
    such counts of train gold are limits, both of `some` are stocks. Of what is asked for 85 of 89 are limits."""
    span, doc = place.scene.spans[place.count.id], place.scene.doc
    if is_asked_for(place.scene, place.count):
        return "limit"
    people = is_person_class(unit_class(place.count.unit, place.count.kind or ""))
    after = {token.lower_ for token in doc[span.end : span.end + 1]}
    if people and (place.count.entity or "").isdecimal() and after & {"authorized", "authorised"}:
        return "limit"
    words = " ".join(token.lower_ for token in doc[max(span.start - 5, 0) : span.start])
    return next((measure for measure, pattern in STATED.items() if pattern.search(words)), None)


def _measure_by_rules(place: CountContext) -> Measure:
    """The measure by words of time, modality and kind of number."""
    if is_cumulative(place):
        return "running_total"
    if count_status(place.scene, place.count).modality == "planned":
        return "limit"
    return "flow" if place.count.kind in ("cardinal", "money") else "rate"


def measure_evidence(place: CountContext, clause: ClauseEvidence) -> Iterator[str]:
    """The features: those of events, each with the measures that its word speaks for; those of the clause, alone and in
    pairs; and the words near the count."""
    for name in event_features(place.view, place.count):
        yield name
        where, _, word = name.rpartition("=")
        for measure in measures_of(word.partition(" ")[0]):
            yield f"{where} says {measure}"
    yield from clause.facts
    yield from clause.words
    known = dict(fact.split("=", 1) for fact in clause.facts)
    for one, two in PAIRED:
        yield f"{one} {known[one]} {two} {known[two]}"
    yield f"ruled={_measure_by_rules(place)}"
    yield from _function_words(place)
    yield from (f"heading={word}" for word in place.heading.lower().split())


PAIRED = (("event", "tense"), ("event", "kind"), ("class", "tense"), ("tense", "at"), ("event", "class"),
          ("status", "event"), ("kind", "at"), ("tense", "period"))  # fmt: skip


def _function_words(place: CountContext) -> Iterator[str]:
    """The sentence's words that carry no content (`since`, `per`, `each`), and those near the count."""
    scene, span = place.scene, place.scene.spans[place.count.id]
    sentence = scene.heads[place.count.id].sent
    yield from (f"function={word}" for word in function_words(sentence))
    left = scene.doc[max(sentence.start, span.start - WINDOW) : span.start]
    right = scene.doc[span.end : min(sentence.end, span.end + WINDOW)]
    yield from (f"left word={t.lower_}" for t in left)
    yield from (f"right word={t.lower_}" for t in right)
    yield f"before={' '.join(t.lower_ for t in left[-2:])}"
    yield f"after={' '.join(t.lower_ for t in right[:2])}"


def count_view(scene: Scene) -> CountView:
    """The counts of a paragraph with their final events, for the features of events."""
    found = {m.id: EventFound(m.event or "other", m.event_cue, "decided") for m in scene.counts()}
    return CountView(scene, scene.counts(), found)
