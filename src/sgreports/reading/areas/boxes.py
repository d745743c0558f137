"""Boxes in a page: text in a frame of its own, without the columns of a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sgreports.knowledge.layout.captions import caption
from sgreports.model.base import Box
from sgreports.model.report import Paragraph, Section
from sgreports.reading.areas.captioned import overlaps
from sgreports.reading.areas.cut_boxes import frames_open_below, within
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.grouping import grouped
from sgreports.reading.lines import Line, Page
from sgreports.reading.structure.parts import Region

_EDGE = 4.0  # points between the ends of rules that meet
_WIDE, _TALL = 0.3, 0.75  # of the page: a frame is at least so wide and at most so tall
_LOW = 24.0  # points: a panel's least height
_FEWEST = 2  # lines
_MOST_SHAPES = 60  # a page with more is a picture


def with_boxes(page: Page, drawn: Drawn) -> Page:
    """The page with the role `box` on the lines that stand in a frame. The first page has none: it is the masthead."""
    if page.number == 1 or not (drawn.uprights or drawn.shapes):
        return page
    lines = list(page.lines)
    for frame in [*_frames(drawn, page), *_panels(drawn, page)]:
        inside = [i for i, line in enumerate(lines) if line.role == "text" and line.box and within(line.box, frame)]
        if len(inside) < _FEWEST or any(caption("paragraph").match(lines[i].text) for i in inside):
            continue
        if any(line.role in ("table", "figure") for line in _across(lines, frame)):
            continue
        for place, index in enumerate(inside):
            lines[index] = replace(lines[index], role="box", gap=lines[index].gap if place else None)
    return replace(page, lines=tuple(lines))


def _frames(drawn: Drawn, page: Page) -> list[Box]:
    """Frames: pairs of horizontal rules of one length that vertical rules join at both ends. One right under another is
    the same frame with a rule across it. One that the page's end cuts may be open there."""
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
        if found and _same_sides(found[-1], frame) and frame.top - found[-1].bottom < _EDGE:
            found[-1] = found[-1].model_copy(update={"bottom": frame.bottom})
        else:
            found.append(frame)
    found += (
        frame for frame in frames_open_below(drawn, page) if not any(_same_place(frame, other) for other in found)
    )
    return [frame for frame in found if frame.bottom - frame.top <= _TALL * page.height]


def _same_sides(box: Box, other: Box) -> bool:
    return abs(box.x0 - other.x0) < _EDGE and abs(box.x1 - other.x1) < _EDGE


def _same_place(box: Box, other: Box) -> bool:
    return box.top < other.bottom and other.top < box.bottom


def _panels(drawn: Drawn, page: Page) -> list[Box]:
    """Rectangles, stroked or shaded, in which nothing else is drawn."""
    if len(drawn.shapes) > _MOST_SHAPES:
        return []
    large = [
        shape
        for shape in drawn.shapes
        if shape.x1 - shape.x0 >= _WIDE * page.width and _LOW <= shape.bottom - shape.top <= _TALL * page.height
    ]
    return [shape for shape in large if not any(_inside(other, shape) for other in drawn.shapes)]


def _inside(shape: Box, frame: Box) -> bool:
    smaller = (shape.x1 - shape.x0) < 0.9 * (frame.x1 - frame.x0) or (shape.bottom - shape.top) < 20
    return smaller and shape.x0 > frame.x0 + 1 and shape.x1 < frame.x1 - 1 and frame.top < shape.top < frame.bottom


def _joined(top: Box, bottom: Box, uprights: Sequence[Box]) -> bool:
    """Whether uprights run down both sides; a frame may be drawn in pieces."""
    height = bottom.top - top.top
    return height > 0 and all(
        sum(_shared(upright, top.top, bottom.bottom) for upright in uprights if abs(upright.x0 - x) < _EDGE)
        >= 0.8 * height
        for x in (top.x0, top.x1)
    )


def _shared(upright: Box, top: float, bottom: float) -> float:
    return max(0.0, min(upright.bottom, bottom) - max(upright.top, top))


def _across(lines: Iterable[Line], frame: Box) -> list[Line]:
    return [line for line in lines if line.box and overlaps(line.box, frame.top, frame.bottom)]


def box_regions(pages: Sequence[Page], after: int) -> list[Region]:
    """The boxes as parts of their own, `box-1`, `box-2` …; `after` is the number of lines of the running text."""
    boxed = (line for page in pages for line in page.lines if line.role == "box")
    groups = grouped(boxed, lambda _, line: not _begins(line))
    return [Region("box", f"box-{n}", after, tuple(group)) for n, group in enumerate(groups, start=1)]


def _begins(line: Line) -> bool:
    return line.gap is None


def in_place(
    pages: Sequence[Page], paragraphs: Sequence[Paragraph], sections: Sequence[Section]
) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    """The rows with those of a box after the paragraph that it stands in or below, and its notes; renumbered."""
    if not any(row.part == "box" for row in paragraphs):
        return tuple(paragraphs), tuple(sections)
    kept, boxes = _parted(paragraphs, _homes(pages, paragraphs))
    rows = boxes.pop(None, [])
    waiting: list[Paragraph] = []
    for row in kept:
        if row.part != "footnote":
            rows += waiting
            waiting = []
        rows.append(row)
        waiting += boxes.get(row.key, [])
    rows += waiting
    place = {row.key: index for index, row in enumerate(rows)}
    moved = (s.model_copy(update={"order": _place(s, paragraphs, place)}) for s in sections)
    return (
        tuple(row.model_copy(update={"order": index}) for index, row in enumerate(rows)),
        tuple(sorted(moved, key=lambda section: section.order)),
    )


def _place(section: Section, paragraphs: Sequence[Paragraph], place: Mapping[str, int]) -> int:
    return place[paragraphs[section.order].key] if section.order < len(paragraphs) else section.order


def _parted(
    paragraphs: Sequence[Paragraph], homes: Sequence[str | None]
) -> tuple[list[Paragraph], dict[str | None, list[Paragraph]]]:
    """The rows without boxes and their notes, and the rows of boxes by the row that they follow."""
    kept: list[Paragraph] = []
    boxes: dict[str | None, list[Paragraph]] = {}
    called: dict[str | None, str | None] = {}  # a note's key → the row that it follows
    for row in paragraphs:
        home = homes[int(row.key.partition("/")[0].removeprefix("box-")) - 1] if row.part == "box" else None
        if row.part == "box" or row.key in called:
            home = called.get(row.key, home)
            boxes.setdefault(home, []).append(row)
            called.update((call.paragraph, home) for call in row.calls)
        else:
            kept.append(row)
    return kept, boxes


def _homes(pages: Sequence[Page], paragraphs: Sequence[Paragraph]) -> list[str | None]:
    """For each box the key of the row in or below which it stands, None before the first."""
    owners: dict[tuple[int, float], list[tuple[float, str]]] = {}
    for row in paragraphs:
        for piece in row.pieces if row.part != "footnote" else ():
            owners.setdefault((piece.box.page, piece.box.top), []).append((piece.box.x1, row.key))
    homes: list[str | None] = []
    last: str | None = None
    for line in (line for page in pages for line in page.lines if line.box):
        if line.role == "box" and (_begins(line) or not homes):
            homes.append(last)
        elif line.role == "text" and line.box:
            own = (key for x1, key in owners.get((line.box.page, line.box.top), ()) if line.box.x0 < x1 <= line.box.x1)
            last = next(own, last)
    return homes
