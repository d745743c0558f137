"""Numbers of a text layer that are not those of the page's picture are said, where the page is recognized anyway."""

from pathlib import Path

import pytest

from drawn.paper import Paper
from drawn.scans import Canned, Row, tsv
from sgreports.model.base import Issue
from sgreports.reading import read_report
from sgreports.reading.ocr.differing import Compared
from sgreports.settings import Settings

PRINTED = [
    "1. In 2014 the mission had 1,240 members in 14 camps, of whom 402 were women.",
    "2. Of 12,480 people in the camps 4,140 were men, and 843 were ill in those days.",
    "3. It has been working with the authorities on the return of those who had left.",
]


def rows(texts: list[str]) -> list[Row]:
    return [(72, 200 + 26 * row, text) for row, text in enumerate(texts)]


def issues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str], confidence: float = 96) -> list[Issue]:
    """What is said of the numbers of a page that tells these lines, and prints others."""
    Canned(monkeypatch, tsv(rows(PRINTED), confidence))
    sheet = Paper().page()
    for x, y, text in rows(told):
        sheet.put(x, y, text)
    path = tmp_path / "a.pdf"
    path.write_bytes(sheet.pdf())
    found = read_report(path, Settings(ocr="force", cache=tmp_path / "cache")).issues
    return [issue for issue in found if issue.code == "digits-differ"]


def test_numbers_that_are_told_with_another_digit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    detail = (
        "Page 1 has a text layer with other numbers than its picture: 7 of 7 that were compared "
        "(2019 for 2014, 1,290 for 1,240, 19 for 14). Compare with the page."
    )
    assert issues(tmp_path, monkeypatch, [line.replace("4", "9") for line in PRINTED]) == [
        Issue(code="digits-differ", detail=detail.replace(",2", "2"), page=1)
    ]


@pytest.mark.parametrize(
    ("changes", "confidence"), [({}, 96), ({"1,240": "1,249", "843": "848"}, 96), ({"4": "9"}, 60)]
)
def test_what_recognition_may_have_misread_is_not_said(
    changes: dict[str, str], confidence: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = PRINTED
    for one, other in changes.items():
        told = [line.replace(one, other) for line in told]
    assert issues(tmp_path, monkeypatch, told, confidence) == []


@pytest.mark.parametrize(
    ("numbers", "doubted"),
    [
        ([("14", "19")] * 3 + [("23", "23")] * 20, True),  # each 4
        ([("14", "19")] * 3 + [("24", "24")] * 4, False),  # a few of many
        ([("14", "19")] * 2, False),
        ([("12", "98"), ("34", "76"), ("56", "11"), ("78", "78")], True),  # most numbers
        ([("12", "17"), ("34", "31"), ("56", "51"), ("78", "78"), ("90", "90"), ("21", "21")], False),
        ([], False),
    ],
)
def test_only_what_differs_persistently_is_doubted(numbers: list[tuple[str, str]], doubted: bool) -> None:
    assert Compared(tuple(numbers)).are_doubted is doubted
