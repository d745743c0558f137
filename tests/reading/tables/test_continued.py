"""Tables that go on on the next page: what is printed again or broken there keeps the places of all its letters."""

from sgreports.model.base import Box
from sgreports.model.report import Piece, Table
from sgreports.reading.lines import Line, Page
from sgreports.reading.tables.continued import with_joined_tables

Row = tuple[str, ...]
Place = tuple[int, int, int]  # page, start, end

HEADS = ("Office", "Task")


def joined(*pages: tuple[Row, ...]) -> tuple[tuple[Row, ...], list[list[list[Place]]]]:
    """The cells, and the places of their pieces, of a table of which each page has these rows."""
    first, *others = with_joined_tables([paged(number, *rows) for number, rows in enumerate(pages, 1)])
    assert not any(page.tables for page in others)
    (table,) = first.tables
    return table.cells, [[[(p.box.page, p.start, p.end) for p in cell] for cell in row] for row in table.cell_pieces]


def paged(number: int, *cells: Row) -> Page:
    box = Box(page=number, x0=0, top=0, x1=9, bottom=9)
    pieces = tuple(tuple((Piece(start=0, end=len(text), box=box),) if text else () for text in row) for row in cells)
    table = Table(key="table", number=None, title=None, page=number, section=None, cells=cells, cell_pieces=pieces)
    return Page(number, 1, 1, (Line("x", role="table"),), tables=(table,))


def test_a_heading_printed_again_stands_in_both_places() -> None:
    assert joined((HEADS, ("North", "Roads")), (HEADS, ("South", "Wells"))) == (
        (HEADS, ("North", "Roads"), ("South", "Wells")),
        [[[(1, 0, 6), (2, 0, 6)], [(1, 0, 4), (2, 0, 4)]], [[(1, 0, 5)], [(1, 0, 5)]], [[(2, 0, 5)], [(2, 0, 5)]]],
    )


def test_a_row_that_the_page_s_end_broke_is_whole_and_stands_in_both_places() -> None:
    broken = (HEADS, ("Bureau for", "Mines and")), (HEADS, ("the south", ""), ("West", "Wells"))
    assert joined(*broken) == (
        (HEADS, ("Bureau for the south", "Mines and"), ("West", "Wells")),
        [
            [[(1, 0, 6), (2, 0, 6)], [(1, 0, 4), (2, 0, 4)]],
            [[(1, 0, 10), (2, 11, 20)], [(1, 0, 9)]],
            [[(2, 0, 4)], [(2, 0, 5)]],
        ],
    )


def test_a_name_that_the_page_s_end_broke_is_whole_where_a_new_row_begins_beside_it() -> None:
    broken = (HEADS, ("Bureau of the roads,", "Mines"), ("", "Quarries")), (HEADS, ("in the south", "Bridges"))
    assert joined(*broken) == (
        (HEADS, ("Bureau of the roads, in the south", "Mines"), ("", "Quarries"), ("", "Bridges")),
        [
            [[(1, 0, 6), (2, 0, 6)], [(1, 0, 4), (2, 0, 4)]], [[(1, 0, 20), (2, 21, 33)], [(1, 0, 5)]],
            [[], [(1, 0, 8)]], [[], [(2, 0, 7)]],
        ],
    )  # fmt: skip


def test_a_broken_row_without_a_name_is_whole_with_the_sentences_that_begin_in_it() -> None:
    broken = (HEADS, ("North", "Roads and")), (HEADS, ("", "bridges. Wells"))
    assert joined(*broken)[0] == (HEADS, ("North", "Roads and bridges. Wells"))
