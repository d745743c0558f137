"""Fonts that a file names and does not hold. For most of them pdfium bends one of its own to the widths it wants,
and what it measures of a letter depends on how that font was bent last. So text in such a font is never painted, and
judged by what is painted around it.
"""

import ctypes
import re
from collections.abc import Iterable, Sequence

from pypdfium2 import raw

from sgreports.reading.engines.content import Rectangle
from sgreports.reading.engines.faces import INVISIBLE
from sgreports.reading.engines.pdfium_text import ask, font_name
from sgreports.reading.engines.unseen.objects import Colour, Cover
from sgreports.reading.engines.unseen.suspects import holds, meet

# pdfium has these as they are.
_STANDARD = re.compile(r"(?:Arial|Helvetica|Courier(?:New)?(?:PS)?|Times(?:NewRoman)?(?:PS)?)(?:MT)?(?:[-,][A-Za-z]+)?"
                       r"|Symbol|ZapfDingbats")  # fmt: skip
_WHITE = 240  # of 255 in every channel


def borrowed(owners: Iterable[int]) -> frozenset[int]:
    """The addresses of the texts in such fonts."""
    listed = list(owners)
    fonts = ask("FPDFTextObj_GetFont", map(ctypes.c_void_p, listed))
    known = {font: _is_borrowed(ctypes.cast(font or 0, raw.FPDF_FONT)) for font in set(fonts)}
    return frozenset(owner for owner, font in zip(listed, fonts, strict=True) if known[font])


def _is_borrowed(font: object) -> bool:
    name = font_name(font)  # none of a font whose glyphs are drawings of the file
    return bool(name) and raw.FPDFFont_GetIsEmbedded(font) != 1 and not _STANDARD.fullmatch(name)


def unpaint(owners: Iterable[int]) -> None:
    """Has pdfium leave the texts at these addresses out of pictures of the page."""
    for owner in owners:
        raw.FPDFTextObj_SetTextRenderMode(ctypes.cast(owner, raw.FPDF_PAGEOBJECT), INVISIBLE)


def is_covered(place: Rectangle, order: int, colour: Colour | None, covers: Sequence[Cover]) -> bool:
    """Whether a text is white on the paper, or under a path that is as large."""
    if any(cover.order > order and cover.kind == "path" and holds(cover.bounds, place) for cover in covers):
        return True
    behind = any(cover.order < order and meet(cover.bounds, place) for cover in covers)
    return colour is not None and min(colour) > _WHITE and not behind
