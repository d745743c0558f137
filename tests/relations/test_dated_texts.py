"""A text's date must be of a year that its symbol allows."""

import pytest

from invented.paragraphs import relations_of
from sgreports.relations.find import allowed_years


@pytest.mark.parametrize(
    ("symbol", "years"),
    [
        ("S/RES/1701(2006)", (2006, 2006)), ("S/PRST/2024/3", (2024, 2024)), ("E/RES/2016/27", (2016, 2016)),
        ("S/2024/817/Add.1", (2023, 2025)), ("A/RES/55/2", (2000, 2001)), ("A/79/616", (2023, 2026)),
        ("S/25812", None), ("treaty/crc", None),
    ],
)  # fmt: skip
def test_years_that_a_symbol_allows(symbol: str, years: tuple[int, int] | None) -> None:
    assert allowed_years(symbol) == years


@pytest.mark.model
@pytest.mark.parametrize(("date", "number"), [("2006-08-11", 1), ("2007-10-30", 0)])
def test_a_statement_is_not_dated_by_another_year(date: str, number: int) -> None:
    text = f"They recalled [the statement](INSTRUMENT entity=S/PRST/2006/3) of [that day](YEAR entity={date})."
    assert len(relations_of(text, "dated")) == number
