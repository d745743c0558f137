"""The lines over a table that are its title."""

from collections.abc import Sequence

from sgreports.knowledge.layout.captions import caption
from sgreports.knowledge.layout.covers import string_table as words_of
from sgreports.model.base import Box
from sgreports.reading.areas.captioned import overlaps, united
from sgreports.reading.grouping import shared
from sgreports.reading.lines import Line, Page

_PART = 14  # characters of `Enclosure III`
_GAP, _WIDE_GAP = 24.0, 38.0  # points of white over a table that has no caption: anywhere; under a typed heading
_OVERLAP = -4.0  # points by which the boxes of two lines may overlap
_MOST = 5  # lines
SMALLER = 0.7  # points
_UNDERLINE = (-0.4, 0.3)  # em from the bottom of a line's box to the rule under it
_UNDERLINED = 0.7  # of a line's width
_CENTRED, _INDENTED = 10.0, 24.0  # points from the middle of the table or the text; from the text's left edge


def heads_table(line: Line) -> bool:
    """Whether a line is the caption of a table, `Table 1` alone or in bold before a title."""
    found = caption("table").match(line.text)
    return found is not None and (found.end() == len(line.text) or (line.bold and found["number"] is not None))


def title_above(  # noqa: PLR0917
    page: Page, lines: Sequence[Line], top: float, inside: Sequence[int], head: int | None, size: float
) -> list[int]:
    """The indexes of a title's lines over a table's `top`: those under the caption `head`; without one, the lines
    directly above that are bold, small, underlined or centred, or stand in brackets."""
    if head is not None:
        under = lines[head].box
        return [
            i
            for i, x in enumerate(lines)
            if x.role == "text" and x.box and under and i != head and overlaps(x.box, under.bottom, top)
        ]
    table = united(lines[i].box for i in inside)
    found: list[int] = []
    edge = top
    for index in range(inside[0] - 1, max(inside[0] - 1 - _MOST, -1), -1):
        line = lines[index]
        if line.box is None or line.role != "text" or _begins_text(line):
            break
        typed = _is_underlined(line, page) or _is_centred(line, page, table)  # in the body's type
        white = edge - line.box.bottom
        if not _OVERLAP <= white <= (_WIDE_GAP if typed else _GAP):
            break
        below = lines[found[-1]] if found else None
        if not (line.bold or line.size < size - SMALLER or typed or _in_brackets(line)):
            break
        if len(line.text) < _PART and line.text.split()[0].lower() in words_of("parts"):
            break  # the heading of a part: `Annex II`
        larger = below and line.size > below.size + SMALLER and not _in_brackets(below)
        if below and (larger or (below.bold and not line.bold)):  # over a bold title it is a note of what comes before
            break
        found.append(index)
        edge = line.box.top
    while found and _in_brackets(lines[found[-1]]) and lines[found[-1]].size >= size - SMALLER:
        found.pop()  # a remark in brackets under a title is part of it, without one it is text
    return found[::-1]


def _begins_text(line: Line) -> bool:
    """Whether a line is a note or a paragraph, or introduces the table: `The strength is as follows:`."""
    noted = caption("note").match(line.text) and not line.bold
    introduces = line.text.endswith((":", ";")) and not line.bold
    return bool(noted or caption("paragraph").match(line.text)) or introduces


def _is_underlined(line: Line, page: Page) -> bool:
    if line.box is None:
        return False
    low, high = (line.box.bottom + em * line.size for em in _UNDERLINE)
    near = [(rule.x0, rule.x1) for rule in page.rules if low <= rule.top <= high]
    return shared((line.box.x0, line.box.x1), near) >= _UNDERLINED * (line.box.x1 - line.box.x0)


def _is_centred(line: Line, page: Page, table: Box | None) -> bool:
    """Whether a line is centred over the table or the text."""
    text = united(x.box for x in page.lines if x.role != "furniture")
    if line.box is None or text is None or line.text.endswith("."):
        return False
    middle = (line.box.x0 + line.box.x1) / 2
    near = any(abs(middle - (box.x0 + box.x1) / 2) <= _CENTRED for box in (text, table) if box)
    return near and line.box.x0 - text.x0 >= _INDENTED


def _in_brackets(line: Line) -> bool:
    return line.text.startswith("(") and line.text.endswith(")")
