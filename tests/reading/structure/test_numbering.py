"""Which lines begin a paragraph: the chain decides."""

import pytest

from sgreports.model.report import Recognized
from sgreports.reading.lines import Line
from sgreports.reading.structure.measures import Measures
from sgreports.reading.structure.numbering import starts


def _numbers(*texts: str, first: int = 1) -> list[tuple[int, int]]:
    lines = [Line(text, gap=1.0) for text in texts]
    return [
        (start.index, start.number)
        for start in sorted(starts(lines, Measures(), first).values(), key=lambda s: s.index)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("1. One is here.", "2. Two is here.", "3. Three is here."), [(0, 1), (1, 2), (2, 3)]),
        (
            ("1. One is here.", "7. Seven is a list item.", "2. Two is here.", "3. Three is here."),
            [(0, 1), (2, 2), (3, 3)],
        ),
        (("1. One is here.", "2.5 million people came.", "2. Two is here."), [(0, 1), (2, 2)]),
        (("l. One is misread.", "2. Two is here.", "3, Three has a comma."), [(0, 1), (1, 2), (2, 3)]),
        (
            ("1. One is here.", "2. Two is here.", "J.3. Un is misread.", "4. Four is here."),
            [(0, 1), (1, 2), (2, 3), (3, 4)],
        ),
    ],
)
def test_the_chain(texts: tuple[str, ...], expected: list[tuple[int, int]]) -> None:
    assert _numbers(*texts) == expected


def test_a_thousand_goes_on_and_a_year_does_not() -> None:
    texts = ["998. So it was.", "999. It goes on.", "1000. And on.", "2019. This is a year.", "1,001. And on."]
    assert _numbers(*texts, first=998) == [(0, 998), (1, 999), (2, 1000), (4, 1001)]
    assert _numbers("1999. It was a year.", "2000. And so was this.") == []


def test_an_annex_may_go_on_from_the_body() -> None:
    assert _numbers("57. It goes on.", "58. And on.", first=57) == [(0, 57), (1, 58)]


def test_ones_that_recognition_took_for_letters() -> None:
    assert _numbers("10. Ten is here.", "li. So it goes on.", "l2. And on.", first=10) == [(0, 10), (1, 11), (2, 12)]


def test_digits_that_recognition_spaced() -> None:
    assert _numbers("1 0 . Ten is spaced.", "1 1 . Eleven is spaced.", first=10) == [(0, 10), (1, 11)]


def test_a_number_that_comes_twice_starts_two() -> None:
    assert _numbers("1. One.", "2. Two.", "2. Two again.", "3. Three.") == [(0, 1), (1, 2), (2, 2), (3, 3)]


def test_a_misread_number_is_found_below_a_speck_of_the_scan() -> None:
    texts = "24. The study was made.", "‘1 I’", "L3. The study found much.", "26. It was read."
    assert _numbers(*texts, first=24) == [(0, 24), (2, 25), (3, 26)]


def test_a_number_that_recognition_was_unsure_of() -> None:
    texts = ("1. One is here.", "its Two was faint.", "its Title is not the start.", "3. Three is here.")

    def numbers(*confidence: float) -> list[int]:
        lines = [
            Line(text, gap=1.0, recognized=(Recognized(start=0, end=text.index(" "), confidence=sure),))
            for text, sure in zip(texts, confidence, strict=True)
        ]
        return sorted(start.number for start in starts(lines, Measures()).values())

    assert numbers(0.9, 0.4, 0.9, 0.9) == [1, 2, 3]
    assert numbers(0.9, 0.9, 0.9, 0.9) == [1, 3]
    assert numbers(0.9, 0.4, 0.4, 0.9) == [1, 3]  # one number lacks and two lines may be it
