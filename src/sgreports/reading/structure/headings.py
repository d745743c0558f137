"""Headings: their printed numbers, their levels and the tree that they make."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sgreports.knowledge.layout.covers import word_list
from sgreports.model.report import Link, Piece, Section
from sgreports.reading.structure.measures import stopped

_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_LABEL = re.compile(
    rf"^(?P<path>{_ROMAN}\.[A-Z](?:\.\d{{1,2}})?(?:\.\([a-z]\))?)\.?\s++(?=[A-Z])"
    rf"|^(?:(?:Chapter|Part|Section|CHAPTER|PART|SECTION)\s++)?(?P<roman>{_ROMAN})\s?\.?(?:\s++|$)(?<=[.\s])"
    r"|^(?P<letter>[A-Z])\s?\.\s++"
    r"|^(?P<digit>\d{1,2})\s?\.\s++"
    r"|^\((?P<paren>[a-z]{1,4}|\d{1,2})\)\s++"
)
_DOTTED_ROMAN = re.compile(rf"^(?:{_ROMAN})\s?\.\s++\S|^(?:Chapter|Part|CHAPTER|PART)\s++(?:{_ROMAN})\b")
_DOTTED_NAME = re.compile(r"[A-Z][a-z]+ \d{1,2}\.(?:\d{1,2}|[a-z])\b")
_ROMAN_OR_LETTER = {"I": "H", "V": "U", "X": "W", "L": "K", "C": "B", "D": "C", "M": "L"}
_LOWEST = 9  # below every level and every sort of number
LEVELS = {"roman": 1, "letter": 2, "digit": 3, "paren": 4}


@dataclass(frozen=True)
class Label:
    """A heading's printed number: its sort (`roman`, `letter`, `digit`, `paren`), text and length in characters."""

    sort: str
    text: str
    length: int


def label(text: str) -> Label | None:
    """The printed number at a heading's beginning, of `III.B.5.` the last; a single `I.`, `V.` is Roman until the tree
    knows better."""
    found = _LABEL.match(text)
    if found is None:
        return None
    if found["path"]:
        own = found["path"].rpartition(".")[2]
        sort = "paren" if own[0] == "(" else "letter" if own.isalpha() else "digit"
        return Label(sort, own.strip("()"), found.end())
    if found["roman"] and not _DOTTED_ROMAN.match(text):
        return None
    sort = str(found.lastgroup)
    return Label(sort, found[sort], found.end())


@dataclass(frozen=True)
class PrintedHeading:
    """A heading as printed: its text, whether it is bold, italic or upper case, its size in points, its place."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    pieces: tuple[Piece, ...] = ()
    links: tuple[Link, ...] = ()
    level: int | None = None  # as a Word file states it


def is_named(text: str) -> bool:
    """Whether a line is `Target 5.1` alone, or that with a title that is no sentence."""
    found = _DOTTED_NAME.match(text)
    title = text[found.end() :].strip() if found else ""
    return found is not None and not (title and stopped(title))


def is_byline(text: str) -> bool:
    """Whether a line says who wrote what the title above it names: `Prepared by the Special Representative`."""
    return text.lstrip("([ ").lower().startswith(tuple(word_list("bylines")))


class SectionTree:
    """The sections of one part, grown heading by heading; `add` gives the new section's key."""

    def __init__(self, prefix: str = "", parent: str | None = None) -> None:
        self._prefix = prefix
        self._root = parent
        self._open: list[tuple[int, Section]] = []
        self._taken: set[str] = set()
        self._plain = 0
        self._stated = False
        self.sections: list[Section] = []

    @property
    def current(self) -> str | None:
        """The key of the innermost open section, of the part where none is open."""
        return self._open[-1][1].key if self._open else self._root

    def add(self, heading: PrintedHeading, order: int) -> str:
        """Puts the heading under the nearest one of a higher rank."""
        mark = self._settled(label(heading.text))
        rank = self._rank(mark, heading)
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        parent = self._open[-1][1] if self._open else None
        base = 1 if self._root is None else 2
        begins = len(heading.text) - len(heading.text[mark.length if mark else 0 :].lstrip())  # of its words
        section = Section(
            key=self._key(mark, parent),
            level=parent.level + 1 if parent else base,
            label=mark.text if mark else "",
            title=heading.text[begins:].strip(),
            parent=parent.key if parent else self._root,
            order=order,
            pieces=tuple(_moved_pieces(heading.pieces, begins)),
            links=tuple(
                link.model_copy(update={"start": max(link.start - begins, 0), "end": link.end - begins})
                for link in heading.links
                if link.end > begins
            ),
        )
        self._open.append((rank, section))
        self.sections.append(section)
        return section.key

    def _settled(self, mark: Label | None) -> Label | None:
        """`I.` after `H.` and `V.` after `U.` are letters; `C.` and `D.` always are."""
        if mark is None or mark.sort != "roman" or mark.text not in _ROMAN_OR_LETTER:
            return mark
        letters = [s.label for rank, s in self._open if rank % 100 == LEVELS["letter"] * 10]
        return Label("letter", mark.text, mark.length) if letters[-1:] == [_ROMAN_OR_LETTER[mark.text]] else mark

    def _rank(self, mark: Label | None, heading: PrintedHeading) -> int:
        """Where the file states levels, the level first, then the number: `I.` above `A.` above a heading without
        number of one level; one that is only set in bold then stands below all others."""
        self._stated = self._stated or heading.level is not None
        if self._stated:
            return (heading.level or _LOWEST) * 100 + (LEVELS[mark.sort] if mark else _LOWEST) * 10
        return LEVELS[mark.sort] * 10 if mark else self._plain_rank(heading)

    def _plain_rank(self, heading: PrintedHeading) -> int:
        """A heading without number stands under the numbered one that is open: bold above italic, `Goal 5` above
        `Target 5.1`."""
        numbered = [rank for rank, section in self._open if section.label]
        step = 7 if heading.italic and not heading.bold else 6 if _DOTTED_NAME.match(heading.text) else 5
        return max(numbered) + step if numbered else LEVELS["roman"] * 10 + step - 5

    def _key(self, mark: Label | None, parent: Section | None) -> str:
        self._plain += mark is None
        own = mark.text if mark else f"h{self._plain}"
        stem = f"{parent.key}.{own}" if parent else f"{self._prefix}{own}"
        return unique_key(stem, self._taken)


def unique_key(wanted: str, taken: set[str]) -> str:
    """`wanted`, or `wanted~2` where it is taken; taken from now on."""
    key, count = wanted, 1
    while key in taken:
        count += 1
        key = f"{wanted}~{count}"
    taken.add(key)
    return key


def _moved_pieces(pieces: Iterable[Piece], begins: int) -> Iterator[Piece]:
    """Pieces of a heading as pieces of its title: one cut there is narrowed as if all letters were of one width."""
    for piece in pieces:
        if piece.end > begins:
            box, cut = piece.box, max(begins - piece.start, 0) / (piece.end - piece.start)
            narrowed = box.model_copy(update={"x0": box.x0 + cut * (box.x1 - box.x0)})
            yield Piece(start=max(piece.start - begins, 0), end=piece.end - begins, box=narrowed)
