"""Text that a page holds and does not show: in the colour of what is behind it, under something, too small, outside.

The text that recognition laid under the picture of a page is none of it.
"""

import ctypes
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.model.base import Issue
from sgreports.reading.engines.content import Rectangle, TextObject
from sgreports.reading.engines.faces import INVISIBLE
from sgreports.reading.engines.frame import frame_of
from sgreports.reading.engines.pdfium_text import Buffer, ask
from sgreports.reading.engines.unseen.objects import OPAQUE, Colour, Cover, PageObject, marks_of, painted

HIDDEN = "hidden-text"
_SMALL, _NARROW = 2.0, 0.3  # points: the size of letters, their width on average
_WORD = 3  # letters: one alone may have no width, as an accent has
_OUTSIDE, _TOO_SMALL, _UNPRINTED = "outside the page", "too small to read", "without visible print"
_FILLED = frozenset((0, 4))  # modes of rendering in which a text has its fill's colour (ISO 32000-1, table 106)
_PAPER = (255, 255, 255)
_NEAR = 16  # of 255 in each channel between two colours
_INNER = 0.25  # of a letter's box on each side: its ink is within
_AROUND = 0.5  # em by which a recognized word may stand beside its print
_SCALE, _MOST_PIXELS = 2.0, 4_000_000  # pixels a point; a larger page is drawn with fewer
_PRINT = 40  # of 255 between the darkest and the lightest spot of a text


@dataclass(frozen=True, slots=True)
class Parted:
    """A page's texts, those of its hidden characters apart, and why so many of these are hidden."""

    seen: list[TextObject]
    hidden: list[TextObject]
    reasons: Counter[str]

    def issues(self, number: int) -> Iterator[Issue]:
        """What is said of the hidden text of a page, if there is any."""
        if self.reasons:
            why = ", ".join(f"{count} {reason}" for reason, count in sorted(self.reasons.items()))
            detail = f"Page {number}: characters that the page does not show are not read: {why}."
            yield Issue(code=HIDDEN, detail=detail, page=number)


def parted(
    page: pdfium.PdfPage, texts: Sequence[TextObject], owners: Sequence[int], objects: Sequence[PageObject]
) -> Parted:
    """The texts of a page by whether they are seen; `owners` has the address of each in pdfium."""
    left, bottom, right, top = page.get_bbox()
    shown = Rectangle(left, right, top, bottom)
    scene, found = painted(objects), Parted([], [], Counter())
    doubted, behind = list(_doubted(texts, owners)), _Behind(scene.covers)
    blank = set(without_print(page, doubted, scene.order.keys())) if doubted else set()
    for text, owner, colour in zip(texts, owners, _colours(owners), strict=True):
        place, why = _place(text), [_UNPRINTED] * len(text.chars)
        if owner not in blank:
            why = _unprinted(text, place, scene.order.get(owner, -1), colour, behind)
        if not _holds(shown, place):
            why = _outside(text, shown, why)
        if not any(why):
            found.seen.append(text)
            continue
        found.reasons.update(w for w, char in zip(why, text.chars, strict=True) if w and not char.isspace())
        parts = text.only([not reason for reason in why]), text.only([bool(reason) for reason in why])
        for kept, part in zip((found.seen, found.hidden), parts, strict=True):
            kept.extend([part] * (not all(map(str.isspace, part.chars))))
    return found


def _doubted(texts: Sequence[TextObject], owners: Sequence[int]) -> Iterator[tuple[int, Rectangle]]:
    """The texts, by address and place, that only a picture can tell: glyphs that are drawings (Type 3), what a mask may
    hide, what is in a layer."""
    layered = {text for text, mark in marks_of(owners) if _name(mark) == "OC"}
    mixed = ask("FPDFPageObj_HasTransparency", map(ctypes.c_void_p, owners))
    for text, owner, may_be_masked in zip(texts, owners, mixed, strict=True):
        if may_be_masked or owner in layered or not text.face.font:
            yield owner, _place(text)


def _name(mark: int) -> str:
    name, length = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(ctypes.cast(mark, raw.FPDF_PAGEOBJECTMARK), name, ctypes.sizeof(name), length)
    return bytes(name)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _colours(owners: Sequence[int]) -> list[Colour | None]:
    """The colours of the texts at these addresses; None where one is no plain colour, or not all that is seen."""
    objects, count = [ctypes.c_void_p(owner) for owner in owners], len(owners)
    modes, channels = ask("FPDFTextObj_GetTextRenderMode", objects), [Buffer(ctypes.c_uint, 1) for _ in range(4)]
    told = ask("FPDFPageObj_GetFillColor", objects, *(buffer.places(count) for buffer in channels))
    red, green, blue, alpha = (map(int, buffer.fields(count)[0]) for buffer in channels)
    asked = zip(modes, told, red, green, blue, alpha, strict=True)
    return [(r, g, b) if mode in _FILLED and known and a > OPAQUE else None for mode, known, r, g, b, a in asked]


def _outside(text: TextObject, page: Rectangle, others: list[str]) -> list[str]:
    """Of each character why it is hidden, empty where it is not; `others` are the reasons of those on the page."""
    middles = (((box.left + box.right) / 2, (box.bottom + box.top) / 2) for box in _boxes(text))
    on_page = (page.left <= x <= page.right and page.bottom <= y <= page.top for x, y in middles)
    return [other if on else _OUTSIDE for other, on in zip(others, on_page, strict=True)]


class _Behind:
    """Finds the covers that meet a place; on most pages `filled` is false: none has a colour."""

    def __init__(self, covers: Sequence[Cover]) -> None:
        self.filled, self._covers = any(cover.colour for cover in covers), covers
        self._bounds = np.array([cover.bounds for cover in covers]).reshape(-1, 4).T

    def near(self, place: Rectangle) -> list[Cover]:
        """The covers there, the last first: a map has thousands of them, and as many texts."""
        lefts, rights, tops, bottoms = self._bounds
        beside = (lefts < place.right) & (rights > place.left)
        found = np.flatnonzero(beside & (bottoms < place.top) & (tops > place.bottom))
        met = (self._covers[index] for index in reversed(found.tolist()))
        return [cover for cover in met if _meet(cover.bounds, place)]


def _unprinted(text: TextObject, place: Rectangle, order: int, colour: Colour | None, behind: _Behind) -> list[str]:
    """Of each character of a text with this colour and place in the order of painting why it is hidden."""
    count = len(text.chars)
    if text.face.invisible:
        around = _grown(place, _AROUND * text.face.size)
        return [_UNPRINTED * all(not cover.pictured for cover in behind.near(around))] * count
    if _is_small(text, place):
        return [_TOO_SMALL] * count
    pale = _near(colour, _PAPER)
    there = behind.near(place) if pale or behind.filled else []
    if not pale and not any(cover.colour for cover in there):
        return [""] * count
    return [_UNPRINTED * _is_hidden(box, order, colour, there) for box in _boxes(text)]


def _is_small(text: TextObject, place: Rectangle) -> bool:
    """Whether letters are too small or too narrow to be read."""
    letters = sum(map(str.isalnum, text.chars))
    width = max(place.right - place.left, place.top - place.bottom if text.face.angle else 0.0)
    return text.face.size < _SMALL or (letters >= _WORD and width < _NARROW * letters)


def _is_hidden(letter: Rectangle, order: int, colour: Colour | None, covers: Iterable[Cover]) -> bool:
    """Whether a letter is under a cover, or has the colour of what is behind it; of the covers the last comes first."""
    inner = _grown(letter, -_INNER, letter.right - letter.left, letter.top - letter.bottom)
    for cover in covers:
        filled = cover.colour and _holds(cover.bounds, inner)
        if cover.order > order:
            if filled:
                return True
        elif filled or (_meet(cover.bounds, inner) and not _near(cover.colour, colour)):
            return _near(cover.colour, colour)
    return _near(colour, _PAPER)


def _near(one: Colour | None, other: Colour | None) -> bool:
    return None not in (one, other) and all(abs(a - b) < _NEAR for a, b in zip(one or (), other or (), strict=True))


def _grown(place: Rectangle, by: float, width: float = 1.0, height: float = 1.0) -> Rectangle:
    wide, high = by * width, by * height
    return Rectangle(place.left - wide, place.right + wide, place.top + high, place.bottom - high)


def _place(text: TextObject) -> Rectangle:
    """The rectangle around all characters of a text."""
    return Rectangle(min(text.lefts), max(text.rights), max(text.tops), min(text.bottoms))


def _boxes(text: TextObject) -> list[Rectangle]:
    return list(map(Rectangle, text.lefts, text.rights, text.tops, text.bottoms))


def _holds(outer: Rectangle, inner: Rectangle) -> bool:
    """Whether a rectangle is wholly in another."""
    wide = outer.left <= inner.left and inner.right <= outer.right
    return wide and outer.bottom <= inner.bottom and inner.top <= outer.top


def _meet(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles have more than an edge in common."""
    if one.bottom >= other.top or other.bottom >= one.top:  # most stand above or below one another
        return False
    wide = min(one.right, other.right) - max(one.left, other.left)
    return wide > 0 and min(one.top, other.top) > max(one.bottom, other.bottom)


def without_print(
    page: pdfium.PdfPage, texts: Collection[tuple[int, Rectangle]], every: Iterable[int]
) -> Iterator[int]:
    """The addresses of those of the texts that the page does not show; `every` text of the page but these is left out
    of it for good: pdfium bends fonts that the file does not hold, and measures letters by how it bent them last."""
    shown = {address for address, _ in texts}
    for address in set(every) - shown:
        raw.FPDFTextObj_SetTextRenderMode(ctypes.cast(address, raw.FPDF_PAGEOBJECT), INVISIBLE)
    left, bottom, right, top = page.get_bbox()
    frame = frame_of(Rectangle(left, right, top, bottom), page.get_rotation())
    scale = min(_SCALE, (_MOST_PIXELS / (frame.width * frame.height)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    for address, place in texts:
        x0, y0, x1, y1 = (int(edge * scale) for edge in frame.rectangle(*place))
        x0, y0 = (min(max(edge, 0), size - 1) for edge, size in zip((x0, y0), picture.size, strict=True))
        x1, y1 = (min(edge + 1, size) for edge, size in zip((x1, y1), picture.size, strict=True))
        least, most = picture.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))).getextrema()
        if most - least < _PRINT:
            yield address
