"""A table of a Word file as rows of strings: merged cells, deleted rows, and the lines that head and foot it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from docx.oxml.ns import qn

from sgreports.knowledge.layout.captions import caption
from sgreports.model.report import Span
from sgreports.reading.areas.captioned import without_marks
from sgreports.reading.lines import Line
from sgreports.reading.word.runs import PROSE, words
from sgreports.reading.word.styles import is_on, value

Cells = tuple[tuple[str, ...], ...]
_WIDEST = 500  # columns; a damaged span states more
_LONGEST_TITLE = 400  # characters
_MOST_HEADING = 4  # lines
_UNIT = re.compile(r"\([^()]{3,100}\)")
_NOTE = re.compile(r"(?:Notes?|NOTES?|Abbreviations?) ?:")
_MARKED = re.compile(r"(?:[a-z]|[*†‡]{1,4})\s")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its element, how many columns it spans, and whether it continues the one above."""

    element: Any
    span: int
    below: bool


def table_rows(table: Any) -> Iterator[tuple[bool, list[Cell | None]]]:
    """The rows that are not deleted, each with whether it is a heading; None is a column that a row leaves out."""
    for row in _children(table, "w:tr"):
        properties = row.find(qn("w:trPr"))
        if properties is not None and properties.find(qn("w:del")) is not None:
            continue
        left_out = _number(value(properties, "w:gridBefore"))
        cells: list[Cell | None] = [None] * left_out
        cells += (_cell(cell) for cell in _children(row, "w:tc"))
        yield bool(is_on(properties, "w:tblHeader")), cells


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The children of a kind, also inside content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _children(child, tag)


def _cell(element: Any) -> Cell:
    properties = element.find(qn("w:tcPr"))
    merged = properties.find(qn("w:vMerge")) if properties is not None else None
    below = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
    return Cell(element, max(_number(value(properties, "w:gridSpan")), 1), below)


def _number(text: str | None) -> int:
    return min(int(text), _WIDEST) if text and text.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table as strings, how many rows head them, and the cells that cover several places."""

    cells: Cells
    heads: int
    spans: tuple[Span, ...]


def grid(table: Any, text: Callable[[Any], str]) -> Grid:
    """The cells without empty rows and columns. A merged heading stands over each column that it spans, any other
    merged cell once, at its beginning."""
    rows = [(heads, cells, _row(heads, cells, text)) for heads, cells in table_rows(table)]
    rows = [row for row in rows if any(row[2])]
    width = max((len(texts) for _, _, texts in rows), default=0)
    padded = [texts + [""] * (width - len(texts)) for _, _, texts in rows]
    kept = [column for column in range(width) if any(row[column] for row in padded)]
    heads = len(list(takewhile(lambda row: row[0], rows)))
    spans = _spans([cells for _, cells, _ in rows], kept)
    return Grid(tuple(tuple(row[column] for column in kept) for row in padded), heads, tuple(spans))


def _spans(rows: Sequence[Sequence[Cell | None]], kept: Sequence[int]) -> Iterator[Span]:
    """The merged cells, by the numbers of the columns that are kept."""
    placed = [dict(_placed(cells)) for cells in rows]
    for i, row in enumerate(placed):
        for column, cell in row.items():
            own = [place for place, j in enumerate(kept) if column <= j < column + cell.span]
            size = 1 + _below(column, placed[i + 1 :]), len(own)
            if own and not cell.below and size > (1, 1):
                yield Span(row=i, column=own[0], rows=size[0], columns=size[1])


def _below(column: int, rows: Sequence[Mapping[int, Cell]]) -> int:
    """In how many rows a cell goes on."""
    return len(list(takewhile(lambda row: column in row and row[column].below, rows)))


def _placed(cells: Sequence[Cell | None]) -> Iterator[tuple[int, Cell]]:
    """The cells of a row by the number of the first column of each."""
    column = 0
    for cell in cells:
        if cell is not None:
            yield column, cell
        column += cell.span if cell else 1


def _row(heads: bool, cells: Sequence[Cell | None], text: Callable[[Any], str]) -> list[str]:
    out: list[str] = []
    for cell in cells:
        words = "" if cell is None or cell.below else text(cell.element)
        repeated = heads and len(cells) > 1
        out += [words] + [words if repeated else ""] * ((cell.span if cell else 1) - 1)
    return out


def is_layout(table: Any) -> bool:
    """Whether a table only frames text, as the box of a summary: no row has two cells, and there is a paragraph."""
    if any(len(cells) > 1 for _, cells in table_rows(table)):
        return False
    return any(len(words(paragraph)) > PROSE for paragraph in table.iter(qn("w:p")))


@dataclass(frozen=True, slots=True)
class Heading:
    """How many lines right above a table or figure head it, with the number and title that they give."""

    lines: int
    number: str | None
    title: str | None
    notes: str | None = None


def heading(kind: str, above: Sequence[Line]) -> Heading:
    """The caption right above, `Table 3` and its title, or the unit in brackets alone: `(Thousands of dollars)`."""
    for count in range(1, min(_MOST_HEADING, len(above)) + 1):
        line = above[-count]
        found = caption("table" if kind == "table" else "figure").match(line.text)
        if found and (line.bold or len(line.text) <= found.end() + 1):
            rest = without_marks(line.text[found.end() :], ()).strip(" .:–—-")
            titles = [without_marks(x.text, x.superscripts) for x in above[len(above) - count + 1 :]]
            notes = [text for text in titles if _NOTE.match(text)]
            title = " ".join(filter(None, [rest, *(text for text in titles if text not in notes)]))
            return Heading(count, found["number"], title or None, " ".join(notes) or None)
        if line.number or len(line.text) > _LONGEST_TITLE:
            break
    if kind == "table" and above and _UNIT.fullmatch(above[-1].text):
        return Heading(1, None, above[-1].text)
    return Heading(0, None, None)


def is_note(line: Line, note_style: bool) -> bool:
    """Whether a line below a table belongs to it: a source, a note, a letter as mark in small or raised type."""
    if caption("source").match(line.text) or _NOTE.match(line.text):
        return True
    raised = bool(line.superscripts) and line.superscripts[0][0] == 0
    return (note_style and raised) or (bool(_MARKED.match(line.text)) and (note_style or raised))
