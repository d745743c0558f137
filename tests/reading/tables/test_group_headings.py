"""Headings over groups of columns, and totals of whole groups, by their sums."""

from drawn.reading import report as read
from drawn.tables import Report
from sgreports.dataset.rows.document_rows import cell_rows
from sgreports.model.report import Report as ReadReport
from sgreports.reading.tables.totals import total_issues

EDGES = (123.0, 231.0, 296.0, 362.0, 426.0, 489.0)
GROUPS = (123.0, 231.0, 362.0, 489.0)
HEADS = (240, "Police officers"), (400, "Formed units")


def head(paper: Report, edges: tuple[float, ...] = GROUPS) -> None:
    """Draws headings over two groups of columns under rules with these edges."""
    paper.rules(90, edges=edges)
    paper.rules(106, edges=EDGES[1:])
    paper.rules(122, edges=EDGES)
    paper.beside(102, HEADS, "I", 7)
    paper.put(123, 118, "Country", "I", 7)
    for right, text in zip(EDGES[2:], ("Women", "Men", "Women", "Men"), strict=True):
        paper.right(right - 3, 118, text, "I", 7)


def rows(paper: Report, *lines: tuple[str, ...]) -> float:
    """Draws rows of figures under the headings; the baseline of the last."""
    y = 122.0
    for name, *figures in lines:
        y += 14
        paper.put(123, y, name, size=8)
        for right, text in zip(EDGES[2:], figures, strict=True):
            paper.right(right - 3, y, text)
    return y


BODY = ("Norway", "2", "19", "4", "30"), ("Peru", "1", "41", "12", "28"), ("Chad", "3", "42", "8", "7")


def headed(report: ReadReport, *names: str) -> list[tuple[str | None, str | None, str, int]]:
    """The numbers of the rows of these names and of those without one, with their headings and columns."""
    return [
        (cell.row_header, cell.col_header, cell.text, cell.col_span)
        for cell in cell_rows(report)
        if cell.number is not None and cell.row_header in {None, *names}
    ]


def test_heading_of_a_group_is_that_of_each_of_its_columns() -> None:
    paper = Report().sheet()
    head(paper)
    paper.rules(rows(paper, *BODY) + 6, edges=EDGES)
    report = read(paper)
    assert headed(report, "Peru") == [
        ("Peru", "Police officers | Women", "1", 1), ("Peru", "Police officers | Men", "41", 1),
        ("Peru", "Formed units | Women", "12", 1), ("Peru", "Formed units | Men", "28", 1),
    ]  # fmt: skip
    (table,) = report.tables
    assert table.cells[0] == ("", "Police officers", "Police officers", "Formed units", "Formed units")


def totals(paper: Report, y: float, police: str, formed: str) -> None:
    """A row of totals under a rule, each in the middle of its two columns, and the rule of the groups under it."""
    paper.rules(y + 5, edges=EDGES)
    paper.beside(y + 18, ((135, "Total"), (290, police), (418, formed)), "B", 8)
    paper.rules(y + 23, edges=GROUPS)


def test_total_in_the_middle_of_a_rule_is_that_of_the_columns_over_it() -> None:
    paper = Report().sheet()
    head(paper)
    y = rows(paper, *BODY)
    totals(paper, y, "108", "89")
    paper.put(353, y + 36, "197", "B", 8)
    paper.rules(y + 41, edges=(123, 231, 489))
    report = read(paper)
    assert headed(report, "Total") == [
        ("Total", "Police officers", "108", 2), ("Total", "Formed units", "89", 2), (None, None, "197", 4),
    ]  # fmt: skip
    assert total_issues(report.tables) == []


def test_total_that_no_rule_shows_is_that_of_the_columns_that_add_up_to_it() -> None:
    paper = Report().sheet()
    head(paper)
    y = rows(paper, *BODY, ("", "6", "102", "24", "65"), ("Total", "", "108", "", "89"), ("", "", "", "", "197"))
    paper.rules(y + 5, edges=EDGES)
    report = read(paper)
    assert headed(report, "Total")[4:] == [
        ("Total", "Police officers", "108", 2), ("Total", "Formed units", "89", 2), (None, None, "197", 4),
    ]  # fmt: skip
    assert total_issues(report.tables) == []


def test_total_of_one_column_stays_in_it() -> None:
    paper = Report().sheet()
    head(paper)
    y = rows(paper, *BODY, ("Total", "", "102", "", "65"))
    paper.rules(y + 5, edges=EDGES)
    report = read(paper)
    assert headed(report, "Total") == [
        ("Total", "Police officers | Men", "102", 1), ("Total", "Formed units | Men", "65", 1),
    ]  # fmt: skip


def test_headings_over_the_only_rule_head_the_columns() -> None:
    paper = Report().sheet()
    paper.put(250, 80, "Observers by quarter", "B")
    paper.put(123, 118, "Quarter", size=8)
    for right, text in zip(EDGES[2:], ("Peru", "Chad", "Mali", "Total"), strict=True):
        paper.right(right - 3, 118, text)
    paper.rules(122)
    y = rows(
        paper,
        ("May 2043", "2", "19", "4", "25"),
        ("June 2043", "1", "41", "12", "54"),
        ("July 2043", "3", "42", "8", "53"),
    )
    paper.rules(y + 5)
    (table,) = read(paper).tables
    assert (table.title, table.heading_rows, table.cells[:2]) == (
        "Observers by quarter", 1, (("Quarter", "Peru", "Chad", "Mali", "Total"), ("May 2043", "2", "19", "4", "25")),
    )  # fmt: skip


def test_two_headings_with_little_white_between_them_head_a_column_each() -> None:
    paper = Report().sheet()
    paper.rules(90, 106)
    paper.put(123, 101, "Country", "I", 7)
    end = paper.put(300, 101, "Troops", "I", 7)
    paper.put(end + 5, 101, "Military observers", "I", 7)
    y = 106.0
    for name, troops, observers in (
        ("Norway", "12", "3"),
        ("Peru", "135", "4"),
        ("Chad", "7", "12"),
        ("Mali", "31", "2"),
    ):
        y += 14
        paper.put(123, y, name, size=8)
        paper.right(end, y, troops)
        paper.right(end + 56, y, observers)
    paper.rules(y + 6)
    (table,) = read(paper).tables
    assert table.cells[:2] == (("Country", "Troops", "Military observers"), ("Norway", "12", "3"))


def test_heading_at_the_end_of_a_rule_that_runs_over_the_names_too_is_of_its_own_column() -> None:
    paper = Report().sheet()
    edges = (123.0, 316.0, 370.0, 437.0)
    paper.rules(90, 106, edges=edges)
    for right, text in zip(edges[1:], ("Civilian police", "Troops", "Observers"), strict=True):
        paper.right(right - 3, 101, text, "I", 7)
    y = 106.0
    for name, *figures in (
        ("Norway", "1", "12", "3"),
        ("Peru", "21", "3", "4"),
        ("Chad", "9", "7", "1"),
        ("Mali", "5", "2", "9"),
    ):
        y += 14
        paper.put(123, y, name, size=8)
        for right, text in zip(edges[1:], figures, strict=True):
            paper.right(right - 3, y, text)
    paper.rules(y + 6, edges=edges)
    (table,) = read(paper).tables
    assert table.cells[:2] == (("", "Civilian police", "Troops", "Observers"), ("Norway", "1", "12", "3"))


def test_columns_of_prose_that_their_headings_alone_part() -> None:
    paper = Report().sheet()
    columns = (
        (60, "Project", ("Help the schools of", "the north to open.")),
        (160, "State of works",
         ("Walls were built in the", "first town, and roofs of", "all halls were begun", "in the spring.")),
        (280, "Support", ("Eight engineers would", "go on to help with", "the roofs, and with", "the lighting.")),
    )  # fmt: skip
    for y in (90, 106):
        paper.rules(y, edges=(60, 400, 500))
    paper.put(402, 101, "Milestones", "I", 7)
    for x, head, lines in columns:
        paper.put(x, 101, head, "I", 7)
        for row, line in enumerate(lines):
            paper.put(x, 120 + 10.5 * row, line, size=8)
    for row, line in enumerate(("All halls stand by", "the summer.")):
        paper.put(402, 120 + 10.5 * row, line, size=8)
    paper.rules(165, edges=(60, 400, 500))
    (table,) = read(paper).tables
    assert table.cells == (
        ("Project", "State of works", "Support", "Milestones"),
        ("Help the schools of the north to open.",
         "Walls were built in the first town, and roofs of all halls were begun in the spring.",
         "Eight engineers would go on to help with the roofs, and with the lighting.",
         "All halls stand by the summer."),
    )  # fmt: skip
