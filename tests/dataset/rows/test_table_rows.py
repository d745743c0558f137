"""Cells of tables as long rows, numbers as numbers."""

import pytest

from invented.reports import report_of
from sgreports.dataset.rows.table_rows import cell_rows
from sgreports.model.base import Box
from sgreports.model.report import Piece, Table
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
        (0, 0, None, None, "Month", None), (0, 1, "Month", None, "Killed", None),
        (1, 0, None, "Month", "January", None), (1, 1, "January", "Killed", "12", 12),
        (2, 0, None, "Month", "February", None),
    ]  # fmt: skip


def test_two_header_rows_are_joined_and_years_are_a_header() -> None:
    assert long(("", "Killed", "Killed"), ("", "men", "women"), ("May", "4", "5"))[-1][3] == "Killed women"
    assert long(("State", "2022", "2023"), ("Chad", "4", "5"))[-1][3:] == ("2023", "5", 5)


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
