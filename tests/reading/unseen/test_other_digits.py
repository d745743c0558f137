"""A file that tells other digits than it prints is read as it is, and an issue says so."""

from pathlib import Path

import pytest

from drawn.false_fonts import false_map, numbered_glyphs, told_otherwise
from drawn.objects import stream
from drawn.unseen import page
from sgreports.model.base import Issue
from sgreports.reading.pages.pdf import read_pdf
from sgreports.reading.unseen.false_maps import false_maps
from sgreports.settings import ReaderName, Settings

ROWS = ["The mission had 1,400 people and 42 posts in all."]
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


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_a_map_that_tells_another_digit_than_the_encoding(reader: ReaderName) -> None:
    detail = "the font 'Times-Roman' tells other digits than it prints (9 for 4)"
    assert said(false_map(ROWS, {"4": "9"}), reader) == differs(detail)


def test_a_map_that_tells_a_mark_for_a_digit() -> None:
    detail = "the font 'Times-Roman' tells other digits than it prints (: for 9)"
    assert list(false_maps(false_map(ROWS, {"9": ":"}))) == differs(detail)


def test_a_map_that_tells_letters_otherwise_has_codes_of_its_own() -> None:
    assert said(false_map(ROWS, {"4": "9", "Z": "Y"})) == []


def test_a_fraction_may_be_spelled() -> None:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    assert said(page(told(b"(1/2)", b"(\xbd) Tj"), b"/Resources << /Font << /F %s >> >>" % font)) == []


FONT = b"<< /Type /Font /Subtype /%s /BaseFont /F /ToUnicode 6 0 R %s >>"
DESCRIPTOR = b"/FontDescriptor << /Type /FontDescriptor /FontName /F /Flags %d >>"


@pytest.mark.parametrize(
    ("kind", "more", "found"),
    [
        (b"Type1", b"", "9 for 4"),  # the standard encoding
        (b"Type1", b"/Encoding << /Differences [50 /two 52 /four] >>", "9 for 4"),
        (b"Type1", b"/Encoding << /Differences [52 /nine /five] >>", None),
        (b"Type1", b"/Encoding << /Differences [52 /g17] >> " + DESCRIPTOR % 4, None),
        (b"Type1", b"/Encoding << /Differences [52 /four] >> " + DESCRIPTOR % 4, "9 for 4"),
        (b"Type1", b"/Encoding /WinAnsiEncoding " + DESCRIPTOR % 4, None),
        (b"TrueType", b"/Encoding /WinAnsiEncoding " + DESCRIPTOR % 32, "9 for 4"),
        (b"TrueType", b"/Encoding << /Differences [52 /four] >> " + DESCRIPTOR % 4, None),
        (b"Type3", b"/Encoding << /Differences [52 /four] >>", None),
    ],
)
def test_what_the_codes_of_a_font_print(kind: bytes, more: bytes, found: str | None) -> None:
    data = told_otherwise(ROWS, FONT % (kind, more), {"4": "9"})
    detail = f"the font 'F' tells other digits than it prints ({found})"
    assert list(false_maps(data)) == ([] if found is None else differs(detail))


@pytest.mark.parametrize(("letters", "found"), [({"4": "9"}, True), ({}, False), ({"4": "9", "e": "f"}, False)])
def test_codes_that_are_glyphs_of_a_font_in_the_file(letters: dict[str, str], found: bool) -> None:
    data = numbered_glyphs(ROWS[0], letters)
    detail = "the font 'ABCDEF+Vera' tells other digits than it prints (9 for 4)"
    assert said(data) == (differs(detail) if found else [])
