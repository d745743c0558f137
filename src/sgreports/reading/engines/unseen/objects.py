"""A page's objects by pdfium in the order in which they are painted, and what lies over a text or behind it."""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import repeat
from math import hypot
from typing import Any, Literal, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.reading.engines.content import Rectangle
from sgreports.reading.engines.pdfium_text import ask

Kind = Literal["text", "path", "form", "image"]
Colour = tuple[int, int, int]
Point = tuple[float, float]
_KINDS: dict[int, Kind] = {
    raw.FPDF_PAGEOBJ_TEXT: "text", raw.FPDF_PAGEOBJ_IMAGE: "image", raw.FPDF_PAGEOBJ_FORM: "form",
}  # fmt: skip
_THIN = 2.0  # points: what is thinner is a rule, which hides no letter
_RECTANGLE = 6  # segments of a path at most that is taken for one
OPAQUE = 250  # of 255
_DEEPEST = 8  # forms in one another


class PageObject(NamedTuple):
    """An object of the page; `bounds` of a text are not asked for."""

    address: int
    kind: Kind
    bounds: Rectangle | None


class Cover(NamedTuple):
    """What is no text: its place in the order of painting, its colour where that fills the bounds wholly, and whether
    it may be a picture."""

    order: int
    bounds: Rectangle
    colour: Colour | None
    pictured: bool = False


class Painted(NamedTuple):
    """The order in which texts are painted, by address, those of a form with it; and what may hide them."""

    order: dict[int, int]
    covers: list[Cover]


def page_objects(page: pdfium.PdfPage) -> list[PageObject]:
    """The page's own objects, not those inside its forms."""
    address = ctypes.cast(page.raw, ctypes.c_void_p)
    return list(_objects(ask("FPDFPage_GetObject", repeat(address), range(raw.FPDFPage_CountObjects(page.raw)))))


def _objects(addresses: list[int]) -> Iterator[PageObject]:
    edges = [ctypes.c_float() for _ in range(4)]
    for address, kind in zip(addresses, ask("FPDFPageObj_GetType", map(ctypes.c_void_p, addresses)), strict=True):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield PageObject(address, "text", None)
        elif raw.FPDFPageObj_GetBounds(ctypes.cast(address, raw.FPDF_PAGEOBJECT), *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            yield PageObject(address, _KINDS.get(kind, "path"), Rectangle(left, right, top, bottom))


def painted(objects: Iterable[PageObject]) -> Painted:
    """The page's texts and what may hide them."""
    found = Painted({}, [])
    for order, one in enumerate(objects):
        if one.kind == "text":
            found.order[one.address] = order
        elif one.bounds and one.kind == "path" and min(_sides(one.bounds)) > _THIN:
            found.covers.append(Cover(order, *_filled(ctypes.cast(one.address, raw.FPDF_PAGEOBJECT), one.bounds)))
        elif one.bounds:
            found.covers.append(Cover(order, one.bounds, None, pictured=one.kind != "path"))
            if one.kind == "form":
                found.order.update(dict.fromkeys(_texts_in(one.address, 0), order))
    return found


def marks_of(texts: Iterable[int]) -> list[tuple[int, int]]:
    """The texts at these addresses, each with the address of a mark that it has."""
    objects = [(text, ctypes.c_void_p(text)) for text in texts]
    counts = ask("FPDFPageObj_CountMarks", (pointer for _, pointer in objects))
    places = [(text, pointer, place) for (text, pointer), n in zip(objects, counts, strict=True) for place in range(n)]
    marks = ask("FPDFPageObj_GetMark", (pointer for _, pointer, _ in places), (place for _, _, place in places))
    return [(text, mark) for (text, _, _), mark in zip(places, marks, strict=True) if mark]


def _texts_in(form: int, depth: int) -> Iterator[int]:
    """The addresses of the texts in a form, in the order of painting."""
    count = raw.FPDFFormObj_CountObjects(ctypes.cast(form, raw.FPDF_PAGEOBJECT))
    inner = repeat(ctypes.c_void_p(form)), map(ctypes.c_ulong, range(max(count, 0)))
    for one in _objects(ask("FPDFFormObj_GetObject", *inner)):
        if one.kind == "text":
            yield one.address
        elif one.kind == "form" and depth < _DEEPEST:
            yield from _texts_in(one.address, depth + 1)


def _sides(bounds: Rectangle) -> tuple[float, float]:
    return bounds.right - bounds.left, bounds.top - bounds.bottom


def _filled(path: Any, bounds: Rectangle) -> tuple[Rectangle, Colour | None]:
    """What a path fills wholly with a colour that nothing shines through: a rectangle, or a thick line. Of another path
    its bounds and no colour."""
    mode, stroke, width, matrix = ctypes.c_int(), raw.FPDF_BOOL(), ctypes.c_float(), raw.FS_MATRIX()
    if raw.FPDFPageObj_HasTransparency(path) or not raw.FPDFPath_GetDrawMode(path, mode, stroke):
        return bounds, None  # a shading is no path
    raw.FPDFPageObj_GetMatrix(path, matrix)
    points = _points(raw.FPDFPath_GetPathSegment, raw.FPDFPath_CountSegments(path), path)
    placed = {_placed(matrix, x, y) for x, y in points}
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    thick = width.value * max(hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))
    if mode.value != raw.FPDF_FILLMODE_NONE and _is_rectangle(placed):
        return _clipped(path, _around(placed, 0.0), _colour(raw.FPDFPageObj_GetFillColor, path))
    if stroke.value and placed and min(_sides(_around(placed, 0.0))) <= thick:
        return _clipped(path, _around(placed, thick / 2), _colour(raw.FPDFPageObj_GetStrokeColor, path))
    return bounds, None


def _clipped(path: Any, bounds: Rectangle, colour: Colour | None) -> tuple[Rectangle, Colour | None]:
    """What is seen of a path that fills these bounds with this colour, which is None where its clip is no rectangle."""
    clip = raw.FPDFPageObj_GetClipPath(path)
    for number in range(max(raw.FPDFClipPath_CountPaths(clip), 0)):
        count = raw.FPDFClipPath_CountPathSegments(clip, number)
        points = _points(raw.FPDFClipPath_GetPathSegment, count, clip, number)
        if not _is_rectangle(points):
            return bounds, None
        cut = _around(points, 0.0)
        bounds = Rectangle(
            max(bounds.left, cut.left), min(bounds.right, cut.right), min(bounds.top, cut.top),
            max(bounds.bottom, cut.bottom),
        )  # fmt: skip
    return bounds, colour


def _points(segment: Any, count: int, *of: Any) -> set[Point]:
    """The points of a path; none of one that has more than a rectangle."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = set()
    for number in range(count if count <= _RECTANGLE else 0):
        raw.FPDFPathSegment_GetPoint(segment(*of, number), x, y)
        points.add((round(x.value, 2), round(y.value, 2)))
    return points


def _placed(matrix: Any, x: float, y: float) -> Point:
    m = matrix
    return round(m.a * x + m.c * y + m.e, 2), round(m.b * x + m.d * y + m.f, 2)


def _is_rectangle(points: set[Point]) -> bool:
    return len(points) == 4 and len({x for x, _ in points}) == len({y for _, y in points}) == 2


def _around(points: set[Point], by: float) -> Rectangle:
    xs, ys = zip(*points, strict=True)
    return Rectangle(min(xs) - by, max(xs) + by, max(ys) + by, min(ys) - by)


def _colour(ask_for: Any, path: Any) -> Colour | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    told = ask_for(path, red, green, blue, alpha) and alpha.value > OPAQUE
    return (red.value, green.value, blue.value) if told else None
