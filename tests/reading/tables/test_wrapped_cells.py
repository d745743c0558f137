"""Cells of several lines: rows by rules, white and the first column together, and by what the words say."""

from drawn.paper import width
from drawn.tables import Report, cells, listed

X = (90, 250, 400, 540)


def wrapped(text: str, room: float, size: float = 8) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size=size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def paragraphs(paper: Report, x: float, y: float, texts: list[str], room: float) -> float:
    """Draws paragraphs of one cell, with half a line of white between them; where the next would begin."""
    for text in texts:
        for line in wrapped(text, room):
            paper.put(x, y, line, size=8)
            y += 10
        y += 5
    return y


def titled(*heads: tuple[float, str]) -> Report:
    paper = Report().sheet()
    paper.put(60, 90, "Annex I", "B", 14)
    paper.put(123, 112, "Works of the mission", "B", 14)
    paper.rules(120, 136, edges=(90, 540))
    paper.beside(131, heads, "I", 7)
    return paper


STAFF = "Nine officers train the guards of the northern halls"
LAW = "The assembly adopts a law on the halls and a budget for them"
HELP = "Two donors pay for the training of all guards in the year"


def test_paragraphs_of_one_row_that_begin_on_lines_of_their_own_are_one_cell_each() -> None:
    paper = titled((90, "Project"), (250, "Status"), (400, "Help"))
    paragraphs(paper, 90, 150, [STAFF], 140)
    paragraphs(paper, 250, 150, [f"{LAW}; {STAFF}", STAFF], 140)
    end = paragraphs(paper, 400, 150, [HELP, f"{LAW}; {HELP}", HELP], 130)
    paper.rules(end, edges=(90, 540))
    assert cells(paper) == [
        (("Project", "Status", "Help"), (STAFF, f"{LAW}; {STAFF} {STAFF}", f"{HELP} {LAW}; {HELP} {HELP}"))
    ]


def test_a_row_begins_where_cells_begin_together_and_none_goes_on() -> None:
    paper = titled((90, "Project"), (250, "Status"), (400, "Help"))
    paragraphs(paper, 90, 150, [f"{STAFF}; {LAW}; {HELP}"], 140)
    first = max(paragraphs(paper, x, 150, [text], 130) for x, text in ((250, LAW), (400, STAFF)))
    end = max(paragraphs(paper, x, first, [text], 130) for x, text in ((250, STAFF), (400, HELP)))
    paper.rules(end + 60, edges=(90, 540))
    assert cells(paper) == [(("Project", "Status", "Help"), (f"{STAFF}; {LAW}; {HELP}", LAW, STAFF), ("", STAFF, HELP))]


def test_a_word_with_a_hyphen_at_the_end_of_a_line_closes_up() -> None:
    paper = titled((90, "Town"), (400, "Years"))
    for y, town, years in ((150, "Roads of Port-", "2017–"), (160, "au-Prince", "2018"), (178, "Pre-", "2019"),
                           (188, "and post-war roads", "")):  # fmt: skip
        paper.put(90, y, town, size=8)
        paper.put(400, y, years, size=8)
    paper.rules(196, edges=(90, 540))
    assert cells(paper) == [
        (("Town", "Years"), ("Roads of Port-au-Prince", "2017–2018"), ("Pre- and post-war roads", "2019"))
    ]


def test_a_country_s_name_on_two_lines_is_one_and_two_names_are_two_rows() -> None:
    paper = titled((90, "Country"), (300, "Number"), (340, "Country"))
    paper.right(540, 131, "Number", "I", 7)
    left = [("Benin", "26"), ("Botswana", "58"), ("Kenya", "16"), ("Mali", "4"), ("Nepal", "5")]
    right = [("Norway", "2"), ("United Kingdom of Great", ""), ("Britain and Northern Ireland", "60"), ("Zambia", "9"),
             ("Zimbabwe", "7")]  # fmt: skip
    for x, end, rows in ((90, 325, left), (340, 540, right)):
        listed(paper, 150, rows, end, left=x, size=8)
    paper.rules(204, edges=(90, 540))
    assert cells(paper) == [
        (
            ("Country", "Number", "Country", "Number"),
            ("Benin", "26", "Norway", "2"),
            ("Botswana", "58", "United Kingdom of Great Britain and Northern Ireland", "60"),
            ("Kenya", "16", "Zambia", "9"),
            ("Mali", "4", "Zimbabwe", "7"),
            ("Nepal", "5", "", ""),
        )
    ]


def test_a_name_without_figure_over_another_country_keeps_its_row() -> None:
    paper = titled((90, "Country"), (400, "Number"))
    rows = [("Benin", 150, ""), ("Botswana", 160, "58"), ("Chad", 178, "3"), ("Peru", 196, "7"), ("Togo", 214, "2")]
    for name, y, number in rows:
        paper.put(90, y, name, size=8)
        paper.right(430, y, number)
    paper.rules(222, edges=(90, 540))
    assert cells(paper) == [(("Country", "Number"), *((name, number) for name, _, number in rows))]


def test_a_row_whose_cells_are_all_wrapped_is_one() -> None:
    paper = titled((90, "State"), (250, "Law"), (480, "Year"))
    rows = [("Benin", "A law on the press", "2001"), ("Chad", "None", ""), ("Peru", "A ban", "2003"),
            ("Congo (Democratic", "Courts for the trial of", "2004"), ("Republic of the)", "mayors", "")]  # fmt: skip
    for row, texts in enumerate(rows):
        paper.beside(150 + 10 * row, zip((90, 250, 480), texts, strict=True), size=8)
    paper.rules(196, edges=(90, 540))
    whole = ("Congo (Democratic Republic of the)", "Courts for the trial of mayors", "2004")
    assert cells(paper) == [(("State", "Law", "Year"), *rows[:3], whole)]
