"""Dates in EDTF (Extended Date/Time Format)."""

import datetime


def interval(start: datetime.date, end: datetime.date) -> str:
    """The interval from one day to another: `2044-01-01/2044-03-31`."""
    return f"{start.isoformat()}/{end.isoformat()}"
