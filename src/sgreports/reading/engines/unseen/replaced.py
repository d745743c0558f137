"""Digits that a file tells in the place of those that it prints: `/ActualText` of marked content.

pdfium reads what is told. Without the mark it reads what the glyphs say.
"""

import codecs
import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import repeat

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.model.base import Issue
from sgreports.reading.engines.pdfium_text import Buffer, TextReader, ask
from sgreports.reading.engines.unseen.objects import PageObject, marks_of, painted
from sgreports.reading.lines import DIFFERENT

_KEY = b"ActualText"
_ENCODINGS = ((codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"), (b"", "latin-1"))
_NAMED = 3  # texts that are named
_SHOWN = 30  # characters of a text that are shown
_UNKNOWN = frozenset(("Co", "Cn", "Cc", "Cs"))  # categories of characters that are no letters that a reader knows

Marks = dict[int, list[int]]
"""The texts, in order of painting, that each mark with a text of its own stands over, all by their addresses."""


class Replaced:
    """Asks of one page after the other. A page is not to be read again: marks were taken off it."""

    def __init__(self) -> None:
        self._reader, self._lengths = TextReader(), Buffer(ctypes.c_ulong, 1)

    def issues(
        self, page: pdfium.PdfPage, number: int, owners: Sequence[int], objects: Iterable[PageObject]
    ) -> list[Issue]:
        """An issue where texts of a page are told with other digits than they are printed with."""
        if not self._marks(owners):
            return []
        marks = self._marks(list(painted(objects).order))
        told = {mark: _told(mark) for mark in marks}
        printed = self._printed(page, marks)
        pairs = [(told[mark], "".join(printed[owner] for owner in its)) for mark, its in marks.items()]
        false = [(said, shown) for said, shown in pairs if said and _differ(said, shown)]
        listed = ", ".join(f"{said[:_SHOWN]!r} for {shown[:_SHOWN]!r}" for said, shown in false[:_NAMED])
        what = f"Page {number}: the file tells other digits than it prints: {listed}{', …' * (len(false) > _NAMED)}"
        return [Issue(code=DIFFERENT, detail=f"{what}. Compare with the page.", page=number)] if false else []

    def _marks(self, owners: Sequence[int]) -> Marks:
        """The marks of some texts, by their addresses, that tell what these say."""
        marks = marks_of(owners)
        lengths = self._lengths.places(len(marks))
        asked = (ctypes.c_void_p(mark) for _, mark in marks)
        ask("FPDFPageObjMark_GetParamBlobValue", asked, repeat(_KEY), repeat(None), repeat(0), lengths)
        found: Marks = defaultdict(list)
        for (owner, mark), length in zip(marks, self._lengths.fields(len(marks))[0], strict=True):
            if length:
                found[mark].append(owner)
        return found

    def _printed(self, page: pdfium.PdfPage, marks: Marks) -> dict[int, str]:
        """What the glyphs of the marked texts say, by the texts' addresses."""
        for mark, owners in marks.items():
            for owner in owners:
                raw.FPDFPageObj_RemoveMark(
                    ctypes.cast(owner, raw.FPDF_PAGEOBJECT), ctypes.cast(mark, raw.FPDF_PAGEOBJECTMARK)
                )
        text_page = page.get_textpage()
        try:
            texts, addresses = self._reader.text_objects(text_page.raw)
        finally:
            text_page.close()
        found: dict[int, str] = defaultdict(str)
        for text, address in zip(texts, addresses, strict=True):
            found[address] += "".join(text.chars)
        return found


def _told(mark: int) -> str:
    asked, length = ctypes.cast(mark, raw.FPDF_PAGEOBJECTMARK), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetParamBlobValue(asked, _KEY, None, 0, length)
    buffer = (ctypes.c_ubyte * length.value)()
    raw.FPDFPageObjMark_GetParamBlobValue(asked, _KEY, buffer, length.value, length)
    data = bytes(buffer)
    return next(data.removeprefix(sign).decode(of, "replace") for sign, of in _ENCODINGS if data.startswith(sign))


def _differ(told: str, printed: str) -> bool:
    """Whether the digits of two texts differ, where the glyphs say what they are: a mark may tell what glyphs do not,
    or spell a fraction."""
    return bool(printed) and all(map(_is_plain, printed)) and _digits(told) != _digits(printed)


def _is_plain(char: str) -> bool:
    fraction = unicodedata.numeric(char, None) is not None and not char.isdigit()
    return char != "\ufffd" and not fraction and unicodedata.category(char) not in _UNKNOWN


def _digits(text: str) -> list[int]:
    return [unicodedata.digit(char) for char in text if char.isdigit()]
