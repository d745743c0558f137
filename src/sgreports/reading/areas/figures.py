"""Figures: title and source line kept, axis labels out of the running text."""

from collections.abc import Sequence
from dataclasses import replace

from sgreports.knowledge.layout.captions import caption
from sgreports.model.report import Figure
from sgreports.reading.areas.captioned import NOTE_RULE, is_body, joined_text, notes_below, split_notes, united
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.grouping import usual
from sgreports.reading.lines import Line, Page

_TITLE_LINES = 4
_OUTSIDE = 40.0  # points left of the text's edge
_REACH = 500.0  # points below its caption that a figure may reach


def with_figures(page: Page, drawn: Drawn, size: float) -> Page:
    """The page with its figures and the role `figure` on their lines. `size` is the body's."""
    if not (drawn.shapes or drawn.images):
        return page
    lines = list(page.lines)
    left = _text_edge(page, size)
    found = [
        _figure(page, drawn, lines, index, size) for index in range(len(lines)) if _heads(lines, index, left, size)
    ]
    figures = [figure for figure in found if figure]
    return replace(page, lines=tuple(lines), figures=(*page.figures, *figures)) if figures else page


def _heads(lines: Sequence[Line], index: int, left: float, size: float) -> bool:
    """Whether a line is the caption of a figure: `Figure II`, or a bold title that begins left of the text's edge."""
    line = lines[index]
    if line.role != "text":
        return False
    headed = caption("figure").match(line.text)
    if headed is not None:
        return headed.end() == len(line.text) or line.bold
    before = lines[index - 1] if index else None
    outside = line.bold and line.box is not None and line.box.x0 < left - _OUTSIDE
    return outside and abs(line.size - size) < 0.7 and not (before and before.bold and before.role == "text")


def _text_edge(page: Page, size: float) -> float:
    """The left edge of the page's running text, in points; 0 where there is none."""
    return usual((float(round(line.box.x0)), 1) for line in page.lines if line.box and is_body(line, page, size))


def _figure(page: Page, drawn: Drawn, lines: list[Line], index: int, size: float) -> Figure | None:
    """Marks the figure's lines in `lines`; None where nothing is drawn under the caption."""
    if lines[index].role != "text":
        return None
    head = caption("figure").match(lines[index].text)
    title = index + 1
    while title < min(len(lines), index + 1 + _TITLE_LINES):
        own = lines[title]
        if not own.bold or own.role != "text" or (own.gap is not None and own.gap >= 1.5 * own.size):
            break  # a heading below the picture has white above it
        title += 1
    end = _end(page, lines, title, size)
    if not _pictured(lines, index, end, drawn):
        return None
    below = notes_below(lines[end:], size)
    inner = next((i for i in range(title, end) if caption("source").match(lines[i].text)), end)
    notes, source = split_notes([*(line for line in lines[inner:end] if line.role == "text"), *below])
    rest = lines[index].text[head.end() :].strip() if head else lines[index].text
    titles = " ".join(filter(None, (rest, joined_text(lines[index + 1 : title])))) or None
    for place in range(index, end + len(below)):
        if lines[place].role == "text":
            lines[place] = replace(lines[place], role="figure")
    number = head["number"] if head else None
    return Figure(
        key="figure", number=number, title=titles, page=page.number, section=None, notes=notes, source_line=source,
        box=united(line.box for line in lines[index:end] if line.role == "figure"),
    )  # fmt: skip


def _end(page: Page, lines: Sequence[Line], start: int, size: float) -> int:
    """The index after a figure's labels and notes: at running text, a heading or a table, and below the source line at
    any line in the text's type."""
    sourced = False
    for index in range(start, len(lines)):
        line = lines[index]
        below = sourced and line.role == "text" and line.size >= size - 0.7
        if line.role == "table" or below or _ends(line, page, size):
            return index
        sourced = sourced or bool(caption("source").match(line.text))
    return len(lines)


def _ends(line: Line, page: Page, size: float) -> bool:
    if line.role == "furniture":
        return False
    heading = line.size > size + 0.7 or (line.bold and line.size > size - 0.7)
    captioned = caption("figure").fullmatch(line.text) or caption("table").fullmatch(line.text)
    return bool(heading or captioned) or is_body(line, page, size) or line.text.startswith(NOTE_RULE)


def _pictured(lines: list[Line], start: int, end: int, drawn: Drawn) -> bool:
    boxes = [line.box for line in lines[start:end] if line.box]
    if not boxes:
        return False
    top, bottom = boxes[0].top, max(boxes[0].bottom + 60, *(box.bottom for box in boxes))
    inside = [box for box in (*drawn.shapes, *drawn.images) if top < box.bottom and box.top < min(bottom, top + _REACH)]
    return any(box.bottom - box.top > 15 and box.x1 - box.x0 > 5 for box in inside) or len(inside) > 4
