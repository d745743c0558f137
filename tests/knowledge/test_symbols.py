"""What a document symbol says: the year of its text."""

import pytest

from sgreports.knowledge.layout.symbols import allowed_years, symbol_year


@pytest.mark.parametrize(
    ("symbol", "year", "allowed"),
    [
        ("S/RES/1701(2006)", 2006, (2006, 2006)), ("S/PRST/2024/3", 2024, (2024, 2024)),
        ("E/RES/2016/27", 2016, (2016, 2016)), ("S/2024/817/Add.1", 2024, (2023, 2025)),
        ("E/CN.4/1996/3", 1996, (1995, 1997)), ("A/RES/55/2", 2000, (2000, 2001)), ("A/DEC/55/401", 2000, (2000, 2001)),
        ("A/79/616", 2024, (2023, 2026)), ("A/C.3/55/8", 2000, (1999, 2002)), ("A/HRC/31/20", None, None),
        ("S/25812", None, None), ("treaty/crc", None, None), ("agenda/2030", None, None),
    ],
)  # fmt: skip
def test_years_of_symbols(symbol: str, year: int | None, allowed: tuple[int, int] | None) -> None:
    assert (symbol_year(symbol), allowed_years(symbol)) == (year, allowed)
