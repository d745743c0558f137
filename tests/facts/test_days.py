"""First and last days of EDTF times."""

import pytest

from sgreports.facts.days import first_day, last_day


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
