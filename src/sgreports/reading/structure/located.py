"""Where a text that was put together from lines stands on the page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from sgreports.model.base import Box
from sgreports.model.report import Piece
from sgreports.reading.lines import Line

Key = TypeVar("Key", str, str | None)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, and the offset of each."""

    text: str
    offsets: tuple[int, ...]


def letters(text: str) -> Letters:
    """The letters and digits of a text: blanks, hyphens and note marks differ between a text and its lines."""
    found = [(char, offset) for offset, char in enumerate(text) if char.isalnum()]
    return Letters("".join(char for char, _ in found), tuple(offset for _, offset in found))


def located(text: str, lines: Sequence[Line]) -> tuple[Piece, ...]:
    """The pieces of a text, one a line, where consecutive lines make it up; none where no lines do.

    The text may begin inside its first line, after a number, `Table 2. Casualties`, or end inside its last one.
    """
    whole = letters(text)
    own = [(line.box, letters(_unmarked(line)).text) for line in lines if line.box is not None]
    bounds = list(accumulate((len(line) for _, line in own), initial=0))
    joined, size = "".join(line for _, line in own), len(whole.text)
    at = joined.find(whole.text) if size else -1
    while at >= 0 and at not in bounds and at + size not in bounds:
        at = joined.find(whole.text, at + 1)
    pieces = []
    for (box, line), begins in zip(own, bounds, strict=False):
        first, end = max(at, begins), min(at + size, begins + len(line))
        if at >= 0 and first < end:
            width = (box.x1 - box.x0) * (begins + len(line) - first) / len(line)  # as if all letters were of one width
            left = box.x0 if first == begins else box.x1 - width
            start, stop = whole.offsets[first - at], whole.offsets[end - 1 - at] + 1
            pieces.append(Piece(start=start, end=stop, box=box.model_copy(update={"x0": left})))
    return tuple(pieces)


def _unmarked(line: Line) -> str:
    """A line's text with blanks for what is raised: marks that call notes. What begins a note is no call."""
    text = line.text
    for start, end in line.superscripts:
        if text[:start].strip():
            text = text[:start] + " " * (end - start) + text[end:]
    return text


class Owners(Generic[Key]):
    """Which rows a line on a page belongs to, by their keys."""

    def __init__(self, rows: Iterable[tuple[Iterable[Piece], Key]]) -> None:
        self._places: dict[tuple[int, float], list[tuple[Box, Key]]] = defaultdict(list)
        for pieces, key in rows:
            for piece in pieces:
                self._places[piece.box.page, piece.box.top].append((piece.box, key))

    def of(self, line: Box) -> Iterator[Key]:
        """The keys of the rows that the line at a place belongs to."""
        places = self._places.get((line.page, line.top), ())
        return (key for box, key in places if box.x0 < line.x1 and line.x0 < box.x1)
