"""Boxes in the text: what stands in a frame of its own, without the columns of a table, over the end of a page, too."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sgreports.knowledge.layout.captions import caption
from sgreports.knowledge.layout.covers import word_list
from sgreports.model.base import Box
from sgreports.reading.areas.captioned import overlaps
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.areas.frames import EDGE, begins_page, ends_page, frames, is_begun_before, within
from sgreports.reading.lines import Line, Page

_TALL = 0.75  # of the page: what is taller is a frame around its text, unless a box goes on in it
_FEWEST = 2  # lines
_LEADING = 1.0  # points between two lines of one paragraph
_FULL = 30.0  # points between the end of a page's text and that of a box which it cuts


def with_boxes(page: Page, drawn: Drawn) -> Page:
    """The page with the role `box` on the lines that stand in a frame. The first page has none: it is the masthead."""
    if page.number == 1:
        return page
    for frame in _frames(page, drawn):
        if is_begun_before(frame, page, drawn):
            continue
        inside = _inside(page, frame)
        tall = frame.bottom - frame.top > _TALL * page.height
        if _is_headed(page, inside) or (len(inside) >= _FEWEST and not tall and not _is_of_text(page, inside)):
            page = _boxed(page, inside)
    return page


def _frames(page: Page, drawn: Drawn) -> list[Box]:
    """The frames with nothing but text in them."""
    if not (drawn.uprights or drawn.shapes):
        return []
    areas = [line.box for line in page.lines if line.box and line.role in {"table", "figure"}]
    return [f for f in frames(page, drawn) if not any(overlaps(box, f.top, f.bottom) for box in areas)]


def _inside(page: Page, frame: Box) -> list[int]:
    """The places of the lines of text in a frame."""
    return [
        i for i, line in enumerate(page.lines) if line.box and line.role in {"text", "box"} and within(line.box, frame)
    ]


def _boxed(page: Page, inside: Sequence[int], gap: float | None = None) -> Page:
    """The page with these lines as a box, with this much white above: None where it begins."""
    lines = list(page.lines)
    for place, index in enumerate(inside):
        lines[index] = replace(lines[index], role="box", gap=lines[index].gap if place else gap)
    return replace(page, lines=tuple(lines))


def _is_headed(page: Page, inside: Sequence[int]) -> bool:
    """Whether what stands in a frame is called a box."""
    return bool(inside) and caption("box").match(page.lines[inside[0]].text) is not None


def _is_of_text(page: Page, inside: Sequence[int]) -> bool:
    """Whether a frame is around the summary, or around paragraphs that are numbered as those beside it, or stands on
    the first page."""
    return page.number == 1 or _is_summary(page.lines[inside[0]]) or _counts_on(page, inside)


def _is_summary(line: Line) -> bool:
    return line.text.strip().lower().rstrip(" .:*") in word_list("summary_headings")


def _counts_on(page: Page, inside: Sequence[int]) -> bool:
    own = list(_numbers(page.lines[i] for i in inside))
    if not own:
        return False
    before = list(_numbers(page.lines[: inside[0]]))
    after = list(_numbers(page.lines[inside[-1] + 1 :]))
    return own[0] == before[-1] + 1 if before else not after or own[-1] + 1 == after[0]


def _numbers(lines: Iterable[Line]) -> Iterator[int]:
    return (int(line.text.partition(".")[0]) for line in lines if caption("paragraph").match(line.text))


def with_whole_boxes(pages: Sequence[Page], drawings: Sequence[Drawn]) -> tuple[Page, ...]:
    """The pages with boxes that go on from the page before: where a page ends in a frame, the next one begins in one as
    wide, and in one of them stands a box. `drawings` has what is drawn on each page."""
    found = list(pages)
    known = [_frames(page, drawn) for page, drawn in zip(pages, drawings, strict=True)]
    full = max(map(_end, pages), default=0.0)
    text: Box | None = None  # the last frame in which the text of the report goes on
    for last, first in pairwise(range(len(found))):
        upper, lower = _piece(found[last], known[last], ends_page), _piece(found[first], known[first], begins_page)
        if upper is None or lower is None or abs(_width(upper) - _width(lower)) > EDGE:
            continue
        above, below = _inside(found[last], upper), _inside(found[first], lower)
        if _is_another(found[last], above, found[first], below, cut=_end(found[last]) > full - _FULL):
            continue
        if found[last].lines[above[0]].role == "text":
            if upper == text or _is_of_text(found[last], above):
                found[first], text = _unboxed(found[first], below), lower
            elif found[first].lines[below[0]].role == "box" or is_begun_before(lower, pages[first], drawings[first]):
                found[last] = _boxed(found[last], above)
        if found[last].lines[above[0]].role == "box":
            found[first] = _boxed(found[first], below, gap=_white(found[last], above, found[first], below))
    return tuple(found)


def _unboxed(page: Page, inside: Sequence[int]) -> Page:
    lines = (replace(line, role="text") if i in inside else line for i, line in enumerate(page.lines))
    return replace(page, lines=tuple(lines))


def _piece(page: Page, known: Sequence[Box], stands: Callable[[Box, Page], bool]) -> Box | None:
    """The frame at an end of a page."""
    return next((frame for frame in known if stands(frame, page) and _inside(page, frame)), None)


def _width(frame: Box) -> float:
    return frame.x1 - frame.x0


def _end(page: Page) -> float:
    """Where the text of a page ends."""
    return max((line.box.bottom for line in page.lines if line.box and line.role != "furniture"), default=0.0)


def _white(last: Page, above: Sequence[int], first: Page, below: Sequence[int]) -> float:
    """The white between the pieces of a box: that within a paragraph, or that above a heading."""
    before, head = last.lines[above[-1]], first.lines[below[0]]
    return _LEADING if before.bold == head.bold else head.size


def _is_another(last: Page, above: Sequence[int], first: Page, below: Sequence[int], *, cut: bool) -> bool:
    """Whether what stands in the second of two frames is not of the first: it is called a box, or begins with a heading
    where the page's end does not cut the first."""
    head, before = first.lines[below[0]], last.lines[above[-1]]
    return _is_headed(first, below) or (head.bold and not before.bold and not cut)
