"""Rows without rules: names on two lines, notes between lists, columns that few rows have."""

from collections.abc import Sequence

from drawn.tables import Report, cells


def rows_at(paper: Report, top: float, rows: Sequence[tuple[str, ...]], *columns: float) -> None:
    """Draws rows from the left of their columns, 12 points apart."""
    for row, texts in enumerate(rows):
        for x, text in zip(columns, texts, strict=True):
            if text:
                paper.put(x, top + 12 * row, text)


SIGNED = [
    ("Togo", "3 May 1990"),
    ("Kingdom of the North", ""),
    ("and of the South", "3 May 1990"),
    ("Yemen", "4 May 1990"),
]


def test_numbered_row_whose_name_goes_on_in_the_next_line_is_no_paragraph() -> None:
    paper = Report().sheet()
    numbers = ("59.", "60.", "", "61.")
    rows = [(number, *row) for number, row in zip(numbers, SIGNED, strict=True)]
    rows_at(paper, 120, [("57.", "Peru", "1 May 1990"), ("58.", "Spain", "2 May 1990"), *rows], 123, 149, 400)
    ((*_, togo, kingdom, yemen),) = cells(paper)
    assert (togo, kingdom, yemen) == (
        ("59.", "Togo", "3 May 1990"),
        ("60.", "Kingdom of the North and of the South", "3 May 1990"),
        ("61.", "Yemen", "4 May 1990"),
    )


def test_numbered_paragraph_under_a_numbered_list_is_none_of_its_rows() -> None:
    paper = Report().sheet()
    names = ("Peru", "Spain", "Togo", "Yemen")
    rows = [(f"{number}.", name, "3 May 1990") for number, name in enumerate(names, start=57)]
    rows_at(paper, 120, rows, 123, 149, 400)
    paper.put(123, 180, "61.  The mission has been working with the authorities on the return of all who had left.")
    assert cells(paper) == [tuple(rows)]


def test_note_parts_two_lists_in_the_same_columns() -> None:
    paper = Report().sheet()
    first = [("North", "121"), ("South", "1"), ("East", "822"), ("West", "227")]
    second = [("Norway", "330"), ("Peru", "228"), ("Chad", "256"), ("Mali", "4")]
    rows_at(paper, 120, first, 155, 347)
    paper.put(123, 180, "f/")
    paper.put(152, 180, "Second battalion of the north (BATT 2)")
    rows_at(paper, 192, second, 155, 347)
    assert cells(paper) == [tuple(first), tuple(second)]


def test_second_line_of_the_last_row_stands_in_its_column() -> None:
    paper = Report().sheet()
    rows = [("Rifles", "512", "14632"), ("Mortars", "28", "109"), ("Mines", "41", "142"), ("Missiles", "37", "82")]
    rows += [("Grenades", "570", "763"), ("Launchers", "83", "119"), ("Pistols", "21", "45"), ("Shells", "30", "99")]
    rows_at(paper, 120, rows, 123, 250, 400)
    rows_at(paper, 228, [("", '(9 "Red")', '("Red")'), ("", '(28 "Blue")', "")], 123, 250, 400)
    assert cells(paper) == [(*rows, ("", '(9 "Red") (28 "Blue")', '("Red")'))]


def test_heading_shows_a_column_that_few_rows_have() -> None:
    paper = Report().sheet()
    rows_at(paper, 120, [("", "Liaison", "Verification", "Operational"), ("", "offices", "centres", "posts")],
            123, 223, 337, 482)  # fmt: skip
    towns = [f"Town {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTU"]
    places = [("Airland", "Northton", towns[:4], []), ("Burgland", "Weston", towns[4:5], []),
              ("Cityland", "Easton", towns[5:13], ["Highpost", "Lowpost"]), ("Downland", "Newton", towns[13:20], []),
              ("Endland", "Upton", towns[20:], [])]  # fmt: skip
    top = 158.0
    for name, office, centres, posts in places:
        rows_at(paper, top, [(name, office)], 123, 223)
        rows_at(paper, top, [(centre,) for centre in centres], 337)
        rows_at(paper, top, [(post,) for post in posts], 482)
        top += 12 * len(centres) + 12
    assert cells(paper) == [
        (
            ("", "Liaison offices", "Verification centres", "Operational posts"),
            *((name, office, " ".join(centres), " ".join(posts)) for name, office, centres, posts in places),
        )
    ]


def test_underline_that_a_scanner_broke_is_no_rule_of_a_table() -> None:
    paper = Report().sheet()
    paper.prose(80)
    heads = ("Office of the military observers in the north", "Team of the verification", "Combatants")
    ends = [paper.put(x, 180, head) for x, head in zip((60, 300, 450), heads, strict=True)]
    paper.line(90, 182, ends[0] - 20, 182)
    paper.line(300, 182, ends[1] - 20, 182)
    paper.line(450, 182, ends[2], 182)
    rows = [("Norway", "Peru", "12"), ("Chad", "Mali", "7"), ("Fiji", "Ghana", "3"), ("Togo", "Kenya", "5")]
    rows_at(paper, 204, [tuple(row) for row in rows], 60, 300, 460)
    paper.rules(270)
    assert cells(paper) == [(heads, *rows)]


def test_headings_over_groups_stand_in_each_of_their_columns_and_those_beside_are_whole() -> None:
    paper = Report().sheet()
    edges = (123.0, 183.0, 233.0, 283.0, 333.0, 393.0, 453.0, 552.0)
    paper.rules(90, 142, 205, edges=edges)
    paper.rules(112, edges=edges[1:6])
    heads = ((260, 108, "Northern Command"), (468, 108, "Former"), (190, 135, "East"), (240, 135, "West"),
             (290, 135, "Hill"), (345, 135, "Lake"), (468, 135, "Command"))  # fmt: skip
    for x, y, text in heads:
        paper.put(x, y, text, "I", 7)
    for row, name in enumerate(("Killed", "Wounded", "Missing", "Total")):
        paper.put(123, 157 + 14 * row, name, size=8)
        for x in (195, 245, 295, 350, 410, 475):
            paper.put(x, 157 + 14 * row, "7", size=8)
    (found,) = cells(paper)
    assert found[:2] == (
        ("", *["Northern Command"] * 4, "", ""),
        ("", "East", "West", "Hill", "Lake", "", "Former Command"),
    )
