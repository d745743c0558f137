"""Boxes that a page's end cuts: frames open at the end, and the pieces of one box made one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sgreports.model.base import Box
from sgreports.reading.areas.captioned import overlaps
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.lines import Line, Page

_EDGE = 4.0  # points between the ends of rules that meet
_WIDE, _LOW = 0.3, 24.0  # of the page, points: the least width and height of a frame
_LEADING = 1.0  # points between two lines of one paragraph


def frames_open_below(drawn: Drawn, page: Page) -> list[Box]:
    """Frames of two sides as long as each other and a rule over them, open where the text of the page ends."""
    own = [line.box.bottom for line in page.lines if line.box and line.role == "text"]
    return [
        frame
        for frame in _frames(drawn, page)
        if _closed(frame, drawn, frame.top) and own and max(own) <= frame.bottom + _EDGE
    ]


def _frames_open_above(drawn: Drawn, page: Page) -> list[Box]:
    own = [line.box.top for line in page.lines if line.box and line.role != "furniture"]
    return [
        frame
        for frame in _frames(drawn, page)
        if _closed(frame, drawn, frame.bottom) and own and min(own) >= frame.top - _EDGE
    ]


def _frames(drawn: Drawn, page: Page) -> Iterator[Box]:
    """What stands between two sides and is closed at one end at most."""
    sides = _sides(drawn.uprights)
    for number, left in enumerate(sides):
        for right in sides[number + 1 :]:
            frame = Box(page=page.number, x0=left.x0, top=left.top, x1=right.x1, bottom=left.bottom)
            closed = [_closed(frame, drawn, y) for y in (frame.top, frame.bottom)]
            if _facing(left, right, page) and not all(closed) and not _is_parted(frame, sides):
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


def _closed(frame: Box, drawn: Drawn, y: float) -> bool:
    """Whether a rule runs from side to side at a height."""
    return any(_closes(rule, frame, y) for rule in drawn.rules)


def _closes(rule: Box, frame: Box, y: float) -> bool:
    return abs(rule.x0 - frame.x0) < _EDGE and abs(rule.x1 - frame.x1) < _EDGE and abs(rule.top - y) < _EDGE


def _is_parted(frame: Box, sides: Sequence[Box]) -> bool:
    """Whether another vertical rule stands between the two, as the columns of a table have."""
    inner = [side for side in sides if frame.x0 + _EDGE < side.x0 < frame.x1 - _EDGE]
    return any(side.top < frame.bottom and frame.top < side.bottom for side in inner)


def with_whole_boxes(pages: Sequence[Page], drawings: Sequence[Drawn]) -> tuple[Page, ...]:
    """The pages with boxes that go on from the page before: where the last line of a page stands in a box and the first
    of the next too, in the same type, the two boxes are one. `drawings` has what is drawn on each page."""
    found = list(pages)
    for index in range(1, len(found)):
        last = _last(found[index - 1])
        if last is not None:
            found[index] = _continued(_boxed(found[index], drawings[index]), last)
    return tuple(found)


def _boxed(page: Page, drawn: Drawn) -> Page:
    """The page with the role `box` in a frame that is open above."""
    frames = _frames_open_above(drawn, page)
    lines = (replace(line, role="box") if _is_text_of(line, frames) else line for line in page.lines)
    return replace(page, lines=tuple(lines)) if frames else page


def _is_text_of(line: Line, frames: Sequence[Box]) -> bool:
    box = line.box
    return line.role == "text" and box is not None and any(within(box, frame) for frame in frames)


def _continued(page: Page, last: Line) -> Page:
    """The page with its first box as that of the last line on the page before."""
    first = _first(page)
    if first is None or not _is_alike(last, page.lines[first]):
        return page
    lines = list(page.lines)
    lines[first] = replace(lines[first], gap=_LEADING)
    return replace(page, lines=tuple(lines))


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


def _first(page: Page) -> int | None:
    """The place of the first line of a page that begins with a box."""
    own = next((i for i, line in enumerate(page.lines) if line.role != "furniture"), None)
    return own if own is not None and page.lines[own].role == "box" else None


def within(box: Box, frame: Box) -> bool:
    """Whether a line stands in a frame."""
    return overlaps(box, frame.top, frame.bottom) and box.x0 > frame.x0 - _EDGE and box.x1 < frame.x1 + _EDGE
