"""What a PDF has beside the print of its pages is not read, and an issue says so."""

from pathlib import Path

import pytest

from drawn.unseen import laid_over, with_attached
from sgreports.model.base import Issue
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import ReaderName, Settings

FIELD = b"/Subtype /Widget /FT /%s /T (place) /V (%s)"
FORM = b"/AcroForm << /Fields [6 0 R] >>"
CODES = ("attached-files", "form-entries", "page-notes", "hidden-text")


def said(data: bytes, reader: ReaderName = "pdfium") -> list[Issue]:
    issues = read_pdf(Path("a.pdf"), data, Settings(ocr="never", reader=reader)).issues
    return [issue for issue in issues if issue.code in CODES]


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_attached_files_are_named(reader: ReaderName) -> None:
    detail = "1 attached file is not read: 'annex.pdf'. Save them from the PDF, and name them."
    assert said(with_attached("annex.pdf"), reader) == [Issue(code="attached-files", detail=detail)]


def test_of_many_attached_files_the_first_are_named() -> None:
    (issue,) = said(with_attached(*(f"{letter}.pdf" for letter in "abcdefg")))
    assert issue.detail.startswith("7 attached files are not read: 'a.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf', ….")


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_what_was_filled_into_a_form_is_told(reader: ReaderName) -> None:
    detail = "Page 1: entries of a form (1) are not read; print it into a new PDF to have them read."
    assert said(laid_over(FIELD % (b"Tx", b"500 people"), FORM), reader) == [
        Issue(code="form-entries", detail=detail, page=1)
    ]


def test_a_free_text_note_is_told() -> None:
    detail = "Page 1: free-text notes (1) are not read; print it into a new PDF to have them read."
    note = b"/Subtype /FreeText /DA (/F 10 Tf) /Contents (500 people)"
    assert said(laid_over(note)) == [Issue(code="page-notes", detail=detail, page=1)]


def test_a_file_that_is_pinned_to_a_page_is_told() -> None:
    detail = "Page 1: attached files (1) are not read; save them from the PDF, and name them."
    note = b"/Subtype /FileAttachment /FS << /Type /Filespec /F (annex.pdf) >>"
    assert said(laid_over(note)) == [Issue(code="attached-files", detail=detail, page=1)]


@pytest.mark.parametrize(
    ("note", "of_root"),
    [
        (FIELD % (b"Tx", b""), FORM),
        (FIELD % (b"Btn", b"Off"), FORM),
        (b"/Subtype /Text /Contents (a comment)", b""),
        (b"/Subtype /FreeText /F 2 /Contents (hidden)", b""),
    ],
)
def test_nothing_is_said_where_nothing_is_shown(note: bytes, of_root: bytes) -> None:
    assert said(laid_over(note, of_root)) == []
