"""First and last days of EDTF times."""

import calendar
import datetime

from sgreports.mentions.dates.edtf import Point, parse_edtf


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
