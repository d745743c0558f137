"""Running heads, page and job numbers in text: at the edges of pages, or in its midst where no form feed is kept."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sgreports.reading.furniture import from_edge, is_furniture, is_speck, repeated, without_digits
from sgreports.reading.lines import Line, by_column
from sgreports.reading.structure.contents import heads_contents

_CELLS = re.compile(r"\s{3,}|\t+")
_NUMBER = re.compile(r"(?:[-–—] ?)?(\d{1,4})(?: ?[-–—])?")
_OF_PAGES = re.compile(r"\d{1,3} ?/ ?\d{1,3}|Page \d{1,3}")
_SYMBOL = re.compile(r"[A-Z]{1,6}/\S{2,40}")
_SURE = re.compile(r"\d{1,3}/\d{1,3}|\d{2}-\d{5}(?: \([A-Z]\))?")
_FOOT = 30  # lines from a page's end, notes included
_EDGE = 9  # lines from a page's edge at most
_NEAR = 3  # lines from the edge in which an unknown head repeats
_MOSTLY = 0.5  # of the pages
_COVER = 12  # lines at the beginning in which no page ends
_HEADS = 3  # times that a symbol stands alone before it is a running head
_SHORT = 14  # characters of a misread `English`
_AROUND = 6  # lines of furniture between two pages at most

Lines = list[Line]


def split_pages(lines: Sequence[Line]) -> list[Lines]:
    """Lines without form feeds cut where running heads and page numbers show that a page ends."""
    heads = _symbols(lines)
    of_pages = sum(bool(_OF_PAGES.fullmatch(line.text)) for line in lines) > 1
    cuts = [0]
    index = _COVER
    while index < len(lines):
        expected = set() if of_pages else {len(cuts), len(cuts) + 1}
        end = index
        while end < len(lines) and end - index < _AROUND and _between(lines[end].text, heads, expected):
            end += 1
        if any(line.text in heads or _OF_PAGES.fullmatch(line.text) for line in lines[index:end]):
            cuts.append(index)
        index = max(end, index + 1)
    return [list(lines[a:b]) for a, b in pairwise([*cuts, len(lines)]) if a < b]


def _between(text: str, heads: frozenset[str], expected: set[int]) -> bool:
    """Whether a line can stand between two pages: a running head, the number of a page, a job number."""
    if number := _NUMBER.fullmatch(text):
        return int(number[1]) in expected
    return text in heads or (not _SYMBOL.fullmatch(text) and _matches(text))


def without_furniture(pages: Sequence[Lines]) -> list[Lines]:
    """The pages with the role `furniture` on heads and feet."""
    known = repeated([{without_digits(line.text) for line in (*own[:_NEAR], *own[-_NEAR:])} for own in pages])
    ahead = _ahead(pages)
    heads = _symbols([line for lines in pages[1:] for line in lines])
    return [_page(lines, index, known | heads, ahead) for index, lines in enumerate(pages)]


def _symbols(lines: Sequence[Line]) -> frozenset[str]:
    """The symbols that stand alone so often that they are running heads."""
    found = Counter(line.text for line in lines if _SYMBOL.fullmatch(line.text))
    return frozenset(text for text, times in found.items() if times >= _HEADS)


def _ahead(pages: Sequence[Lines]) -> int | None:
    """How far printed page numbers run ahead of the count, by most pages; None where no bare number is one."""
    texts = [[line.text for line in lines] for lines in pages]
    if sum(any(map(_OF_PAGES.fullmatch, own)) for own in texts) > 1:
        return None
    found = Counter(
        ahead
        for index, own in enumerate(texts[1:], start=1)
        for ahead in {int(number[1]) - index for number in map(_NUMBER.fullmatch, own) if number}
    )
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] >= max(2, _MOSTLY * (len(pages) - 1)) else None


def _page(lines: Lines, index: int, known: frozenset[str], ahead: int | None) -> Lines:
    printed = None if ahead is None or index == 0 else index + ahead
    taken: set[int] = set()
    for column in by_column(lines):
        foot = _run(list(reversed(column)), printed, known)
        head = _run(column, printed, known) if index else []
        taken |= {id(line) for line in (*foot, *head)}
    if index:  # where columns are read in turn, heads and feet stand in the midst
        taken |= {id(line) for line in lines if _SYMBOL.fullmatch(line.text) and line.text in known}
        numbers = [line for line in lines if (m := _NUMBER.fullmatch(line.text)) and int(m[1]) == printed]
        taken |= {id(line) for line in numbers if len(numbers) == 1}
    taken |= {id(line) for line in lines[-_FOOT:] if _SURE.fullmatch(line.text)}
    taken |= {id(line) for line in lines if is_furniture(line.text, "any")}
    if index == 0:
        taken |= {id(line) for line in lines if " " in line.text and is_furniture(line.text, "bottom")}  # job numbers
    return [replace(line, role="furniture") if id(line) in taken else line for line in lines]


def _run(inward: Sequence[Line], printed: int | None, known: frozenset[str]) -> Lines:
    """The lines of furniture from an edge inward, with the specks and misread words between them. A bare number is a
    page's only where it is the one to expect."""

    def says(line: Line, found: Sequence[Line], between: Sequence[Line]) -> bool | None:
        if number := _NUMBER.fullmatch(line.text):
            return int(number[1]) == printed and not any(_NUMBER.fullmatch(x.text) for x in found)
        if _matches(line.text) or (without_digits(line.text) in known and not is_speck(line.text)):
            return True
        short = len(line.text) <= _SHORT and not between and not heads_contents(line.text)
        return None if short or is_speck(line.text) else False

    return from_edge(inward[:_EDGE], says)


def _matches(text: str) -> bool:
    """Whether all that stands on the line is furniture: a layout puts `2/15` and a job number side by side."""
    cells = [cell for cell in _CELLS.split(text) if cell]
    if len(cells) == 1 and not _cell(text):
        cells = text.split()
    return all(map(_cell, cells)) and (len(cells) == 1 or not all(map(_NUMBER.fullmatch, cells)))


def _cell(text: str) -> bool:
    return is_furniture(text, "edge", "top", "bottom", "any")
