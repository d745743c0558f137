"""Rules that show more than columns: under white, broken, in pieces of several headings, between groups, over notes."""

from drawn.reading import report as read
from drawn.tables import Report, cells, listed
from sgreports.dataset.rows.document_rows import cell_rows


def test_white_between_two_halves_that_has_a_rule_of_its_own_is_no_column() -> None:
    paper = Report().sheet()
    paper.rules(110, 126, 222, edges=(123, 290, 320, 552))
    paper.beside(121, ((123, "Country"), (325, "Country")), "I", 7)
    for x in (285, 550):
        paper.right(x, 121, "Number", "I", 7)
    for row, (name, number) in enumerate((("Chad", "3"), ("Mali", "12"), ("Norway", "7"), ("Peru", "4"))):
        paper.put(123, (140, 155, 182, 197)[row], name, size=8)
        paper.right(285, (140, 155, 182, 197)[row], number)
    for y, name, number in (
        (140, "Togo", "5"), (155, "Turkey", "6"), (171, "United Kingdom of Great", ""),
        (182, "Britain and Northern Ireland", "9"), (197, "Zambia", "2"),
    ):  # fmt: skip
        paper.put(325, y, name, size=8)
        paper.right(550, y, number)
    assert cells(paper) == [
        (
            ("Country", "Number", "Country", "Number"),
            ("Chad", "3", "Togo", "5"),
            ("Mali", "12", "Turkey", "6"),
            ("Norway", "7", "United Kingdom of Great Britain and Northern Ireland", "9"),
            ("Peru", "4", "Zambia", "2"),
        )
    ]


def test_what_stands_beside_all_rules_is_no_cell() -> None:
    paper = Report().sheet()
    paper.rules(110, 126, 190, edges=(60, 300, 420))
    paper.put(60, 121, "Country", "I", 7)
    paper.right(415, 121, "Number", "I", 7)
    listed(paper, 140, (("Chad", "3"), ("Mali", "12"), ("Norway", "7")), 415, left=60, pitch=15, size=8)
    paper.put(520, 148, "0", size=8)
    assert cells(paper) == [(("Country", "Number"), ("Chad", "3"), ("Mali", "12"), ("Norway", "7"))]


def test_heading_broken_after_a_dash_is_one_word() -> None:
    paper = Report().sheet()
    paper.rules(110, 136, 200)
    paper.put(123, 131, "Halls", "I", 7)
    paper.right(550, 122, "Expenditure March–", "I", 7)
    paper.right(550, 131, "December 2011", "I", 7)
    listed(paper, 150, (("North", "3"), ("South", "12"), ("East", "7")), 550, pitch=15, size=8)
    assert cells(paper)[0][0] == ("Halls", "Expenditure March–December 2011")


def test_two_figures_that_are_printed_over_the_end_of_a_name() -> None:
    paper = Report().sheet()
    paper.rules(110, 126, 205, edges=(123, 300, 400, 552))
    paper.beside(121, ((395, "Troops"), (550, "Police")), "I", 7, put=paper.right)
    for row, texts in enumerate((("Chad", "3 100", "30"), ("Mali", "12 200", "40"), ("Peru", "7 300", "50"))):
        paper.put(123, 140 + 15 * row, texts[0], size=8)
        paper.right(395, 140 + 15 * row, texts[1])
        paper.right(550, 140 + 15 * row, texts[2])
    paper.put(250, 185, "Total of all three missions in the north, the south and the east together", size=8)
    paper.right(395, 185, "22 600")
    paper.right(460, 185, "120")
    assert cells(paper)[0][-1] == (
        "Total of all three missions in the north, the south and the east together", "22 600", "120",
    )  # fmt: skip


def test_scanned_underline_of_two_headings_in_one_piece_is_no_rule_of_the_table() -> None:
    paper = Report().sheet()
    paper.prose(100)
    for top, first in ((190, "Party"), (300, "Destination")):
        paper.put(150, top, first)
        paper.put(340, top, "Consignments of wood")
        paper.put(450, top, "Volume of wood")
        paper.line(310, top + 2.5, 516, top + 2.5)
        rows = [("North", "42", "46 042"), ("South", "3", "150"), ("East", "1", "315"), ("Total", "46", "46 507")]
        listed(paper, top + 24, rows, 390, 500, left=90, pitch=17)
    body = (("North", "42", "46 042"), ("South", "3", "150"), ("East", "1", "315"), ("Total", "46", "46 507"))
    assert cells(paper) == [
        (("Party", "Consignments of wood", "Volume of wood"), *body),
        (("Destination", "Consignments of wood", "Volume of wood"), *body),
    ]


OFFICES = (("Salvador", (("Reina", "415"), ("Ranchos", "84"), ("Ocotal", "277"), ("Subtotal", "776"))),
           ("Vicente", (("Murillo", "202"), ("Tecoluca", "266"), ("Clara", "253"), ("Subtotal", "721"))))  # fmt: skip


def test_rule_between_two_groups_of_a_typed_table_ends_no_table() -> None:
    paper = Report().sheet()
    for x, head in ((60, "Office"), (230, "Team"), (450, "Number")):
        paper.underlined(x, 110, head)
    y = 134.0
    for office, teams in OFFICES:
        paper.put(60, y, office)
        listed(paper, y, teams, 480, left=230)
        y += 70
    paper.line(56, y - 86, 535, y - 86)
    paper.put(90, y - 10, "Total")
    paper.right(480, y - 10, "1 497", size=10)
    paper.line(56, y + 6, 535, y + 6)
    first, second = (
        [(office if not row else "", *team) for row, team in enumerate(teams)] for office, teams in OFFICES
    )
    assert cells(paper) == [(("Office", "Team", "Number"), *first, *second, ("Total", "", "1 497"))]


def test_underlined_name_of_a_first_group_is_no_heading() -> None:
    paper = Report().sheet()
    paper.prose(100)
    paper.underlined(140, 190, "Observers")
    listed(paper, 208, [("Chad", "34"), ("Mali", "12"), ("Peru", "21"), ("Norway", "49")], 310, left=140)
    paper.underlined(140, 262, "Air unit")
    listed(paper, 280, [("Chad", "124")], 310, left=140)
    report = read(paper)
    assert [(table.heading_rows, table.cells[0]) for table in report.tables] == [(0, ("Observers", ""))]
    named = [row.row_header for row in cell_rows(report) if row.number is not None]
    assert named == [*(f"Observers | {name}" for name in ("Chad", "Mali", "Peru", "Norway")), "Air unit | Chad"]


def test_page_that_goes_on_with_a_contents_list_has_no_table() -> None:
    paper = Report().sheet()
    paper.underlined(440, 100, "Paragraphs")
    rows = [("1.", "Shipping and ports", "70"), ("2.", "Insurance of goods", "78"), ("3.", "Cooperation", "79")]
    for row, texts in enumerate([*rows, ("4.", "Other countries", "82"), ("5.", "Islands", "83")]):
        paper.beside(130 + 28 * row, zip((113, 145, 460), texts, strict=True))
    assert cells(paper) == []


def test_name_that_begins_a_group_ends_the_group_before() -> None:
    paper = Report().sheet()
    paper.rules(110, 126, 240)
    paper.put(123, 121, "Unit", "I", 7)
    paper.right(550, 121, "Number", "I", 7)
    rows = [
        ("Chad", "34"), ("Total", "34"), ("Guards", ""), ("Mali", "70"), ("Pilots", ""), ("Peru", "12"),
        ("Total", "116"),
    ]  # fmt: skip
    listed(paper, 140, rows, 550, pitch=15, size=8)
    assert [(row.row_header, row.number) for row in cell_rows(read(paper)) if row.number is not None] == [
        ("Chad", 34), ("Total", 34), ("Guards | Mali", 70), ("Pilots | Peru", 12), ("Total", 116),
    ]  # fmt: skip


def test_name_that_runs_on_under_total_has_no_column_more_than_the_others() -> None:
    paper = Report().sheet()
    paper.prose(100)
    halls = ("North", "South", "East", "West", "Upper", "Lower", "Inner", "Outer")
    for row, name in enumerate(halls):
        listed(paper, 190 + 12 * row, [(name, str(row + 1))], 230)
        own = "Union of the halls of the islands" if row == 3 else f"Hall {row + 20}"
        listed(paper, 190 + 12 * row, [(own, str(row + 40))], 480, left=296)
    paper.put(425, 190, "a")
    paper.put(415, 300, "Total")
    paper.right(480, 300, "384", size=10)
    (table,) = cells(paper)
    assert (table[0], table[3], table[-1]) == (
        ("North", "1", "Hall 20 a", "40"),
        ("West", "4", "Union of the halls of the islands", "43"),
        ("", "", "Total", "384"),
    )
