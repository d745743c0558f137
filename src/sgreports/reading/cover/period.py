"""The period that a report says it covers, from its title or first paragraphs; never a guess."""

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sgreports.knowledge.english import SENTENCE_BREAK
from sgreports.knowledge.statements.quantities import month_numbers
from sgreports.model.report import SHORTEST_PERIOD

_MONTHS = "|".join(month.title() for month in month_numbers())
# A PDF may have no blank between the words of a date: `1January`.
_POINT = r"(?:(?P<d{n}>\d{{1,2}})\s*+(?![\d/]))?(?:(?P<m{n}>" + _MONTHS + r")\s*+,?\s*+)?(?P<y{n}>(?:19|20)\d\d)?"
_RANGE = re.compile(
    r"(?:\b(?:from|between)\s++|\bperiods?\s++(?:of\s++)?|\bcover(?:s|ing)\s++|\(|,\s)"
    + _POINT.format(n=1)
    + r"\s*+(?:\bto\b|\band\b|\buntil\b|\bthrough\b|[-–—])\s*+"
    + r"(?:(?P<d2>\d{1,2})\s*+)?(?P<m2>" + _MONTHS + r")\s*+,?\s*+(?P<y2>(?:19|20)\d\d)?"
)  # fmt: skip
# `from the issuance of my report of 25 August 2011 (S/2011/540) until 28 February 2012`,
# `since my report of 8 March on the rivers of the north (S/2044/215, para. 3) to 20 August`
_FROM_REPORT = re.compile(
    r"\b(?:from|between|since)\s++(?:the\s++(?:date\s++of\s++)?(?:issuance|submission|publication)\s++of\s++)?"
    r"(?:my|the)\s++(?:[\w-]+\s++){0,3}?report\b(?:[^.;()\d]{0,60}?\b(?:of|on|dated|issued))?\s++"
    + _POINT.format(n=1)
    + r"(?:[^.;()\d]{0,60}?\([^()]{3,80}\))?,?\s*+\b(?:up\s++to|to|and|until|through)\s++"
    + r"(?P<d2>\d{1,2})\s*+(?P<m2>" + _MONTHS + r")\b\s*+,?\s*+(?P<y2>(?:19|20)\d\d)?(?!\s*+\()"
)  # fmt: skip
_TELLS = re.compile(
    r"\b(?:covers|describes|outlines|summarizes|reviews|details|reflects|"
    r"(?:provides|gives|contains|presents)\b[^.;]{0,40}\b(?:account|update|overview|summary|description|review|information)\b)"
)
_DAY = datetime.timedelta(days=1)
_SOON = datetime.timedelta(
    days=14
)  # after the date of issue; a report may be issued before the period that it says ends
_FAR = 300  # characters between the verb of the contents and the first or last day
_SINCE = re.compile(r"\bsince\s++(?P<d1>\d{1,2})\s++(?P<m1>" + _MONTHS + r")\s++(?P<y1>(?:19|20)\d\d)\b(?!\s*+\()")
# `since my report of 14 February 2025`, `since the submission of my last report on 23 September`
_REPORT_OF = (
    r"report\b[^.;()\d]{0,60}?\b(?:of|on|dated|issued)\s++"
    r"(?P<d1>\d{1,2})\s++(?P<m1>" + _MONTHS + r")\b(?:\s++(?P<y1>(?:19|20)\d\d))?"
)
_SINCE_REPORT = re.compile(
    r"(?i:\bsince)\s++(?:the\s++(?:issuance|submission|publication|compilation|release)\s++of\s++)?"
    r"(?:my|the|his|my\s++predecessor['’]s)\s++(?:[\w-]+\s++){0,3}?" + _REPORT_OF
)  # fmt: skip
_LAST_REPORT = re.compile(
    r"(?i:\b(?:previous|last|preceding|prior|most recent|latest))\s++(?:\w+\s++){0,2}?" + _REPORT_OF
)
# `developments until 28 March 2025`, `the activities of the Authority up to 10 January 1993`,
# `information up to 1600 hours, New York time, on 9 July 1992`
_UP_TO = re.compile(
    r"\b(?:up\s++to|until)\s++(?:\d{3,4} hours\b[^.;()]{0,40}?)?"
    r"(?P<d2>\d{1,2})\s++(?P<m2>" + _MONTHS + r")\s++(?P<y2>(?:19|20)\d\d)\b(?!\s*+\()"
)
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
    said ends with the report's date.
    """
    for text in titles:
        if found := _first(text, issued):
            return found
    sentences = [sentence for text in paragraphs for sentence in SENTENCE_BREAK.split(text)]
    for sentence in sentences:
        if _CUE.search(sentence) and (found := _first(sentence, issued) or _open(sentence, issued)):
            return found
    for sentence in sentences:
        if _OPENS_SINCE.match(sentence) or _CUE.search(sentence):
            day = _reported(_SINCE_REPORT.search(sentence), issued)
            if day:
                return _until_issued(day, issued)
    return Period()


def previous_date(paragraphs: Iterable[str], issued: datetime.date | None) -> datetime.date | None:
    """The date of the report before this one, in `since my report of 14 February 2025`, `my last report of 3 May`."""
    for text in paragraphs:
        if day := _reported(_SINCE_REPORT.search(text) or _LAST_REPORT.search(text), issued):
            return day
    return None


def _reported(found: re.Match[str] | None, issued: datetime.date | None) -> datetime.date | None:
    month = _month(found["m1"]) if found else None
    if found is None or month is None:
        return None
    year = int(found["y1"]) if found["y1"] else _year(issued, month)
    day = _date(year, month, found["d1"], last=False) if year else None
    return day if day and (issued is None or day < issued) else None


def _until_issued(start: datetime.date, issued: datetime.date | None) -> Period:
    found = Period(start, issued if issued and start < issued else None)
    return found if _is_whole(found, issued) else Period()


def _first(text: str, issued: datetime.date | None) -> Period | None:
    for found in (*_RANGE.finditer(text), *_FROM_REPORT.finditer(text)):
        if (read := _read(found, issued)) and not _is_of_another(text[: found.start()]) and _is_whole(read, issued):
            return read
    return None


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
    found = next((m for m in _SINCE.finditer(text) if _told_before(text, m.start()) is not None), None)
    if found:
        start = _day(found["d1"], found["m1"], found["y1"])
        return _until_issued(start, issued) if start else None
    for found in _UP_TO.finditer(text):
        between = _told_before(text, found.start())
        if between is not None and not _REPORT.search(between):
            end = _day(found["d2"], found["m2"], found["y2"])
            return Period(None, end) if end and not _is_future(end, issued) else None
    return None


def _told_before(text: str, day: int) -> str | None:
    """The words from the last verb of the report's contents to `day`; None without such a verb."""
    clause = re.split(r"[.;]", text[max(0, day - _FAR) : day])[-1]
    told = list(_TELLS.finditer(clause))
    return clause[told[-1].end() :] if told else None


def _day(day: str, month: str, year: str) -> datetime.date | None:
    number = _month(month)
    return _date(int(year), number, day, last=False) if number else None


def _read(found: re.Match[str], issued: datetime.date | None) -> Period | None:
    month1, month2 = _month(found["m1"]) or _month(found["m2"]), _month(found["m2"])
    if month1 is None or month2 is None or (found["d1"] is None and found["m1"] is None):
        return None
    year2 = int(found["y2"]) if found["y2"] else (int(found["y1"]) if found["y1"] else _year(issued, month2))
    if year2 is None:
        return None
    if (
        not (found["y1"] or found["y2"])
        and found["d2"]
        and _is_future(_date(year2, month2, found["d2"], last=True), issued)
    ):
        year2 -= 1
    year1 = int(found["y1"]) if found["y1"] else year2 - (month1 > month2)
    start = _date(year1, month1, found["d1"], last=False)
    end = _date(year2, month2, found["d2"], last=True)
    if start is None or end is None or not datetime.timedelta(0) < end - start < datetime.timedelta(days=2200):
        return None
    return Period(start, end)


def _is_future(day: datetime.date | None, issued: datetime.date | None) -> bool:
    return day is not None and issued is not None and day > issued + _SOON


def _month(name: str | None) -> int | None:
    return month_numbers().get(name.lower()) if name else None


def _year(issued: datetime.date | None, month: int) -> int | None:
    """The year of a month just before the report's date."""
    return issued.year - (month > issued.month) if issued else None


def _date(year: int, month: int, day: str | None, *, last: bool) -> datetime.date | None:
    """A day; of a month without a day its first or last one."""
    number = int(day) if day else (calendar.monthrange(year, month)[1] if last else 1)
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None
