"""Accents printed over a letter as characters of their own."""

import pytest

from sgreports.reading.glyphs.segments import accented


@pytest.mark.parametrize(
    ("printed", "lefts", "found"),
    [
        ("Brcˇk", [0.0, 6.0, 12.0, 12.01, 18.0], ({2: "č"}, frozenset({3}))),
        ("a´b", [0.0, 6.0, 12.0], ({}, frozenset())),  # between two letters it stays
        ("ac´", [0.0, 4.0, 2.0], ({0: "á"}, frozenset({2}))),  # of two as near the first has it
        ("qˇ", [0.0, 0.0], ({}, frozenset())),  # it makes no letter
    ],
)
def test_an_accent_is_that_of_the_nearest_letter(printed: str, lefts: list[float], found: object) -> None:
    assert accented(printed, lefts, [left + 6 for left in lefts]) == found


def test_a_long_row_of_accents_is_read() -> None:
    """Looking at the whole row for each accent would take hours."""
    lefts = [float(index // 2) for index in range(200_000)]
    letters = dict.fromkeys(range(0, 200_000, 2), "à")
    assert accented("a`" * 100_000, lefts, [left + 0.5 for left in lefts]) == (
        letters, frozenset(index + 1 for index in letters)
    )  # fmt: skip
