"""Copies of a PDF under other symbols that cost what it costs to read: digits are changed in place, nothing else.

Where the digits of a symbol are not plain in the content of the pages (fonts with codes of their own), pdfium first
sets the symbol anew, in Helvetica, and writes those pages again.
"""

import ctypes
import random
import re
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.errors import SgreportsError
from sgreports.reading import read_report
from sgreports.reading.engines.streams import STREAM
from sgreports.settings import Settings

SETTINGS = Settings(links=False, ocr="never")
FIGURES = "38274"
"""What pdfium sets for a number: no figure twice, so that few others make a longer stream when it is compressed."""
TRIES = 50
"""Numbers that are tried until one fits in place."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Where a compressed stream stands in a file, and its content."""

    start: int
    end: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A file and its own symbol; the PDF that is copied, its symbol, and the streams that hold it."""

    file: Path
    own: str
    data: bytes
    symbol: str
    streams: tuple[Stream, ...]
    rewritten: bool

    def copies(self, taken: set[str]) -> Iterator[tuple[str, bytes]]:
        """Endless copies under symbols that are not taken; they are then."""
        while True:
            made = _copy(self.data, self.symbol, self.streams, taken)
            if made is None:
                return
            yield made


def source(file: Path) -> Source | None:
    """A file that can be copied; None where it is not read, has no symbol, or a copy is read as something else."""
    data = file.read_bytes()
    read = _read(data)
    if read is None or not numbered(read[0]):
        return None
    (own, paragraphs), symbol = read, read[0]
    for rewritten in (False, True):
        if rewritten:
            data, symbol = _rewritten(data, symbol)
        streams = tuple(_streams(data, symbol))
        made = _copy(data, symbol, streams, {symbol})
        if made and _read(made[1]) == (made[0], paragraphs):
            return Source(file, own, data, symbol, streams, rewritten)
    return None


def numbered(symbol: str) -> re.Match[str] | None:
    """The number of a symbol: `467` of `S/1995/467`, `529` of `S/1994/529/Add.1`."""
    return re.match(r"[^/]+(?:/.+)?/(?P<number>\d{2,5})(?=/|$)", symbol)


def renumbered(symbol: str, number: str) -> str:
    """The symbol with another number."""
    found = numbered(symbol)
    assert found
    return symbol[: found.start("number")] + number + symbol[found.end("number") :]


def _read(data: bytes) -> tuple[str, int] | None:
    """The symbol and the number of paragraphs that a PDF is read with; None where it is not, or has no one symbol."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        try:
            report = read_report(Path(file.name), SETTINGS)
        except SgreportsError:
            return None
    return (report.document, len(report.paragraphs)) if len(report.masthead.symbols) == 1 else None


def _copy(data: bytes, symbol: str, streams: tuple[Stream, ...], taken: set[str]) -> tuple[str, bytes] | None:
    """A copy under a symbol that is not taken, and is then; None where no number fits in place."""
    found = numbered(symbol)
    assert found
    most = 10 ** len(found["number"])
    for number in random.Random(len(taken)).sample(range(most // 10, most), TRIES):
        other = renumbered(symbol, str(number))
        if other not in taken and streams and (patched := _patched(data, symbol, other, streams)):
            taken.add(other)
            return other, patched
    return None


def _streams(data: bytes, symbol: str) -> Iterator[Stream]:
    """The compressed streams that hold the symbol, plain or in hexadecimal figures."""
    for begin in STREAM.finditer(data):
        stream = zlib.decompressobj()
        end = data.find(b"endstream", begin.end())
        try:
            content = stream.decompress(data[begin.end() : end])
        except zlib.error:
            continue
        if any(form.search(content) for form, _ in _forms(symbol, symbol)):
            yield Stream(begin.end(), end - len(stream.unused_data), content)


def _forms(symbol: str, other: str) -> list[tuple[re.Pattern[bytes], bytes]]:
    """The parts of symbols up to the number, as content streams hold them: `/1995/467)`, or all in hexadecimal."""
    found = numbered(symbol)
    assert found
    old, new = symbol[: found.end("number")].encode(), other[: found.end("number")].encode()
    plain = re.compile(re.escape(old[old.index(b"/") :]) + rb"(?!\d)")
    return [(plain, new[new.index(b"/") :]), (re.compile(old.hex().upper().encode()), new.hex().upper().encode())]


def _patched(data: bytes, symbol: str, other: str, streams: tuple[Stream, ...]) -> bytes | None:
    """The file with another symbol of the same length; None where a stream would be longer than it was."""
    made = bytearray(data)
    for stream in streams:
        content = stream.content
        for old, new in _forms(symbol, other):
            content = old.sub(new, content)
        packed = zlib.compress(content, 9)
        if len(packed) > stream.end - stream.start:
            return None
        made[stream.start : stream.end] = packed.ljust(stream.end - stream.start, b"\n")
    return bytes(made)


def _rewritten(data: bytes, symbol: str) -> tuple[bytes, str]:
    """The file with its symbol set anew wherever it stands alone, and that symbol."""
    other = renumbered(symbol, FIGURES)
    document = pdfium.PdfDocument(data)
    font = raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
    for page in document:
        if places := _places(page, symbol):
            for place in places:
                _set_anew(document, page, font, place, other)
            raw.FPDFPage_GenerateContent(page.raw)
        page.close()
    with tempfile.TemporaryFile() as file:
        document.save(file)
        file.seek(0)
        return file.read(), other


def _places(page: pdfium.PdfPage, symbol: str) -> list[list[raw.FPDF_PAGEOBJECT]]:
    """The text objects of each place where the symbol stands and nothing beside it."""
    text_page = page.get_textpage()
    chars = [chr(raw.FPDFText_GetUnicode(text_page.raw, n)) for n in range(raw.FPDFText_CountChars(text_page.raw))]
    owners = [_address(raw.FPDFText_GetTextObject(text_page.raw, n)) for n in range(len(chars))]
    text_page.close()
    objects = {_address(item): item for item in _objects(page)}
    found = []
    for match in re.finditer(r"\s*".join(map(re.escape, symbol)), "".join(chars)):
        own = dict.fromkeys(owner for owner in owners[slice(*match.span())] if owner)
        around = [n for n, owner in enumerate(owners) if owner in own and not match.start() <= n < match.end()]
        if all(owner in objects for owner in own) and all(chars[n].isspace() for n in around):
            found.append([objects[owner] for owner in own])
    return found


def _objects(page: pdfium.PdfPage) -> Iterator[raw.FPDF_PAGEOBJECT]:
    return (raw.FPDFPage_GetObject(page.raw, n) for n in range(raw.FPDFPage_CountObjects(page.raw)))


def _address(item: raw.FPDF_PAGEOBJECT) -> int | None:
    return ctypes.cast(item, ctypes.c_void_p).value


def _set_anew(
    document: pdfium.PdfDocument,
    page: pdfium.PdfPage,
    font: raw.FPDF_FONT,
    place: list[raw.FPDF_PAGEOBJECT],
    text: str,
) -> None:
    """One text object in place of several: where the first began, as tall as the last."""
    matrix, first, size = raw.FS_MATRIX(), raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(place[0], first)
    raw.FPDFPageObj_GetMatrix(place[-1], matrix)
    raw.FPDFTextObj_GetFontSize(place[-1], size)
    matrix.e, matrix.f = first.e, first.f
    anew = raw.FPDFPageObj_CreateTextObj(document.raw, font, size)
    words = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
    raw.FPDFText_SetText(anew, ctypes.cast(words, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_SetMatrix(anew, matrix)
    raw.FPDFPage_InsertObject(page.raw, anew)
    for item in place:
        raw.FPDFPage_RemoveObject(page.raw, item)
