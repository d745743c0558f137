"""What a PDF has beside the print of its pages, which is not read but said: attached files, entries, laid-on notes."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.model.base import Issue
from sgreports.reading.unseen.objects import annotations

ATTACHED, ENTRIES, NOTES = "attached-files", "form-entries", "page-notes"
_NAMED = 5  # files that are named
_SHOWN = 60  # characters of a name
_WRITTEN = frozenset((raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX))


def attached_files(document: pdfium.PdfDocument) -> Iterator[Issue]:
    """An issue where files are attached to the document, as all are that a portfolio holds."""
    count = document.count_attachments()
    if count:
        names = [document.get_attachment(at).get_name()[:_SHOWN] for at in range(min(count, _NAMED))]
        listed = ", ".join(map(repr, names)) + ", …" * (count > _NAMED)
        files = "1 attached file is" if count == 1 else f"{count} attached files are"
        yield Issue(code=ATTACHED, detail=f"{files} not read: {listed}. Save them from the PDF, and name them.")


def page_notes(document: pdfium.PdfDocument, page: pdfium.PdfPage, number: int) -> Iterator[Issue]:
    """Issues of what was filled into the page's form, and of text and files that were laid on it."""
    found = Counter(what for note, kind, _ in annotations(page) if (what := _what(document, note, kind)))
    for code, what, advice in (
        (ENTRIES, "entries of a form", "print it into a new PDF to have them read"),
        (NOTES, "free-text notes", "print it into a new PDF to have them read"),
        (ATTACHED, "attached files", "save them from the PDF, and name them"),
    ):
        if found[code]:
            yield Issue(code=code, detail=f"Page {number}: {what} ({found[code]}) are not read; {advice}.", page=number)


def _what(document: pdfium.PdfDocument, note: Any, kind: int) -> str | None:
    """The code of what an annotation has that is not read."""
    if kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        return ATTACHED
    if kind == raw.FPDF_ANNOT_FREETEXT and _string(note, b"Contents"):
        return NOTES
    if kind == raw.FPDF_ANNOT_WIDGET and _entry(document, note):
        return ENTRIES
    return None


def _string(note: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace").strip()


def _entry(document: pdfium.PdfDocument, note: Any) -> str:
    """What was filled into a field: one of text, or of a choice."""
    form = document.formenv
    if form is None:  # a form of another kind: what a field says of itself
        return _string(note, b"V")
    if raw.FPDFAnnot_GetFormFieldType(form.raw, note) not in _WRITTEN:
        return ""
    length = raw.FPDFAnnot_GetFormFieldValue(form.raw, note, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetFormFieldValue(form.raw, note, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace").strip()
