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
    assert [row.key for row in report.paragraphs][-2:] == ["8", "box-1/1"]
    assert [row.order for row in report.paragraphs] == list(range(len(report.paragraphs)))
    assert [section.order for section in report.sections] == [row.order]
    assert [section.title for section in report.sections] == ["Talks make headway"]


def test_numbered_paragraphs_on_a_shade_are_the_body(tmp_path: Path) -> None:
    pdf = paper()
    pdf.frame(100, 100, 500, 600)
    assert [row.part for row in read(pdf, tmp_path).paragraphs if row.part == "box"] == []


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


LINE = SENTENCE[:70]
LOWEST = 715  # where a page's text ends


def test_a_shade_laid_line_by_line_is_a_box(tmp_path: Path) -> None:
    pdf = Paper().page()
    pdf.put(123, 120, f"1.  {SENTENCE}")
    pdf.page()
    pdf.put(123, 120, f"2.  {SENTENCE}")
    for row in range(5):
        pdf.bar(123, 320 + 12 * row, 488, 332 + 12 * row, 0.85)
        pdf.put(147, 330 + 12 * row, LINE)
    rows = [(row.key, row.text) for row in read(pdf, tmp_path).paragraphs]
    assert rows[-1] == ("box-1/1", " ".join([LINE] * 5))


@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize("open_ends", [False, True])
def test_a_framed_summary_is_the_summary(first: int, open_ends: bool, tmp_path: Path) -> None:
    pdf = Paper().page()
    pdf.put(123, 60, "Report of the Secretary-General", "B", 14)
    if first == 2:
        pdf.page()
    for top, bottom, rows in ((85, LOWEST, [*[LINE] * 40, SENTENCE]), (85, 160, [SENTENCE])):
        if bottom != LOWEST:
            pdf.page()
        for y in (top, bottom):
            if not open_ends or (y == top) == (bottom == LOWEST):
                pdf.line(123, y, 490, y)
        for x in (123, 490):
            pdf.line(x, top, x, bottom)
        pdf.rows(131, top + 40, rows, lead=14)
        if bottom == LOWEST:
            pdf.put(131, top + 16, "Summary", "B")
    pdf.put(123, 240, f"1.  {SENTENCE}")
    report = read(pdf, tmp_path)
    assert [(row.key, row.text) for row in report.paragraphs if row.part != "cover"] == [
        ("summary/1", " ".join([*[LINE] * 40, SENTENCE, SENTENCE])),
        ("1", SENTENCE),
    ]
