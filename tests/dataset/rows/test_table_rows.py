"""Cells of tables as long rows, numbers as numbers."""

import pytest

from invented.reports import report_of
from sgreports.dataset.rows.document_rows import cell_rows
from sgreports.model.base import Box
from sgreports.model.report import Piece, Span, Table
from sgreports.model.table_numbers import number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,204", 1204), ("1 204", 1204), ("12.5", 12.5), ("0", 0), ("-3", -3), ("(3)", -3), ("−1 204.75", -1204.75),
        ("3)", None), ("(3", None), ("12,5", None), ("–", None), ("", None), ("12 men", None), ("3.2 per cent", None),
        ("2023-2024", None),
    ],
)  # fmt: skip
def test_numbers(text: str, number: float | None) -> None:
    assert number_in(text) == number


def long(*cells: tuple[str, ...]) -> list[tuple[object, ...]]:
    table = Table(key="table-1", number=None, title=None, page=3, section=None, cells=cells)
    report = report_of(document="A/1", tables=(table,))
    return [(r.row_index, r.col_index, r.row_header, r.col_header, r.text, r.number) for r in cell_rows(report)]


def test_every_cell_with_content_is_a_row() -> None:
    assert long(("Month", "Killed"), ("January", "12"), ("February", "")) == [
        (0, 0, None, None, "Month", None), (0, 1, None, None, "Killed", None),
        (1, 0, None, "Month", "January", None), (1, 1, "January", "Killed", "12", 12),
        (2, 0, None, "Month", "February", None),
    ]  # fmt: skip


def test_two_header_rows_make_a_path_and_years_are_a_header() -> None:
    assert long(("", "Killed", "Killed"), ("", "men", "women"), ("May", "4", "5"))[-1][3] == "Killed | women"
    assert long(("State", "2022", "2023"), ("Chad", "4", "5"))[-1][3:] == ("2023", "5", 5)


def numbers(*cells: tuple[str, ...], heads: int | None = None, spans: tuple[Span, ...] = ()) -> list[str]:
    """The cells with numbers, each behind its headings: `Chad; Men: 3`."""
    table = Table(key="table-1", number=None, title=None, page=3, section=None, cells=cells, heading_rows=heads,
                  spans=spans)  # fmt: skip
    rows = cell_rows(report_of(document="A/1", tables=(table,)))
    return [f"{row.row_header}; {row.col_header}: {row.text}" for row in rows if row.number is not None]


def test_a_cell_over_several_columns_has_the_headings_that_these_share() -> None:
    cells = (
        ("", "Police", "Police", ""),
        ("State", "Women", "Men", "All"),
        ("Chad", "4", "5", "9"),
        ("Total", "9", "", "9"),
    )
    spans = (Span(row=0, column=1, columns=2), Span(row=3, column=1, columns=2))
    assert numbers(*cells, heads=2, spans=spans) == [
        "Chad; Police | Women: 4", "Chad; Police | Men: 5", "Chad; All: 9", "Total; Police: 9", "Total; All: 9",
    ]  # fmt: skip
    table = Table(
        key="table-1", number=None, title=None, page=3, section=None, cells=cells, heading_rows=2, spans=spans
    )
    rows = cell_rows(report_of(document="A/1", tables=(table,)))
    assert [(row.row_index, row.col_index, row.col_span) for row in rows if row.col_span > 1] == [(0, 1, 2), (3, 1, 2)]
    assert [row.text for row in rows].count("Police") == 1


def test_a_name_alone_over_a_group_of_rows_heads_them_until_their_total() -> None:
    cells = (("", "Number"), ("Observers", ""), ("Chad", "4"), ("Mali", "5"), ("Total", "9"), ("Troops", ""),
             ("Chad", "7"), ("Total", "7"), ("Total", "16"))  # fmt: skip
    assert numbers(*cells, heads=1) == [
        "Observers | Chad; Number: 4", "Observers | Mali; Number: 5", "Observers | Total; Number: 9",
        "Troops | Chad; Number: 7", "Troops | Total; Number: 7", "Total; Number: 16",
    ]  # fmt: skip


def test_a_name_without_figures_among_others_heads_no_group() -> None:
    cells = (("", "Number"), ("Chad", "4"), ("Mali", ""), ("Niger", "5"))
    assert numbers(*cells, heads=1) == ["Chad; Number: 4", "Niger; Number: 5"]


def test_names_within_names_make_a_path_and_count_nothing() -> None:
    cells = (("Office", "Time", "Cases"), ("North", "1200", "4"), ("", "1300–1400", "5"), ("South", "noon", "4"))
    rows = long(*cells)
    assert [(row[2], row[4], row[5]) for row in rows[3:]] == [
        (None, "North", None), ("North", "1200", None), ("North | 1200", "4", 4), ("North", "1300–1400", None),
        ("North | 1300–1400", "5", 5), (None, "South", None), ("South", "noon", None), ("South | noon", "4", 4),
    ]  # fmt: skip


def test_numbers_of_rows_and_years_over_columns_count_nothing() -> None:
    cells = (
        ("No.", "Party", "2043", "2044"),
        ("1", "Blue", "12", "13"),
        ("2", "Green", "7", "8"),
        ("3", "Red", "1", "2"),
    )
    assert numbers(*cells) == [
        "Blue; 2043: 12", "Blue; 2044: 13", "Green; 2043: 7", "Green; 2044: 8", "Red; 2043: 1", "Red; 2044: 2",
    ]  # fmt: skip


def test_blocks_side_by_side_without_headings() -> None:
    cells = (("Chad", "4", "Mali", "5"), ("Fiji", "1", "Niger", "2"), ("Total", "", "", "12"))
    assert numbers(*cells, heads=0) == [
        "Chad; None: 4", "Mali; None: 5", "Fiji; None: 1", "Niger; None: 2", "Total; None: 12",
    ]  # fmt: skip


def test_blocks_side_by_side_have_each_their_row_headers() -> None:
    cells = (("State", "Number", "State", "Number"), ("Chad", "4", "Mali", "5"))
    assert [row[2:5] for row in long(*cells)[4:]] == [
        (None, "State", "Chad"), ("Chad", "Number", "4"), (None, "State", "Mali"), ("Mali", "Number", "5"),
    ]  # fmt: skip


def test_a_cell_has_its_own_page_and_boxes() -> None:
    box = Box(page=4, x0=10, top=20, x1=30, bottom=40)
    table = Table(key="table-1", number=None, title=None, page=3, section=None, cells=(("May", "4"),),
                  cell_pieces=(((), (Piece(start=0, end=1, box=box),)),))  # fmt: skip
    rows = cell_rows(report_of(document="A/1", tables=(table,)))
    assert [(r.page, r.boxes) for r in rows] == [(3, None), (4, ((4, 10, 20, 30, 40),))]
