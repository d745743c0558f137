"""A framed text is a part of its own; the paragraph that it interrupts goes on."""

from pathlib import Path

import pytest

from drawn.paper import SENTENCE, Paper
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings


def read(drawn: Paper, folder: Path) -> Report:
    path = folder / "a.pdf"
    path.write_bytes(drawn.pdf())
    return read_report(path, Settings())


def paper() -> Paper:
    pdf = Paper()
    for page in range(2):
        pdf.page()
        for row in range(3):
            pdf.put(123, 120 + 30 * row, f"{page * 4 + row + 1}.  {SENTENCE}")
            pdf.put(123, 132 + 30 * row, SENTENCE)
        pdf.put(123, 500, f"{page * 4 + 4}.  {SENTENCE}")
    pdf.put(147, 330, "Talks make headway", "B")
    for row in range(4):
        pdf.put(147, 348 + 12 * row, f"In May {SENTENCE[4:70]}")
    return pdf


@pytest.mark.parametrize("drawn", ["rules", "rectangle"])
def test_frame_is_a_part_of_its_own(drawn: str, tmp_path: Path) -> None:
    pdf = paper()
    if drawn == "rectangle":
        pdf.frame(123, 315, 488, 405)
    else:
        for y in (315, 405):
            pdf.line(123, y, 488, y)
        for x in (123, 488):
            pdf.line(x, 315, x, 405)
    report = read(pdf, tmp_path)
    numbered = [(row.key, row.text) for row in report.paragraphs if row.part == "body"]
    assert numbered == [(str(n), SENTENCE if n % 4 == 0 else f"{SENTENCE} {SENTENCE}") for n in range(1, 9)]
    (row,) = [row for row in report.paragraphs if row.part == "box"]
    assert (row.key, row.text) == ("box-1/1", " ".join([f"In May {SENTENCE[4:70]}"] * 4))
    assert [row.key for row in report.paragraphs][-3:] == ["7", "box-1/1", "8"]
    assert [row.order for row in report.paragraphs] == list(range(len(report.paragraphs)))
    assert [section.order for section in report.sections] == [row.order]
    assert [section.title for section in report.sections] == ["Talks make headway"]


def test_numbered_paragraphs_on_a_shade_are_the_body(tmp_path: Path) -> None:
    pdf = paper()
    pdf.frame(100, 100, 500, 600)
    assert [row.part for row in read(pdf, tmp_path).paragraphs if row.part == "box"] == []


@pytest.mark.parametrize("open_ends", [False, True])
def test_a_box_over_the_end_of_a_page_is_one(open_ends: bool, tmp_path: Path) -> None:
    pdf = Paper()
    pdf.page()
    pdf.rows(123, 100, [SENTENCE] * 3)
    for page, (top, bottom) in enumerate(((500, 700), (85, 160))):
        pdf.page()
        pdf.put(123, 240, f"{page + 1}.  {SENTENCE}")
        for x in (123, 490):
            pdf.line(x, top, x, bottom)
        for place, y in enumerate((top, bottom)):
            if not open_ends or place == page:
                pdf.line(123, y, 490, y)
        pdf.rows(131, top + 16, [SENTENCE[:70]] * (14 if page == 0 else 4))
    found = [(row.key, row.text) for row in read(pdf, tmp_path).paragraphs if row.part in {"body", "box"}]
    assert found[-3:] == [("1", SENTENCE), ("box-1/1", " ".join([SENTENCE[:70]] * 18)), ("2", SENTENCE)]


def test_items_in_a_frame_with_a_rule_across_it_are_a_box_and_no_table(tmp_path: Path) -> None:
    pdf = Paper()
    for page in range(2):
        pdf.page()
        pdf.put(123, 120, f"{page + 1}.  {SENTENCE}")
    for y in (300, 330, 400):
        pdf.line(123, y, 560, y)
    for x in (123, 560):
        pdf.line(x, 300, x, 400)
    pdf.put(131, 320, "Talks make headway", "B")
    for row, mark in enumerate("abc"):
        pdf.put(131, 350 + 18 * row, f"({mark})")
        pdf.put(160, 350 + 18 * row, SENTENCE)
    report = read(pdf, tmp_path)
    assert report.tables == ()
    assert [row.text for row in report.paragraphs if row.part == "box"] == [
        " ".join(f"({mark}) {SENTENCE}" for mark in "abc")
    ]
