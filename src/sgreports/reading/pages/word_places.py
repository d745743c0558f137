"""Where words of a paragraph stand on its pages, for a picture that points at them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium

from sgreports.model.base import Box
from sgreports.model.letters import letters
from sgreports.reading.areas.captioned import united
from sgreports.reading.pages.page_picture import opened

AROUND = (40, 12, 4)
"""Letters on each side by which words are found: fewer where a page has not so many of them in a row."""
SLACK = 2.0
"""Points by which a letter may stand out of its paragraph's box."""


class Letter(NamedTuple):
    """A letter of a page and its box, the top counted from the page's top."""

    letter: str
    box: Box


def word_boxes(path: Path, boxes: Sequence[Box], text: str, start: int, end: int) -> list[Box]:
    """The boxes of `text[start:end]` of the paragraph in these boxes, one a line; none where it is not found, or where
    it may stand in several places. Raises DamagedError as `page_sizes` does. Not for two threads at a time."""
    with opened(path) as document:
        there = [letter for box in boxes for letter in _letters(document, box)]
    page = "".join(letter.letter for letter in there)
    for around in AROUND:
        before, inside, after = letters(text[:start])[-around:], letters(text[start:end]), letters(text[end:])[:around]
        sought = before + inside + after
        at = page.find(sought)
        if inside and at >= 0 and page.find(sought, at + 1) < 0:
            return _lines(there[at + len(before) : at + len(before) + len(inside)])
    return []


def _letters(document: pdfium.PdfDocument, box: Box) -> Iterator[Letter]:
    """The letters in a box, in the order of the page's text."""
    if not 1 <= box.page <= len(document):
        return
    page = document[box.page - 1]
    text, height = page.get_textpage(), page.get_height()
    for i in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(i)
        x, y = (left + right) / 2, height - (top + bottom) / 2
        if box.x0 - SLACK <= x <= box.x1 + SLACK and box.top - SLACK <= y <= box.bottom + SLACK:
            here = Box(page=box.page, x0=left, top=height - top, x1=right, bottom=height - bottom)
            yield from (Letter(letter, here) for letter in letters(text.get_text_range(i, 1)))


def _lines(found: Sequence[Letter]) -> list[Box]:
    """One box for the letters of each line."""
    line = 0
    of_line: list[tuple[int, Box]] = []
    for letter in found:
        new = of_line and (letter.box.page != of_line[-1][1].page or letter.box.x1 < of_line[-1][1].x0)
        line += bool(new)
        of_line.append((line, letter.box))
    groups = (group for _, group in groupby(of_line, key=lambda each: each[0]))
    return [box for group in groups if (box := united(letter for _, letter in group))]
