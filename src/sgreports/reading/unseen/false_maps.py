"""Fonts whose map to Unicode tells other digits than the codes print, as a changed `/ToUnicode` table does.

Only fonts whose codes say what they print are judged: by a standard encoding, by the names of glyphs, or by the table
of the font in the file. A font whose letters are told otherwise, too, has codes of its own, and its map is right.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import TrueTypeFont
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from sgreports.errors import SgreportsError
from sgreports.model.base import Issue
from sgreports.reading.lines import DIFFERENT

_SIMPLE = frozenset(("Type1", "MMType1", "TrueType"))
_SYMBOLIC, _NONSYMBOLIC = 4, 32  # flags of a font: its codes are its own; those of a standard encoding
_MOST_BYTES = 100_000  # of a map; that of a font with 256 codes has some 5,000
_SHOWN = 60  # characters of a font's name
_PAGES = 5  # pages that are named

Letters = Mapping[int, str]
"""Letters by their codes."""


def false_maps(data: bytes) -> Iterator[Issue]:
    """An issue for each font of a PDF that tells other digits than it prints."""
    pages: dict[tuple[str, str], list[int]] = defaultdict(list)
    try:
        for number, name, told in _told_otherwise(data):
            pages[name, told].append(number)
    except SgreportsError:
        raise
    except Exception:  # a parser of damaged files raises whatever Python does; what was found until then stays
        pass
    for (name, listed), numbers in pages.items():
        where = ", ".join(map(str, numbers[:_PAGES])) + ", …" * (len(numbers) > _PAGES)
        what = f"Page{'s' * (len(numbers) > 1)} {where}: the font {name[:_SHOWN]!r} tells other digits than it prints"
        yield Issue(code=DIFFERENT, detail=f"{what} ({listed}). Compare with the page.", page=numbers[0])


def _told_otherwise(data: bytes) -> Iterator[tuple[int, str, str]]:
    """The pages' numbers with the fonts that tell other digits, by name, and these digits."""
    known: dict[int, tuple[str, str]] = {}
    for number, page in enumerate(PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(data)))), 1):
        for font in (resolve1((resolve1(page.resources) or {}).get("Font")) or {}).values():
            key = font.objid if isinstance(font, PDFObjRef) else -1
            if key < 0 or key not in known:
                known[key] = _judged_if_sound(font)
            name, told = known[key]
            if told:
                yield number, name, told


def _judged_if_sound(font: object) -> tuple[str, str]:
    """As `_judged`; nothing of a font that is damaged, so that what others tell is kept."""
    try:
        return _judged(resolve1(font) or {})
    except SgreportsError:
        raise
    except Exception:  # a parser of damaged files raises whatever Python does; the reader says what is damaged
        return "", ""


def _judged(font: Mapping[str, Any]) -> tuple[str, str]:
    """A font's name, and the digits that it tells to be others."""
    digits = sorted(false_digits(font).items())
    return _name(font.get("BaseFont")), ", ".join(f"{other} for {digit}" for digit, other in digits)


def _name(of: Any) -> str:
    found = resolve1(of)
    return "" if found is None else str(literal_name(found) if isinstance(found, PSLiteral) else type(found).__name__)


def false_digits(font: Mapping[str, Any]) -> dict[str, str]:
    """The digits that a font prints and tells to be others, with these; none where its codes are its own."""
    source = resolve1(font.get("ToUnicode"))
    if not isinstance(source, PDFStream):
        return {}
    printed, told = _printed(font), _told(source)
    both = {(letter, told[code]) for code, letter in printed.items() if code in told and _is_plain(letter)}
    false = {(letter, other) for letter, other in both if letter != other}
    lettered = any(letter.isalpha() for letter, _ in both)  # and all are right where only digits are false
    return dict(false) if all(one.isdigit() and (lettered or other.isdecimal()) for one, other in false) else {}


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _told(source: PDFStream) -> Letters:
    data = source.get_data()
    found = FileUnicodeMap()
    if len(data) <= _MOST_BYTES:
        CMapParser(found, BytesIO(data)).run()
    return found.cid2unichr


def _printed(font: Mapping[str, Any]) -> Letters:
    """What the codes of a font print, as far as the file says so."""
    kind = _name(font.get("Subtype"))
    return _of_program(font) if kind == "Type0" else _of_names(font, kind) if kind in _SIMPLE else {}


def _of_program(font: Mapping[str, Any]) -> Letters:
    """By the table of the font in the file, where codes are the numbers of its glyphs."""
    (below,) = map(resolve1, resolve1(font["DescendantFonts"]))
    program = resolve1((resolve1(below.get("FontDescriptor")) or {}).get("FontFile2"))
    plain = all(_name(of) in ("", "Identity", "Identity-H") for of in (font.get("Encoding"), below.get("CIDToGIDMap")))
    if not plain or not isinstance(program, PDFStream):
        return {}
    try:
        found = TrueTypeFont("", BytesIO(program.get_data())).create_unicode_map()
    except TrueTypeFont.CMapNotFound:
        return {}
    return found.cid2unichr


def _of_names(font: Mapping[str, Any], kind: str) -> Letters:
    """By a standard encoding, or by the names of glyphs."""
    descriptor, encoding = resolve1(font.get("FontDescriptor")), resolve1(font.get("Encoding"))
    flags = int(resolve1((descriptor or {}).get("Flags", _NONSYMBOLIC)))
    own = bool(flags & _SYMBOLIC) or not flags & _NONSYMBOLIC
    if own and kind == "TrueType":  # what the program in the file says, whatever is said here
        return {}
    given = encoding if isinstance(encoding, dict) else {"BaseEncoding": encoding}
    base = "" if own else _name(given.get("BaseEncoding"))
    standard = EncodingDB.encodings.get(base or ("StandardEncoding" if descriptor is None else ""), {})
    return {**standard, **dict(_named(resolve1(given.get("Differences")) or ()))}


def _named(differences: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """The letters of codes by the names of their glyphs: a code, and the names from there on."""
    code = 0
    for each in map(resolve1, differences):
        if isinstance(each, int):
            code = each
            continue
        with suppress(KeyError, ValueError):  # a name that says nothing
            yield code, name2unicode(_name(each))
        code += 1
