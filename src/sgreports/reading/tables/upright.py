"""Names of rows that run up the page beside them: a first column of cells over several rows."""

from collections.abc import Sequence
from functools import reduce

from sgreports.model.base import Box
from sgreports.model.report import Piece, Span, Table
from sgreports.reading.areas.captioned import united
from sgreports.reading.grouping import Extent
from sgreports.reading.lines import Line, Page
from sgreports.reading.tables.wrapped import joined

_TALL = 1.5  # times as high as wide
_NEAR = 6.0  # points between a label and the table's rules or rows


def upright_labels(page: Page, table: Table) -> list[int]:
    """The places of the page's lines that run up the page between a table's rows and the left end of its rules."""
    rules = [rule for rule in page.rules if table.box and _beside(rule, table.box, _NEAR)]
    left = min((rule.x0 for rule in rules), default=None)
    if table.box is None or left is None:
        return []
    return [i for i, line in enumerate(page.lines) if _is_label(line, table.box, left)]


def _is_label(line: Line, table: Box, left: float) -> bool:
    box = line.box
    if line.role != "furniture" or box is None or not any(map(str.isalpha, line.text)):
        return False
    tall = box.bottom - box.top > _TALL * (box.x1 - box.x0)
    return tall and _beside(box, table, 0.0) and left - _NEAR < box.x0 and box.x1 < table.x0 + _NEAR


def _beside(box: Box, table: Box, white: float) -> bool:
    return table.top - white <= (box.top + box.bottom) / 2 <= table.bottom + white


def with_upright_labels(page: Page, table: Table, lines: Sequence[Line]) -> Table:
    """The table with a first column of these lines, each over the rows between the rules over and under it, or, where
    there are none, the rows that it runs along."""
    rows = [_extent(pieces) for pieces in table.cell_pieces]
    labels: dict[range, list[Line]] = {}
    for line in lines:
        covered = _covered(line, rows, page, table.heading_rows or 0)
        if covered:
            labels.setdefault(covered, []).append(line)
    if not labels:
        return table
    firsts = {covered.start: own for covered, own in labels.items()}
    texts = {row: reduce(joined, (line.text for line in own)) for row, own in firsts.items()}
    spans = [Span(row=each.start, column=0, rows=len(each)) for each in labels if len(each) > 1]
    return table.model_copy(
        update={
            "cells": tuple((texts.get(i, ""), *cells) for i, cells in enumerate(table.cells)),
            "cell_pieces": tuple(
                (_pieces(texts.get(i, ""), firsts.get(i, ())), *own) for i, own in enumerate(table.cell_pieces)
            ),
            "spans": (*spans, *(span.model_copy(update={"column": span.column + 1}) for span in table.spans)),
        }
    )


def _extent(row: Sequence[Sequence[Piece]]) -> Extent | None:
    """The heights between which a row stands."""
    boxes = [piece.box for pieces in row for piece in pieces]
    return (min(box.top for box in boxes), max(box.bottom for box in boxes)) if boxes else None


def _covered(line: Line, rows: Sequence[Extent | None], page: Page, first: int) -> range | None:
    """The rows of the body that a label names; None where there are none."""
    top, bottom = _cell(line, page)
    own = [i for i, row in enumerate(rows) if i >= first and row and top < (row[0] + row[1]) / 2 < bottom]
    return range(own[0], own[-1] + 1) if own else None


def _cell(line: Line, page: Page) -> Extent:
    """The heights of the rules over and under a label, its own where there are none."""
    box = line.box
    if box is None:
        return 0.0, 0.0
    middle = (box.x0 + box.x1) / 2
    heights = [rule.top for rule in page.rules if rule.x0 - 1 <= middle <= rule.x1 + 1]
    above = max((y for y in heights if y <= box.top + _NEAR), default=box.top)
    below = min((y for y in heights if y >= box.bottom - _NEAR), default=box.bottom)
    return above, below


def _pieces(text: str, lines: Sequence[Line]) -> tuple[Piece, ...]:
    """One piece for a label: its words stand in one cell."""
    box = united(line.box for line in lines)
    return (Piece(start=0, end=len(text), box=box),) if text and box else ()
