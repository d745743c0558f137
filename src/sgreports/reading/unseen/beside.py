"""What a PDF has beside the print of its pages, which is not read but said: attached files, entries, laid-on notes."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from sgreports.model.base import Issue
from sgreports.reading.engines.pdfium_text import told
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
    if kind == raw.FPDF_ANNOT_FREETEXT and told(raw.FPDFAnnot_GetStringValue, note, b"Contents"):
        return NOTES
    if kind == raw.FPDF_ANNOT_WIDGET and _entry(document, note):
        return ENTRIES
    return None


def _entry(document: pdfium.PdfDocument, note: Any) -> str:
    """What was filled into a field: one of text, or of a choice."""
    form = document.formenv
    if form is None:  # a form of another kind: what a field says of itself
        return told(raw.FPDFAnnot_GetStringValue, note, b"V")
    if raw.FPDFAnnot_GetFormFieldType(form.raw, note) not in _WRITTEN:
        return ""
    return told(raw.FPDFAnnot_GetFormFieldValue, form.raw, note)
