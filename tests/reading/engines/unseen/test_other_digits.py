"""A file that tells other digits than it prints is read as it is, and an issue says so."""

from pathlib import Path

import pytest

from drawn.objects import stream
from drawn.unseen import page
from sgreports.model.base import Issue
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import ReaderName, Settings

SHOW = b"BT /F 10 Tf 1 0 0 1 72 %d Tm %s ET\n"


def said(data: bytes, reader: ReaderName = "pdfium") -> list[Issue]:
    issues = read_pdf(Path("a.pdf"), data, Settings(ocr="never", reader=reader)).issues
    return [issue for issue in issues if issue.code == "digits-differ"]


def differs(detail: str, number: int = 1) -> list[Issue]:
    return [Issue(code="digits-differ", detail=f"Page {number}: {detail}. Compare with the page.", page=number)]


def told(text: bytes, shown: bytes, y: int = 500) -> bytes:
    """Instructions that show texts and tell another."""
    return b"/Span << /ActualText %s >> BDC %s EMC\n" % (text, SHOW % (y, shown))


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_digits_that_are_told_in_the_place_of_those_printed(reader: ReaderName) -> None:
    body = told(b"<FEFF0035002C003900300030>", b"(5,4) Tj (00) Tj") + told(b"(12 men)", b"(12 men) Tj", 480)
    assert said(page(body), reader) == differs("the file tells other digits than it prints: '5,900' for '5,400'")


def test_digits_in_the_place_of_words() -> None:
    body = told(b"(5,900 people)", b"(many people) Tj")
    assert said(page(body)) == differs(
        "the file tells other digits than it prints: '5,900 people' for 'many people'"
    )  # fmt: skip


def test_digits_that_are_told_in_a_form() -> None:
    form = stream(
        told(b"(900)", b"(400) Tj"),
        b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F 5 0 R >> >>",
    )
    resources = b"/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>"
    assert said(page(b"/X Do", resources, b"", form)) == differs(
        "the file tells other digits than it prints: '900' for '400'"
    )


def test_of_many_texts_three_are_named() -> None:
    body = b"".join(told(b"(9%d)" % row, b"(4%d) Tj" % row, 500 - 20 * row) for row in range(5))
    listed = "'90' for '40', '91' for '41', '92' for '42', …"
    assert said(page(body)) == differs(f"the file tells other digits than it prints: {listed}")


@pytest.mark.parametrize(
    "body",
    [
        told(b"(5,400)", b"(5,4) Tj (00) Tj"),
        told(b"(co-operation)", b"(cooperation) Tj"),
        told(b"(5)", b"(5) Tj") + told(b"(5)", b"(5) Tj", 480),  # two of one text
        told(b"()", b"(5,400) Tj"),  # which no engine takes for the text
        told(b"<FEFF>", b"(5,400) Tj"),
        told(b"<FEFF00B2>", b"(2) Tj"),
    ],
)
def test_a_text_that_says_what_is_printed_is_no_other(body: bytes) -> None:
    assert said(page(body)) == []


def test_a_fraction_may_be_spelled() -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    assert said(page(told(b"(1/2)", b"(\xbd) Tj"), b"/Resources << /Font << /F %s >> >>" % font)) == []
