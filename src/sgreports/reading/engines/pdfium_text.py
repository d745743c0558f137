"""The text objects of a page by pdfium, which is asked one question of all its characters, then the next.

A report has tens of thousands of characters, so what counts is the cost of a call. The functions are called here
without declared arguments, which make a call twice as slow, and without typed pointers: four times as slow.
"""

import ctypes
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, compress, pairwise, repeat
from operator import ne
from typing import Any, NamedTuple

from pypdfium2 import raw
from pypdfium2_raw.bindings import _libs

from sgreports.reading.engines.content import Face, TextObject
from sgreports.reading.engines.faces import (
    FORCE_BOLD,
    INVISIBLE,
    ITALIC,
    is_bold_weight,
    named_bold,
    named_italic,
    writing_angle,
)

_SPACES = frozenset((0x20, 0x0D, 0x0A))
_CONTROLS = frozenset(range(0x20)) - {0x02, 0x09, 0x0A, 0x0D}
_UNMAPPED = frozenset((0x0, 0xFFFE, 0xFFFF))
_SURE = 0x2E80  # codes below, those of European letters, are in the page's text as `FPDFText_GetUnicode` gives them
_POINTERS = (
    "FPDFFormObj_GetObject", "FPDFPageObj_GetClipPath", "FPDFPageObj_GetMark", "FPDFPage_GetObject",
    "FPDFText_GetTextObject", "FPDFTextObj_GetFont",
)  # fmt: skip
_GIVES: dict[str, Any] = dict.fromkeys(_POINTERS, ctypes.c_void_p)
_GIVES |= {"FPDFText_GetFontSize": ctypes.c_double, "FPDFText_GetUnicode": ctypes.c_uint}


def ask(name: str, *of: Iterable[Any]) -> list[Any]:
    """What pdfium's function of this name gives for each of several arguments: `c_void_p`, `byref` or integers."""
    return list(map(_function(name), *of))


@cache
def _function(name: str) -> Any:
    function = _libs["pdfium"][name]
    function.restype = _GIVES.get(name, ctypes.c_int)
    return function


class TextReader:
    """Reads the text of one page after the other, into buffers that grow with the largest."""

    def __init__(self) -> None:
        self._boxes, self._matrices = Buffer(ctypes.c_float, 4), Buffer(ctypes.c_float, 6)
        self._x, self._y = Buffer(ctypes.c_double, 1), Buffer(ctypes.c_double, 1)

    def text_objects(self, text_page: Any) -> tuple[list[TextObject], list[int]]:
        """The page's text objects and their addresses. Spaces that pdfium generates are left out."""
        page, count = repeat(ctypes.cast(text_page, ctypes.c_void_p)), raw.FPDFText_CountChars(text_page)
        owners, codes = ask("FPDFText_GetTextObject", page, range(count)), _codes(text_page, page, count)
        _disown_spaces(page, owners, codes)
        parts = _parts(owners)
        firsts = [spans[0][0] for spans in parts]
        _unmap(page, codes, compress(parts, ask("FPDFText_HasUnicodeMapError", page, firsts)))
        ask("FPDFText_GetLooseCharBox", page, range(count), self._boxes.places(count))
        lefts, tops, rights, bottoms = self._boxes.fields(count)
        chars, found = list(map(_LETTERS.__getitem__, codes)), []
        addresses = [owners[first] for first in firsts]
        faces, origins = self._faces(page, firsts, addresses), self._origins(page, firsts)
        for face, origin, spans in zip(faces, origins, parts, strict=True):
            a, b = spans[0]
            text = TextObject(face, origin, chars[a:b], lefts[a:b], rights[a:b], tops[a:b], bottoms[a:b])
            for c, d in spans[1:]:
                text.add(chars[c:d], lefts[c:d], rights[c:d], tops[c:d], bottoms[c:d])
            found.append(text)
        return found, addresses

    def _origins(self, page: Iterable[Any], at: Sequence[int]) -> Iterable[tuple[float, float]]:
        """Where these characters begin."""
        ask("FPDFText_GetCharOrigin", page, at, self._x.places(len(at)), self._y.places(len(at)))
        return zip(*self._x.fields(len(at)), *self._y.fields(len(at)), strict=True)

    def _faces(self, page: Iterable[Any], at: Sequence[int], owners: Sequence[int]) -> list[Face]:
        """The looks of text objects by their addresses and their first characters."""
        ask("FPDFText_GetMatrix", page, at, self._matrices.places(len(at)))
        objects = [ctypes.c_void_p(owner) for owner in owners]
        fonts, sizes = ask("FPDFTextObj_GetFont", objects), ask("FPDFText_GetFontSize", page, at)
        modes = ask("FPDFTextObj_GetTextRenderMode", objects)
        looks = list(zip(fonts, sizes, *self._matrices.fields(len(at))[:4], modes, strict=True))
        return list(map(_Faces().__getitem__, looks))


class Buffer:
    """Room for what pdfium writes of each thing: a structure of some numbers of one type."""

    def __init__(self, number: Any, width: int) -> None:
        self._number, self._width = number, width
        self._room: Any = (number * 0)()
        self._places: list[Any] = []

    def places(self, count: int) -> list[Any]:
        """Where `count` structures go, all zero before that."""
        if count > len(self._places):
            room, step = max(count, 2 * len(self._places)), self._width * ctypes.sizeof(self._number)
            self._room = (self._number * (self._width * room))()
            self._places = [ctypes.byref(self._room, step * index) for index in range(room)]
        ctypes.memset(self._room, 0, ctypes.sizeof(self._room))
        return self._places[:count]

    def fields(self, count: int) -> list[list[float]]:
        """What was written, a list for each number of the structures."""
        room: Any = memoryview(self._room).cast("B").cast(self._number._type_)[: self._width * count]
        return [room[field :: self._width].tolist() for field in range(self._width)]


def _codes(text_page: Any, page: Iterable[Any], count: int) -> list[int]:
    """The characters' codes: those of the page's text where it has all characters, as it costs one call."""
    text = (ctypes.c_ushort * (2 * count + 2))()
    if raw.FPDFText_GetText(text_page, 0, count, text) != count + 1:  # with a zero at its end
        return ask("FPDFText_GetUnicode", page, range(count))
    codes: list[int] = text[:count]
    others = [index for index, code in enumerate(codes) if code >= _SURE]
    for index, code in zip(others, ask("FPDFText_GetUnicode", page, others), strict=True):
        codes[index] = code
    return codes


def _disown_spaces(page: Iterable[Any], owners: list[int | None], codes: Sequence[int]) -> None:
    """Takes spaces that pdfium has put in from the text objects that they stand in."""
    spaces = [index for index in compress(range(len(codes)), map(_SPACES.__contains__, codes)) if owners[index]]
    for index, generated in zip(spaces, ask("FPDFText_IsGenerated", page, spaces), strict=True):
        if generated == 1:
            owners[index] = None


def _parts(owners: Sequence[int | None]) -> list[list[tuple[int, int]]]:
    """Of each text object the ranges of its characters: several where there are others between them of no object."""
    found: list[list[tuple[int, int]]] = []
    last = None
    changes = compress(range(1, len(owners)), map(ne, owners[1:], owners))
    for start, end in pairwise([0, *changes, len(owners)]):
        owner = owners[start] if start < end else None
        if owner and owner != last:
            found.append([(start, end)])
            last = owner
        elif owner:
            found[-1].append((start, end))
    return found


def _unmap(page: Iterable[Any], codes: list[int], parts: Iterable[Sequence[tuple[int, int]]]) -> None:
    """Sets to zero the codes in these ranges that the file does not tell."""
    for start, end in chain.from_iterable(parts):
        for index, untold in enumerate(ask("FPDFText_HasUnicodeMapError", page, range(start, end)), start):
            if untold == 1:
                codes[index] = 0


class _Letters(dict[int, str]):
    """Letters by their codes. pdfium writes U+0002 for a hyphen at a line's end; what has no meaning becomes U+FFFD."""

    def __missing__(self, code: int) -> str:
        if code in _UNMAPPED or code in _CONTROLS or 0xD800 <= code <= 0xDFFF:
            return self.setdefault(code, "\ufffd")
        return self.setdefault(code, chr(code))


_LETTERS = _Letters({0x02: "-"})


class _Look(NamedTuple):
    """A font's name, and whether it is bold and italic."""

    name: str
    bold: bool
    italic: bool


class _Faces(dict[tuple[Any, ...], Face]):
    """The faces of a page by font, size, matrix and mode."""

    def __init__(self) -> None:
        super().__init__()
        self._fonts: dict[int, _Look] = {}

    def __missing__(self, seen: tuple[Any, ...]) -> Face:
        font, size, a, b, c, d, mode = seen
        if font not in self._fonts:
            self._fonts[font] = _look(ctypes.cast(font or 0, raw.FPDF_FONT))
        look = self._fonts[font]
        height = round(size * (c**2 + d**2) ** 0.5, 2)
        self[seen] = Face(look.name, height, look.bold, look.italic, writing_angle(a, b), mode == INVISIBLE)
        return self[seen]


def _look(font: Any) -> _Look:
    name, flags, weight = font_name(font), raw.FPDFFont_GetFlags(font), raw.FPDFFont_GetWeight(font)
    bold = named_bold(name) or is_bold_weight(weight) or (flags > 0 and bool(flags & FORCE_BOLD))
    return _Look(name, bold, named_italic(name) or (flags > 0 and bool(flags & ITALIC)))


def font_name(font: Any) -> str:
    """The name that the file gives a font."""
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.value.decode("utf-8", "replace")
