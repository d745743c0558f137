"""Accents printed over a letter as characters of their own."""

from sgreports.reading.glyphs.accents import accented


def test_a_caron_over_a_letter_is_that_letter() -> None:
    lefts = [0.0, 6.0, 12.0, 12.01, 18.0]
    assert accented("Brcˇk", lefts, [left + 6 for left in lefts]) == ({2: "č"}, frozenset({3}))


def test_an_accent_between_two_letters_stays() -> None:
    lefts = [0.0, 6.0, 12.0]
    assert accented("a´b", lefts, [left + 6 for left in lefts]) == ({}, frozenset())


def test_an_accent_that_makes_no_letter_stays() -> None:
    assert accented("qˇ", [0.0, 0.0], [6.0, 6.0]) == ({}, frozenset())
