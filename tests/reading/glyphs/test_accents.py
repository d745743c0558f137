"""Accents printed over a letter as characters of their own."""

from sgreports.reading.glyphs.segments import accented


def test_a_caron_over_a_letter_is_that_letter() -> None:
    lefts = [0.0, 6.0, 12.0, 12.01, 18.0]
    assert accented("Brcˇk", lefts, [left + 6 for left in lefts]) == ({2: "č"}, frozenset({3}))


def test_an_accent_between_two_letters_stays() -> None:
    lefts = [0.0, 6.0, 12.0]
    assert accented("a´b", lefts, [left + 6 for left in lefts]) == ({}, frozenset())


def test_of_two_letters_as_near_the_first_has_the_accent() -> None:
    lefts = [0.0, 4.0, 2.0]
    assert accented("ac´", lefts, [left + 6 for left in lefts]) == ({0: "á"}, frozenset({2}))


def test_a_long_row_of_accents_is_read() -> None:
    """Looking at the whole row for each accent would take hours."""
    lefts = [float(index // 2) for index in range(200_000)]
    letters = dict.fromkeys(range(0, 200_000, 2), "à")
    assert accented("a`" * 100_000, lefts, [left + 0.5 for left in lefts]) == (
        letters, frozenset(index + 1 for index in letters)
    )  # fmt: skip


def test_an_accent_that_makes_no_letter_stays() -> None:
    assert accented("qˇ", [0.0, 0.0], [6.0, 6.0]) == ({}, frozenset())
