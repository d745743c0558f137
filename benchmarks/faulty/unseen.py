"""Files with what no reader of their pages sees, which must be said: hidden text and attached files, which must not be
read either, and other digits that are told than are printed.
"""

import ctypes
import random
from collections.abc import Iterator
from io import BytesIO

import pypdfium2 as pdfium
from pypdfium2 import raw

HIDDEN, ATTACHED, OTHER = "hidden text", "attached files", "other digits told than printed"
FALSE = "The mission has 5,000 members, of whom 1,250 are women from 40 countries."
_WAYS = ("white", "tiny", "outside", "covered", "drawn over")


def with_hidden_text(chance: random.Random, data: bytes) -> bytes:
    """The file with a false sentence in the upper margin of its first page, hidden in one of several ways."""
    way = chance.choice(_WAYS)
    with pdfium.PdfDocument(data) as document:
        page = document[0]
        left, _, right, top = page.get_bbox()
        text = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", ctypes.c_float(1.0 if way == "tiny" else 8.0))
        letters = (ctypes.c_ushort * (len(FALSE) + 1))(*map(ord, FALSE))
        raw.FPDFText_SetText(text, letters)
        raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, right + 50 if way == "outside" else left + 40, top - 20)
        if way == "white":
            raw.FPDFPageObj_SetFillColor(text, 255, 255, 255, 255)
            _bar(page, left, top, right)
        raw.FPDFPage_InsertObject(page.raw, text)
        if way == "covered":
            _bar(page, left, top, right)
        if way == "drawn over":
            _bar(page, left, top, right, line=True)
        page.gen_content()
        return _saved(document)


def with_attached_file(chance: random.Random, data: bytes) -> bytes:
    """The file with another attached to it."""
    with pdfium.PdfDocument(data) as document:
        document.new_attachment(f"annex-{chance.randrange(100)}.txt").set_data(FALSE.encode())
        return _saved(document)


def with_other_digits(chance: random.Random, data: bytes) -> bytes:
    """The file with a text that tells other digits than it prints; as it is where no text of it has any."""
    with pdfium.PdfDocument(data) as document:
        found = [(page, text, said) for page in document for text, said in _texts(page) if any(map(str.isdigit, said))]
        if not found:
            return data
        page, text, said = chance.choice(found)
        other = "".join(str((int(char) + 5) % 10) if char.isdigit() else char for char in said)
        mark = raw.FPDFPageObj_AddMark(text, b"Span")
        raw.FPDFPageObjMark_SetStringParam(document.raw, text, mark, b"ActualText", other.encode())
        page.gen_content()
        return _saved(document)


def _texts(page: pdfium.PdfPage) -> Iterator[tuple[pdfium.raw.FPDF_PAGEOBJECT, str]]:
    """The page's own texts of ASCII, with what they say."""
    text_page = page.get_textpage()
    for text in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=1):
        length = raw.FPDFTextObj_GetText(text.raw, text_page.raw, None, 0)
        letters = (ctypes.c_ushort * (length // 2 + 1))()
        raw.FPDFTextObj_GetText(text.raw, text_page.raw, letters, length)
        said = bytes(letters)[: max(length - 2, 0)].decode("utf-16-le", "replace")
        if said.isascii():
            yield text.raw, said
    text_page.close()


def _bar(page: pdfium.PdfPage, left: float, top: float, right: float, *, line: bool = False) -> None:
    """A white bar over the place of the sentence, also over the picture of a scan; or a thick white line."""
    height = 1 if line else 25
    bar = raw.FPDFPageObj_CreateNewRect(left, top - (18 if line else 30), right - left, height)
    raw.FPDFPageObj_SetFillColor(bar, 255, 255, 255, 255)
    raw.FPDFPageObj_SetStrokeColor(bar, 255, 255, 255, 255)
    raw.FPDFPageObj_SetStrokeWidth(bar, 20)
    raw.FPDFPath_SetDrawMode(bar, raw.FPDF_FILLMODE_NONE if line else raw.FPDF_FILLMODE_WINDING, line)
    raw.FPDFPage_InsertObject(page.raw, bar)


def _saved(document: pdfium.PdfDocument) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()
