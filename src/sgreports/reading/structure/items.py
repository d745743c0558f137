"""Sub-items `(a)`, `(i)`, `(1)` inside a paragraph's running text."""

import re

from sgreports.model.report import Item

_MARK = re.compile(
    r"\((?:(?<=^\()|(?<=[:;,.—–] \()|(?<=\band \()|(?<=\bor \())(?P<mark>[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)(?=\s)"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")


def items(text: str) -> tuple[Item, ...]:
    """The sub-items in order. Each runs to the next mark of its own or a higher level, or to the text's end."""
    marks: list[tuple[int, str, int]] = []
    levels: list[tuple[str, int]] = []  # the sort of marks on each level, and how many have come
    for found in _MARK.finditer(text):
        depth = _depth(found["mark"], levels)
        if depth is not None:
            marks.append((found.start(), f"({found['mark']})", depth))
    found_items = []
    for position, (start, mark, depth) in enumerate(marks, 1):
        end = next((at for at, _, other in marks[position:] if other <= depth), len(text))
        found_items.append(Item(mark=mark, start=start, end=start + len(text[start:end].rstrip())))
    return tuple(found_items)


def _depth(mark: str, levels: list[tuple[str, int]]) -> int | None:
    """The level on which the mark is the next one, or that it opens; None where it is out of order."""
    for depth in range(len(levels) - 1, -1, -1):
        sort, count = levels[depth]
        if _place(mark, sort) == count + 1:
            levels[depth:] = [(sort, count + 1)]
            return depth
    for sort in ("letter", "roman", "digit"):
        if _place(mark, sort) == 1 and sort not in {own for own, _ in levels}:
            levels.append((sort, 1))
            return len(levels) - 1
    return None


def _place(mark: str, sort: str) -> int | None:
    if sort == "digit":
        return int(mark) if mark.isdigit() else None
    if sort == "roman":
        return _ROMAN.index(mark) + 1 if mark in _ROMAN else None
    if mark.isdigit() or (len(mark) > 1 and len(set(mark)) > 1):
        return None
    return ord(mark[0]) - ord("a") + 1 + 26 * (len(mark) - 1)
