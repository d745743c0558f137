"""Tables drawn as the United Nations prints them: broken rules, wrapped cells, two pages, no caption, no rules."""

from typing import Self

from drawn import tables
from drawn.paper import SENTENCE, width
from drawn.reading import pages as read
from drawn.reading import texts

COLUMNS = (60, 224), (226, 388), (390, 552)


class Report(tables.Report):
    def sheet(self) -> Self:
        super().sheet()
        self.line(59, 65, 552, 65)
        return self

    def rule(self, *heights: float) -> None:
        for y in heights:
            for left, right in COLUMNS:
                self.line(left, y, right, y)

    def row(self, y: float, *cells: str, style: str = "", size: float = 8) -> None:
        for (left, _), cell in zip(COLUMNS, cells, strict=True):
            if cell:
                self.put(left, y, cell, style, size)


def test_wrapped_cells_and_a_second_page_make_one_table() -> None:
    paper = Report().sheet()
    paper.prose(90)
    paper.put(60, 160, "Table 2")
    paper.put(60, 172, "Risks of the works", "B")
    paper.rule(180)
    paper.row(192, "Before", "Then", "Now", style="I", size=7)
    paper.rule(196)
    paper.row(210, "(a) Rise of the cost of all", "(a) Slow work in the halls", "(a) Slow work in the halls", size=10)
    paper.row(222, "the works in the east wing", "that keeps the wing open", "that keeps the wing open", size=10)
    paper.row(243, "(b) Delays", "(b) Errors of the", "(b) Lack of staff", size=10)
    paper.row(255, "", "first design", "in the summer", size=10)
    paper.sheet()
    paper.rule(80)
    paper.row(92, "Before", "Then", "Now", style="I", size=7)
    paper.rule(96)
    paper.row(110, "(c) Damage", "(c) Prices", "(c) Strikes of the", size=10)
    paper.row(122, "", "", "men", size=10)
    paper.rule(130)
    paper.prose(160)
    pages = read(paper)
    (table,) = [table for page in pages for table in page.tables]
    assert (table.key, table.number, table.title, table.page) == ("table-1", "2", "Risks of the works", 2)
    assert table.cells == (
        ("Before", "Then", "Now"),
        (
            "(a) Rise of the cost of all the works in the east wing",
            "(a) Slow work in the halls that keeps the wing open",
            "(a) Slow work in the halls that keeps the wing open",
        ),
        ("(b) Delays", "(b) Errors of the first design", "(b) Lack of staff in the summer"),
        ("(c) Damage", "(c) Prices", "(c) Strikes of the men"),
    )
    assert [texts(page) for page in pages] == [[SENTENCE] * 5] * 3


def test_annex_table_without_caption_keeps_its_heading_in_the_text() -> None:
    paper = Report().sheet()
    paper.put(60, 90, "Annex I", "B", 14)
    paper.put(123, 112, "Strength of the force", "B")
    paper.put(123, 126, "(as at 15 July)", size=7)
    paper.rule(135)
    paper.row(147, "Country", "Staff", "Troops", style="I", size=7)
    paper.rule(151)
    for index, row in enumerate((("Norway", "1 413", "12"), ("Peru", "", "7"), ("Total", "1 413", "19"))):
        paper.row(166 + 15 * index, *row)
    paper.rule(204)
    page = read(paper)[1]
    (table,) = page.tables
    assert (table.title, table.cells) == (
        "Strength of the force (as at 15 July)",
        (("Country", "Staff", "Troops"), ("Norway", "1 413", "12"), ("Peru", "", "7"), ("Total", "1 413", "19")),
    )
    assert texts(page) == ["Annex I", "Strength of the force"]


def test_prose_and_headings_between_rules_are_no_table() -> None:
    paper = Report().sheet()
    for y in (90, 180, 300):
        paper.line(60, y, 552, y)
    paper.prose(110)
    paper.put(123, 200, "1.  The first thing that was done in the course of the year was to write to all of them.")
    paper.prose(212)
    page = read(paper)[1]
    assert page.tables == ()
    assert len(texts(page)) == 11


def test_typed_list_with_figures_is_a_table_and_one_with_leaders_is_not() -> None:
    paper = Report().sheet()
    paper.prose(90)
    for row, (name, figure) in enumerate((("Norway", "12"), ("Peru", "1 413"), ("Chad", "7"), ("Total", "1 432"))):
        paper.put(140, 180 + 12 * row, name)
        paper.put(400, 180 + 12 * row, figure)
    paper.prose(260)
    for row in range(5):
        paper.put(140, 360 + 12 * row, "Part of the list " + "." * 60)
        paper.put(500, 360 + 12 * row, f"{row + 3}")
    page = read(paper)[1]
    (table,) = page.tables
    assert table.cells == (("Norway", "12"), ("Peru", "1 413"), ("Chad", "7"), ("Total", "1 432"))
    assert texts(page)[:10] == [SENTENCE] * 10
    assert len(texts(page)) > 10


def test_symbol_set_upright_in_the_margin_ends_no_table() -> None:
    paper = Report().sheet()
    paper.prose(90)
    paper.put(60, 160, "Table 2")
    paper.put(60, 172, "Posts", "B")
    paper.upright(580, 170, "A/79/352 and other words")
    paper.rule(180, 196)
    paper.row(192, "Post", "Before", "Now", style="I", size=7)
    for row in range(4):
        paper.row(208 + 14 * row, f"Officer {row}", "filled", "not filled")
    paper.prose(300)
    page = read(paper)[1]
    (table,) = page.tables
    assert table.cells == (("Post", "Before", "Now"), *((f"Officer {n}", "filled", "not filled") for n in range(4)))
    assert texts(page) == [SENTENCE] * 10


def test_cells_of_prose_hang_from_the_row_in_which_they_begin() -> None:
    paper = Report()
    cells: dict[int, list[tuple[int, tuple[str, str, str]]]] = {
        2: [
            (110, ("1. Stronger care for", "1.1 Number of offices", "All of the six")),
            (122, ("the law in all of the", "inspected", "offices")),
            (134, ("offices of the north,", "", "")),
            (146, ("as its people wish", "", "")),
            (164, ("", "1.2 Share of the", "Four fifths")),
            (176, ("", "cases that were heard", "")),
        ],
        3: [
            (110, ("", "", "of the cases")),
            (134, ("2. More trust", "2.1 Survey", "One survey of")),
            (146, ("", "", "all")),
        ],
    }
    for page, rows in cells.items():
        paper.sheet()
        if page == 2:
            paper.put(60, 74, "Benchmarks", "B")
        paper.rule(82, 98)
        paper.row(93, "Benchmark", "Indicator", "Target", style="I", size=7)
        for y, row in rows:
            paper.row(y, *row, size=10)
    (table,) = [table for page in read(paper) for table in page.tables]
    assert table.cells == (
        ("Benchmark", "Indicator", "Target"),
        ("1. Stronger care for the law in all of the offices of the north, as its people wish", "1.1 Number of offices"
         " inspected", "All of the six offices"),
        ("", "1.2 Share of the cases that were heard", "Four fifths of the cases"),
        ("2. More trust", "2.1 Survey", "One survey of all"),
    )  # fmt: skip


def test_marks_of_notes_leave_cells_and_titles_and_units_stay() -> None:
    paper = Report().sheet()
    paper.put(60, 90, "Table 3")
    end = paper.put(60, 102, "Staff as at 31 December 2021", "B")
    paper.put(end, 98, "1", size=6)
    paper.rule(110, 126, 190)
    paper.row(121, "Post", "Area", "Number", style="I", size=7)
    for y, cells, mark, at in (
        (140, ("Officer (P-4)", "12 km", "270"), "e", 0),
        (155, ("Officer (P-3)", "14 km", "268"), "2", 1),
        (170, ("Clerk", "9 km", "1 364"), "a,b", 2),
    ):
        paper.row(y, *cells)
        paper.put(COLUMNS[at][0] + width(cells[at], size=8), y - 3, mark, size=5)
    (table,) = read(paper)[1].tables
    assert table.title == "Staff as at 31 December 2021"
    assert table.cells == (
        ("Post", "Area", "Number"),
        ("Officer (P-4)", "12 km", "270"),
        ("Officer (P-3)", "14 km2", "268"),
        ("Clerk", "9 km", "1 364"),
    )


def test_a_table_s_note_marks_are_letters_of_its_own_notes() -> None:
    paper = Report().sheet()
    paper.rule(90, 106, 140)
    paper.row(101, "Post", "Before", "Now", style="I", size=7)
    for y, cells in ((120, ("Officer", "2", "3")), (134, ("Clerk", "4", "5"))):
        paper.row(y, *cells)
    paper.put(60, 150, "a", size=5)
    paper.put(66, 153, "Until the end of May.", size=8)
    (table,) = read(paper)[1].tables
    assert (len(table.cells), table.notes) == (3, "a Until the end of May.")


def test_headings_that_a_typist_underlined_are_no_table() -> None:
    paper = Report().sheet()
    for row, text in enumerate(("First steps towards the return of those", "who left the north", "What was done")):
        end = paper.put(123, 100 + 24 * row, text)
        paper.line(123, 102 + 24 * row, end, 102 + 24 * row)
    paper.prose(190)
    page = read(paper)[1]
    assert page.tables == ()
    assert len(texts(page)) == 8


def test_heading_wider_than_its_column_and_one_over_two_of_them() -> None:
    paper = Report().sheet()
    paper.put(60, 90, "Annex I", "B", 14)
    paper.put(123, 112, "Strength of the police", "B")
    paper.line(123, 120, 486, 120)
    paper.line(253, 136, 405, 136)
    paper.line(123, 152, 486, 152)
    paper.put(290, 132, "In the field", "I", 7)
    paper.beside(
        148, ((123, "Country"), (253, "Civilian police officers"), (345, "Formed police units"), (471, "All")), "I", 7
    )
    for row, cells in enumerate((("Norway", "12", "-", "12"), ("Peru and the islands of it", "7", "125", "132"))):
        paper.beside(168 + 14 * row, zip((123, 316, 391, 473), cells, strict=True), size=8)
    paper.line(123, 190, 486, 190)
    (table,) = read(paper)[1].tables
    assert table.cells == (
        ("", "In the field", "In the field", ""),
        ("Country", "Civilian police officers", "Formed police units", "All"),
        ("Norway", "12", "-", "12"),
        ("Peru and the islands of it", "7", "125", "132"),
    )


def test_rows_over_a_total_head_no_columns() -> None:
    paper = Report().sheet()
    paper.put(60, 90, "Annex I", "B", 14)
    paper.put(123, 112, "Strength of the police", "B")
    paper.rule(120)
    rows = [("Norway", "12", "1"), ("Peru", "7", "3"), ("Chad", "9", "4"), ("Mali", "2", "5"), ("Ghana", "6", "7")]
    for row, cells in enumerate(rows):
        paper.row(135 + 14 * row, *cells)
    paper.rule(200)
    paper.row(212, "Total", "36", "20", style="I")
    paper.rule(218)
    (table,) = read(paper)[1].tables
    assert table.cells == (*rows, ("Total", "36", "20"))


def test_table_that_stands_in_from_the_text_takes_its_rows_of_one_cell() -> None:
    paper = Report().sheet()
    paper.prose(90)
    rows = [("Observers", ""), ("Norway", "12"), ("Peru", "141"), ("Chad", "7"), ("Mali", "31"), ("Air unit", ""),
            ("Canada", "")]  # fmt: skip
    for row, (name, figure) in enumerate(rows):
        paper.put(160, 170 + 13 * row, name)
        paper.put(400, 170 + 13 * row, figure)
    paper.prose(290)
    page = read(paper)[1]
    assert [table.cells for table in page.tables] == [tuple(rows)]
    assert texts(page) == [SENTENCE] * 10
