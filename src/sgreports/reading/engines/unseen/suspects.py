"""Which texts of a page may be hidden, by cheap questions: only these are looked for on a picture of the page."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from pypdfium2 import raw

from sgreports.reading.engines.content import Rectangle, TextObject
from sgreports.reading.engines.pdfium_text import Buffer, ask
from sgreports.reading.engines.unseen.objects import Colour, Cover, Painted

# Fill, fill and stroke, and the same with clipping (ISO 32000-1, table 106): the fill's colour is what is seen.
_FILLED = frozenset((0, 2, 4, 6))
_LIGHT = 160  # of 255, in every channel: too near to the white of the paper to be sure
_FAINT = 96  # of 255: opacity
_NEAR = 48  # of 255 in each channel between two colours
_SLACK = 0.2  # em between the edges of a letter's box and its ink
_RECTANGLE = 6  # segments of a path at most that is taken for one
_OC_LENGTH = 6  # bytes of the name `OC`
_MOST_COVERS = 1000  # of a map; with more, every text is looked for


class Suspicion:
    """Asks of one page's texts after the other, into buffers that grow with the largest page."""

    def __init__(self) -> None:
        self._lengths = Buffer(ctypes.c_ulong, 1)
        self._colours = [Buffer(ctypes.c_uint, 1) for _ in range(4)]

    def suspects(
        self, texts: Sequence[TextObject], places: Sequence[Rectangle], owners: Sequence[int], painted: Painted
    ) -> set[int]:
        """The indexes of the texts that may be hidden; `owners` has the address of each in pdfium."""
        objects = [ctypes.c_void_p(owner) for owner in owners]
        modes = ask("FPDFTextObj_GetTextRenderMode", objects)
        found = {index for index, mode in enumerate(modes) if mode not in _FILLED}
        found |= {index for index, text in enumerate(texts) if not text.face.font}  # glyphs that are drawings (Type 3)
        found |= {index for index, owner in enumerate(owners) if owner in painted.in_forms}
        found |= {index for index, mixed in enumerate(ask("FPDFPageObj_HasTransparency", objects)) if mixed}
        found |= set(_clipped(texts, objects)) | set(_layered(objects, self._lengths))
        colours = self.fills(owners)
        found |= {index for index, colour in enumerate(colours) if colour is None or min(colour) > _LIGHT}
        if len(painted.covers) > _MOST_COVERS:
            return set(range(len(texts)))
        orders = (painted.order.get(owner, -1) for owner in owners)
        seen = zip(places, orders, colours, strict=True)
        return found | {
            index for index, one in enumerate(seen) if index not in found and _covered(*one, painted.covers)
        }

    def fills(self, owners: Sequence[int]) -> list[Colour | None]:
        """The colours of the texts at these addresses; None where one is faint, or no plain colour."""
        objects, count = map(ctypes.c_void_p, owners), len(owners)
        told = ask("FPDFPageObj_GetFillColor", objects, *(buffer.places(count) for buffer in self._colours))
        red, green, blue, alpha = (map(int, buffer.fields(count)[0]) for buffer in self._colours)
        asked = zip(told, red, green, blue, alpha, strict=True)
        return [(r, g, b) if known and a > _FAINT else None for known, r, g, b, a in asked]


def _clipped(texts: Sequence[TextObject], objects: Sequence[ctypes.c_void_p]) -> Iterator[int]:
    """The texts that are not wholly within the rectangles to which they are clipped."""
    clips = ask("FPDFPageObj_GetClipPath", objects)
    for index, count in enumerate(ask("FPDFClipPath_CountPaths", map(ctypes.c_void_p, clips))):
        if count > 0 and not _is_within(texts[index], ctypes.cast(clips[index], raw.FPDF_CLIPPATH), count):
            yield index


def _is_within(text: TextObject, clip: Any, paths: int) -> bool:
    place = _printed(text)
    for path in range(paths):
        segments = raw.FPDFClipPath_CountPathSegments(clip, path)
        if not 0 < segments <= _RECTANGLE:
            return False
        edge = _rectangle([raw.FPDFClipPath_GetPathSegment(clip, path, segment) for segment in range(segments)])
        if edge is None or not holds(edge, place):
            return False
    return True


def _printed(text: TextObject) -> Rectangle:
    """Where a text has ink, roughly: not at the edges of its letters' boxes, nor in blanks at its end."""
    place, last = place_of(text), max((i for i, char in enumerate(text.chars) if not char.isspace()), default=0)
    right = text.rights[last] if text.face.angle == 0 else place.right
    slack = _SLACK * text.face.size
    return Rectangle(place.left + slack, right - slack, place.top - slack, place.bottom + slack)


def _rectangle(segments: Iterable[Any]) -> Rectangle | None:
    """The rectangle that a path goes around, None where it is another shape."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = set()
    for segment in segments:
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.add((x.value, y.value))
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    corners = {(left, bottom), (left, top), (right, bottom), (right, top)}
    return Rectangle(left, right, top, bottom) if points == corners else None


def _layered(objects: Sequence[ctypes.c_void_p], lengths: Buffer) -> Iterator[int]:
    """The texts of layers, which may be off: those with a mark `OC`. Of a name its length is asked first."""
    counts = ask("FPDFPageObj_CountMarks", objects)
    pairs = [(index, mark) for index, count in enumerate(counts) for mark in range(count)]
    marks = ask("FPDFPageObj_GetMark", (objects[index] for index, _ in pairs), (mark for _, mark in pairs))
    none = repeat(None)
    ask("FPDFPageObjMark_GetName", map(ctypes.c_void_p, marks), none, repeat(0), lengths.places(len(marks)))
    for (index, _), mark, length in zip(pairs, marks, lengths.fields(len(marks))[0], strict=True):
        if length == _OC_LENGTH and _name(ctypes.cast(mark, raw.FPDF_PAGEOBJECTMARK)) == "OC":
            yield index


def _name(mark: object) -> str:
    buffer, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    return bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _covered(place: Rectangle, order: int, colour: Colour | None, covers: Sequence[Cover]) -> bool:
    """Whether something was painted over a text, or its own colour behind it, or a picture."""
    return any(
        (cover.order > order or cover.colour is None or _near(cover.colour, colour)) and meet(cover.bounds, place)
        for cover in covers
    )


def place_of(text: TextObject) -> Rectangle:
    """The rectangle around all characters of a text."""
    return Rectangle(min(text.lefts), max(text.rights), max(text.tops), min(text.bottoms))


def _near(one: Colour, other: Colour | None) -> bool:
    return other is None or all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))


def holds(outer: Rectangle, inner: Rectangle) -> bool:
    """Whether a rectangle is wholly in another."""
    wide = outer.left <= inner.left and inner.right <= outer.right
    return wide and outer.bottom <= inner.bottom and inner.top <= outer.top


def meet(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles have more than an edge in common."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    return wide > 0 and min(one.top, other.top) > max(one.bottom, other.bottom)
