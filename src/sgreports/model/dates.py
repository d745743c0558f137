"""Dates in EDTF (Extended Date/Time Format), and in words."""

import datetime

Day = datetime.date | str | None


def interval(start: datetime.date, end: datetime.date) -> str:
    """The interval from one day to another: `2044-01-01/2044-03-31`."""
    return f"{start.isoformat()}/{end.isoformat()}"


def period_in_words(start: Day, end: Day, issued: Day) -> str:
    """`2024-01-01 to 2024-12-31`, `2024-06-30`, `since 2024-01-01`; `report of 2024-07-04` where no time is stated."""
    if start and end:
        return str(start) if start == end else f"{start} to {end}"
    if start or end:
        return f"since {start}" if start else f"to {end}"
    return f"report of {issued}"
