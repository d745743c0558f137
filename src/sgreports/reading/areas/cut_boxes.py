"""Boxes that a page's end cuts: frames open at the end, and the pieces of one box made one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sgreports.model.base import Box
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.lines import Line, Page

_EDGE = 4.0  # points between the ends of rules that meet
_WIDE, _LOW = 0.3, 24.0  # of the page, points: the least width and height of a frame
_LEADING = 1.0  # points between two lines of one paragraph


def open_frames(drawn: Drawn, page: Page) -> Iterator[Box]:
    """Frames of two sides as long as each other and one rule between their ends, open where the page ends."""
    sides = _sides(drawn.uprights)
    for number, left in enumerate(sides):
        for right in sides[number + 1 :]:
            frame = Box(page=page.number, x0=left.x0, top=left.top, x1=right.x1, bottom=left.bottom)
            if _facing(left, right, page) and _is_open(frame, drawn, page) and not _is_parted(frame, sides):
                yield frame


def _sides(uprights: Sequence[Box]) -> list[Box]:
    """Vertical rules from the left, the pieces of one made one."""
    found: list[Box] = []
    for piece in sorted(uprights, key=lambda box: (round(box.x0 / _EDGE), box.top)):
        last = found[-1] if found else None
        if last and abs(piece.x0 - last.x0) < _EDGE and piece.top - last.bottom < _EDGE:
            found[-1] = last.model_copy(update={"bottom": max(last.bottom, piece.bottom)})
        else:
            found.append(piece)
    return sorted((side for side in found if side.bottom - side.top >= _LOW), key=lambda box: box.x0)


def _facing(left: Box, right: Box, page: Page) -> bool:
    alike = abs(left.top - right.top) < _EDGE and abs(left.bottom - right.bottom) < _EDGE
    return alike and right.x0 - left.x0 >= _WIDE * page.width


def _is_open(frame: Box, drawn: Drawn, page: Page) -> bool:
    """Whether a rule closes one end and the other, at which none does, is where the page's text ends."""
    closed = [any(_closes(rule, frame, y) for rule in drawn.rules) for y in (frame.top, frame.bottom)]
    own = [line.box for line in page.lines if line.box and line.role == "text"]
    if not own or closed[0] == closed[1]:
        return False
    if closed[0]:
        return max(box.bottom for box in own) <= frame.bottom + _EDGE
    return frame.top - _EDGE <= min(box.top for box in own)


def _closes(rule: Box, frame: Box, y: float) -> bool:
    return abs(rule.x0 - frame.x0) < _EDGE and abs(rule.x1 - frame.x1) < _EDGE and abs(rule.top - y) < _EDGE


def _is_parted(frame: Box, sides: Sequence[Box]) -> bool:
    """Whether another vertical rule stands between the two, as the columns of a table have."""
    inner = [side for side in sides if frame.x0 + _EDGE < side.x0 < frame.x1 - _EDGE]
    return any(side.top < frame.bottom and frame.top < side.bottom for side in inner)


def with_whole_boxes(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with boxes that go on from the page before: where the last line of a page stands in a box and the first
    of the next too, in the same type, the two boxes are one."""
    found = list(pages)
    for index in range(1, len(found)):
        last, first = _last(found[index - 1]), _first(found[index])
        if last is not None and first is not None and _is_alike(last, first[1]):
            lines = list(found[index].lines)
            lines[first[0]] = replace(first[1], gap=_LEADING)
            found[index] = replace(found[index], lines=tuple(lines))
    return tuple(found)


def _is_alike(last: Line, first: Line) -> bool:
    return first.bold == last.bold and abs(first.size - last.size) < 1


def _last(page: Page) -> Line | None:
    """The last line of a page that ends with a box, but for the notes in smaller type."""
    text = [line for line in page.lines if line.role != "furniture"]
    boxed = [line for line in text if line.role == "box"]
    if not boxed:
        return None
    below = text[text.index(boxed[-1]) + 1 :]
    return boxed[-1] if all(line.role == "text" and line.size < boxed[-1].size for line in below) else None


def _first(page: Page) -> tuple[int, Line] | None:
    """The first line of a page that begins with a box, and its place."""
    own = next(((i, line) for i, line in enumerate(page.lines) if line.role != "furniture"), None)
    return own if own and own[1].role == "box" else None
