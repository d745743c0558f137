"""A page's objects by pdfium in the order in which they are painted, and what may lie over a text or behind it."""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import repeat
from math import hypot, inf
from typing import Literal, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.reading.engines.content import Rectangle
from sgreports.reading.engines.pdfium_text import ask

Kind = Literal["text", "path", "form", "image"]
Colour = tuple[int, int, int]
_KINDS: dict[int, Kind] = {
    raw.FPDF_PAGEOBJ_TEXT: "text", raw.FPDF_PAGEOBJ_IMAGE: "image", raw.FPDF_PAGEOBJ_FORM: "form",
}  # fmt: skip
_THIN = 2.0  # points: what is thinner is a rule, which hides no letter
_SCRIBBLE = 12  # segments: a line drawn to and fro fills what it goes around
_MOST_NOTES = 2000  # of a page; a page with more is no report
_DEEPEST = 8  # forms in one another
_CLEAR = frozenset(
    (
        raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_WIDGET,
    )
)  # fmt: skip
"""Annotations that lie beside a text or let it shine through."""


class PageObject(NamedTuple):
    """An object of the page; `bounds` of a text are not asked for."""

    address: int
    kind: Kind
    bounds: Rectangle | None


class Cover(NamedTuple):
    """What may hide a text: its place in the order of painting, its colour where it is a path of one colour."""

    order: float
    bounds: Rectangle
    kind: Kind
    colour: Colour | None = None


class Painted(NamedTuple):
    """The order in which texts are painted, by address; which of them stand in forms; and what may hide them."""

    order: dict[int, int]
    in_forms: frozenset[int]
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


def painted(page: pdfium.PdfPage, objects: Iterable[PageObject]) -> Painted:
    """The page's texts and what may hide them. What is inside a form is taken to be as large as the form."""
    found = Painted({}, frozenset(), [])
    inside: set[int] = set()
    for one in objects:
        _paint(one, one.bounds, found, inside, 0)
    found.covers.extend(_notes(page))
    return found._replace(in_forms=frozenset(inside))


def _paint(one: PageObject, bounds: Rectangle | None, found: Painted, inside: set[int], depth: int) -> None:
    order = len(found.order) + len(found.covers)
    if one.kind == "text":
        found.order[one.address] = order
        if depth:
            inside.add(one.address)
    elif one.kind == "form" and depth < _DEEPEST:
        for inner in _objects(_inner(one.address)):
            _paint(inner, bounds, found, inside, depth + 1)
    elif bounds and one.kind == "image":
        found.covers.append(Cover(order, bounds, one.kind))
    elif bounds and _is_broad(bounds) and (filled := _is_filled(one.address), _is_thick(one.address)) != (False, False):
        found.covers.append(Cover(order, bounds, one.kind, _colour(one.address) if filled else None))


def _inner(address: int) -> list[int]:
    form = ctypes.c_void_p(address)
    count = raw.FPDFFormObj_CountObjects(ctypes.cast(address, raw.FPDF_PAGEOBJECT))
    return ask("FPDFFormObj_GetObject", repeat(form), map(ctypes.c_ulong, range(max(count, 0))))


def _is_broad(bounds: Rectangle) -> bool:
    return bounds.right - bounds.left > _THIN and bounds.top - bounds.bottom > _THIN


def _is_filled(address: int) -> bool:
    """Whether a path is filled; a shading is no path, and fills."""
    mode, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    asked = raw.FPDFPath_GetDrawMode(ctypes.cast(address, raw.FPDF_PAGEOBJECT), mode, stroke)
    return not asked or mode.value != raw.FPDF_FILLMODE_NONE


def _is_thick(address: int) -> bool:
    """Whether a path is drawn with a thick line, or with many."""
    path, mode, stroke = ctypes.cast(address, raw.FPDF_PAGEOBJECT), ctypes.c_int(), raw.FPDF_BOOL()
    width, matrix = ctypes.c_float(), raw.FS_MATRIX()
    if not (raw.FPDFPath_GetDrawMode(path, mode, stroke) and stroke.value):
        return False
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    raw.FPDFPageObj_GetMatrix(path, matrix)
    scale = max(hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))
    return width.value * scale > _THIN or raw.FPDFPath_CountSegments(path) > _SCRIBBLE


def _colour(address: int) -> Colour | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    told = raw.FPDFPageObj_GetFillColor(ctypes.cast(address, raw.FPDF_PAGEOBJECT), red, green, blue, alpha)
    return (red.value, green.value, blue.value) if told else None


def _notes(page: pdfium.PdfPage) -> Iterator[Cover]:
    """Annotations that may lie over a text, as all of them do that are shown and are no links or marks."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_NOTES)):
        note, edges = raw.FPDFPage_GetAnnot(page.raw, index), raw.FS_RECTF()
        if not note:
            continue
        unseen = raw.FPDFAnnot_GetFlags(note) & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW)
        if not unseen and raw.FPDFAnnot_GetSubtype(note) not in _CLEAR:
            raw.FPDFAnnot_GetRect(note, edges)
            yield Cover(inf, Rectangle(edges.left, edges.right, edges.top, edges.bottom), "form")
        raw.FPDFPage_CloseAnnot(note)
