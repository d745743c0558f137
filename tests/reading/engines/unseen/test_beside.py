"""Files that are attached to a PDF are not read, and an issue says so."""

from pathlib import Path

import pytest

from drawn.unseen import with_attached
from sgreports.model.base import Issue
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import ReaderName, Settings


def said(data: bytes, reader: ReaderName = "pdfium") -> list[Issue]:
    issues = read_pdf(Path("a.pdf"), data, Settings(ocr="never", reader=reader)).issues
    return [issue for issue in issues if issue.code == "attached-files"]


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_attached_files_are_named(reader: ReaderName) -> None:
    detail = "1 attached file is not read: 'annex.pdf'. Save them from the PDF, and name them."
    assert said(with_attached("annex.pdf"), reader) == [Issue(code="attached-files", detail=detail)]


def test_of_many_attached_files_the_first_are_named() -> None:
    (issue,) = said(with_attached(*(f"{letter}.pdf" for letter in "abcdefg")))
    assert issue.detail.startswith("7 attached files are not read: 'a.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf', ….")


def test_settings_of_the_program_that_made_the_pdf_are_no_attached_file() -> None:
    assert said(with_attached("Press Quality.joboptions")) == []
    assert "'annex.pdf'." in said(with_attached("Press Quality.joboptions", "annex.pdf"))[0].detail
