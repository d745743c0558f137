"""Where a text that was put together from lines stands on the page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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

    The text may begin inside its first line, after a number: `Table 2. Casualties`.
    """
    whole = letters(text)
    own = [(line.box, letters(_unmarked(line))) for line in lines if line.box is not None]
    for first in range(len(own) if whole.text else 0):
        if found := tuple(_chain(whole, own[first:])):
            return found
    return ()


def _unmarked(line: Line) -> str:
    """A line's text with blanks for what is raised: marks that call notes. What begins a note is no call."""
    text = line.text
    for start, end in line.superscripts:
        if text[:start].strip():
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _chain(whole: Letters, lines: Iterable[tuple[Box, Letters]]) -> Iterator[Piece]:
    """The pieces if the text begins in the first line and goes on in the next ones to its end."""
    found: list[Piece] = []
    at = 0
    for box, line in lines:
        taken = _shared(whole.text[at:], line.text, inside=not found)
        if not taken:
            return
        found.append(_piece(whole, at, taken, box, len(line.text)))
        at += taken
        if at == len(whole.text):
            yield from found
            return


def _shared(rest: str, line: str, *, inside: bool) -> int:
    """How many letters of the text the line has: all of the line, its end (`inside`), or all that is left."""
    if line and (rest.startswith(line) or line.startswith(rest)):
        return min(len(rest), len(line))
    if inside and len(rest) <= len(line) and line.endswith(rest):
        return len(rest)
    if inside:
        return next((n for n in range(min(len(rest), len(line)) - 1, 0, -1) if line.endswith(rest[:n])), 0)
    return 0


def _piece(whole: Letters, at: int, taken: int, box: Box, of: int) -> Piece:
    """A piece in the right part of the line's box, as if all letters were of one width."""
    start, end = whole.offsets[at], whole.offsets[at + taken - 1] + 1
    x0 = box.x1 - (box.x1 - box.x0) * taken / of if taken < of and at == 0 else box.x0
    return Piece(start=start, end=end, box=box.model_copy(update={"x0": x0}))


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
