"""Fonts with a false encoding: put right by a map, or reported."""

from pathlib import Path

import pytest

from drawn.false_fonts import false_encoding, false_map, false_pages, mac_table_font, without_meaning
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.reading.lines import UNREAD
from sgreports.settings import Settings

ROWS = [
    "1. The Mission’s staff has met Søren Holm and the “rangers” of the valley in Deçan.",
    "2. The agencies’ offices have been closed from 2001–2003, and they do not open this year.",
    "3. The authorities of the two sides have said that they would work on it with the committee.",
]
PLAIN = [row.replace("Deçan", "Verité") for row in ROWS]


def read(data: bytes, tmp_path: Path) -> Report:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read_report(path, Settings(ocr="never"))


def said(report: Report) -> tuple[str, list[tuple[str, int | None]]]:
    codes = UNREAD | {"letters-repaired"}
    return report.status, [(issue.code, issue.page) for issue in report.issues if issue.code in codes]


def test_a_font_that_pdfium_takes_for_one_of_the_macintosh_is_put_right(tmp_path: Path) -> None:
    report = read(mac_table_font(ROWS), tmp_path)
    assert [p.text for p in report.paragraphs] == [row[3:] for row in ROWS]
    assert said(report) == ("ok", [("letters-repaired", 1)])
    assert report.issues[0].detail == "Letters that a font tells wrongly were put right: page 1."


@pytest.mark.parametrize(("used", "named"), [("cp1252", b"MacRomanEncoding"), ("mac_roman", b"WinAnsiEncoding")])
def test_a_false_encoding_is_put_right(tmp_path: Path, used: str, named: bytes) -> None:
    report = read(false_encoding(PLAIN, used, named), tmp_path)
    assert [p.text for p in report.paragraphs] == [row[3:] for row in PLAIN]
    assert said(report) == ("ok", [("letters-repaired", 1)])


def test_what_no_map_puts_right_is_reported(tmp_path: Path) -> None:
    report = read(false_encoding([*ROWS, "4. Deçan"], "mac_roman", b"WinAnsiEncoding"), tmp_path)
    assert said(report) == ("partial", [("letters-misread", 1)])


def test_a_page_without_proof_is_put_right_by_the_others(tmp_path: Path) -> None:
    rows = [PLAIN, ["4. The report was read — all of it."], ["5. The Mission’s head is here."]]
    report = read(false_pages(rows, "cp1252", b"MacRomanEncoding"), tmp_path)
    assert [p.text for p in report.paragraphs] == [row[3:] for page in rows for row in page]
    assert report.issues[0].detail == "Letters that a font tells wrongly were put right: pages 1, 2, 3."


def test_what_the_file_itself_says_wrongly_is_reported(tmp_path: Path) -> None:
    report = read(false_map(ROWS), tmp_path)
    assert "S•ren Holm" in report.paragraphs[0].text
    assert said(report) == ("partial", [("letters-misread", 1)])


def test_letters_without_meaning_are_reported(tmp_path: Path) -> None:
    report = read(without_meaning(ROWS, "rangers of the valley"), tmp_path)
    assert said(report) == ("partial", [("page-garbled", 1)])


def test_foreign_names_are_no_false_letters(tmp_path: Path) -> None:
    rows = [*ROWS, "4. José Martí, Luís Galvão and Zoë Müller have met in São Tomé, Côte d’Ivoire and Besançon."]
    report = read(false_encoding(rows, "cp1252", b"WinAnsiEncoding"), tmp_path)
    assert [p.text for p in report.paragraphs] == [row[3:] for row in rows]
    assert said(report) == ("ok", [])
