"""Covers as they are printed: whose resolutions a report is made for, which agenda item, which report was before it."""

from pathlib import Path

import pytest

from drawn.paper import SENTENCE, Paper
from sgreports.model.report import Masthead
from sgreports.reading.assemble import assemble
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings


def read(title: list[str], *paragraphs: list[str], item: str = "Item 7 of the provisional agenda*") -> Masthead:
    """The masthead of a cover with this title and item, over paragraphs that are given as lines."""
    paper = Paper().page()
    paper.put(430, 50, "A/99/12")
    paper.put(60, 90, "General Assembly", "B", 16)
    paper.rows(430, 90, ["Distr.: General", "6 May 2044", "Original: English"])
    paper.put(60, 150, "Ninety-ninth session", "B")
    paper.put(60, 162, item)
    for row, line in enumerate(title):
        paper.put(60, 200 + 18 * row, line, "B", 14)
    paper.put(100, 280, "Report of the Secretary-General", "B", 12)
    y = 320.0
    for number, lines in enumerate((*paragraphs, [SENTENCE] * 3), start=1):
        paper.put(123, y, f"{number}.  {lines[0]}")
        paper.rows(123, y + 12, lines[1:])
        y += 12 * len(lines) + 12
    paper.put(60, 700, "* A/99/50.", size=8)
    return assemble(read_pdf(Path("drawn.pdf"), paper.pdf(), Settings(ocr="never"))).masthead


@pytest.mark.parametrize(
    ("title", "lines", "expected"),
    [
        (
            ["Implementation of General Assembly resolution 98/14", "on the rivers of the north"],
            ["The present report takes up what was asked for in resolution 12/3 of the Commission on the",
             "Status of Rivers, in which it requested the Secretary-General to submit a report."],
            ("A/RES/98/14",),
        ),
        (
            ["Rivers of the north"],
            ["The present report is submitted pursuant to resolution 12/3 of the Commission on the Status",
             "of Rivers, and pursuant to General Assembly resolution 98/15."],
            ("A/RES/98/15",),
        ),
        (
            ["Rivers of the north"],
            ["The present report on the 640 (2043) families, the latest of whom left their homes in the north,",
             "is submitted pursuant to Security Council resolution 2990 (2043)."],
            ("S/RES/2990(2043)",),
        ),
        (["Rivers of the north"], [SENTENCE, "In its resolution 98/14, the Assembly had noted that."], ()),
    ],
    ids=["title", "commission", "numbers-in-the-text", "none"],
)  # fmt: skip
def test_mandates(title: list[str], lines: list[str], expected: tuple[str, ...]) -> None:
    cover = read(title, lines)
    assert (cover.title, cover.mandates) == (" ".join(title), expected)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Item 3 (b) (ii) of the provisional agenda*", ("3 (b) (ii)",)),
        ("Agenda items 3 (b) (i) and (ii) and 12", ("3 (b) (i)", "3 (b) (ii)", "12")),
    ],
)
def test_agenda_item_with_a_part_of_a_part(item: str, expected: tuple[str, ...]) -> None:
    assert read(["Rivers of the north"], [SENTENCE], item=item).agenda_items == expected


@pytest.mark.parametrize("paragraphs", [1, 7], ids=["beginning", "body"])
def test_previous_report(paragraphs: int) -> None:
    said = [SENTENCE, "Since my last report, dated 5 May 2043 (A/98/9), all has been calm."]
    assert read(["Rivers of the north"], *[[SENTENCE]] * (paragraphs - 1), said).previous == "A/98/9"
