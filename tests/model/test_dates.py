"""Calendar points: their EDTF text, their first and last days."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgreports.model.dates import Point, first_day, format_edtf, in_calendar, last_day, parse_edtf, with_year

DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31))


@given(DAYS, DAYS)
def test_text_order_is_the_order_of_days_and_reads_back(a: datetime.date, b: datetime.date) -> None:
    first, last = (Point(d.year, d.month, d.day) for d in sorted((a, b)))
    assert format_edtf(first) <= format_edtf(last)
    assert parse_edtf(format_edtf(first, last)) == (first, last)


@pytest.mark.parametrize("text", ["2015", "2015-11", "1950-12-01", "2006/2016", "199X", "XXXX-03-06/XXXX-04-01"])
def test_every_form_reads_back(text: str) -> None:
    assert format_edtf(*parse_edtf(text)) == text


@pytest.mark.parametrize("text", ["", "15", "2015-1", "2015-11-", "November", "2015/x", "2015/", "２０１５"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an EDTF date"):
        parse_edtf(text)


def test_no_thirtieth_of_february() -> None:
    assert [in_calendar(Point(2023, 2, d)) for d in (28, 29, 30)] == [True, False, False]
    assert in_calendar(Point(None, 2, 29))
    assert not any(map(in_calendar, (Point(2023, None, 3), Point(2023, 13), Point(None), Point(0), Point(2023, 1, 0))))


def test_a_range_over_new_year_ends_in_the_next() -> None:
    first, last = with_year(Point(None, 12, 15), Point(None, 1, 15), 2024)
    assert format_edtf(first, last) == "2024-12-15/2025-01-15"


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-05", "2024-02-05", "2024-02-05"),
        ("2023-11/2024-02", "2023-11-01", "2024-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("XXXX-06", "None", "None"),
    ],
)
def test_days(time: str, first: str, last: str) -> None:
    assert (str(first_day(time)), str(last_day(time))) == (first, last)
