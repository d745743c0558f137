"""What an engine gives of a page: its text objects, what is drawn on it, its links. All places are in PDF space:
points, y upward, not rotated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Literal, NamedTuple

from sgreports.model.base import Issue
from sgreports.reading.lines import OVER_LIMIT
from sgreports.settings import ReaderName

# The busiest page of ../shared/corpus (a map, S/2006/1003) has some 2,000 objects; 200,000 take pdfium minutes.
MOST_OBJECTS = 30_000
_LARGEST = 14_400.0  # points: the largest page that PDF 1.7 allows (annex C), 200 inches


class Rectangle(NamedTuple):
    """A rectangle in PDF space."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Face:
    """The look of one text object. `angle` is the writing direction in degrees, counter-clockwise, in PDF space."""

    font: str
    size: float
    bold: bool
    italic: bool
    angle: int
    invisible: bool


@dataclass(slots=True)
class TextObject:
    """Characters of one font on one baseline, in the order of writing. `origin` is where the first one begins.

    A character without meaning in the file is U+FFFD. The edges are those of each character's box, which is as high as
    the font's letters, not as the glyph.
    """

    face: Face
    origin: tuple[float, float]
    chars: list[str] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    bottoms: list[float] = field(default_factory=list)

    def add(
        self, chars: Iterable[str], lefts: Iterable[float], rights: Iterable[float], tops: Iterable[float],
        bottoms: Iterable[float],
    ) -> None:  # fmt: skip
        """Appends characters with the edges of their boxes."""
        self.chars += chars
        self.lefts += lefts
        self.rights += rights
        self.tops += tops
        self.bottoms += bottoms

    def only(self, wanted: Sequence[bool]) -> "TextObject":
        """These of the characters alone, in their places."""
        part = TextObject(self.face, self.origin, list(compress(self.chars, wanted)))
        part.lefts, part.rights, part.tops, part.bottoms = (
            list(compress(edges, wanted)) for edges in (self.lefts, self.rights, self.tops, self.bottoms)
        )
        return part


@dataclass(frozen=True, slots=True)
class DrawnObject:
    """A path (line, rectangle, curve), a form or an image, and its bounds."""

    kind: Literal["path", "form", "image"]
    bounds: Rectangle


@dataclass(frozen=True, slots=True)
class LinkArea:
    """The place of a link to an address."""

    uri: str
    bounds: Rectangle


@dataclass(frozen=True, slots=True)
class Unseen:
    """The texts that a page holds and does not show, and what is said of these and of all else that is not read."""

    hidden: Sequence[TextObject] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page (from 1) with its visible box and the clockwise rotation under which it is shown."""

    number: int
    box: Rectangle
    rotation: int
    texts: list[TextObject]
    drawn: list[DrawnObject]
    links: Sequence[LinkArea]
    reader: ReaderName
    unseen: Unseen = Unseen()


class UnreadablePage(Exception):  # noqa: N818
    """A page that the engine cannot read, or must not: `code` is that of its issue."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def check_limits(objects: int, width: float, height: float) -> None:
    """Raises UnreadablePage for a page that has too many objects, or no size, or an impossible one."""
    if objects > MOST_OBJECTS:
        raise UnreadablePage(OVER_LIMIT, f"has {objects} objects, over {MOST_OBJECTS}")
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise UnreadablePage(OVER_LIMIT, f"is {width:.0f} by {height:.0f} points")
