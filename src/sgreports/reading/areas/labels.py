"""Labels: what stands inside a picture, and short texts around it, belongs to the figure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sgreports.knowledge.layout.captions import caption
from sgreports.model.base import Box
from sgreports.model.report import Figure
from sgreports.reading.areas.captioned import NOTE_RULE, is_body, notes_below, split_notes, united
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.lines import Line, Page

_SHARE = (0.015, 0.9)  # of the page: a smaller picture is a crest or a sign, a larger one the paper or a scan
_LEAST = (80.0, 50.0)  # points: width and height of a drawing
_FORM = 0.05  # of the page: a drawing of one object
_FEWEST = 8  # shapes of a drawing
_MOST = 500  # shapes and images that are looked at
_CLOSE = 14.0  # points between the shapes of one drawing
_AROUND = 32.0  # points between a figure and a label, its source line, or its picture
_SHORT, _TINY = 40, 12  # characters of a label; of one that is set as large as the text
_SCATTERED, _SCATTERED_SHORT = 15, 26  # lines; characters
_FIGURES = 0.25  # of the lines at most are figures: those of a table are more
_MOSTLY, _ALIGNED = 0.7, 0.2  # of the lines are short; begin at one edge


def with_labels(page: Page, drawn: Drawn, size: float) -> Page:
    """The page with the role `figure` on the labels of its pictures and drawings. `size` is the body's."""
    if not any(line.role == "text" for line in page.lines) or not (drawn.images or drawn.shapes):
        return page
    for picture in _pictures(page, drawn):
        page = _labelled(page, picture, size)
    return page


def _pictures(page: Page, drawn: Drawn) -> list[Box]:
    """The page's pictures, and its drawings: shapes near each other."""
    taken = [table.box for table in page.tables if table.box]
    images = () if page.recognized or _is_scan(page, drawn) else drawn.images
    pictures = [box for box in images if _SHARE[0] <= _share(box, page) <= _SHARE[1]]
    found = [*pictures, *_drawings(page, drawn)]
    return [box for box in found if not any(_meets(box, table, 0.0) for table in taken)]


def _is_scan(page: Page, drawn: Drawn) -> bool:
    """Whether most of the text lies on pictures: they are the paper, whole or in pieces."""
    boxes = [line.box for line in page.lines if line.box is not None]
    return sum(any(on_picture(box, image) for image in drawn.images[:_MOST]) for box in boxes) * 2 > len(boxes)


def on_picture(box: Box, picture: Box) -> bool:
    """Whether the middle of a box lies on a picture."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return picture.x0 <= x <= picture.x1 and picture.top <= y <= picture.bottom


def _share(box: Box, page: Page) -> float:
    """The share of the page that a box covers."""
    return (box.x1 - box.x0) * (box.bottom - box.top) / (page.width * page.height)


def _drawings(page: Page, drawn: Drawn) -> list[Box]:
    shapes = [box for box in drawn.shapes if _share(box, page) <= _SHARE[1]][:_MOST]
    groups: list[tuple[Box, int]] = []
    for box in sorted(shapes, key=lambda box: (box.top, box.x0)):
        near = [group for group in groups if _meets(group[0], box, _CLOSE)]
        groups = [group for group in groups if group not in near]
        around = united([box, *(other for other, _ in near)])
        groups.append((around or box, 1 + sum(count for _, count in near)))
    return [
        box
        for box, count in groups
        if count >= _FEWEST and box.x1 - box.x0 >= _LEAST[0] and box.bottom - box.top >= _LEAST[1]
    ] + [box for box in shapes if _is_form(box, page)]


def _is_form(box: Box, page: Page) -> bool:
    """Whether a shape is large and empty: a drawing that the file keeps as one object, no frame around text."""
    return _share(box, page) >= _FORM and not any(line.box and on_picture(line.box, box) for line in page.lines)


def _labelled(page: Page, picture: Box, size: float) -> Page:
    lines = list(page.lines)
    loose = {i: x.box for i, x in enumerate(lines) if x.role == "text" and x.box and not _is_own(x, page, size)}
    own = {i for i, box in loose.items() if on_picture(box, picture)}
    near = (i for i, box in loose.items() if i not in own and _meets(picture, box, _AROUND))
    own |= {i for i in near if lines[i].size < size - 0.7 and len(lines[i].text) <= _SHORT and not _goes_on(lines, i)}
    below = _sourced(lines, picture, size)
    own |= set(below)
    if not own:
        return page
    notes, source = split_notes([lines[i] for i in below])
    lines = [replace(line, role="figure") if i in own else line for i, line in enumerate(lines)]
    figure = Figure(
        key="figure", number=None, title=None, page=page.number, section=None, notes=notes, source_line=source,
        box=picture,
    )  # fmt: skip
    known = any(other.box is None or _meets(other.box, picture, _AROUND) for other in page.figures)
    return replace(page, lines=tuple(lines), figures=page.figures if known else (*page.figures, figure))


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line is the end of a longer text above it."""
    while index and lines[index].gap is not None and (lines[index].gap or 0.0) < lines[index].size:
        index -= 1
        if len(lines[index].text) > _SHORT:
            return lines[index].role == "text"
    return False


def _sourced(lines: Sequence[Line], picture: Box, size: float) -> range:
    """The places of a source line right below a picture, and of the notes after it."""
    for index, line in enumerate(lines):
        if line.role != "text" or line.box is None or not caption("source").match(line.text):
            continue
        if -_AROUND <= line.box.top - picture.bottom <= 2 * _AROUND and line.size < size - 0.7:
            below = notes_below([replace(line, gap=None), *lines[index + 1 :]], size)
            return range(index, index + len(below))
    return range(0)


def _is_own(line: Line, page: Page, size: float) -> bool:
    """Whether a line is running text, a heading, a caption, a note or a source line."""
    heading = line.bold and line.size > size - 0.7 and (len(line.text) > _TINY or line.size > size + 0.7)
    marked = bool(line.superscripts) and line.superscripts[0][0] == 0
    captioned = any(caption(kind).match(line.text) for kind in ("table", "figure", "source", "paragraph"))
    return heading or marked or captioned or is_body(line, page, size) or line.text.startswith((NOTE_RULE, "*"))


def _meets(box: Box, other: Box, white: float) -> bool:
    """Whether two boxes overlap or stand no further apart than `white` points."""
    return (
        box.x0 - white < other.x1
        and other.x0 - white < box.x1
        and box.top - white < other.bottom
        and other.top - white < box.bottom
    )


def scattered(lines: Sequence[Line]) -> bool:
    """Whether lines are names on a map: short ones, here and there, few of them one below the other."""
    shown = [line for line in lines if line.box is not None]
    short = sum(len(line.text) <= _SCATTERED_SHORT for line in shown)
    figures = sum(sum(map(str.isdigit, line.text)) * 2 >= len(line.text) for line in shown)
    if len(shown) < _SCATTERED or short < _MOSTLY * len(shown) or figures > _FIGURES * len(shown):
        return False
    edges = Counter(round(line.box.x0 / 4) for line in shown if line.box)
    return max(edges.values()) <= _ALIGNED * len(shown)
