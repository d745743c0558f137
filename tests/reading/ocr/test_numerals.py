"""The Roman numerals of recognized headings are those that come next; others stay as they are printed."""

import pytest

from sgreports.reading.lines import Line, Page
from sgreports.reading.ocr.numerals import with_numerals


def read(texts: list[str], *, recognized: bool) -> list[str]:
    """The lines, each on a page of its own."""
    pages = [Page(n, 612, 792, (Line(text, n),), recognized=recognized) for n, text in enumerate(texts, 1)]
    return [line.text for page in with_numerals(pages) for line in page.lines]


@pytest.mark.parametrize(
    ("misread", "right"),
    [
        (["l. INTRODUCTION", "Il. POLICE", "TII. TALKS", "lV. OTHER MATTERS"],
         ["I. INTRODUCTION", "II. POLICE", "III. TALKS", "IV. OTHER MATTERS"]),
        (["IV. POLICE", "V, BORDER CONTROL", "vI. TALKS", "VlI.", "VI1I. Costs"],
         ["IV. POLICE", "V. BORDER CONTROL", "VI. TALKS", "VII.", "VIII. Costs"]),
        (["I. POLICE", "11. TALKS AND OTHER MATTlRS"], ["I. POLICE", "II. TALKS AND OTHER MATTlRS"]),
        (["I. POLICE", "IT. TALKS", "JII. COSTS"], ["I. POLICE", "II. TALKS", "III. COSTS"]),
    ],
)  # fmt: skip
def test_numerals_that_come_next(misread: list[str], right: list[str]) -> None:
    assert read(misread, recognized=True) == right
    assert read(right, recognized=True) == right


@pytest.mark.parametrize(
    "texts",
    [
        ["I. POLICE", "11. The mission had 40 members and met them on the way to the north, as agreed in May."],
        ["I. POLICE", "IV. TALKS", "IT. COSTS"],
        ["I. POLICE", "1l. Talks were held with the authorities."],
        ["I. POLICE", "IT, as others have it, is a means."],
        ["I. POLICE", "11. Talks in the north"],
        ["I. POLICE", "11."],
        ["II. POLICE", "11. TALKS"],
    ],
)
def test_what_does_not_come_next_stays(texts: list[str]) -> None:
    assert read(texts, recognized=True) == texts


@pytest.mark.parametrize(
    ("misread", "right"),
    [
        ("Il. SITUATION IN THE NORTH", "II. SITUATION IN THE NORTH"),
        ("Ill. Human rights", "III. Human rights"),
        ("1V. OBSERVATIONS", "IV. OBSERVATIONS"),
        ("Vlll. Observations", "VIII. Observations"),
        ("11. The mission", "11. The mission"),
        ("lV. of the", "lV. of the"),
    ],
)
def test_strokes_of_capitals_wherever_they_come(misread: str, right: str) -> None:
    assert read([misread], recognized=True) == [right]


def test_what_was_not_recognized_stays() -> None:
    texts = ["I. POLICE", "IT. TALKS", "V, COSTS"]
    assert read(texts, recognized=False) == texts
