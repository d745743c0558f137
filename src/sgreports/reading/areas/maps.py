"""Maps: pages that are a drawing, and pictures with recognized letters. Their names are no running text."""

from dataclasses import replace

from sgreports.knowledge.layout.captions import caption
from sgreports.model.base import Box
from sgreports.model.report import Figure
from sgreports.reading.areas.captioned import united
from sgreports.reading.areas.drawn import Drawn
from sgreports.reading.areas.labels import on_picture, scattered
from sgreports.reading.legibility import misread
from sgreports.reading.lines import Line, Page

_SHAPES = 300  # drawn shapes: a page with so many, no numbered paragraph and no table's heading is a map
_PICTURE = (0.3, 0.97)  # of the page: a smaller picture is a crest or part of a table, a larger one the scan
# Of what recognition reads on the maps of S/1996/416 and S/1997/631 half is misread, of a table that lies on a picture
# (S/1997/631, p. 7) 0.12.
_MISREAD = 0.3

_UNDER, _BESIDE = 24.0, 4.0  # points from a map to the last line of its imprint; over its edges
_NOISE = 0.3  # of the letters that recognition reads on a scanned map are wrong; on most pages of text 0.2 at most
_SET = 3  # lines wider than half the page: maps have one at most, poor scans of text (S/23836) five and more


def with_map(page: Page, drawn: Drawn) -> Page:
    """The page with the role `figure` on the letters of a map. It runs before tables are detected."""
    if page.number > 1 and (page.noise or 0.0) > _NOISE and not _is_set(page) and not any(map(_reads, page.lines)):
        return _mapped(page, [line for line in page.lines if line.role == "text"])
    own = [line for line in page.lines if line.role == "text"]
    scanned = drawn.images and page.number > 1 and scattered(own)
    if (len(drawn.shapes) >= _SHAPES or scanned) and not any(map(_reads, page.lines)):
        return _mapped(page, own)
    for picture in drawn.images:
        inside = _inside(page, picture)
        garbled = inside and misread(replace(page, lines=tuple(inside))).share > _MISREAD
        if garbled and not any(map(_reads, inside)):
            page = _mapped(page, [*inside, *_imprint(page, picture)])
    return page


def _is_set(page: Page) -> bool:
    """Whether lines run over most of the page, as no names on a map do: a poor scan of a text."""
    boxes = [line.box for line in page.lines if line.role == "text" and line.box]
    return sum(box.x1 - box.x0 > page.width / 2 for box in boxes) >= _SET


def _reads(line: Line) -> bool:
    found = caption("table").match(line.text)
    return bool(caption("paragraph").match(line.text) or (found and found["number"]))


def _inside(page: Page, picture: Box) -> list[Line]:
    share = (picture.x1 - picture.x0) * (picture.bottom - picture.top) / (page.width * page.height)
    if not _PICTURE[0] <= share <= _PICTURE[1]:
        return []
    return [line for line in page.lines if line.role == "text" and line.box and on_picture(line.box, picture)]


def _imprint(page: Page, picture: Box) -> list[Line]:
    """The lines right under a map and no wider, in smaller type than its names: its number, date and maker."""
    sizes = sorted(line.size for line in _inside(page, picture))
    return [
        line
        for line in page.lines
        if line.role == "text" and line.box and line.size < sizes[len(sizes) // 2]
        and picture.x0 - _BESIDE < line.box.x0 and line.box.x1 < picture.x1 + _BESIDE
        and 0 <= line.box.top - picture.bottom + _BESIDE <= _UNDER
    ]  # fmt: skip


def _mapped(page: Page, own: list[Line]) -> Page:
    taken = set(map(id, own))
    lines = tuple(replace(line, role="figure") if id(line) in taken else line for line in page.lines)
    figure = Figure(
        key="figure", number=None, title=None, page=page.number, section=None, box=united(line.box for line in own)
    )
    return replace(page, lines=lines, figures=(*page.figures, figure))
