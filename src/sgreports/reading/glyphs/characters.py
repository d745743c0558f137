"""A PDF page's characters, fast: one pass over pdfium's text page, in runs that share font, size and baseline."""

import ctypes
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw
from pypdfium2_raw.bindings import _libs

from sgreports.reading.glyphs.frame import Frame, frame_of

INVISIBLE = 3  # PDF text rendering mode of a layer that OCR laid under a scan
_BOLD_WEIGHT = 600
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_SPACES = frozenset((0x20, 0x0D, 0x0A))
_UNMAPPED = frozenset((0x0, 0xFFFE, 0xFFFF))


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
class Run:
    """Characters of one text object, left to right on one baseline, in points from the reading frame's top left.

    `confidence` is that of character recognition, 0 to 1; None for a page's own text."""

    face: Face
    baseline: float
    top: float
    bottom: float
    chars: list[str] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageCharacters:
    """The runs of a page, the upright ones in the reading frame; `turned` are those that stand across it."""

    runs: tuple[Run, ...]
    turned: tuple[Run, ...]
    frame: Frame
    shown: Frame


def characters(page: pdfium.PdfPage) -> PageCharacters:
    """Every character that the page's text layer holds; spaces that pdfium generates are left out."""
    textpage = page.get_textpage()
    try:
        marks = _marks(textpage.raw)
    finally:
        textpage.close()
    shown = frame_of(page, page.get_rotation())
    angle = _dominant(marks, page.get_rotation())
    frame = shown if angle == page.get_rotation() else frame_of(page, angle)
    runs = [_run(mark, frame) for mark in marks if mark.face.angle == angle]
    turned = [_stretched(_run(mark, frame), mark, frame) for mark in marks if mark.face.angle != angle]
    return PageCharacters(tuple(runs), tuple(turned), frame, shown)


@dataclass(slots=True)
class _Mark:
    """A text object's characters in PDF space: codes, and boxes as (left, right, top, bottom)."""

    face: Face
    origin: tuple[float, float]
    codes: list[int] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)


def _marks(textpage: Any) -> list[_Mark]:
    count = raw.FPDFText_CountChars(textpage)
    object_of, code_of, box_of, is_guessed = _functions()
    rectangle = raw.FS_RECTF()
    reference = ctypes.byref(rectangle)
    address = ctypes.cast(textpage, ctypes.c_void_p)
    marks: list[_Mark] = []
    last = None
    add_code: Any = None
    add_box: Any = None
    for index in range(count):
        handle = object_of(address, index)
        if not handle:
            continue
        code = code_of(address, index)
        if code in _SPACES and is_guessed(address, index) == 1:
            continue
        if handle != last:
            marks.append(_Mark(_face(textpage, index, handle), _origin(textpage, index)))
            last = handle
            add_code, add_box = marks[-1].codes.append, marks[-1].boxes.append
        box_of(address, index, reference)
        add_code(code)
        add_box((rectangle.left, rectangle.right, rectangle.top, rectangle.bottom))
    return marks


@cache
def _functions() -> tuple[Any, Any, Any, Any]:
    """pdfium's four inner functions, to be called with a `c_void_p`, integers and `byref`: typed pointers cost four
    times as much, declared arguments twice."""
    names = "FPDFText_GetTextObject", "FPDFText_GetUnicode", "FPDFText_GetLooseCharBox", "FPDFText_IsGenerated"
    object_of, code_of, box_of, is_guessed = (_libs["pdfium"][name] for name in names)
    object_of.restype, code_of.restype = ctypes.c_void_p, ctypes.c_uint
    return object_of, code_of, box_of, is_guessed


def _origin(textpage: Any, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    return x.value, y.value


def _face(textpage: Any, index: int, handle: int) -> Face:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    text_object = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
    font = raw.FPDFTextObj_GetFont(text_object)
    name, flags, weight = _font_name(font), raw.FPDFFont_GetFlags(font), raw.FPDFFont_GetWeight(font)
    lower = name.lower()
    return Face(
        font=name,
        size=round(raw.FPDFText_GetFontSize(textpage, index) * (matrix.c**2 + matrix.d**2) ** 0.5, 2),
        bold="bold" in lower
        or "black" in lower
        or weight >= _BOLD_WEIGHT
        or (flags > 0 and bool(flags & _FORCE_BOLD_FLAG)),
        italic="italic" in lower or "oblique" in lower or (flags > 0 and bool(flags & _ITALIC_FLAG)),
        angle=_angle(matrix.a, matrix.b),
        invisible=raw.FPDFTextObj_GetTextRenderMode(text_object) == INVISIBLE,
    )


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.value.decode("utf-8", "replace")


def _angle(a: float, b: float) -> int:
    if abs(a) >= 4 * abs(b):
        return 0 if a >= 0 else 180
    if abs(b) >= 4 * abs(a):
        return 90 if b > 0 else 270
    return 45  # a watermark set aslant


def _dominant(marks: list[_Mark], rotation: int) -> int:
    """The writing direction of most of the print, by its area: a map's page has little but its heading and, across,
    the running head. A sheet without a clear one is read as it is shown."""
    areas: dict[int, float] = defaultdict(float)
    for mark in marks:
        areas[mark.face.angle] += len(mark.codes) * mark.face.size**2
    areas.pop(45, None)
    if not areas:
        return rotation
    angle, area = max(areas.items(), key=itemgetter(1))
    return angle if area > 2 * areas[rotation] else rotation


def _run(mark: _Mark, frame: Frame) -> Run:
    boxes = mark.boxes
    _, baseline = frame.point(*mark.origin)
    if frame.rotation == 0:
        left, above = frame.left, frame.top
        lefts, rights = [box[0] - left for box in boxes], [box[1] - left for box in boxes]
        top, bottom = above - boxes[0][2], above - boxes[0][3]
    else:
        placed = [frame.rectangle(*box) for box in boxes]
        lefts, rights = [box[0] for box in placed], [box[2] for box in placed]
        top, bottom = placed[0][1], placed[0][3]
    return Run(mark.face, baseline, top, bottom, list(map(_letter, mark.codes)), lefts, rights)


def _stretched(run: Run, mark: _Mark, frame: Frame) -> Run:
    """A run across the reading direction, with the heights of all its letters."""
    placed = [frame.rectangle(*box) for box in mark.boxes]
    run.top, run.bottom = min(box[1] for box in placed), max(box[3] for box in placed)
    return run


@cache
def _letter(code: int) -> str:
    """pdfium writes U+0002 for a hyphen at a line's end; a glyph without meaning becomes U+FFFD."""
    if code == 2:
        return "-"
    if code in _UNMAPPED or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)
