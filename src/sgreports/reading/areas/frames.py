"""Frames on a page: rules with sides, rectangles and shades with text, those that a page's end cuts, too."""

from collections.abc import Iterable, Iterator, Sequence

from sgreports.model.base import Box
from sgreports.reading.areas.captioned import NOTE_RULE, overlaps
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.grouping import shared
from sgreports.reading.lines import Page

EDGE = 4.0  # points between the ends of rules that meet
_WIDE = 0.3  # of the page: a frame's least width
_LOW = 24.0  # points: a frame's least height
_FLAT = 20.0  # points: what is lower does not part a panel
_MOST_SHAPES = 60  # a page with more is a picture


def frames(page: Page, drawn: Drawn) -> list[Box]:
    """The page's frames and panels: closed, and open at one end where the text of the page begins or ends."""
    closed = _closed_frames(drawn, page)
    open_ = (frame for frame in _open_frames(drawn, page) if not any(_meet(frame, other) for other in closed))
    return [*closed, *open_, *_panels(drawn, page)]


def is_begun_before(frame: Box, page: Page, drawn: Drawn) -> bool:
    """Whether a frame is open above, where the page begins."""
    return any(frame == other and not _is_closed(frame, drawn, frame.top) for other in _open_frames(drawn, page))


def within(box: Box, frame: Box) -> bool:
    """Whether a line stands in a frame."""
    return overlaps(box, frame.top, frame.bottom) and box.x0 > frame.x0 - EDGE and box.x1 < frame.x1 + EDGE


def ends_page(frame: Box, page: Page) -> bool:
    """Whether nothing but notes and furniture stands below a frame."""
    below = (
        line for line in page.lines if line.box and line.role != "furniture" and line.box.top > frame.bottom - EDGE
    )
    size = max((line.size for line in page.lines if line.box and within(line.box, frame)), default=0.0)
    return all(line.size < size or line.text.startswith(NOTE_RULE) for line in below)


def begins_page(frame: Box, page: Page) -> bool:
    """Whether nothing but furniture stands above a frame."""
    return not any(line.box and line.role != "furniture" and line.box.bottom < frame.top + EDGE for line in page.lines)


def _closed_frames(drawn: Drawn, page: Page) -> list[Box]:
    """Pairs of horizontal rules of one length that vertical rules join at both ends. One right under another is the
    same frame with a rule across it."""
    rules = sorted((r for r in drawn.rules if r.x1 - r.x0 >= _WIDE * page.width), key=lambda rule: rule.top)
    found: list[Box] = []
    for index, top in enumerate(rules):
        if found and top.bottom < found[-1].bottom:
            continue
        below = (r for r in rules[index + 1 :] if _same_sides(r, top))
        bottom = next(below, None)
        if bottom is None or not _joined(top, bottom, drawn.uprights):
            continue
        frame = Box(page=page.number, x0=top.x0, top=top.top, x1=top.x1, bottom=bottom.bottom)
        if found and _same_sides(found[-1], frame) and frame.top - found[-1].bottom < EDGE:
            found[-1] = found[-1].model_copy(update={"bottom": frame.bottom})
        else:
            found.append(frame)
    return found


def _same_sides(box: Box, other: Box) -> bool:
    return abs(box.x0 - other.x0) < EDGE and abs(box.x1 - other.x1) < EDGE


def _meet(box: Box, other: Box) -> bool:
    return box.top < other.bottom and other.top < box.bottom


def _joined(top: Box, bottom: Box, uprights: Sequence[Box]) -> bool:
    """Whether uprights run down both sides; a frame may be drawn in pieces."""
    height = bottom.top - top.top
    return height > 0 and all(
        shared((top.top, bottom.bottom), ((u.top, u.bottom) for u in uprights if abs(u.x0 - x) < EDGE)) >= 0.8 * height
        for x in (top.x0, top.x1)
    )


def _open_frames(drawn: Drawn, page: Page) -> Iterator[Box]:
    """What stands between two sides as long as each other, without a rule at an end where the page's text has one."""
    sides = _sides(drawn.uprights)
    for number, left in enumerate(sides):
        for right in sides[number + 1 :]:
            frame = Box(page=page.number, x0=left.x0, top=left.top, x1=right.x1, bottom=left.bottom)
            above, below = (_is_closed(frame, drawn, y) for y in (frame.top, frame.bottom))
            if not _facing(left, right, page) or (above and below) or _is_parted(frame, sides):
                continue
            if (above or begins_page(frame, page)) and (below or ends_page(frame, page)):
                yield frame


def _sides(uprights: Sequence[Box]) -> list[Box]:
    """Vertical rules from the left, the pieces of one made one."""
    found: list[Box] = []
    for piece in sorted(uprights, key=lambda box: (round(box.x0 / EDGE), box.top)):
        last = found[-1] if found else None
        if last and abs(piece.x0 - last.x0) < EDGE and piece.top - last.bottom < EDGE:
            found[-1] = last.model_copy(update={"bottom": max(last.bottom, piece.bottom)})
        else:
            found.append(piece)
    return sorted((side for side in found if side.bottom - side.top >= _LOW), key=lambda box: box.x0)


def _facing(left: Box, right: Box, page: Page) -> bool:
    alike = abs(left.top - right.top) < EDGE and abs(left.bottom - right.bottom) < EDGE
    return alike and right.x0 - left.x0 >= _WIDE * page.width


def _is_closed(frame: Box, drawn: Drawn, y: float) -> bool:
    """Whether a rule runs from side to side at a height."""
    return any(_same_sides(rule, frame) and abs(rule.top - y) < EDGE for rule in drawn.rules)


def _is_parted(frame: Box, sides: Sequence[Box]) -> bool:
    """Whether another vertical rule stands between the two, as the columns of a table have."""
    return any(frame.x0 + EDGE < side.x0 < frame.x1 - EDGE and _meet(side, frame) for side in sides)


def _panels(drawn: Drawn, page: Page) -> list[Box]:
    """Rectangles, stroked or shaded, in which nothing else is drawn; a shade may be laid line by line."""
    shapes = _stacked(drawn.shapes)
    if len(shapes) > _MOST_SHAPES:
        return []
    large = [s for s in shapes if s.x1 - s.x0 >= _WIDE * page.width and s.bottom - s.top >= _LOW]
    return [shape for shape in large if not any(_inside(other, shape) for other in shapes)]


def _stacked(shapes: Iterable[Box]) -> list[Box]:
    """The shapes, those right under one another and as wide as one."""
    found: list[Box] = []
    for shape in sorted(shapes, key=lambda box: box.top):
        over = next((i for i, box in enumerate(found) if _same_sides(box, shape) and _touch(box, shape)), None)
        if over is None:
            found.append(shape)
        else:
            found[over] = found[over].model_copy(update={"bottom": shape.bottom})
    return found


def _touch(upper: Box, lower: Box) -> bool:
    return abs(lower.top - upper.bottom) < 1


def _inside(shape: Box, frame: Box) -> bool:
    smaller = (shape.x1 - shape.x0) < 0.9 * (frame.x1 - frame.x0) or (shape.bottom - shape.top) < _FLAT
    return smaller and shape.x0 > frame.x0 + 1 and shape.x1 < frame.x1 - 1 and frame.top < shape.top < frame.bottom
