"""Tables that continue on the next page are one table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TypeVar

from sgreports.model.report import Piece, Span, Table
from sgreports.model.table_headings import is_total
from sgreports.model.table_numbers import FIGURE
from sgreports.reading.lines import Line, Page
from sgreports.reading.tables.totals.by_sums import with_merged_totals
from sgreports.reading.tables.wrapped import joined

_ALIKE = 0.8  # of the letters of two headings; recognition reads some of them otherwise

_OVER = 3  # rows within which the headings of the first table begin: a title may stand over them

_T = TypeVar("_T")
RowPieces = tuple[tuple[Piece, ...], ...]


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
    return tuple(
        replace(page, tables=tuple(map(with_merged_totals, page.tables))) if page.tables else page for page in found
    )


def _goes_on(before: Page, after: Page) -> bool:
    last, first = before.tables[-1], after.tables[0]
    if first.number or len(last.cells[0]) != len(first.cells[0]) or _repeated(last, first) is None:
        return False
    return _role_at_end(_own(before.lines[::-1], before)) and _role_at_end(_own(after.lines, after))


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


def _own(lines: Sequence[Line], page: Page) -> list[Line]:
    """The lines without furniture and small notes."""
    sizes = sorted(line.size for line in page.lines if line.role == "table")
    small = sizes[len(sizes) // 2] if sizes else 0.0
    return [x for x in lines if x.role == "table" or (x.role == "text" and not (x.superscripts and x.size <= small))]


def _role_at_end(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[0].role == "table"


def _joined(before: Table, after: Table) -> Table:
    repeated = _repeated(before, after) or 0
    before, after = _with_whole_row(before, after, repeated)
    notes = " ".join(filter(None, (before.notes, after.notes))) or None
    return before.model_copy(
        update={
            "cells": (*before.cells, *after.cells[repeated:]),
            "spans": (*before.spans, *_spans_below(before, after, repeated)),
            "cell_pieces": _joined_pieces(before, after, repeated),
            "notes": notes,
            "source_line": before.source_line or after.source_line,
        }
    )


def _spans_below(before: Table, after: Table, repeated: int) -> Iterator[Span]:
    by = len(before.cells) - repeated
    return (span.model_copy(update={"row": span.row + by}) for span in after.spans if span.row >= repeated)


def _with_whole_row(before: Table, after: Table, repeated: int) -> tuple[Table, Table]:
    """Both, the last row of the first with what the first row under the repeated headings says on: a row broken by the
    page's end. There a cell begins in lower case, under one without a full stop, and no name begins."""
    if repeated >= len(after.cells) or not before.cells:
        return before, after
    last, rest = before.cells[-1], after.cells[repeated]
    said_on = [_goes_on_in(pair) for pair in zip(last, rest, strict=True) if pair[1]]
    if not (all(said_on) if rest[0] else any(said_on)):
        return _with_whole_name(before, after, repeated)
    whole = tuple(map(joined, last, rest))
    longer: dict[str, object] = {"cells": (*before.cells[:-1], whole)}
    shorter: dict[str, object] = {"cells": (*after.cells[:repeated], *after.cells[repeated + 1 :])}
    shorter["spans"] = tuple(s if s.row < repeated else s.model_copy(update={"row": s.row - 1}) for s in after.spans)
    if before.cell_pieces:
        pairs = zip(whole, rest, before.cell_pieces[-1], after.cell_pieces[repeated], strict=True)
        moved = tuple((*own, *_moved(more, len(all_) - len(text))) for all_, text, own, more in pairs)
        longer["cell_pieces"] = (*before.cell_pieces[:-1], moved)
        shorter["cell_pieces"] = (*after.cell_pieces[:repeated], *after.cell_pieces[repeated + 1 :])
    return before.model_copy(update=longer), after.model_copy(update=shorter)


def _goes_on_in(cells: tuple[str, str]) -> bool:
    """Whether a cell goes on in another, which begins in lower case."""
    return bool(cells[0]) and cells[1][:1].islower() and not cells[0].endswith(".")


def _with_whole_name(before: Table, after: Table, repeated: int) -> tuple[Table, Table]:
    """Both, the last name of the first with what the first cell under the repeated headings says on, beside which a new
    row begins."""
    place = next((i for i in range(len(before.cells) - 1, 0, -1) if before.cells[i][0]), 0)
    name, rest = before.cells[place][0], after.cells[repeated][0]
    if not _goes_on_in((name, rest)):
        return before, after
    whole = joined(name, rest)
    longer: dict[str, object] = {"cells": _with_first(before.cells, place, whole)}
    shorter: dict[str, object] = {"cells": _with_first(after.cells, repeated, "")}
    if before.cell_pieces:
        pieces = (*before.cell_pieces[place][0], *_moved(after.cell_pieces[repeated][0], len(whole) - len(rest)))
        longer["cell_pieces"] = _with_first(before.cell_pieces, place, pieces)
        shorter["cell_pieces"] = _with_first(after.cell_pieces, repeated, ())
    return before.model_copy(update=longer), after.model_copy(update=shorter)


def _with_first(rows: tuple[tuple[_T, ...], ...], place: int, first: _T) -> tuple[tuple[_T, ...], ...]:
    return (*rows[:place], (first, *rows[place][1:]), *rows[place + 1 :])


def _moved(pieces: Sequence[Piece], by: int) -> tuple[Piece, ...]:
    return tuple(p.model_copy(update={"start": p.start + by, "end": p.end + by}) for p in pieces)


def _joined_pieces(before: Table, after: Table, repeated: int) -> tuple[RowPieces, ...]:
    """The pieces of both; a heading that is printed again has those of all its places."""
    if not before.cell_pieces:
        return ()
    found = list(before.cell_pieces)
    for number, (cells, again) in enumerate(zip(after.cells[:repeated], after.cell_pieces, strict=False)):
        place = before.cells.index(cells) if cells in before.cells else number
        found[place] = tuple((*own, *more) for own, more in zip(found[place], again, strict=True))
    return (*found, *after.cell_pieces[repeated:])
