"""The drawn objects of a page: rules, other paths, images."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.model.base import Box
from sgreports.reading.glyphs.frame import Frame

_THIN = 2.5  # points: a drawn box no thicker than this is a rule
_LONG = 12.0  # points: shorter strokes are dots, dashes or parts of pictures
MOST_OBJECTS = 50_000  # a page with more is a drawing; what lies beyond is not looked at


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes of what is drawn: horizontal and vertical rules, other paths, images."""

    rules: tuple[Box, ...]
    uprights: tuple[Box, ...]
    shapes: tuple[Box, ...]
    images: tuple[Box, ...]


def drawn_objects(page: pdfium.PdfPage, frame: Frame, number: int) -> Drawn:
    """The page's drawn objects in the frame as shown. Objects inside forms count as one: the form's box."""
    kinds: dict[str, list[Box]] = {"rules": [], "uprights": [], "shapes": [], "images": []}
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(item, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        x0, upper, x1, lower = frame.rectangle(left, right, top, bottom)
        box = Box(page=number, x0=x0, top=upper, x1=x1, bottom=lower)
        kinds["images" if kind == raw.FPDF_PAGEOBJ_IMAGE else _shape(box)].append(box)
    return Drawn(**{kind: tuple(boxes) for kind, boxes in kinds.items()})


def _shape(box: Box) -> str:
    width, height = box.x1 - box.x0, box.bottom - box.top
    if height <= _THIN and width >= _LONG:
        return "rules"
    if width <= _THIN and height >= _LONG:
        return "uprights"
    return "shapes"
