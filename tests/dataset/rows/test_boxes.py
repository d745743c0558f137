"""Boxes of paragraphs and of ranges, from the lines that they stand in."""

from sgreports.dataset.rows.boxes import paragraph_boxes, range_boxes
from sgreports.model.base import Box
from sgreports.model.report import Piece


def line(start: int, end: int, page: int, x0: float, top: float) -> Piece:
    return Piece(start=start, end=end, box=Box(page=page, x0=x0, top=top, x1=x0 + 100, bottom=top + 10))


LINES = (line(0, 10, 1, 50, 700), line(10, 20, 1, 50, 712), line(20, 30, 2, 50, 90), line(31, 41, 2, 60, 102))


def test_lines_of_a_page_are_one_box() -> None:
    assert paragraph_boxes(LINES) == ((1, 50, 700, 150, 722), (2, 50, 90, 160, 112))


def test_another_column_is_another_box() -> None:
    lines = (line(0, 10, 1, 50, 700), line(10, 20, 1, 300, 80), line(20, 30, 1, 300, 92))
    assert paragraph_boxes(lines) == ((1, 50, 700, 150, 710), (1, 300, 80, 400, 102))


def test_text_input_has_none() -> None:
    assert paragraph_boxes(()) is None
    assert range_boxes((), 0, 5) is None


def test_a_range_takes_its_share_of_the_line() -> None:
    assert range_boxes(LINES, 2, 5) == ((1, 70, 700, 100, 710),)


def test_a_range_that_wraps_has_a_box_a_line() -> None:
    assert range_boxes(LINES, 18, 22) == ((1, 130, 712, 150, 722), (2, 50, 90, 70, 100))


def test_the_space_between_two_lines_stands_nowhere() -> None:
    assert range_boxes(LINES, 30, 31) is None
