"""Fonts with a false encoding: read by the other engine, put right by a map, or reported."""

from pathlib import Path

import pytest

from drawn.false_fonts import false_encoding, false_map, mac_table_font, without_meaning
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.reading.engines.pdfplumber_reader import PdfplumberDocument, open_pdfplumber
from sgreports.reading.lines import UNREAD
from sgreports.settings import ReaderName, Settings

ROWS = [
    "1. The Mission’s staff has met Søren Holm and the “rangers” of the valley in Deçan.",
    "2. The agencies’ offices have been closed from 2001–2003, and they do not open this year.",
    "3. The authorities of the two sides have said that they would work on it with the committee.",
]
TEXTS = [row[3:] for row in ROWS]


def read(data: bytes, tmp_path: Path, reader: ReaderName = "pdfium") -> Report:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read_report(path, Settings(reader=reader, ocr="never"))


def said(report: Report) -> tuple[str, list[tuple[str, int | None]]]:
    codes = UNREAD | {"second-reader", "letters-repaired"}
    return report.status, [(issue.code, issue.page) for issue in report.issues if issue.code in codes]


def test_what_pdfium_misreads_pdfplumber_reads(tmp_path: Path) -> None:
    report = read(mac_table_font(ROWS), tmp_path)
    assert [p.text for p in report.paragraphs] == TEXTS
    assert said(report) == ("ok", [("second-reader", 1)])
    assert report.issues[0].detail == "Read by pdfplumber, for letters that no word has at their places: page 1."


def test_pdfplumber_alone_needs_no_second_reader(tmp_path: Path) -> None:
    report = read(mac_table_font(ROWS), tmp_path, "pdfplumber")
    assert [p.text for p in report.paragraphs] == TEXTS
    assert said(report) == ("ok", [])


@pytest.mark.parametrize(("used", "named"), [("cp1252", b"MacRomanEncoding"), ("mac_roman", b"WinAnsiEncoding")])
@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_what_both_misread_is_put_right(tmp_path: Path, used: str, named: bytes, reader: ReaderName) -> None:
    rows = [row.replace("Deçan", "Verité") for row in ROWS]
    report = read(false_encoding(rows, used, named), tmp_path, reader)
    assert [p.text for p in report.paragraphs] == [row[3:] for row in rows]
    assert said(report) == ("ok", [("letters-repaired", 1)])


def test_what_no_map_puts_right_is_reported(tmp_path: Path) -> None:
    report = read(false_encoding([*ROWS, "4. Deçan"], "mac_roman", b"WinAnsiEncoding"), tmp_path)
    assert said(report) == ("partial", [("letters-misread", 1)])


def test_what_the_file_itself_says_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PdfplumberDocument, "page", lambda *_: pytest.fail("read again"))
    report = read(false_map(ROWS), tmp_path)
    assert "S•ren Holm" in report.paragraphs[0].text
    assert said(report) == ("partial", [("letters-misread", 1)])


def test_a_file_says_letters_by_maps_alone() -> None:
    for data, told in ((false_map(ROWS), True), (false_encoding(ROWS, "cp1252", b"MacRomanEncoding"), False)):
        with open_pdfplumber("a.pdf", data) as document:
            assert document.tells_letters(1, {"Times-Roman"}) is told
            assert not document.tells_letters(1, {"Times-Roman", "Courier"})


def test_letters_without_meaning_are_reported(tmp_path: Path) -> None:
    report = read(without_meaning(ROWS, "rangers of the valley"), tmp_path)
    assert said(report) == ("partial", [("page-garbled", 1)])


def test_foreign_names_are_no_false_letters(tmp_path: Path) -> None:
    rows = [*ROWS, "4. José Martí, Luís Galvão and Zoë Müller have met in São Tomé, Côte d’Ivoire and Besançon."]
    report = read(false_encoding(rows, "cp1252", b"WinAnsiEncoding"), tmp_path)
    assert [p.text for p in report.paragraphs] == [row[3:] for row in rows]
    assert said(report) == ("ok", [])
