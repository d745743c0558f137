"""Tables that continue on the next page are one table."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from sgreports.model.report import Piece, Table
from sgreports.reading.lines import Line, Page

RowPieces = tuple[tuple[Piece, ...], ...]


def with_joined_tables(pages: Sequence[Page]) -> list[Page]:
    """The pages with each table's continuation joined to the page on which it begins, repeated headings once.

    A table goes on where it is the last thing on its page, but for notes, and the next page begins with a table
    without caption that has as many columns.
    """
    found = list(pages)
    for index in range(len(found) - 1, 0, -1):
        before, after = found[index - 1], found[index]
        if not before.tables or not after.tables or not _goes_on(before, after):
            continue
        joined = _joined(before.tables[-1], after.tables[0])
        found[index - 1] = replace(before, tables=(*before.tables[:-1], joined))
        found[index] = replace(after, tables=after.tables[1:])
    return found


def _goes_on(before: Page, after: Page) -> bool:
    last, first = before.tables[-1], after.tables[0]
    if first.number or len(last.cells[0]) != len(first.cells[0]):
        return False
    return _role_at_end(_own(before.lines[::-1], before)) and _role_at_end(_own(after.lines, after))


def _own(lines: Sequence[Line], page: Page) -> list[Line]:
    """The lines without furniture and small notes."""
    sizes = sorted(line.size for line in page.lines if line.role == "table")
    small = sizes[len(sizes) // 2] if sizes else 0.0
    return [x for x in lines if x.role == "table" or (x.role == "text" and not (x.superscripts and x.size <= small))]


def _role_at_end(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[0].role == "table"


def _joined(before: Table, after: Table) -> Table:
    headings = set(before.cells)
    repeated = len(list(takewhile(headings.__contains__, after.cells[:-1])))
    notes = " ".join(filter(None, (before.notes, after.notes))) or None
    return before.model_copy(
        update={
            "cells": (*before.cells, *after.cells[repeated:]),
            "cell_pieces": _joined_pieces(before, after, repeated),
            "notes": notes,
            "source_line": before.source_line or after.source_line,
        }
    )


def _joined_pieces(before: Table, after: Table, repeated: int) -> tuple[RowPieces, ...]:
    """The pieces of both; a heading that is printed again has those of all its places."""
    if not before.cell_pieces:
        return ()
    found = list(before.cell_pieces)
    for cells, again in zip(after.cells[:repeated], after.cell_pieces, strict=False):
        place = before.cells.index(cells)
        found[place] = tuple((*own, *more) for own, more in zip(found[place], again, strict=True))
    return (*found, *after.cell_pieces[repeated:])
