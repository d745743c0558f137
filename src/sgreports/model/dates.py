"""Calendar points and their EDTF text (ISO 8601-2): `2015`, `2015-11`, `1950-12-01`, `2006/2016`, `199X`; in words.

A year that is not known yet is written `XXXX` (EDTF's unspecified digits): `XXXX-03-06`.
"""

import calendar
import datetime
import re
from dataclasses import dataclass, replace

Day = datetime.date | str | None
UNKNOWN_YEAR = "XXXX"
_POINT = re.compile(r"(XXXX|\d{4}|\d{3}X)(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Point:
    """A decade, year, month or day; `year` None where the text does not say it."""

    year: int | None
    month: int | None = None
    day: int | None = None
    decade: bool = False

    @property
    def text(self) -> str:
        year = UNKNOWN_YEAR if self.year is None else f"{self.year:04}"
        if self.decade:
            year = year[:3] + "X"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    @property
    def last_year(self) -> int | None:
        """The year in which the point ends."""
        return self.year + 9 if self.decade and self.year is not None else self.year


def in_calendar(point: Point) -> bool:
    """Whether the calendar has such a day, month or year; 29 February passes where the year is unknown."""
    if point.month is None:
        return bool(point.year) and point.day is None
    year, day = 2000 if point.year is None else point.year, 1 if point.day is None else point.day
    return year > 0 and 1 <= point.month <= 12 and 1 <= day <= calendar.monthrange(year, point.month)[1]


def format_edtf(first: Point, last: Point | None = None) -> str:
    """`first`, or the interval `first/last`."""
    return first.text if last is None else f"{first.text}/{last.text}"


def parse_edtf(text: str) -> tuple[Point, Point | None]:
    """The points that `format_edtf` wrote. Raises ValueError for anything else."""
    first, slash, last = text.partition("/")
    return _read_point(first), _read_point(last) if slash else None


def _read_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not an EDTF date that this program writes")
    year, month, day = match.groups()
    number = None if year == UNKNOWN_YEAR else int(year.replace("X", "0"))
    decade = year != UNKNOWN_YEAR and year.endswith("X")
    return Point(number, int(month) if month else None, int(day) if day else None, decade)


def with_year(first: Point, last: Point | None, year: int) -> tuple[Point, Point | None]:
    """The points with `year` as the year of the first; a range that runs over New Year ends in the next."""
    start = replace(first, year=year) if first.year is None else first
    if last is None or last.year is not None:
        return start, last
    wraps = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0) and last.month != first.month
    return start, replace(last, year=year + wraps)


def first_day(time: str) -> datetime.date | None:
    """The first day of a time; None where its year is not known."""
    point, _ = parse_edtf(time)
    return None if point.year is None else datetime.date(point.year, point.month or 1, point.day or 1)


def last_day(time: str) -> datetime.date | None:
    """The last day of a time; None where its year is not known."""
    first, last = parse_edtf(time)
    return _end(last or first)


def _end(point: Point) -> datetime.date | None:
    year = point.last_year
    if year is None:
        return None
    month = point.month or 12
    return datetime.date(year, month, point.day or calendar.monthrange(year, month)[1])


def interval(start: datetime.date, end: datetime.date) -> str:
    """The interval from one day to another: `2044-01-01/2044-03-31`."""
    return f"{start.isoformat()}/{end.isoformat()}"


def share_a_day(one: tuple[datetime.date, datetime.date], other: tuple[datetime.date, datetime.date]) -> bool:
    """Whether two times, each by its first and last day, have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def middle_day(
    start: datetime.date | None, end: datetime.date | None, otherwise: datetime.date | None
) -> datetime.date | None:
    """The day in the middle of a period; the one that is known where a bound is open, `otherwise` where both are."""
    return start + (end - start) / 2 if start and end else end or start or otherwise


def period_in_words(start: Day, end: Day, issued: Day) -> str:
    """`2024-01-01 to 2024-12-31`, `2024-06-30`, `since 2024-01-01`; `report of 2024-07-04` where no time is stated."""
    if start and end:
        return str(start) if start == end else f"{start} to {end}"
    if start or end:
        return f"since {start}" if start else f"to {end}"
    return f"report of {issued}"
