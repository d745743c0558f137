"""Totals of tables: those that are the sum of rows above them, those that are not, and those of something else."""

from drawn.reading import report as read
from drawn.tables import Report
from sgreports.model.report import Table
from sgreports.reading.tables.totals import totals_by_fit


def casualties(paper: Report, *rows: tuple[str, ...]) -> list[str]:
    """The issues of a ruled table of two columns of figures."""
    paper.rules(90, 106, 120 + 15 * len(rows), edges=(123, 300, 420, 552))
    for right, head in ((400, "North"), (540, "South")):
        paper.right(right, 101, head, "I", 7)
    for row, texts in enumerate(rows):
        paper.put(123, 120 + 15 * row, texts[0], size=8)
        for right, text in zip((400, 540), texts[1:], strict=False):
            paper.right(right, 120 + 15 * row, text)
    return [issue.detail for issue in read(paper).issues if issue.code == "table-total"]


def test_total_in_a_group_of_one_row_counts_something_else() -> None:
    paper = Report().sheet()
    killed = ("Killed", "2", "3")
    rows = [("War",), killed, ("Total", "27", "18"), ("Traffic",), killed, ("Total", "39", "38")]
    assert casualties(paper, *rows) == []


def test_total_in_a_group_of_several_rows_is_their_sum_or_an_issue() -> None:
    paper = Report().sheet()
    rows = [("War",), ("Killed", "2", "3"), ("Wounded", "5", "6"), ("Total", "8", "9")]
    assert casualties(paper, *rows) == [
        "Page 2: the total 8 in row 5, column 2 of table-1 is not the sum of rows above it, 7."
    ]


def table(*rows: tuple[str, ...]) -> Table:
    return Table(key="table", number=None, title=None, page=1, section=None, cells=rows)


FITTING = table(("Killed", "2", "3"), ("Wounded", "5", "6"), ("Total", "7", "9"))
MISFITTING = table(("Killed", "2", "3"), ("Wounded", "5", "6"), ("Total", "8", "10"))


def test_totals_that_fit_and_totals_that_do_not_are_counted_over_all_tables() -> None:
    one_of_each = table(("Killed", "2", "3"), ("Wounded", "5", "6"), ("Total", "8", "9"))
    assert [
        totals_by_fit(tables) for tables in ([FITTING], [MISFITTING], [one_of_each], [FITTING, one_of_each], [])
    ] == [(2, 0), (0, 2), (1, 1), (3, 1), (0, 0)]


def test_a_total_of_nothing_is_no_evidence_of_a_fit() -> None:
    assert totals_by_fit([table(("Killed", "0"), ("Wounded", "0"), ("Total", "0"))]) == (0, 0)


def test_a_total_of_all_columns_together_counts_neither_way() -> None:
    assert totals_by_fit([table(("Killed", "2", "3"), ("Wounded", "5", "6"), ("Total", "16", ""))]) == (0, 0)
