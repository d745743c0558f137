"""Tables as typists set them: underlined titles, headings and names of two lines, notes, digits with blanks."""

import pytest

from drawn.reading import report as read
from drawn.tables import POLICE, Report, cells, listed, strength

ROWS = [("Norway", "12"), ("Peru", "7"), ("Chad", "3"), ("Mali", "2"), ("Total", "24")]


def test_underlined_lines_and_a_remark_in_brackets_are_the_title() -> None:
    paper = Report().sheet()
    paper.put(290, 90, "Annex")
    paper.underlined(200, 120, "Composition of the police of the mission")
    paper.underlined(240, 132, "as at 3 June 1998")
    paper.put(240, 156, "(Number of officers)")
    listed(paper, 180, ROWS, 450)
    (table,) = read(paper).tables
    assert (table.title, table.cells) == (
        "Composition of the police of the mission as at 3 June 1998 (Number of officers)",
        tuple(ROWS),
    )


def test_bold_title_with_a_colon_and_a_remark_in_the_type_of_the_text() -> None:
    paper = Report().sheet()
    paper.put(123, 90, "Mission to the north:", "B")
    paper.put(123, 102, "officers by country", "B")
    paper.put(123, 114, "(as at 11 January 2013)")
    strength(paper, 125, POLICE)
    assert [table.title for table in read(paper).tables] == [
        "Mission to the north: officers by country (as at 11 January 2013)"
    ]


def test_sentence_that_introduces_a_table_is_no_title() -> None:
    paper = Report().sheet()
    paper.prose(100)
    paper.put(180, 172, "The strength of the police is as follows:")
    listed(paper, 196, ROWS, 450)
    assert [table.title for table in read(paper).tables] == [None]


def test_unit_in_brackets_under_an_underlined_heading_belongs_to_it() -> None:
    paper = Report().sheet()
    paper.prose(80)
    for x, head in ((123, "Month"), (250, "Violations"), (400, "Timber")):
        paper.underlined(x, 180, head)
    paper.put(395, 192, "(cubic feet)")
    rows = [("January", "46", "48,049"), ("February", "11", "12,370"), ("March", "5", "2,345"), ("April", "9", "801")]
    listed(paper, 216, [tuple(row) for row in rows], 290, 440)
    assert cells(paper) == [(("Month", "Violations", "Timber (cubic feet)"), *rows)]


def test_underlined_name_of_a_group_is_no_heading() -> None:
    paper = Report().sheet()
    paper.prose(80)
    for x, head in ((250, "Jan."), (400, "Feb.")):
        paper.underlined(x, 180, head)
    paper.underlined(150, 194, "Safe areas")
    rows = [("North", "132", "119"), ("South", "15", "47"), ("East", "126", "72"), ("West", "90", "82")]
    listed(paper, 210, rows, 270, 420, left=150, pitch=16)
    assert cells(paper) == [(("", "Jan.", "Feb."), ("Safe areas", "", ""), *rows)]


def test_heading_that_stands_out_over_the_figures_heads_their_column() -> None:
    paper = Report().sheet()
    paper.underlined(180, 100, "Cost of the mission in the north")
    paper.put(405, 150, "Thousands of United")
    paper.underlined(428, 162, "States dollars")
    listed(paper, 186, ROWS, 455)
    (table,) = read(paper).tables
    assert table.cells == (("", "Thousands of United States dollars"), *ROWS)
    assert table.title == "Cost of the mission in the north"


def test_rule_under_a_heading_over_two_columns_parts_it_from_theirs() -> None:
    paper = Report().sheet()
    paper.rules(90, 130, edges=(123, 250, 350, 450, 552))
    paper.line(352, 108, 450, 108)
    paper.put(390, 103, "Variance", "I", 7)
    for right, head in ((340, "Cost"), (400, "Amount"), (448, "Share")):
        paper.right(right, 123, head, "I", 7)
    rows = [("Air", "3 800", "12", "1.9"), ("Sea", "300", "5", "2.4"), ("Land", "4 100", "7", "0.3")]
    for row, texts in enumerate(rows):
        paper.put(123, 145 + 14 * row, texts[0], size=8)
        for right, text in zip((340, 400, 448), texts[1:], strict=True):
            paper.right(right, 145 + 14 * row, text)
    paper.rules(184, edges=(123, 250, 350, 450, 552))
    (found,) = cells(paper)
    assert found[:3] == (("", "", "Variance", "Variance"), ("", "Cost", "Amount", "Share"), rows[0])


def test_underline_under_a_name_behind_its_number_is_no_rule_of_the_table() -> None:
    paper = Report().sheet()
    paper.rules(90, 106, 240)
    paper.right(548, 101, "Units", "I", 7)
    paper.put(130, 120, "(b)", size=8)
    end = paper.put(150, 120, "United areas of the mission and the zones of the north that are called", size=8)
    paper.line(150, 121, end, 121)
    paper.put(150, 129, "safe", size=8)
    listed(paper, 150, (("Norway", "7"), ("Peru", "12"), ("Chad", "3"), ("Mali", "9")), 548, left=150, pitch=16, size=8)
    (found,) = cells(paper)
    assert found[1] == ("(b) United areas of the mission and the zones of the north that are called safe", "")


def test_second_half_of_a_name_joins_the_first_however_far_apart() -> None:
    paper = Report().sheet()
    rows = [("Italy", "56"), ("United Kingdom of Great Britain", ""), ("and Northern Ireland", "133"), ("Kenya", "44")]
    paper.rules(90, 106, 182)
    paper.put(123, 101, "Country", "I", 7)
    paper.right(550, 101, "Number", "I", 7)
    listed(paper, 120, rows, 550, pitch=16, size=8)
    (found,) = cells(paper)
    assert found[1:] == (rows[0], ("United Kingdom of Great Britain and Northern Ireland", "133"), rows[3])


def test_mark_of_a_note_ends_a_name() -> None:
    paper = Report().sheet()
    paper.prose(80)
    rows = [("Peru", "12"), ("Norway a/", ""), ("Chad", "3"), ("Mali", "7"), ("Fiji", "5"), ("Ghana", "4")]
    listed(paper, 180, rows, 450)
    assert cells(paper) == [tuple(rows)]


def test_title_of_the_next_table_is_no_row() -> None:
    paper = Report().sheet()
    columns = (123, 187, 262, 552)
    for top, title in ((90, "Flights in May"), (196, "Flights in November 2024")):
        paper.put(123, top - 8, title, "B")
        paper.rules(top, top + 16, edges=columns)
        paper.beside(top + 11, zip(columns, ("Date", "Time", "Nature"), strict=False), "I", 7)
        for row in range(3):
            paper.beside(
                top + 30 + 15 * row,
                zip(columns, (f"{row + 1} May", "0200", "A plane flew over the north."), strict=False),
            )
        paper.rules(top + 74, edges=columns)
    assert [(table.title, len(table.cells)) for table in read(paper).tables] == [
        ("Flights in May", 4), ("Flights in November 2024", 4),
    ]  # fmt: skip


def test_digits_that_a_layer_spaces_are_one_number() -> None:
    paper = Report().sheet()
    paper.prose(80)
    rows = [("Norway", "30"), ("Peru", "1 0"), ("Chad", "11"), ("Total", "5 1")]
    listed(paper, 180, [*rows[:3], ("Mali", "0"), rows[3]], 450)
    assert cells(paper) == [(("Norway", "30"), ("Peru", "10"), ("Chad", "11"), ("Mali", "0"), ("Total", "51"))]


def test_list_of_dates_that_a_layer_holds_column_by_column() -> None:
    paper = Report().page()
    paper.prose(100)
    paper.page()
    rows = [("Morocco", "13 June 1992"), ("Nigeria", "14 June 1992"), ("Pakistan", "14 June 1992"),
            ("Portugal", "15 June 1992"), ("Senegal", "29 June 1992")]  # fmt: skip
    paper.layer(
        [(x, 120 + 12 * row, texts[column]) for column, x in ((0, 123), (1, 380)) for row, texts in enumerate(rows)]
    )
    assert cells(paper) == [tuple(rows)]


@pytest.mark.parametrize("count", [4, 5, 6])
def test_underlined_total_at_the_end_is_no_heading(count: int) -> None:
    rows = [*zip(("Norway", "Peru", "Chad", "Mali", "Togo"), "98765", "12345", strict=True)][: count - 1]
    rows.append(("Total", "35", "15"))
    paper = Report().sheet()
    paper.prose(100)
    listed(paper, 240, rows, 330, 420)
    end = 242 + 12 * (count - 1)
    for left, right in ((123, 150), (318, 331), (408, 421)):
        paper.line(left, end, right, end)
    assert cells(paper) == [tuple(rows)]
