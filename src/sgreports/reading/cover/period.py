"""The period that a report says it covers, from its title or first paragraphs; never a guess."""

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sgreports.knowledge.english import SENTENCE_BREAK
from sgreports.knowledge.statements.quantities import month_numbers
from sgreports.model.dates import Point
from sgreports.model.report import SHORTEST_PERIOD
from sgreports.names.dates.dates import DateExpression, date_expressions

# A PDF may have no blank between the words of a date: `1January`.
_GLUED = re.compile(rf"(?i)(?<=\d)(?=(?:{'|'.join(month_numbers())})\b)")
# What stands right before the first day or the last one. `from the issuance of my report of 25 August 2011 (S/2011/540)
# until 28 February 2012`, `since my report of 8 March on the rivers of the north (S/2044/215, para. 3) to 20 August`,
# `information up to 1600 hours, New York time, on 9 July 1992`
_RANGE = re.compile(r"(?:\b(?:from|between)\s+|\bperiods?\s+(?:of\s+)?|\bcover(?:s|ing)\s+|\(|,\s)(?:the\s+)?$")
_REPORT_OF = r"report\b[^.;()\d]{0,60}?\b(?:of|on|dated|issued)\s+$"
_ISSUED = r"(?:the\s+(?:date\s+of\s+)?(?:issuance|submission|publication|compilation|release)\s+of\s+)?"
_FROM_REPORT = re.compile(rf"\b(?:from|between|since)\s+{_ISSUED}(?:my|the)\s+(?:[\w-]+\s+){{0,3}}?{_REPORT_OF}")
_SINCE_REPORT = re.compile(
    rf"(?i:\bsince)\s+{_ISSUED}(?:my|the|his|my\s+predecessor['’]s)\s+(?:[\w-]+\s+){{0,3}}?{_REPORT_OF}"
)
_LAST_REPORT = re.compile(
    rf"(?i:\b(?:previous|last|preceding|prior|most recent|latest))\s+(?:\w+\s+){{0,2}}?{_REPORT_OF}"
)
_TO = re.compile(r"[^.;()\d]{0,60}(?:\([^()]{3,80}\))?,?\s*\b(?:up\s+to|to|and|until|through)\s+")
_UP_TO_LAST = re.compile(
    r"(?i)\b(?:previous|last|preceding)\s+report\b[^.;]{0,60}?\bwhich\s+covered\s+(?:developments\s+)?(?:up\s+to|until)\s+$"
)
_SINCE = re.compile(r"\bsince\s+$")
_UP_TO = re.compile(r"\b(?:up\s+to|until)\s+(?:\d{3,4} hours\b[^.;()]{0,40})?$")
_BEFORE = 200  # characters before a day in which what says so begins
_TELLS = re.compile(
    r"\b(?:covers|describes|outlines|summarizes|reviews|details|reflects|"
    r"(?:provides|gives|contains|presents)\b[^.;]{0,40}\b(?:account|update|overview|summary|description|review|information)\b)"
)
_DAY, _LONGEST = datetime.timedelta(days=1), datetime.timedelta(days=2200)
_SOON = datetime.timedelta(days=14)  # after the date of issue: a report may be issued before its period ends
_FAR = 300  # characters between the verb of the contents and the first or last day
_REPORT = re.compile(r"\breport\b")
_CUE = re.compile(
    r"(?i)\b(?:present |this |current |the )?(?:report|addendum|note|document)\b.{0,120}\b(?:covers?|covering|"
    r"describes|"
    r"provides|contains|outlines|summarizes|reviews|gives|updates?|sets out|details|reflects|presents|highlights|"
    r"includes|deals|brings up to date)\b|"
    r"\bit (?:also )?(?:covers|provides|describes|contains|details|outlines|summarizes|includes|brings up to date)\b|"
    r"\b(?:reporting|review|reported|under review|covered)\s++period\b|\bperiod (?:under|of)\b|\bfor the period\b|"
    r"\bduring the period\b|\bcover(?:s|ed|ing) (?:the period|developments|activities)\b|\bover the period\b"
)
# What another period belongs to, nearer before it than what this report tells: `established it for an initial period of
# six months, from 16 October until 15 April`, `my last report, which covered the period from`.
_OF_ANOTHER = re.compile(
    r"(?i)\b(?:extend|renew|prolong|establish|authori[sz]|creat|deploy|set up)(?:ed|es|s|ing|e)?\b|"
    r"\b(?:initial|final|further|additional|mandate) period\b|"
    r"\b(?:previous|last|preceding|earlier|prior|latest|next|subsequent) (?:\w+ ){0,2}report\b"
    r"(?=[^.;]*?\b(?:which|that|covering|for) )"
)
_OF_THIS = re.compile(
    r"(?i)\b(?:the|this) (?:present )?(?:report|addendum|note)\b|\bpresent (?:report|addendum)\b|"
    r"\bit (?:also )?(?:covers|provides|describes)\b|"
    r"\b(?:reporting|review) period\b|\bperiod under (?:review|consideration)\b"
)
# a sentence that opens with the time since the last report states the period as one with a verb of reporting does
_OPENS_SINCE = re.compile(r"Since\s")


@dataclass(frozen=True)
class Period:
    """First and last day; either may be None."""

    start: datetime.date | None = None
    end: datetime.date | None = None


def period(titles: Iterable[str], paragraphs: Iterable[str], issued: datetime.date | None) -> Period:
    """The period of the title, else of the first sentence that says what the report covers, else the time since the
    report before it; never that of a mandate or of another report.

    A year that is left out is that of the other end, or of the report's date. A period of which only the first day is
    said ends with the report's date; one of which only the last is begins after that of the previous report, if it is
    said (S/2025/254, para. 1).
    """
    for text in titles:
        if found := _first(_GLUED.sub(" ", text), issued):
            return found
    sentences = [sentence for text in paragraphs for sentence in SENTENCE_BREAK.split(_GLUED.sub(" ", text))]
    for sentence in sentences:
        if _CUE.search(sentence) and (found := _first(sentence, issued) or _open(sentence, issued)):
            return found if found.start else _after_previous(found, sentences)
    for sentence in sentences:
        opens = _OPENS_SINCE.match(sentence) or _CUE.search(sentence)
        if opens and (day := _report_day(sentence, _SINCE_REPORT, issued)):
            return _until_issued(day, issued)
    return Period()


def previous_date(paragraphs: Iterable[str], issued: datetime.date | None) -> datetime.date | None:
    """The date of the report before this one, in `since my report of 14 February 2025`, `my last report of 3 May`."""
    for text in paragraphs:
        if day := _report_day(text, _SINCE_REPORT, issued) or _report_day(text, _LAST_REPORT, issued):
            return day
    return None


def _dated(text: str, lead: re.Pattern[str]) -> Iterable[DateExpression]:
    """The dates of a text that stand right after some words."""
    return (d for d in date_expressions(text) if lead.search(text, max(0, d.start - _BEFORE), d.start))


def _report_day(text: str, lead: re.Pattern[str], issued: datetime.date | None) -> datetime.date | None:
    """The day of the first report that is named so; None where it is not before the report's own."""
    text = _GLUED.sub(" ", text)
    found = next((d.first for d in _dated(text, lead) if d.first.day), None)
    day = _day(found, found.year or _year(issued, found)) if found else None
    return day if day and (issued is None or day < issued) else None


def _until_issued(start: datetime.date, issued: datetime.date | None) -> Period:
    found = Period(start, issued if issued and start < issued else None)
    return found if _is_whole(found, issued) else Period()


def _first(text: str, issued: datetime.date | None) -> Period | None:
    """The first range of days or months that a report can cover."""
    ranges = [(d, d.first, d.last) for d in _dated(text, _RANGE) if d.last]
    for d in _dated(text, _FROM_REPORT):
        after = next((e for e in date_expressions(text) if e.start > d.start), None)
        if d.last is None and after and _TO.fullmatch(text, d.end, after.start) and not _is_cited(text, after):
            ranges.append((d, d.first, after.first))
        elif d.last:
            ranges.append((d, d.first, d.last))
    for d, first, last in ranges:
        read = _read(first, last, issued)
        if read and not _is_of_another(text[: d.start]) and _is_whole(read, issued):
            return read
    return None


def _is_cited(text: str, d: DateExpression) -> bool:
    """Whether a symbol in brackets follows a day: it is that of a document."""
    return text[d.end :].lstrip().startswith("(")


def _is_of_another(before: str) -> bool:
    """Whether the words before a period say last that a mandate, or another report, has it."""
    others, own = (max((m.start() for m in cue.finditer(before)), default=-1) for cue in (_OF_ANOTHER, _OF_THIS))
    return others > own


def _is_whole(found: Period, issued: datetime.date | None) -> bool:
    """Whether a report can cover it: a week or more, which is nearly over when the report is issued."""
    if found.start is None or found.end is None:
        return True
    return found.end + _DAY - found.start >= SHORTEST_PERIOD and not _is_future(found.end, issued)


def _open(text: str, issued: datetime.date | None) -> Period | None:
    """The period of which only the first or the last day is said; a future day ends none."""
    for lead in (_SINCE, _UP_TO):
        for d in _dated(text, lead):
            told, day = _told_before(text, d.start), _day(d.first, d.first.year) if d.first.day else None
            if told is None or day is None or _is_cited(text, d):
                continue
            if lead is _SINCE:
                return _until_issued(day, issued)
            if not _REPORT.search(told):
                return None if _is_future(day, issued) else Period(None, day)
    return None


def _after_previous(found: Period, sentences: Iterable[str]) -> Period:
    """A period that begins after what `the previous report, which covered developments until 16 September 2024` did."""
    days = (_day(d.first, d.first.year) for text in sentences for d in _dated(text, _UP_TO_LAST) if d.first.day)
    last = next((day for day in days if day and found.end and day < found.end), None)
    return replace(found, start=last + _DAY) if last else found


def _told_before(text: str, day: int) -> str | None:
    """The words from the last verb of the report's contents to `day`; None without such a verb."""
    clause = re.split(r"[.;]", text[max(0, day - _FAR) : day])[-1]
    told = list(_TELLS.finditer(clause))
    return clause[told[-1].end() :] if told else None


def _read(first: Point, last: Point, issued: datetime.date | None) -> Period | None:
    """The days of a range; a year that neither end has is the last one in which it can have ended."""
    if last.month is None or first.month is None:
        return None
    end_year = last.year or first.year or _year(issued, last)
    if not (first.year or last.year) and last.day and _is_future(_day(last, end_year), issued):
        end_year = end_year - 1 if end_year else None
    start = _day(first, first.year or (end_year - (first.month > last.month) if end_year else None))
    end = _day(last, end_year, last=True)
    if start is None or end is None or not datetime.timedelta(0) < end - start < _LONGEST:
        return None
    return Period(start, end)


def _is_future(day: datetime.date | None, issued: datetime.date | None) -> bool:
    return day is not None and issued is not None and day > issued + _SOON


def _year(issued: datetime.date | None, day: Point) -> int | None:
    """The year of a month just before the report's date."""
    return issued.year - ((day.month or 0) > issued.month) if issued else None


def _day(point: Point, year: int | None, *, last: bool = False) -> datetime.date | None:
    """A day; of a month without a day its first or last one."""
    if year is None or point.month is None:
        return None
    try:
        return datetime.date(year, point.month, point.day or (calendar.monthrange(year, point.month)[1] if last else 1))
    except ValueError:
        return None
