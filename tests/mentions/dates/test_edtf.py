"""EDTF text of calendar points."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgreports.mentions.dates.edtf import Point, format_edtf, is_calendar_day, parse_edtf, with_year

DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31))


@given(DAYS, DAYS)
def test_text_order_is_the_order_of_days_and_reads_back(a: datetime.date, b: datetime.date) -> None:
    first, last = (Point(d.year, d.month, d.day) for d in sorted((a, b)))
    assert format_edtf(first) <= format_edtf(last)
    assert parse_edtf(format_edtf(first, last)) == (first, last)


@pytest.mark.parametrize("text", ["2015", "2015-11", "1950-12-01", "2006/2016", "199X", "XXXX-03-06/XXXX-04-01"])
def test_every_form_reads_back(text: str) -> None:
    assert format_edtf(*parse_edtf(text)) == text


@pytest.mark.parametrize("text", ["", "15", "2015-1", "2015-11-", "November", "2015/x"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an EDTF date"):
        parse_edtf(text)


def test_no_thirtieth_of_february() -> None:
    assert [is_calendar_day(Point(2023, 2, d)) for d in (28, 29, 30)] == [True, False, False]
    assert is_calendar_day(Point(None, 2, 29))
    assert not is_calendar_day(Point(2023, None, 3))


def test_a_range_over_new_year_ends_in_the_next() -> None:
    first, last = with_year(Point(None, 12, 15), Point(None, 1, 15), 2024)
    assert format_edtf(first, last) == "2024-12-15/2025-01-15"
