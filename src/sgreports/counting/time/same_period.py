"""The time of what is compared with: `25 in the same period of 2041`, `during the same period last year`, `in the
previous period`."""

import calendar
import datetime
import re
from collections.abc import Sequence

from sgreports.counting.context import CountContext
from sgreports.knowledge.statements.count_words import PARTS, months_of, part_of_year
from sgreports.model.dates import first_day, interval, last_day
from sgreports.model.facts import Measure, Mention
from sgreports.scene.scene import Scene
from sgreports.sentence.comparison import BEFORE_EARLIER, COMPARED_WITH, comparisons

SAME_PERIOD = re.compile(
    r"\bthe (?:same|corresponding|comparable) (?:reporting )?(?:period|months|quarter) (?:"
    r"(?:of|in) (?P<year>[12]\d{3})\b(?![/–-])|(?:(?:of|in|during) )?(?:"
    r"last year|the (?:previous|preceding|prior) year|a year (?:earlier|before|ago))\b)|"
    r"\b(?P<before>the (?:(?:previous|preceding|prior|last) (?:reporting )?period|(?:previous|preceding) quarter)|"
    r"(?:covered by|time of) (?:my|the) (?:previous|preceding|last) report)\b"
)
OF_ITS_OWN = re.compile(r"(?:(?!\b(?:during|in|than|to)\b)[^\d,;:()])* (?:during|in) (?:the period )?")
"""What stands between a count and the period before the report's, if it was in that: `80 attacks recorded during`."""
RECORDED_THEN = re.compile(r",? (?:when|where|(?:in |during )?which)\b")
"""What is told of that period follows: `the same period last year, when there were 25`."""
DAY = datetime.timedelta(days=1)
Days = tuple[datetime.date | None, datetime.date | None]


def compared_dates(scene: Scene, dates: Sequence[Mention]) -> dict[str, tuple[int, int]]:
    """The dates of a paragraph that say what is compared with, with the first and last offset of the comparison."""
    return {m.id: found for m in dates if (found := _comparison_at(scene, m)) is not None}


def _comparison_at(scene: Scene, mention: Mention) -> tuple[int, int] | None:
    """First and last offset in the text of the comparison that a mention stands in."""
    sentence = scene.heads[mention.id].sent
    at = mention.start - sentence.start_char
    found = next((c for c in comparisons(sentence) if c[0] <= at < c[1]), None)
    return (sentence.start_char + found[0], sentence.start_char + found[1]) if found else None


def same_period(place: CountContext, measure: Measure) -> tuple[str, Days] | None:
    """The time of a count that others are compared with, with its days: those of the last date before that is no year,
    in the year that is said. Of `last year` a year before that date, else before the report's period; of `the previous
    period` what is as long as the report's, before it; in brackets after a date (`compared to 2041 (25)`) that date."""
    for m in place.dates if place.compared else ():
        if m.entity and m.id in place.compared and place.scene.doc.text[m.end : place.count.start] == " (":
            return m.entity, (first_day(m.entity), last_day(m.entity))
    said = _same_period_said(place, measure in ("flow", "rate"))
    if said is None:
        return None
    days, head = _last_days(place), place.report.masthead
    if said["year"]:
        return said["year"], _in_year(days, int(said["year"]))
    start, end = (head.period_start, head.period_end) if said["before"] or None in days else days
    if start is None or end is None:
        return None
    first, last = days_before(start, end) if said["before"] else _moved(start, end, -12)
    return interval(first, last), (first, last)


def _same_period_said(place: CountContext, happened: bool) -> re.Match[str] | None:
    """The words for the period of a count that others are compared with, or that `happened` in the period before; no
    other comparison and no date stands between."""
    sentence = place.scene.heads[place.count.id].sent
    at, within = place.count.start - sentence.start_char, _comparison_at(place.scene, place.count)
    if within is None and BEFORE_EARLIER.search(sentence.text, 0, at) is None:
        end = place.count.end - sentence.start_char
        own = SAME_PERIOD.search(sentence.text, end) if happened else None
        return own if own and own["before"] and OF_ITS_OWN.fullmatch(sentence.text, end, own.start()) else None
    first, end = (each - sentence.start_char for each in within) if within else (at, len(sentence.text))
    found = SAME_PERIOD.finditer(sentence.text, first, end)
    same = next((s for s in found if s.start() > at or RECORDED_THEN.match(sentence.text, s.end())), None)
    if same is None or COMPARED_WITH.search(sentence.text, at, same.start()):
        return None
    return same if not any(at < m.start - sentence.start_char < same.start() for m in place.dates) else None


def _last_days(place: CountContext) -> Days:
    """The days of the last date before a count that is no whole year and not compared with."""
    dates = (m for m in reversed(place.dates) if m.start < place.count.start and m.id not in place.compared)
    return next((days for m in dates if (days := _days_of_part(place, m)) is not None), (None, None))


def _days_of_part(place: CountContext, date: Mention) -> Days | None:
    """The days of a date, or of the part of its year that its words name; None of a whole year."""
    if date.entity and "-" in date.entity:
        return first_day(date.entity), last_day(date.entity)
    return part_said(place, date)


def part_said(place: CountContext, year: Mention) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of the part of a year that its words name: `the first five months of 2041`."""
    words = part_of_year().search(place.scene.doc.text[max(0, year.start - 50) : year.end])
    start = first_day(year.entity or "")
    if words is None or start is None:
        return None
    length, which = months_of(words), words["which"].lower()
    before = 12 - length if which in ("last", "final") else length * PARTS.index(which)
    return (later(start, before), later(start, before + length) - DAY) if before + length <= 12 else None


def _in_year(days: Days, year: int) -> Days:
    """The same days of another year, if they are of one year; else the whole year."""
    start, end = days
    if start is None or end is None or start.year != end.year:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return _moved(start, end, 12 * (year - start.year))


def days_before(start: datetime.date, end: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The time that ends the day before: of as many whole months if it begins with a month, else of as many days."""
    after = end + DAY
    months = 12 * (after.year - start.year) + after.month - start.month
    first = later(start, -months) if start.day == 1 and months else start - (after - start)
    return first, start - DAY


def _moved(start: datetime.date, end: datetime.date, months: int) -> tuple[datetime.date, datetime.date]:
    """The same days so many months later; whole months stay whole, also where February ends on another day."""
    first, last = later(start, months), later(end, months)
    return first, _last_of_month(last) if start.day == 1 and end == _last_of_month(end) else last


def later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    first = datetime.date(year, month + 1, 1)
    return first.replace(day=min(day.day, _last_of_month(first).day))


def _last_of_month(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
