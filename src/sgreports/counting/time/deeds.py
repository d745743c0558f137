"""Whose deed a count is told of: the dates of a trial, a memorial or a report are not those of what it tells."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sgreports.counting.context import CountContext
from sgreports.knowledge.statements.count_words import FILE
from sgreports.knowledge.statements.relations import word_lists_of
from sgreports.model.dates import first_day, last_day
from sgreports.model.facts import HARM, Measure, Mention
from sgreports.parsing.tokens import Token
from sgreports.sentence.clauses import ancestors, clause_verb, path_between
from sgreports.sentence.tags import NOMINAL, SUBJECTS
from sgreports.sentence.verbs import MAX_STEPS

TRIED = (("dobj", "conviction"), ("dobj", "indictment"))  # what a verb does whose date is not that of the deed
MEMORIALS = ("memorial", "monument", "museum", "plaque", "statue", "street")
HONOURING = ("commemorate", "erect", "inaugurate", "name", "open", "rename", "unveil")
REPORTS, PUBLISHING = ("brief", "report", "study", "survey", "update"), ("issue", "launch", "publish", "release")
"""What is put up for somebody or tells of deeds, and what is done with it: no deed that is told of is of its date."""
BREAK = re.compile(r"[,;]")
JOINED = re.compile(r"(?:[\s,;–-]|\b(?:and|between|from|in|of|on|or|the|to)\b)*")  # between the dates of a list


def doer(place: CountContext) -> Token | None:
    """The word above a count of harm that says who did it, or what for somebody is tried: `charged with the murder of
    12 men`. What stands in a clause of its own (`in May, troops killed nine`, `was responsible for`) has its date; so
    have the detained, who are themselves accused: 5 of 7 in train gold had no time for such a word, that had one."""
    for token in ancestors(place.scene.nouns[place.count.id]) if place.count.event in {*HARM} - {"detained"} else ():
        if token.lemma_.lower() in (*word_lists_of(FILE)["doers"], "commemorate", "memorial", "monument"):
            return token if token.dep_ not in ("attr", "acomp") or token.head.lemma_ != "be" else None
        if token.pos_ not in (*NOMINAL, "ADP", "NUM") and token.dep_ not in ("pcomp", "acl"):
            return next((t for t in token.children if (t.dep_, t.lemma_) in TRIED), None)
    return None


def memorial(place: CountContext) -> Token | None:
    """The last word of what the date of a memorial or a report is said with, if it is the last date before a count of
    harm: `in May a street was named after an officer, whose men killed 12`, `in May they published a study of 12`."""
    last = max((m for m in place.dates if m.start < place.count.start), key=lambda m: m.start, default=None)
    if last is None or place.count.event not in (*HARM, "violence"):
        return None
    date = place.scene.heads[last.id]
    verb = clause_verb(date)
    named = [t for t in verb.children if t.dep_ in (*SUBJECTS, "dobj") and _tells(verb, t, place)]
    after = max((date, verb, *named), key=lambda t: t.i)
    return after if named else None


def _tells(verb: Token, named: Token, place: CountContext) -> bool:
    """Whether what a verb names is put up for a doer, or is a report that the count stands in a clause of."""
    if verb.lemma_ in HONOURING:
        return named.lemma_.lower() in MEMORIALS
    told = verb.lemma_ in PUBLISHING and named.lemma_.lower() in REPORTS
    return told and named.i in {t.i for t in ancestors(place.scene.heads[place.count.id])}


def war(place: CountContext, measure: Measure) -> Token | None:
    """The war of `throughout the war`, in which what is told happened: its years are not the report's, and dates of
    other clauses are of who tells it. No flow of train gold has such a date."""
    noun = place.scene.nouns[place.count.id]
    above = {token.i for token in ancestors(noun)}
    dated = {clause_verb(place.scene.heads[m.id]).i for m in place.objects("count_at")}
    for word in noun.sent.tokens_of("during", "throughout") if measure == "flow" else ():
        told = clause_verb(word)
        fought = next((t for t in word.children if t.lower_ in ("conflict", "hostilities", "war")), None)
        if fought and told.i not in dated and (told.i in above or noun in (told.head, told.head.head)):
            return fought
    return None


def dates_of_crimes(place: CountContext) -> Iterator[str]:
    """The dates of years before the report's period that a noun after the tried has, to which a verb may belong: `ten
    were found guilty of the raid committed in May 2031`."""
    begin, noun = place.report.masthead.period_start or place.report.masthead.date, place.scene.nouns[place.count.id]
    above = {noun.i, *(token.i for token in ancestors(noun))}
    for m in place.objects("count_at") if begin and place.count.event == "prosecuted" else ():
        crime = next((t for t in ancestors(place.scene.heads[m.id]) if t.pos_ == "NOUN"), noun)
        day = last_day(m.entity or "")
        if m.start > place.count.start and begin and day and day.year < begin.year and crime.i not in above:
            yield m.id


def dates_of_others(place: CountContext, measure: Measure) -> Iterator[str]:
    """Of the dates that `count_at` names for a flow those that date something else: one of an earlier sentence, where
    the count's own has one within it; of several years those that stand farther away (`in May 2041 a street was named
    after the officer whose men killed 12 in 1993`), but for a list."""
    linked = place.objects("count_at") if measure == "flow" else []
    own = [m for m in linked if place.same_sentence(m)]
    with_it = [m for m in own if m.start < place.count.start or _is_behind(place, m)]
    yield from (m.id for m in linked if m not in own and any(_is_within(each, m) for each in with_it))
    if place.count.event in HARM and len({(m.entity or "")[:4] for m in own}) > 1:
        nearest = min(own, key=lambda m: (not _is_behind(place, m), _steps(place, m)))
        yield from (m.id for m in own if not _go_together(place, own, m, nearest))


def _is_behind(place: CountContext, date: Mention) -> bool:
    """Whether a date follows a count with no comma between: `four in 2041, and three from 2030 to 2035`."""
    return BREAK.search(place.scene.doc.text, place.count.end, date.start) is None and date.start > place.count.start


def _go_together(place: CountContext, dates: Sequence[Mention], one: Mention, other: Mention) -> bool:
    """Whether two dates are members of a list (`in December 2041 and in May 2042`), or one lies within the other."""
    between = [m for m in dates if min(one.start, other.start) <= m.start <= max(one.start, other.start)]
    listed = all(JOINED.fullmatch(place.scene.doc.text, a.end, b.start) for a, b in pairwise(between))
    return listed or _is_within(one, other) or _is_within(other, one)


def _is_within(one: Mention, other: Mention) -> bool:
    """Whether one time lies within another."""
    days = [f(m.entity or "") for m in (one, other) for f in (first_day, last_day)]
    first, last, start, end = days
    return None not in days and start <= first and last <= end  # type: ignore[operator]


def _steps(place: CountContext, date: Mention) -> int:
    """How many words of the parse stand between a count and a date."""
    found = path_between(place.scene.nouns[place.count.id], place.scene.heads[date.id])
    return len(found[0]) + len(found[1]) if found else MAX_STEPS
