"""Scans → a report: which pages are recognized, what is said of it, what is kept for the next run."""

import os
import re
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from drawn.paper import INVISIBLE, Paper
from drawn.scans import Canned, Row, blank_scans, put_picture, scanned, tsv
from sgreports.errors import DamagedError, RefusedError
from sgreports.model.base import Issue
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.reading.ocr import recognition, scans
from sgreports.reading.ocr.tesseract import TesseractError, engine_version
from sgreports.settings import OcrMode, Settings

FIRST = [
    "1. The present report is submitted in accordance with the request of the Council,",
    "which was made in May, and describes the activities of the mission (see $/1996/507).",
    "2. The mission has been deployed in both sectors, and its observers have been able",
    "to move freely. 1 recommend that the mandate be extended for six months.",
]
SECOND = [
    "3. The situation has remained calm, and there were no incidents in the area.",
    "4. The mission has continued to help those who have returned to their homes.",
]
needs_tesseract = pytest.mark.skipif(engine_version() is None, reason="tesseract is not installed")


def rows(texts: list[str], top: float = 200) -> list[Row]:
    """Typed lines, with white above each number."""
    y, out = top, list[Row]()
    for text in texts:
        y += 26 if text[0].isdigit() else 13
        out.append((72, y, text))
    return out


def paper(*pages: list[str]) -> Paper:
    sheet = Paper()
    for texts in pages:
        sheet.page()
        for x, y, text in rows(texts):
            sheet.put(x, y, text, size=11)
    return sheet


def read(data: bytes, folder: Path, ocr: OcrMode = "auto", seconds: int = 3600) -> Report:
    path = folder / "scan.pdf"
    path.write_bytes(data)
    return read_report(path, Settings(ocr=ocr, max_ocr_seconds=seconds))


def numbered(report: Report) -> dict[int | None, str]:
    return {paragraph.number: paragraph.text for paragraph in report.paragraphs if paragraph.part == "body"}


EXPECTED = {
    1: "The present report is submitted in accordance with the request of the Council, which was made in May, and "
    "describes the activities of the mission (see S/1996/507).",
    2: "The mission has been deployed in both sectors, and its observers have been able to move freely. I recommend "
    "that the mandate be extended for six months.",
    3: "The situation has remained calm, and there were no incidents in the area.",
    4: "The mission has continued to help those who have returned to their homes.",
}


def test_a_scan_becomes_numbered_paragraphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Canned(monkeypatch, tsv(rows(FIRST), 90), tsv(rows(SECOND), 80))
    report = read(blank_scans(2), tmp_path)
    assert numbered(report) == EXPECTED
    assert {p.number: p.ocr for p in report.paragraphs} == {1: 0.9, 2: 0.9, 3: 0.8, 4: 0.8}
    because = "(a picture without text)"
    assert [issue for issue in report.issues if issue.code == "page-ocr"] == [
        Issue(
            code="page-ocr", detail=f"Page 1 {because} was read by tesseract 5, with a mean confidence of 0.90.", page=1
        ),
        Issue(
            code="page-ocr", detail=f"Page 2 {because} was read by tesseract 5, with a mean confidence of 0.80.", page=2
        ),
    ]
    assert report.paragraphs[2].pieces[0].box.page == 2


def test_what_was_recognized_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canned = Canned(monkeypatch, tsv(rows(FIRST)), tsv(rows(SECOND)))
    first = read(blank_scans(2), tmp_path)
    assert read(blank_scans(2), tmp_path) == first
    assert canned.calls == 2
    monkeypatch.setenv("SGREPORTS_USE_CACHE", "false")
    assert read(blank_scans(2), tmp_path) == first
    assert canned.calls == 4


def test_only_the_page_that_is_a_picture_is_recognized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canned = Canned(monkeypatch, tsv(rows(SECOND)))
    report = read(_mixed(), tmp_path)
    assert {p.number: p.ocr is not None for p in report.paragraphs} == {1: False, 2: False, 3: True, 4: True}
    assert canned.calls == 1


@pytest.mark.parametrize("layer", [False, True])
def test_a_map_after_the_text_is_not_recognized(layer: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is the one after it, be the text print or a scan's layer; a page with a few lines is, and a map by force."""
    a_map, text = Image.effect_noise((612, 792), 90), Image.new("L", (612, 792), 255)
    for y in range(300, 340, 12):
        text.paste(0, (90, y, 500, y + 6))
    canned = Canned(monkeypatch, tsv(rows(SECOND)))
    data = _mixed(a_map, text, a_map.resize((1224, 792)), hidden="16 F Lecin")
    data = _beginning(layered(FIRST), data) if layer else data
    report = read(data, tmp_path)
    assert canned.calls == 1
    said = "is a picture after the text that shows no lines of text, such as a map, and was not recognized"
    assert [(i.page, i.detail) for i in report.issues if i.code == "page-without-text"] == [
        (page, f"Page {page} {said}; recognize it with `--ocr force`.") for page in (2, 4)
    ]
    assert [figure.page for figure in report.figures] == [2, 4]
    assert (numbered(report)[4], report.status) == (EXPECTED[4], "ok")
    forced = Canned(monkeypatch, *[tsv(rows(FIRST))] * 4)
    read(_mixed(a_map, text, a_map), tmp_path, "force")
    assert forced.calls == 4


def test_a_map_before_the_end_of_the_text_is_recognized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that was scanned askew looks like one."""
    a_map = Image.effect_noise((612, 792), 90)
    canned = Canned(monkeypatch, *[tsv(rows(FIRST))] * 2)
    read(_mixed(a_map, with_text_after=True), tmp_path)
    assert canned.calls == 1


def test_a_page_with_text_of_its_own_is_recognized_by_force_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canned = Canned(monkeypatch, tsv(rows(FIRST)), tsv(rows(SECOND)))
    assert not any(p.ocr for p in read(paper(FIRST, SECOND).pdf(), tmp_path).paragraphs)
    assert canned.calls == 0
    assert [p.ocr for p in read(paper(FIRST, SECOND).pdf(), tmp_path, "force").paragraphs] == [0.96] * 4


def test_a_hidden_layer_that_is_garbage_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Canned(monkeypatch, tsv(rows(FIRST)))
    sheet = Paper().page()
    sheet.frame(0, 0, 612, 792)
    for row in range(5):
        sheet.put(72, 100 + 20 * row, "of the rep?rt ~Fer thc Cpun#il on mis$ion and iks obs*rvers", mode=INVISIBLE)
    assert numbered(read(sheet.pdf(), tmp_path)) == {n: EXPECTED[n] for n in (1, 2)}


def test_a_layer_that_is_wrong_on_one_page_is_replaced_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canned = Canned(monkeypatch, tsv(rows(SECOND)))
    data = layered(FIRST, [re.sub("(?<=[a-z])a", "~;", line) for line in SECOND])
    report = read(data, tmp_path)
    assert canned.calls == 1
    assert numbered(report) == EXPECTED | {
        1: EXPECTED[1].replace("S/1996", "$/1996"),
        2: EXPECTED[2].replace(" I ", " 1 "),
    }
    assert doubted(report) == [("page-ocr", 2)]
    never = read(data, tmp_path, "never")
    assert never.status == "partial"
    assert doubted(never) == [("page-garbled", 2)]
    assert any(issue.detail.endswith("recognize it with `--ocr auto`.") for issue in never.issues)


def test_a_layer_that_recognition_reads_no_better_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [re.sub("(?<=[a-z])a", "~;", line) for line in SECOND]
    Canned(monkeypatch, tsv(rows([line[:9] for line in SECOND])))
    report = read(layered(FIRST, wrong), tmp_path)
    assert doubted(report) == [("page-garbled", 2)]
    assert report.paragraphs[-1].text == wrong[1][3:]


def test_the_names_of_a_map_are_no_text_that_is_misread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["OBarvo", "Gila]ni", "PTrovoda", "Prist¢na", "Mitr6vica", "JZecan", *["Lesane", "Klina"] * 5]
    scattered = [(80 + 131 * (n % 4) + 7 * n, 90 + 61 * (n // 2), name) for n, name in enumerate(names)]
    Canned(monkeypatch, tsv(rows(FIRST)), tsv(scattered, 80))
    report = read(blank_scans(2), tmp_path)
    assert [issue.code for issue in report.issues if issue.page == 2] == ["page-ocr"]
    assert report.status == "ok"
    assert [figure.page for figure in report.figures] == [2]


def test_without_tesseract_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "engine_version", lambda: None)
    with pytest.raises(
        RefusedError, match=r"scan\.pdf has no text layer.*not installed.*apt-get install tesseract-ocr"
    ):
        read(blank_scans(1), tmp_path)
    report = read(_mixed(), tmp_path)
    (issue,) = [issue for issue in report.issues if issue.page == 2]
    assert issue.code == "page-without-text"
    assert "apt-get install tesseract-ocr" in issue.detail


def test_tesseract_that_is_killed_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a system short of memory, say: it is installed for all that."""
    program, asked = tmp_path / "tesseract", tmp_path / "asked"
    program.write_text(f"#!/bin/sh\n[ -e {asked} ] && echo tesseract 5.5.0 && exit\n: > {asked}\nkill -9 $$\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert engine_version.__wrapped__() == "tesseract 5.5.0"


def test_never_says_what_would_read_it(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"recognize it with `--ocr auto`"):
        read(blank_scans(1), tmp_path, "never")


def test_a_page_that_tesseract_cannot_read_makes_the_report_partial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Canned(monkeypatch, "")

    def fails(_: object) -> str:
        raise TesseractError("Tesseract failed (no memory)")

    monkeypatch.setattr(recognition, "words_of", fails)
    report = read(_mixed(), tmp_path)
    assert report.status == "partial"
    assert [i.detail for i in report.issues if i.page == 2] == [
        "Page 2 could not be recognized: Tesseract failed (no memory)."
    ]


def test_recognition_has_a_limit_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Canned(monkeypatch, tsv(rows(FIRST)))
    clock = iter(range(0, 10_000, 100))
    monkeypatch.setattr("sgreports.reading.ocr.recognition.worked", lambda: next(clock))
    with pytest.raises(DamagedError, match=r"longer than 150 s of processor time; raise max_ocr_seconds") as caught:
        read(blank_scans(3), tmp_path, seconds=150)
    assert caught.value.passing


def test_a_map_gives_no_paragraphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        (60 + 37 * n, 90 + 51 * n, name) for n, name in enumerate(("Kmn", "RZEGO", "Dubva", "oiq", "wy Igal", "Hrce"))
    ]
    Canned(monkeypatch, tsv(rows(FIRST)), tsv(names, 55))
    report = read(blank_scans(2), tmp_path)
    assert numbered(report) == {n: EXPECTED[n] for n in (1, 2)}
    assert [figure.page for figure in report.figures] == [2]


def test_a_poor_scan_of_a_text_is_no_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poor = [
        "The situation has remained calm, and there were no incidents in the area, while the",
        "observers went on with their patrols in both sectors, by day and by night, and the two",
        "sides have helped them to reach the villages that could not be reached before by road.",
    ]
    Canned(monkeypatch, tsv(rows(FIRST)), tsv([(72, 100 + 13 * n, text) for n, text in enumerate(poor)], 60))
    report = read(blank_scans(2), tmp_path)
    assert report.figures == ()
    assert report.paragraphs[-1].text.endswith("before by road.")


def test_a_page_on_its_side_is_turned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = tsv([(100, 90 + 20 * n, "uonreut ojui wauU edeq") for n in range(9)], 15)
    Canned(monkeypatch, noise, tsv(rows(FIRST)), turn=90)
    report = read(blank_scans(1), tmp_path)
    assert numbered(report) == {n: EXPECTED[n] for n in (1, 2)}
    box = report.paragraphs[0].pieces[0].box
    assert box.bottom - box.top > 5 * (box.x1 - box.x0)  # it runs along the page as it is shown


def test_a_misread_foot_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job number and a `/...` below the text; a last line that is a number follows the text without white."""
    feet = [(72.0, 740.0, "92-18945 3123£ 040592"), (520.0, 742.0, "fase")]
    Canned(monkeypatch, tsv([*rows(FIRST), *feet], 90), tsv([*rows(SECOND, 660), (72.0, 725.0, "1992.")], 90))
    report = read(blank_scans(2), tmp_path)
    assert numbered(report) == {**EXPECTED, 4: f"{EXPECTED[4]} 1992."}


@needs_tesseract
@pytest.mark.parametrize("turn", [0, 90, 1.2])
def test_tesseract_reads_a_drawn_scan(turn: float, tmp_path: Path) -> None:
    assert numbered(read(scanned(paper([*FIRST, *SECOND]), turn), tmp_path)) == EXPECTED


def doubted(report: Report) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.page) for issue in report.issues if issue.code.startswith("page-")]


def layered(*pages: list[str]) -> bytes:
    """Scans over what an earlier recognition read of them."""
    sheet = Paper()
    for texts in pages:
        sheet.page()
        sheet.layer(rows(texts))
    return sheet.pdf()


def _mixed(*pictures: Image.Image, with_text_after: bool = False, hidden: str = "") -> bytes:
    """A page of text, then pages that are pictures, else a white one, with a hidden text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    _print(canvas, FIRST)
    for picture in pictures or (Image.new("L", (612, 792), 255),):
        canvas.drawString(300, 400, hidden, mode=INVISIBLE)
        put_picture(canvas, picture, 1.0)
    if with_text_after:
        _print(canvas, SECOND)
    canvas.save()
    return out.getvalue()


def _beginning(first: bytes, data: bytes) -> bytes:
    """The file with another first page."""
    out = BytesIO()
    with pdfium.PdfDocument(first) as whole, pdfium.PdfDocument(data) as rest:
        whole.import_pages(rest, range(1, len(rest)))
        whole.save(out)
    return out.getvalue()


def _print(canvas: Canvas, texts: list[str]) -> None:
    for x, y, text in rows(texts):
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(x, 792 - y, text)
    canvas.showPage()
