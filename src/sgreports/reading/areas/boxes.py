"""Boxes in the text: what stands in a frame or on a shade of its own, without the columns of a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sgreports.knowledge.layout.captions import caption
from sgreports.knowledge.layout.covers import word_list
from sgreports.model.base import Box
from sgreports.reading.areas.captioned import overlaps
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.grouping import grouped, shared
from sgreports.reading.lines import Line, Page
from sgreports.reading.structure.parts import Region

_EDGE = 4.0  # points between the ends of rules that meet
_WIDE = 0.3  # of the page: a frame's least width
_LOW = 24.0  # points: a frame's least height
_FLAT = 20.0  # points: what is lower does not part a panel
_MOST_SHAPES = 60  # a page with more is a picture
_TALL = 0.75  # of the page: what is taller is a frame around its text
_FEWEST = 2  # lines


def with_boxes(page: Page, drawn: Drawn) -> Page:
    """The page with the role `box` on the lines that stand in a frame. The first page has none: it is the masthead."""
    if page.number == 1 or not (drawn.uprights or drawn.shapes):
        return page
    areas = [line.box for line in page.lines if line.box and line.role in {"table", "figure"}]
    lines = list(page.lines)
    for frame in (*_frames(drawn, page), *_panels(drawn, page)):
        inside = [i for i, line in enumerate(lines) if line.box and line.role == "text" and _within(line.box, frame)]
        apart = not any(overlaps(box, frame.top, frame.bottom) for box in areas)
        if inside and apart and _is_box(page, inside, frame):
            for place, index in enumerate(inside):
                lines[index] = replace(lines[index], role="box", gap=lines[index].gap if place else None)
    return replace(page, lines=tuple(lines))


def box_regions(pages: Sequence[Page], after: int) -> list[Region]:
    """The boxes as parts of their own, `box-1`, `box-2` …; `after` is the number of lines of the running text."""
    boxed = (line for page in pages for line in page.lines if line.role == "box")
    groups = grouped(boxed, lambda _, line: line.gap is not None)
    return [Region("box", f"box-{n}", after, tuple(group)) for n, group in enumerate(groups, start=1)]


def _is_box(page: Page, inside: Sequence[int], frame: Box) -> bool:
    """Whether what stands in a frame is called a box, or is neither a page nor the summary, nor goes on from the page
    before, nor are its paragraphs numbered as those beside it."""
    lines = page.lines
    if caption("box").match(lines[inside[0]].text):
        return True
    if len(inside) < _FEWEST or frame.bottom - frame.top > _TALL * page.height:
        return False
    goes_on = not any(x.box and x.role != "furniture" and x.box.top < frame.top for x in lines)
    if goes_on or lines[inside[0]].text.strip().lower().rstrip(" .:*") in word_list("summary_headings"):
        return False
    before, own, after = (
        list(_numbers(part)) for part in (lines[: inside[0]], [lines[i] for i in inside], lines[inside[-1] + 1 :])
    )
    return not own or (own[0] != before[-1] + 1 if before else bool(after) and own[-1] + 1 != after[0])


def _numbers(lines: Iterable[Line]) -> Iterator[int]:
    return (int(line.text.partition(".")[0]) for line in lines if caption("paragraph").match(line.text))


def _within(box: Box, frame: Box) -> bool:
    return overlaps(box, frame.top, frame.bottom) and box.x0 > frame.x0 - _EDGE and box.x1 < frame.x1 + _EDGE


def _frames(drawn: Drawn, page: Page) -> list[Box]:
    """Pairs of horizontal rules of one length that vertical rules join at both ends. One right under another is the
    same frame with a rule across it."""
    rules = sorted((r for r in drawn.rules if r.x1 - r.x0 >= _WIDE * page.width), key=lambda rule: rule.top)
    found: list[Box] = []
    for index, top in enumerate(rules):
        bottom = next((r for r in rules[index + 1 :] if _same_sides(r, top)), None)
        if bottom is None or (found and top.bottom < found[-1].bottom) or not _joined(top, bottom, drawn.uprights):
            continue
        frame = top.model_copy(update={"bottom": bottom.bottom})
        if found and _same_sides(found[-1], frame) and frame.top - found[-1].bottom < _EDGE:
            frame = found.pop().model_copy(update={"bottom": frame.bottom})
        found.append(frame)
    return found


def _same_sides(box: Box, other: Box) -> bool:
    return abs(box.x0 - other.x0) < _EDGE and abs(box.x1 - other.x1) < _EDGE


def _joined(top: Box, bottom: Box, uprights: Sequence[Box]) -> bool:
    """Whether uprights run down both sides; a frame may be drawn in pieces."""
    height = bottom.top - top.top
    sides = (((u.top, u.bottom) for u in uprights if abs(u.x0 - x) < _EDGE) for x in (top.x0, top.x1))
    return height > 0 and all(shared((top.top, bottom.bottom), side) >= 0.8 * height for side in sides)


def _panels(drawn: Drawn, page: Page) -> list[Box]:
    """Rectangles, stroked or shaded, in which nothing else is drawn; a shade may be laid line by line."""
    shapes: list[Box] = []
    for shape in sorted(drawn.shapes, key=lambda box: box.top):
        alike = (i for i, box in enumerate(shapes) if _same_sides(box, shape) and abs(shape.top - box.bottom) < 1)
        over = next(alike, None)
        if over is None:
            shapes.append(shape)
        else:
            shapes[over] = shapes[over].model_copy(update={"bottom": shape.bottom})
        if len(shapes) > _MOST_SHAPES:
            return []
    large = [s for s in shapes if s.x1 - s.x0 >= _WIDE * page.width and s.bottom - s.top >= _LOW]
    return [shape for shape in large if not any(_inside(other, shape) for other in shapes)]


def _inside(shape: Box, frame: Box) -> bool:
    smaller = (shape.x1 - shape.x0) < 0.9 * (frame.x1 - frame.x0) or (shape.bottom - shape.top) < _FLAT
    return smaller and shape.x0 > frame.x0 + 1 and shape.x1 < frame.x1 - 1 and frame.top < shape.top < frame.bottom
