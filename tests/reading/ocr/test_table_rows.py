"""Scanned tables read again as rows: what a page's layer or the first reading lost, and where two readings differ."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from drawn.paper import INVISIBLE, Paper
from drawn.scans import PROSE, TABLE_DOT, Canned, Row, blank_scans, tsv
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.reading.ocr.tesseract import without_rules
from sgreports.settings import OcrMode, Settings

TABLE = [("Norway", "12"), ("Peru", "7"), ("Chad", "3"), ("Mali", "2"), ("Total", "24")]
LEFT, RIGHT = 72, 400


def table(rows: list[tuple[str, str]]) -> list[Row]:
    """The words of a table, each where it is printed; those without text are lost."""
    places = [(LEFT, RIGHT)[column] for column in range(2)]
    return [
        (x, 200 + 16 * row, text)
        for row, texts in enumerate(rows)
        for x, text in zip(places, texts, strict=True)
        if text
    ]


def read(data: bytes, folder: Path, ocr: OcrMode = "auto") -> Report:
    path = folder / "scan.pdf"
    path.write_bytes(data)
    return read_report(path, Settings(ocr=ocr))


def layered(rows: list[tuple[str, str]]) -> bytes:
    """A page of text, and one whose table is a layer under a scan."""
    paper = Paper().page()
    for x, y, text in PROSE:
        paper.put(x, y, text)
    paper.page()
    paper.layer(table(rows))
    return paper.pdf()


def test_figures_that_the_first_reading_lost_are_taken_from_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = [("Norway", "12"), ("Peru", "1"), ("Chad", ""), ("Mali", "2"), ("Total", "24")]
    Canned(monkeypatch, tsv(PROSE), tsv(table(lost)), rows=tsv(table(TABLE), dot=TABLE_DOT))
    report = read(blank_scans(2), tmp_path)
    assert [found.cells for found in report.tables] == [tuple(TABLE)]
    assert not [issue for issue in report.issues if issue.code.startswith("table-")]


def test_layer_whose_total_does_not_fit_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [("Norway", "12"), ("Peru", "1"), ("Chad", "8"), ("Mali", "2"), ("Total", "24")]
    Canned(monkeypatch, rows=tsv(table(TABLE), dot=TABLE_DOT))
    assert [found.cells for found in read(layered(wrong), tmp_path).tables] == [tuple(TABLE)]
    assert [found.cells for found in read(layered(wrong), tmp_path, "never").tables] == [tuple(wrong)]


def test_figures_that_differ_without_a_total_are_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = [("Norway", "12"), ("Peru", "1"), ("Chad", "13"), ("Mali", "2")]
    Canned(monkeypatch, rows=tsv(table(other), dot=TABLE_DOT))
    report = read(layered([*TABLE[:2], ("Chad", "l3"), TABLE[3]]), tmp_path)
    assert [found.cells for found in report.tables] == [tuple(other)]
    assert [(issue.page, issue.detail) for issue in report.issues if issue.code == "table-cell-doubtful"] == [
        (2, "Page 2: two readings of a table differ (row 2, column 2: 1 or 7; row 3, column 2: 13 or l3).")
    ]


@pytest.mark.parametrize("rows", [TABLE, TABLE[:4]])
def test_a_layer_that_nobody_doubts_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, str]]
) -> None:
    canned = Canned(monkeypatch, rows=tsv(table(TABLE), dot=TABLE_DOT))
    assert [found.cells for found in read(layered(rows), tmp_path).tables] == [tuple(rows)]
    assert (canned.calls, canned.row_calls) == (0, 0)


@pytest.mark.parametrize(("head", "times"), [("Distr.", 0), ("Table 1", 2)])
def test_first_page_is_read_again_only_under_a_caption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str, times: int
) -> None:
    paper = Paper().page()
    paper.layer([(LEFT, 180, head), *table([*TABLE[:2], ("Chad", "B"), *TABLE[3:]])])
    paper.page()
    for x, y, text in PROSE:
        paper.put(x, y, text)
    canned = Canned(monkeypatch, rows=tsv(table(TABLE), dot=TABLE_DOT))
    read(paper.pdf(), tmp_path)
    assert canned.row_calls == times


def test_words_that_are_pictures_among_print_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper().page()
    for x, y, text in PROSE:
        paper.put(x, y, text)
    paper.page()
    pictured = {("Peru", 0): "PerU", ("7", 1): "", ("2", 1): "Z"}  # what the layer under each says
    hidden: list[Row] = []
    for row, texts in enumerate(TABLE):
        for column, (x, text) in enumerate(zip((LEFT, RIGHT), texts, strict=True)):
            y = 200 + 16 * row
            if (text, column) in pictured:
                paper.picture(x - 1, y - 8, x + 22, y + 3)
                hidden.append((x, y, pictured[text, column]))
            else:
                paper.put(x, y, text)
    for x, y, text in filter(lambda row: row[2], hidden):
        paper.put(x, y, text, mode=INVISIBLE)
    misread = [("Norwav", "l2"), *TABLE[1:]]  # of what is printed the print itself is taken
    Canned(monkeypatch, rows=tsv(table(misread), dot=TABLE_DOT))
    assert [found.cells for found in read(paper.pdf(), tmp_path).tables] == [tuple(TABLE)]


def test_page_of_print_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    for rows in (PROSE, table(TABLE)):
        paper.page()
        for x, y, text in rows:
            paper.put(x, y, text)
    Canned(monkeypatch, rows=tsv(table([("Norway", "99"), *TABLE[1:]]), dot=TABLE_DOT))
    assert [found.cells for found in read(paper.pdf(), tmp_path).tables] == [tuple(TABLE)]


def test_rules_are_taken_off_and_dashes_left() -> None:
    picture = Image.new("L", (200, 60), 255)
    pen = ImageDraw.Draw(picture)
    pen.line((20, 40, 120, 40), 0, 3)  # under a figure
    pen.line((20, 20, 45, 20), 0, 3)  # a dash
    unruled = without_rules(picture)
    assert (unruled.getpixel((60, 40)), unruled.getpixel((30, 20))) == (255, 0)
