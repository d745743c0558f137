"""Running heads, page numbers, job numbers and bar codes: lines that are the paper's, not the report's."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from sgreports.knowledge.furniture import furniture_pattern
from sgreports.reading.lines import Line, Page

_TOP, _BOTTOM = 0.16, 0.86  # of the page's height: heads stand above, feet below
_HEADS = 6  # rows at most
_REPEATED = 0.5  # of the pages carry a running head or foot that no pattern knows
_FEWEST = 4  # pages
_ROW, _FOOT_CELLS = 3.0, 2  # points between lines of one row; a foot has a job number and a page number
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages with the role `furniture` on such lines; they stay in their places."""
    repeated = _repeated(pages)
    return tuple(_page(page, repeated) for page in pages)


def _repeated(pages: tuple[Page, ...]) -> frozenset[tuple[str, int]]:
    """Texts (digits apart) that stand at one height on most pages, in the margins."""
    if len(pages) < _FEWEST:
        return frozenset()
    found = Counter(key for page in pages for key in {_key(line) for line in page.lines if _marginal(line, page)})
    return frozenset(key for key, times in found.items() if times >= max(_FEWEST, _REPEATED * len(pages)))


def _marginal(line: Line, page: Page) -> bool:
    box = line.box
    return box is not None and (box.bottom < 0.1 * page.height or box.top > 0.92 * page.height)


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.box.top / 4) if line.box else 0


def _page(page: Page, repeated: frozenset[tuple[str, int]]) -> Page:
    text = [line for line in page.lines if line.role == "text" and line.box]
    down = sorted(text, key=lambda line: line.box.top if line.box else 0.0)
    taken = {id(line) for line in text if furniture_pattern("any").fullmatch(line.text)}
    taken |= {id(line) for line in text if _marginal(line, page) and _key(line) in repeated}
    if page.number > 1:  # the first page's head is the masthead
        heads = [line for line in down if line.box and line.box.bottom < _TOP * page.height]
        taken |= _edge(heads, "top", taken)
    feet = [line for line in reversed(down) if line.box and line.box.top > _BOTTOM * page.height]
    feet = _before_rows(feet)
    taken |= _edge(feet, "bottom", taken)
    if not taken:
        return page
    return replace(page, lines=tuple(replace(x, role="furniture") if id(x) in taken else x for x in page.lines))


def _before_rows(feet: list[Line]) -> list[Line]:
    """The lines below the last row that has another cell than a foot's: `4` at the end of a table's row is none."""
    for index, line in enumerate(feet):
        beside = [other for other in feet if other.box and line.box and abs(other.box.bottom - line.box.bottom) < _ROW]
        if len(beside) > _FOOT_CELLS and not all(_matches(other.text, "bottom") for other in beside):
            return feet[:index]
    return feet


def _edge(inward: Iterable[Line], zone: Literal["top", "bottom"], taken: set[int]) -> set[int]:
    """The lines from the page's edge inward, up to the first that is the report's own."""
    found: set[int] = set()
    for line in inward:
        if id(line) in taken:
            continue
        if len(found) >= _HEADS or not _matches(line.text, zone):
            break
        found.add(id(line))
    return found


def _matches(text: str, zone: Literal["top", "bottom"]) -> bool:
    return bool(furniture_pattern(zone).fullmatch(text) or furniture_pattern("edge").fullmatch(text))
