"""The kinds of tables of the United Nations, drawn: strength by country, money by year, typed lists, pages across."""

from drawn.paper import SENTENCE, width
from drawn.reading import report as read
from drawn.tables import POLICE, Report, cells, listed, strength


def test_figure_close_behind_its_name_or_printed_over_its_end_is_a_cell() -> None:
    paper = Report().sheet()
    paper.rules(90, 106, 190, edges=(123, 190, 260, 330))
    paper.beside(101, ((180, "Country"), (250, "Units"), (320, "Police")), "I", 7, put=paper.right)
    rows = [("Norway", "7", "1"), ("Russian Federation", "1 234", "2"), ("The battalion of the north", "56", "3"),
            ("Peru", "12", "4")]  # fmt: skip
    for row, (name, units, police) in enumerate(rows):
        end = paper.put(123, 120 + 15 * row, name, size=8)
        near = {1: end + 2 + width("1 234", size=8), 2: end - 4}.get(row, 250)
        paper.right(near, 120 + 15 * row, units)
        paper.right(320, 120 + 15 * row, police)
    assert cells(paper) == [(("Country", "Units", "Police"), *rows)]


def test_typed_blank_between_thousands_parts_no_columns() -> None:
    paper = Report().sheet()
    paper.rules(90, 106, 190)
    paper.beside(101, ((260, "Votes"), (360, "Share")), "I", 7)
    for row, (party, high, low, share) in enumerate(
        (
            ("ABC", "1", "533", "38.2"),
            ("DEF", "27", "680", "0.7"),
            ("GHI", "20", "425", "0.5"),
            ("JKL", "48", "113", "1.2"),
        )
    ):
        y = 120 + 15 * row
        paper.put(123, y, party)
        paper.right(275, y, high, size=10)
        paper.put(281, y, low)
        paper.put(360, y, share)
    assert cells(paper) == [
        (("", "Votes", "Share"), ("ABC", "1 533", "38.2"), ("DEF", "27 680", "0.7"), ("GHI", "20 425", "0.5"),
         ("JKL", "48 113", "1.2")),
    ]  # fmt: skip


def test_figures_of_two_ruled_columns_close_beside_each_other_are_two() -> None:
    paper = Report().sheet()
    edges = (123.0, 300.0, 345.0, 390.0)
    paper.rules(90, 106, 170, edges=edges)
    for right, head in ((343, "Women"), (362, "Men")):
        paper.right(right, 101, head, "I", 7)
    rows = [("North", "12", "345"), ("South", "7", "602"), ("East", "31", "118"), ("West", "4", "250")]
    for row, (name, women, men) in enumerate(rows):
        paper.put(123, 120 + 15 * row, name, size=8)
        paper.right(343, 120 + 15 * row, women)
        paper.put(347.5, 120 + 15 * row, men, size=8)
    assert cells(paper) == [(("", "Women", "Men"), *rows)]


LIAISON = [("Mali", "2"), ("Ghana", "4"), ("Fiji", "1")]


def test_two_tables_one_above_the_other_with_a_note_between_them() -> None:
    paper = Report().sheet()
    paper.put(60, 90, "Annex I", "B", 14)
    paper.put(123, 112, "Strength of the police", "B", 14)
    end = strength(paper, 120, POLICE)
    paper.put(130, end + 10, "a", size=5)
    paper.put(136, end + 13, "One officer under contract.", size=8)
    paper.put(123, end + 40, "Strength of the liaison officers", "B", 14)
    strength(paper, end + 50, LIAISON)
    found = read(paper).tables
    assert [(table.title, table.cells[1], len(table.cells)) for table in found] == [
        ("Strength of the police", ("Norway", "12"), 5),
        ("Strength of the liaison officers", ("Mali", "2"), 5),
    ]
    assert found[0].notes == "a One officer under contract."


def test_table_with_other_headings_on_the_next_page_is_another() -> None:
    for head, count in (("Observers", 2), ("Number", 1)):
        paper = Report().sheet()
        strength(paper, 90, POLICE)
        paper.sheet()
        strength(paper, 90, LIAISON, head)
        assert len(cells(paper)) == count


def test_names_and_figures_side_by_side_with_uneven_lines() -> None:
    paper = Report().sheet()
    paper.rules(90, 106, 186, 200)
    paper.beside(101, ((123, "Country"), (340, "Country")), "I", 7)
    for x in (320, 550):
        paper.right(x, 101, "Number", "I", 7)
    left = [("Norway", "12", 0), ("Italy", "26", 16), ("Jordan", "58", 30), ("Kenya", "16", 45)]
    right = [("Malaysia", "2", 0), ("United Kingdom of Great Britain", "", 16), ("and Northern Ireland", "60", 26),
             ("Zambia", "9", 43)]  # fmt: skip
    for rows, x in ((left, 123), (right, 340)):
        for name, number, down in rows:
            paper.put(x, 120 + down, name, size=8)
            paper.right(x + 210 if x > 200 else 320, 120 + down, number)
    paper.put(140, 196, "Total", "B", 8)
    paper.right(550, 196, "183", "B")
    assert cells(paper) == [
        (
            ("Country", "Number", "Country", "Number"),
            ("Norway", "12", "Malaysia", "2"),
            ("Italy", "26", "United Kingdom of Great Britain and Northern Ireland", "60"),
            ("Jordan", "58", "Zambia", "9"),
            ("Kenya", "16", "", ""),
            ("Total", "", "", "183"),
        )
    ]


def test_sum_that_stands_alone_between_two_rules_is_a_row() -> None:
    paper = Report().sheet()
    columns = (123, 250, 330, 552)
    paper.rules(90, 106, 190, 204, 270, edges=columns)
    paper.beside(101, zip(columns, ("Category", "Amount", "Effect"), strict=False), "I", 7)
    for y, row in (
        (120, ("Air", "3 800", "Low: the plane was")), (131, ("", "", "not flown at all")),
        (152, ("", "300", "Medium: few flights")), (163, ("", "", "for passengers")), (200, ("", "4 100", "")),
        (220, ("Training", "700", "Low: fewer courses")), (231, ("", "", "for the staff")),
    ):  # fmt: skip
        paper.beside(y, zip(columns, row, strict=False), size=8)
    assert cells(paper) == [
        (
            ("Category", "Amount", "Effect"),
            ("Air", "3 800", "Low: the plane was not flown at all"),
            ("", "300", "Medium: few flights for passengers"),
            ("", "4 100", ""),
            ("Training", "700", "Low: fewer courses for the staff"),
        )
    ]


def test_typed_headings_of_two_lines_and_over_several_columns() -> None:
    paper = Report().sheet()
    paper.prose(80)
    paper.underlined(200, 190, "States that work")
    paper.underlined(210, 202, "with Peru")
    paper.underlined(400, 202, "Unknown")
    for x, head in ((200, "Ground"), (260, "Air"), (380, "Ground"), (440, "Air")):
        paper.underlined(x, 226, head)
    rows = [("April", "3", "0", "7", "1"), ("May", "1", "2", "0", "4"), ("June", "2", "2", "9", "0"),
            ("Total", "6", "4", "16", "5")]  # fmt: skip
    for row, texts in enumerate(rows):
        paper.beside(250 + 12 * row, zip((80, 212, 265, 392, 445), texts, strict=True))
    paper.prose(340)
    assert cells(paper) == [
        (("", *["States that work with Peru"] * 2, *["Unknown"] * 2), ("", "Ground", "Air", "Ground", "Air"), *rows)
    ]


def test_table_printed_across_the_page() -> None:
    paper = Report().page()
    for x in (540, 520, 440):
        paper.line(x, 60, x, 500)
    for x, *row in ((528, "Casualties", "East", "West"), (508, "Fatal", "12", "3"), (492, "Other", "27", "18"),
                    (476, "On the roads of the two sectors", "5", "7"), (460, "Total", "44", "28")):  # fmt: skip
        for y, text in zip((62, 300, 400), row, strict=True):
            paper.upright(x, y, text)
    (table,) = read(paper).tables
    assert table.cells == (
        ("Casualties", "East", "West"),
        ("Fatal", "12", "3"),
        ("Other", "27", "18"),
        ("On the roads of the two sectors", "5", "7"),
        ("Total", "44", "28"),
    )
    (piece,) = table.cell_pieces[1][0]
    assert (round(piece.box.x0) in range(500, 512), round(piece.box.top)) == (True, 62)


def test_total_that_its_column_does_not_add_up_to_is_an_issue() -> None:
    paper = Report().sheet()
    strength(paper, 90, POLICE)
    paper.sheet()
    paper.rules(90, 106, 151, 169)
    for x, texts in ((123, ("Month", "May", "June", "July", "Total")), (300, ("Killed", "3", "4", "5", "12")),
                     (400, ("Injured", "1", "2", "3", "7"))):  # fmt: skip
        for row, text in enumerate(texts):
            paper.put(x, (101 if row == 0 else 103) + 15 * row, text, "" if row else "I", 8 if row else 7)
    found = [(issue.code, issue.page, issue.detail) for issue in read(paper).issues if issue.code == "table-total"]
    assert found == [
        ("table-total", 3, "Page 3: the total 7 in row 5, column 3 of table-2 is not the sum of rows above it, 6.")
    ]


def test_table_stands_in_the_section_of_the_last_line_before_it() -> None:
    paper = Report().sheet()
    paper.put(60, 90, "II.", "B", 14)
    paper.put(123, 90, "Situation in the north", "B", 14)
    paper.put(123, 110, "1.  The mission has been working with the authorities on the return of all.")
    paper.prose(122)
    strength(paper, 200, POLICE)
    paper.put(60, 330, "III.", "B", 14)
    paper.put(123, 330, "Situation in the south", "B", 14)
    paper.put(123, 350, "2.  The mission has been working with the authorities on the return of all.")
    paper.prose(362)
    strength(paper, 450, LIAISON)
    assert [(table.title, table.section) for table in read(paper).tables] == [(None, "II"), (None, "III")]


def test_cost_list_with_numbers_is_a_table_and_no_paragraphs() -> None:
    paper = Report().sheet()
    paper.put(80, 80, "1.  " + SENTENCE)
    paper.prose(92)
    rows = [("1. Military personnel", "134.3"), ("2. Civilian personnel", "101.9"), ("3. Premises", "3.4"),
            ("4. Air operations", "43.0"), ("Total", "282.6")]  # fmt: skip
    listed(paper, 180, rows, 460, left=140)
    paper.put(80, 270, "2.  " + SENTENCE)
    paper.prose(282)
    report = read(paper)
    assert [table.cells for table in report.tables] == [tuple(rows)]
    assert [p.number for p in report.paragraphs if p.number] == [1, 2]


def test_second_table_right_under_the_first_has_its_own_columns() -> None:
    paper = Report().sheet()
    columns = (123, 200, 330, 552)
    paper.rules(90, 106, 140, edges=(123, 330, 552))
    paper.beside(101, ((123, "Sign"), (330, "Meaning")), "I", 7)
    for y, texts in ((120, ("A plus", "done")), (135, ("A minus", "not done"))):
        paper.beside(y, zip((123, 330), texts, strict=True), size=8)
    paper.rules(160, 176, 210, edges=columns)
    paper.beside(171, zip(columns, ("Aim", "Measure", "State"), strict=False), "I", 7)
    for y, row in ((190, ("1", "Courts open", "plus")), (205, ("2", "Schools open", "minus"))):
        paper.beside(y, zip(columns, row, strict=False), size=8)
    assert cells(paper) == [
        (("Sign", "Meaning"), ("A plus", "done"), ("A minus", "not done")),
        (("Aim", "Measure", "State"), ("1", "Courts open", "plus"), ("2", "Schools open", "minus")),
    ]


def test_table_of_one_row_under_the_note_of_another_and_a_numbered_heading() -> None:
    paper = Report().sheet()
    end = strength(paper, 120, POLICE)
    paper.put(130, end + 12, "a", size=5)
    paper.put(142, end + 15, "One officer under contract.", size=8)
    paper.put(123, end + 40, "2.", "B", 10)
    paper.put(147, end + 40, "Liaison", "B", 10)
    paper.rules(end + 50, end + 66, end + 86, edges=(123, 480, 552))
    for x, head, cell in ((123, "Country", "Mali"), (500, "Number", "2")):
        paper.put(x, end + 61, head, "I", 7)
        paper.put(x, end + 79, cell, size=8)
    assert [(rows[0], len(rows)) for rows in cells(paper)] == [(("Country", "Number"), 5), (("Country", "Number"), 2)]
