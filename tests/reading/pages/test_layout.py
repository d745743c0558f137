"""One small PDF a layout: what a reader sees, as lines."""

from pathlib import Path

import pytest

from drawn.paper import SENTENCE, Paper, width
from drawn.reading import pages as read
from drawn.reading import texts
from sgreports.errors import DamagedError, RefusedError
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings


def sheet(password: str | None = None) -> Paper:
    return Paper(password=password).page()


def test_one_column() -> None:
    pdf = sheet()
    pdf.put(123, 200, SENTENCE)
    pdf.put(123, 212, "It will report again in May.")
    (page,) = read(pdf)
    assert texts(page) == [SENTENCE, "It will report again in May."]
    assert [line.size for line in page.lines] == [10.0, 10.0]
    assert page.lines[0].gap is None
    assert page.lines[1].gap == pytest.approx(2.0, abs=2.5)


def test_raised_mark_keeps_its_place_and_is_told() -> None:
    pdf = sheet()
    end = pdf.put(123, 200, "Some 81,000")
    pdf.put(end, 196.5, "3", size=6)
    pdf.put(end + 4, 200, "people were there, and they have not been able to go.")
    (page,) = read(pdf)
    (line,) = page.lines
    assert line.text.startswith("Some 81,0003")
    assert line.superscripts == ((11, 12),)


def test_two_columns_left_before_right() -> None:
    pdf = sheet()
    for row in range(12):
        pdf.put(60, 200 + 12 * row, f"left {row} of the text that fills its column very well")
        pdf.put(312, 202 + 12 * row, f"right {row} of the text that fills its column quite well")
    (page,) = read(pdf)
    assert [text.split()[0] for text in texts(page)] == ["left"] * 12 + ["right"] * 12
    assert [line.column for line in page.lines] == [0] * 12 + [1] * 12


def test_letters_printed_twice_count_once() -> None:
    pdf = sheet()
    pdf.put(123, 200, SENTENCE)
    pdf.put(123.4, 200, SENTENCE)
    (page,) = read(pdf)
    assert texts(page) == [SENTENCE]


def test_head_foot_and_job_number_are_furniture() -> None:
    pdf = sheet()
    pdf.put(123, 200, SENTENCE)
    pdf.put(65, 750, "25-03537 (E) 240325")
    pdf.page()
    pdf.put(60, 60, "S/2025/153")
    pdf.put(123, 200, SENTENCE)
    pdf.put(60, 755, "2/2")
    pdf.put(500, 755, "25-03537")
    first, second = read(pdf)
    assert texts(first, "furniture") == ["25-03537 (E) 240325"]
    assert texts(second, "furniture") == ["S/2025/153", "2/2", "25-03537"]
    assert texts(first) == texts(second) == [SENTENCE]


@pytest.mark.parametrize(("style", "back", "seen"), [("I", 0.8, "of Results"), ("", 2.2, "ofResults")])
def test_a_blank_into_which_an_italic_letter_hangs_is_one(style: str, back: float, seen: str) -> None:
    pdf = sheet()
    pdf.put(123, 200, SENTENCE)
    end = pdf.put(123, 212, "A Summary of ", style)
    pdf.put(end - back, 212, "Results of the year in all of the areas", style)
    (page,) = read(pdf)
    assert texts(page)[1] == f"A Summary {seen} of the year in all of the areas"


def test_bold_and_italic_ranges() -> None:
    pdf = sheet()
    x = pdf.put(123, 200, "It saw ")
    x = pdf.put(x, 200, "de facto ", "I")
    pdf.put(x, 200, "authorities that were in the area and did not go.")
    (page,) = read(pdf)
    (line,) = page.lines
    assert [(line.text[s.start : s.end], s.italic, s.bold) for s in line.styles] == [("de facto", True, False)]


def test_link_over_its_letters() -> None:
    pdf = sheet()
    pdf.put(123, 200, "See S/2024/817, which was issued before the end of that year by the same body.")
    x = 123 + width("See ")
    pdf.link(x, 191, x + width("S/2024/817"), 203, "https://undocs.org/S/2024/817")
    (page,) = read(pdf)
    (line,) = page.lines
    assert [(line.text[k.start : k.end], k.uri) for k in line.links] == [
        ("S/2024/817", "https://undocs.org/S/2024/817")
    ]


def test_table_between_rules_has_cells() -> None:
    pdf = sheet()
    pdf.put(123, 80, SENTENCE)
    pdf.put(123, 100, "Table 1")
    pdf.put(123, 112, "Staff by office", "B")
    for y in (120, 136, 170):
        pdf.line(123, y, 488, y)
    for y, cells in ((131, ("Office", "2023", "2024")), (148, ("North", "12", "14")), (162, ("South", "7", "9"))):
        for x, cell in zip((125, 300, 420), cells, strict=True):
            pdf.put(x, y, cell, size=8)
    pdf.put(123, 180, "Source: the mission.", size=8)
    for row in range(6):
        pdf.put(123, 210 + 12 * row, SENTENCE)
    (page,) = read(pdf)
    (table,) = page.tables
    assert (table.number, table.title, table.source_line) == ("1", "Staff by office", "Source: the mission.")
    assert table.cells == (("Office", "2023", "2024"), ("North", "12", "14"), ("South", "7", "9"))
    assert texts(page) == [SENTENCE] * 7


def test_pages_without_text_or_picture_are_refused_with_advice() -> None:
    with pytest.raises(RefusedError, match="no text, and no pictures of pages") as caught:
        read_pdf(Path("drawn.pdf"), sheet().pdf(), Settings())
    assert caught.value.code == "no-text-layer"


def test_other_language_is_refused() -> None:
    pdf = sheet()
    for row in range(8):
        pdf.put(60, 200 + 12 * row, "El Consejo ha recibido el informe sobre la labor de la mision en su conjunto.")
    with pytest.raises(RefusedError) as caught:
        read(pdf)
    assert caught.value.code == "not-english"


def test_over_a_limit() -> None:
    pdf = sheet()
    pdf.put(123, 200, SENTENCE)
    pdf.page()
    with pytest.raises(DamagedError) as caught:
        read_pdf(Path("x.pdf"), pdf.pdf(), Settings(max_pages=1))
    assert caught.value.code == "too-many-pages"


@pytest.mark.parametrize("lift", [-8.4, 8.4])
def test_a_line_beside_a_large_heading_of_the_next_column_stays_a_line(lift: float) -> None:
    pdf = sheet()
    pdf.put(60, 120, "A heading over both of the columns that tells what the page has to say to all its readers")
    for row in range(12):
        end = pdf.put(60, 200 + 12 * row, f"left {row} of the text that fills its column very well")
        if row not in (4, 5, 6):
            pdf.put(312, 200 + 12 * row, f"right {row} of the text that fills its column too")
    pdf.put(end + 20, 260 + lift, "IV. Trust funds", size=14)
    (page,) = read(pdf)
    assert [t for t in texts(page) if t.startswith("left")] == [
        f"left {row} of the text that fills its column very well" for row in range(12)
    ]
    assert all(line.superscripts == () for line in page.lines)
