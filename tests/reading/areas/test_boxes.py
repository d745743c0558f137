"""A framed text is a part of its own; the paragraph that it interrupts goes on."""

from collections.abc import Sequence
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
    pdf = Paper().page()
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


LINE = SENTENCE[:70]
LOWEST = 715  # where a page's text ends


def over_pages(pieces: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> Paper:
    """A page with paragraphs 1 and 2, then a box cut by the ends of pages, in a frame closed on each; then paragraph 3.
    What is written in capitals is bold; `notes` stand below the frame."""
    pdf = Paper()
    for page in range(1 + len(pieces)):
        pdf.page()
        if page == 1:
            pdf.rows(123, 100, [f"1.  {SENTENCE}"])
        if page:
            lines = pieces[page - 1]
            top = LOWEST - 22 - 14 * len(lines) if page == 1 else 85
            cut = page < len(pieces)
            pdf.frame(123, top, 490, LOWEST if cut else top + 14 * len(lines) + 14)
            for row, text in enumerate(lines):
                pdf.put(131, top + 16 + 14 * row, text, "B" if text.isupper() else "")
            if cut:
                pdf.rows(123, LOWEST + 16, notes, size=8)
    pdf.put(123, 400, f"2.  {SENTENCE}")
    return pdf


def boxed(drawn: Paper, folder: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """The paragraphs and rows of boxes after the cover, and the titles of sections."""
    report = read(drawn, folder)
    rows = [(row.key, row.text) for row in report.paragraphs if row.part in {"body", "box"}]
    return rows, [section.title for section in report.sections]


def between(*box: tuple[str, str]) -> list[tuple[str, str]]:
    return [("1", SENTENCE), *box, ("2", SENTENCE)]


@pytest.mark.parametrize(
    "pieces",
    [
        [["TALKS MAKE HEADWAY", *[LINE] * 8], [LINE] * 44, [LINE] * 3],
        [["TALKS MAKE HEADWAY"], [LINE] * 5],
        [["TALKS MAKE HEADWAY", *[LINE] * 8], [LINE]],
    ],
    ids=["a page is full of it", "only its heading stands on the first page", "one line on the last"],
)
def test_a_box_cut_by_the_ends_of_pages_is_one(pieces: list[list[str]], tmp_path: Path) -> None:
    lines = [LINE for piece in pieces for line in piece if line == LINE]
    assert boxed(over_pages(pieces), tmp_path) == (between(("box-1/1", " ".join(lines))), ["TALKS MAKE HEADWAY"])


def test_notes_below_a_cut_box_do_not_part_it(tmp_path: Path) -> None:
    pdf = over_pages([["TALKS MAKE HEADWAY", *[LINE] * 8], [LINE] * 3], notes=("__________", "1 See the report."))
    rows, _ = boxed(pdf, tmp_path)
    assert ("box-1/1", " ".join([LINE] * 11)) in rows


def test_a_heading_after_the_end_of_a_page_is_one_of_the_same_box(tmp_path: Path) -> None:
    pdf = over_pages([["TALKS MAKE HEADWAY", *[LINE] * 7, SENTENCE], ["THE WAY FORWARD", *[LINE] * 3]])
    assert boxed(pdf, tmp_path) == (
        between(("box-1/1", " ".join([*[LINE] * 7, SENTENCE])), ("box-1/2", " ".join([LINE] * 3))),
        ["TALKS MAKE HEADWAY", "THE WAY FORWARD"],
    )


def test_what_is_numbered_in_a_box_is_no_paragraph_of_the_body(tmp_path: Path) -> None:
    pdf = over_pages([["TALKS MAKE HEADWAY", f"1. {LINE}", f"2. {LINE}"], [f"3. {LINE}"]])
    assert boxed(pdf, tmp_path) == (
        between(*((f"box-1/{n}", LINE) for n in (1, 2, 3))),
        ["TALKS MAKE HEADWAY"],
    )


def test_a_box_with_a_name_of_its_own_is_another(tmp_path: Path) -> None:
    pdf = over_pages([["BOX 1", *[LINE] * 8], ["BOX 2", *[LINE] * 3]])
    rows, _ = boxed(pdf, tmp_path)
    assert [(key, text.count(LINE)) for key, text in rows if key.startswith("box")] == [("box-1/1", 8), ("box-2/1", 3)]


def test_a_shade_laid_line_by_line_is_a_box(tmp_path: Path) -> None:
    pdf = over_pages([["TALKS MAKE HEADWAY", LINE]])
    for row in range(5):
        pdf.bar(123, 320 + 12 * row, 488, 332 + 12 * row, 0.85)
        pdf.put(147, 330 + 12 * row, LINE)
    rows, _ = boxed(pdf, tmp_path)
    assert rows[1] == ("box-1/1", " ".join([LINE] * 5))


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
