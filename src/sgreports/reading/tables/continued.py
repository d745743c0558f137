"""Tables that continue on the next page are one table."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile

from sgreports.model.report import Piece, Table
from sgreports.model.table_headings import is_total
from sgreports.model.table_numbers import FIGURE
from sgreports.reading.lines import Line, Page
from sgreports.reading.tables.totals import with_merged_totals
from sgreports.reading.tables.wrapped import joined

_ALIKE = 0.8  # of the letters of two headings; recognition reads some of them otherwise

_OVER = 3  # rows within which the headings of the first table begin: a title may stand over them


def with_joined_tables(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with each table's continuation joined to the page on which it begins, repeated headings once; in whole
    tables totals of groups of columns are known by their sums.

    A table goes on where it is the last thing on its page, but for notes, and the next page begins with a table
    without caption that has as many columns, and the same headings or none. After a total no table goes on, unless
    its headings are repeated.
    """
    found = list(pages)
    for index in range(len(found) - 1, 0, -1):
        before, after = found[index - 1], found[index]
        if not before.tables or not after.tables or not _goes_on(before, after):
            continue
        joined = _joined(before.tables[-1], after.tables[0])
        found[index - 1] = replace(before, tables=(*before.tables[:-1], joined))
        found[index] = replace(after, tables=after.tables[1:])
    return tuple(replace(page, tables=tuple(map(with_merged_totals, page.tables))) for page in found)


def _goes_on(before: Page, after: Page) -> bool:
    last, first = before.tables[-1], after.tables[0]
    if first.number or len(last.cells[0]) != len(first.cells[0]) or _repeated(last, first) is None:
        return False
    return _begins_with_table(before.lines[::-1]) and _begins_with_table(after.lines)


def _repeated(last: Table, first: Table) -> int | None:
    """How many rows of headings the second table repeats; None where it has others, or follows a total without any."""
    same = len(list(takewhile(set(last.cells).__contains__, first.cells[:-1])))
    heads = first.cells[: first.heading_rows or 0]
    if not heads or any(FIGURE.fullmatch(cell) for row in heads for cell in row[1:] if cell):
        return None if not same and is_total(last.cells[-1][0]) else same
    others = (last.cells[start : start + len(heads)] for start in range(_OVER))
    return max(same, len(heads)) if same or any(_alike(heads, other) for other in others) else None


def _alike(heads: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> bool:
    own, other = (" ".join(cell for row in rows for cell in row) for rows in (heads, others))
    return SequenceMatcher(None, own, other, autojunk=False).ratio() >= _ALIKE


def _begins_with_table(lines: Sequence[Line]) -> bool:
    """Whether the first line that is neither furniture nor a small note is of a table."""
    sizes = sorted(line.size for line in lines if line.role == "table")
    small = sizes[len(sizes) // 2] if sizes else 0.0
    own = (x for x in lines if x.role == "table" or (x.role == "text" and not (x.superscripts and x.size <= small)))
    return next((line.role == "table" for line in own), False)


def _joined(before: Table, after: Table) -> Table:
    """The table with the rows of its continuation. A row that the page's end broke is one again, and so is a name."""
    repeated = _repeated(before, after) or 0
    cells, pieces = list(before.cells), list(before.cell_pieces)
    more, more_pieces = list(after.cells[repeated:]), list(after.cell_pieces[repeated:])
    if pieces:  # a heading that is printed again has all its places
        for number, (heads, again) in enumerate(zip(after.cells[:repeated], after.cell_pieces, strict=False)):
            place = cells.index(heads) if heads in cells else number
            pieces[place] = tuple((*own, *on) for own, on in zip(pieces[place], again, strict=True))
    said_on = [_says_on(a, b) for a, b in zip(cells[-1], more[0], strict=True) if b] if more else []
    broken = bool(more) and (all(said_on) if more[0][0] else any(said_on))
    if broken:
        rest = more.pop(0)
        cells[-1] = tuple(map(joined, cells[-1], rest))
        if pieces:
            shifts = [len(whole) - len(text) for whole, text in zip(cells[-1], rest, strict=True)]
            both = zip(pieces[-1], more_pieces.pop(0), shifts, strict=True)
            pieces[-1] = tuple((*own, *(_shifted(piece, by) for piece in on)) for own, on, by in both)
    place = next((i for i in range(len(cells) - 1, 0, -1) if cells[i][0]), 0)
    if more and not broken and _says_on(cells[place][0], more[0][0]):  # a name, beside which a new row begins
        name = joined(cells[place][0], more[0][0])
        if pieces:
            moved = (_shifted(piece, len(name) - len(more[0][0])) for piece in more_pieces[0][0])
            pieces[place] = ((*pieces[place][0], *moved), *pieces[place][1:])
            more_pieces[0] = ((), *more_pieces[0][1:])
        cells[place], more[0] = (name, *cells[place][1:]), ("", *more[0][1:])
    by = len(before.cells) - repeated - broken
    spans = (s.model_copy(update={"row": s.row + by}) for s in after.spans if s.row >= repeated + broken)
    return before.model_copy(
        update={
            "cells": (*cells, *more),
            "spans": (*before.spans, *spans),
            "cell_pieces": (*pieces, *more_pieces) if pieces else (),
            "notes": " ".join(filter(None, (before.notes, after.notes))) or None,
            "source_line": before.source_line or after.source_line,
        }
    )


def _says_on(above: str, below: str) -> bool:
    """Whether a cell says on what another began: in lower case, under one without a full stop."""
    return bool(above) and below[:1].islower() and not above.endswith(".")


def _shifted(piece: Piece, by: int) -> Piece:
    return piece.model_copy(update={"start": piece.start + by, "end": piece.end + by})
