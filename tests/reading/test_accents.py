"""Accents printed over a letter as characters of their own."""

import time

from sgreports.reading.glyphs.accents import accented


def test_a_caron_over_a_letter_is_that_letter() -> None:
    lefts = [0.0, 6.0, 12.0, 12.01, 18.0]
    assert accented("Brcˇk", lefts, [left + 6 for left in lefts]) == ({2: "č"}, frozenset({3}))


def test_an_accent_between_two_letters_stays() -> None:
    lefts = [0.0, 6.0, 12.0]
    assert accented("a´b", lefts, [left + 6 for left in lefts]) == ({}, frozenset())


def test_of_two_letters_as_near_the_first_has_the_accent() -> None:
    lefts = [0.0, 4.0, 2.0]
    assert accented("ac´", lefts, [left + 6 for left in lefts]) == ({0: "á"}, frozenset({2}))


def test_a_row_of_accents_takes_time_as_it_is_long() -> None:
    def seconds(length: int) -> float:
        places = [float(place) for place in range(2 * length)]
        start = time.thread_time()
        accented("a`" * length, places, [place + 0.5 for place in places])
        return time.thread_time() - start

    assert seconds(16_000) < 24 * seconds(2_000)  # 8 if linear, 64 if quadratic


def test_an_accent_that_makes_no_letter_stays() -> None:
    assert accented("qˇ", [0.0, 0.0], [6.0, 6.0]) == ({}, frozenset())
