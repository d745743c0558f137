"""Furniture: running heads, page numbers, job numbers and bar codes, which are not the report's text."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal, TypeVar

from sgreports.knowledge.layout.furniture import Zone, furniture_pattern
from sgreports.model.base import Box
from sgreports.reading.lines import Line, Page

_TOP, _BOTTOM = 0.16, 0.84  # of the page's height: heads stand above, feet below
_HEADS = 6  # rows at most
_REPEATED = 0.5  # share of the pages with the same unknown running head or foot
_FEWEST = 4  # pages
_ROW, _FOOT_CELLS = 3.0, 2  # points between lines of one row; a foot has a job number and a page number
_CORNER, _FEWEST_HEADS = 9.0, 2  # points within which two heads stand in one place; pages that show them there
_TYPED, _STACKED = 3, 3.0  # lines; points between them at most
_SPECK = 2  # characters
_SHORT = 14  # characters of a symbol, `English`, `Page 12`
_RUNNING = 4  # characters: a single letter is higher than wide too
_FOOT_WHITE = 6.0  # points of white above misread feet, at least
_FEET_WHITE = 40.0  # points between a foot and a number that is a cell, at least
_LOW = 0.8  # of the height of the page: a scan may have lost its lower margin
_MISREAD_FOOT = 6  # characters that recognition makes of `/...`
_JOB = re.compile(r"[A-Z.]{0,3}\d{2,4}[-–]\d{5}")
_DIGITS = re.compile(r"\d+")
K = TypeVar("K", bound=Hashable)
Says = Callable[[Line, Sequence[Line], Sequence[Line]], bool | None]
"""What a line is after the furniture found so far and the lines between: furniture, text, or None for what is taken
with the next line of furniture."""


def without_furniture(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages with the role `furniture` on these lines, in their places."""
    known = repeated([{_key(line) for line in page.lines if _marginal(line, page)} for page in pages])
    corners = _corners(pages)
    return tuple(_page(page, known, corners) for page in pages)


def _corners(pages: tuple[Page, ...]) -> tuple[Box, ...]:
    """Where typists set heads of three lines, `S/23171`, `English`, `Page 3`, on left and on right pages."""
    heads = [box for page in pages[1:] for box in _stacked(page)]
    return tuple(box for box in heads if sum(_same_place(box, other) for other in heads) >= _FEWEST_HEADS)


def _stacked(page: Page) -> list[Box]:
    """The stacked heads of a page, at least three."""
    top = [line for line in page.lines if line.box and line.box.bottom < _TOP * page.height]
    heads = [line.box for line in top if line.box and is_furniture(line.text, "top", "edge")]
    edges = [box.x0 for box in heads]
    return heads if len(heads) >= _TYPED and max(edges) - min(edges) < _CORNER else []


def _same_place(box: Box, other: Box) -> bool:
    return abs(box.x0 - other.x0) < _CORNER and abs(box.top - other.top) < _CORNER


def _misread_heads(heads: Sequence[Line], corners: Sequence[Box]) -> set[int]:
    """The short lines where other pages have their heads, or stacked with a head: `Enql tnh` over `Page 10`."""
    short = [line for line in heads if line.box and len(line.text) <= _SHORT]
    known = [line.box for line in short if line.box and is_furniture(line.text, "top", "edge")]

    def is_head(box: Box) -> bool:
        """Whether a box stands in a head's place, or left-aligned with a head and without white between them."""
        near = (head for head in known if abs(box.x0 - head.x0) < _CORNER)
        stacked = any(max(box.top, head.top) - min(box.bottom, head.bottom) < _STACKED for head in near)
        return stacked or any(_same_place(box, other) for other in corners)

    return {id(line) for line in short if corners and line.box and is_head(line.box)}


def repeated(pages: Sequence[Collection[K]]) -> frozenset[K]:
    """What most pages have, of what each has in its margins."""
    found = Counter(chain.from_iterable(pages))
    return frozenset(key for key, times in found.items() if times >= max(_FEWEST, _REPEATED * len(pages)))


def _marginal(line: Line, page: Page) -> bool:
    box = line.box
    return box is not None and (box.bottom < 0.1 * page.height or box.top > 0.92 * page.height)


def _key(line: Line) -> tuple[str, int]:
    return without_digits(line.text), round(line.box.top / 4) if line.box else 0


def without_digits(text: str) -> str:
    """A head's text as it is on any page."""
    return _DIGITS.sub("0", text)


def _page(page: Page, known: frozenset[tuple[str, int]], corners: Sequence[Box]) -> Page:
    text = [line for line in page.lines if line.role == "text" and line.box]
    down = sorted(text, key=lambda line: line.box.top if line.box else 0.0)
    taken = {id(line) for line in text if is_furniture(line.text, "any")}
    taken |= {id(line) for line in _beside_numbers(text)}
    taken |= {id(line) for line in text if _marginal(line, page) and _key(line) in known}
    taken |= {
        id(line) for line in text if _beside_turned(line, page) and is_furniture(line.text, "top", "bottom", "edge")
    }
    if page.number > 1:  # the first page's head is the masthead
        heads = [line for line in down if line.box and line.box.bottom < _TOP * page.height]
        taken |= _misread_heads(heads, corners)
        taken |= _edge(heads, "top", taken)
    taken |= _misread_feet(page, down)
    feet = [line for line in reversed(down) if line.box and line.box.top > _BOTTOM * page.height]
    feet = _standing_together(_before_rows(feet))
    taken |= _edge(feet, "bottom", taken)
    if not taken:
        return page
    return replace(page, lines=tuple(replace(x, role="furniture") if id(x) in taken else x for x in page.lines))


def _beside_numbers(text: Sequence[Line]) -> list[Line]:
    """Stamps, dots and page numbers in a row with a job number, wherever a note has pushed it."""
    numbers = [line.box for line in text if line.box and _JOB.match(line.text) and is_furniture(line.text, "any")]
    beside = [x for x in text if x.box and any(box.top < x.box.bottom and x.box.top < box.bottom for box in numbers)]
    return [line for line in beside if is_furniture(line.text, "bottom", "edge")]


def _beside_turned(line: Line, page: Page) -> bool:
    """Whether a line runs down the left or right edge: the head or foot of a page that is printed across."""
    box, edge = line.box, _TOP * page.width
    if box is None or len(line.text) < _RUNNING:
        return False
    return box.bottom - box.top > 1.5 * (box.x1 - box.x0) and (box.x1 < edge or box.x0 > page.width - edge)


def _before_rows(feet: list[Line]) -> list[Line]:
    """The lines below the last row with a cell that is no foot: `4` at the end of a table's row is no page number."""
    for index, line in enumerate(feet):
        beside = [other for other in feet if other.box and line.box and abs(other.box.bottom - line.box.bottom) < _ROW]
        if (len(beside) > _FOOT_CELLS or line.text.isdigit()) and not all(
            is_furniture(other.text, "bottom", "edge") for other in beside
        ):
            return feet[:index]
    return feet


def _standing_together(feet: list[Line]) -> list[Line]:
    """The lines from the lowest up to wide white: a number that stands far over `/...` is no page's."""
    low = [line.box.top for line in feet if line.box]
    apart = (i for i in range(1, len(feet)) if feet[i].text.isdigit() and low[i - 1] - low[i] > _FEET_WHITE)
    return feet[: next(apart, len(feet))]


def _edge(inward: Iterable[Line], zone: Literal["top", "bottom"], taken: set[int]) -> set[int]:
    """The lines from the page's edge inward, with specks of a scan."""

    def says(line: Line, found: Sequence[Line], _: object) -> bool | None:
        if len(found) < _HEADS and is_furniture(line.text, zone, "edge"):
            return True
        return None if is_speck(line.text) else False

    return set(map(id, from_edge((line for line in inward if id(line) not in taken), says)))


def from_edge(inward: Iterable[Line], says: Says) -> list[Line]:
    """The furniture of a page or column from its edge inward, up to the first line that is text."""
    found: list[Line] = []
    between: list[Line] = []
    for line in inward:
        said = says(line, found, between)
        if said is False:
            break
        between.append(line)
        if said:
            found += between
            between = []
    return found


def _misread_feet(page: Page, down: Sequence[Line]) -> set[int]:
    """The job number and `/...` as recognition misread them: lines at the foot that are mostly digits or short, with
    white above them."""
    if page.noise is None:
        return set()
    feet: list[Line] = []
    for line in reversed(down):
        letters = [char for char in line.text if char.isalnum()]
        misread = 2 * sum(map(str.isdigit, letters)) >= len(letters) or len(line.text) <= _MISREAD_FOOT
        if not line.box or line.box.top < _LOW * page.height or not misread:
            above = line.box.bottom if line.box else 0.0
            apart = all(foot.box and foot.box.top - above > _FOOT_WHITE for foot in feet)
            return set(map(id, feet)) if apart else set()
        feet.append(line)
    return set()


def is_speck(text: str) -> bool:
    """Whether a line is so short, or has so few letters, that it may be dirt."""
    return len(text) <= _SPECK or not any(map(str.isalnum, text))


def is_furniture(text: str, *zones: Zone) -> bool:
    """Whether a whole line is furniture that stands in one of these zones."""
    return any(furniture_pattern(zone).fullmatch(text) for zone in zones)
