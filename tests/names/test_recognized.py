"""Mentions in recognized text: scores by the sureness of the letters, and resolutions whose digits are misread."""

import pytest

from invented.reports import paragraph_of
from sgreports.model.report import Recognized
from sgreports.names.assembly import score_share, without_misread_number
from sgreports.names.candidate import Candidate

TEXT = "resolution 1035 (1995)"


def sure(*confidence: float) -> tuple[Recognized, ...]:
    """The three words of the text with their confidence."""
    places = ((0, 10), (11, 15), (16, 22))
    return tuple(Recognized(start=a, end=b, confidence=c) for (a, b), c in zip(places, confidence, strict=True))


@pytest.mark.parametrize(
    ("confidence", "share"), [((0.96, 0.9, 1.0), 1.0), ((0.96, 0.45, 0.9), 0.75), ((0.9, 0.9, 0.0), 0.5)]
)
def test_the_least_sure_word_counts(confidence: tuple[float, ...], share: float) -> None:
    assert score_share(paragraph_of(TEXT, recognized=sure(*confidence)), 0, 22) == pytest.approx(share)


def test_words_beside_the_mention_do_not_count() -> None:
    assert score_share(paragraph_of(TEXT, recognized=sure(0.1, 0.9, 0.1)), 11, 15) == 1
    assert score_share(paragraph_of(TEXT), 0, 22) == 1


@pytest.mark.parametrize(
    ("entity", "recognized", "stays"),
    [
        ("S/RES/1035(1995)", True, True),
        ("S/RES/1085(1995)", True, False),
        ("S/RES/1035(1996)", True, False),
        ("S/RES/1085(1995)", False, True),  # as printed
        ("S/RES/9999(2090)", True, True),  # after the last year that is known
        ("A/RES/50/85", True, True),
    ],
)
def test_a_resolution_whose_year_does_not_fit(entity: str, recognized: bool, stays: bool) -> None:
    paragraph = paragraph_of(TEXT, recognized=sure(0.9, 0.9, 0.9) if recognized else ())
    found = without_misread_number(paragraph, Candidate("INSTRUMENT", 0, 22, "citation", entity))
    assert found.entity == (entity if stays else None)
    assert (found.issue is None) == stays
