"""Each step that a report can be read without is made to fail: an issue says so, and the rest is as it was."""

from pathlib import Path
from typing import Any, get_args

import pytest

from drawn.false_fonts import false_encoding, mac_table_font
from drawn.paper import SENTENCE
from drawn.scans import TABLE_DOT, Canned, blank_scans, tsv
from drawn.tables import POLICE, Report, strength
from sgreports.errors import DamagedError
from sgreports.model.report import Report as Read
from sgreports.reading import read_report
from sgreports.reading.ocr import recognition
from sgreports.reading.optional import STEP_FAILED, Step, attempt
from sgreports.settings import Settings

READING = "sgreports.reading"
LABELS = ("Police, 24", "Soldiers, 3", "Armed men, 57", "Unknown, 2")

Fields = frozenset[str]
ISSUES: Fields = frozenset()
BOXES = frozenset(("paragraphs", "sections", "text_units"))
TABLES = BOXES | {"tables", "figures"}
DRAWN: dict[Step, tuple[str, int | None, Fields]] = {
    "file-damaged": ("engines.pages.damage", None, ISSUES),
    "hidden-text": ("engines.unseen.hidden.painted", 2, BOXES),
    "links": ("engines.pdfium_reader._uri", 2, frozenset(("paragraphs",))),
    "told-digits": ("engines.unseen.replaced.Replaced._marks", 2, ISSUES),
    "attached-files": ("engines.pdfium_reader.attached_files", None, ISSUES),
    "areas": ("pages.pdf.as_shown", 2, TABLES),
    "maps": ("pages.pdf.with_map", 2, ISSUES),
    "tables": ("tables.tables.cell_pieces", 2, TABLES),
    "figures": ("areas.figures._text_edge", 2, BOXES | {"figures"}),
    "boxes": ("areas.boxes._is_box", 3, BOXES),
    "labels": ("areas.labels._pictures", 2, ISSUES),
    "tables-over-pages": ("tables.continued.with_merged_totals", None, ISSUES),
    "table-issues": ("assemble.total_issues", None, ISSUES),
    "cover-issues": ("assemble.doubts", None, ISSUES),
    "sections-of-tables": ("assemble._owners", None, frozenset(("tables", "figures", "text_units"))),
    "text-units": ("text_units._titles", None, frozenset(("text_units",))),
}
"""What is broken of each step, the page that is named, and what of the report it may change."""


def drawn() -> bytes:
    paper = Report()
    paper.put(123, 220, f"1.  {SENTENCE}")
    paper.sheet()
    paper.put(123, 80, "I.  Police", "B", 12)
    paper.put(123, 100, f"2.  {SENTENCE}")
    paper.link(123, 90, 300, 104, "https://docs.un.org/A/1/2")
    paper.put(123, 200, "Hidden words that nobody sees on the page.", grey=1)
    paper.put(123, 240, "Table 1", "B", 8)
    end = strength(paper, 250, POLICE)
    paper.put(123, end + 30, f"3.  {SENTENCE}")
    paper.put(123, end + 60, "Figure I", "B", 8)
    for step in range(12):
        paper.frame(250 + 8 * step, end + 70 + 4 * step, 300 + 6 * step, end + 130 + 4 * step)
    for row, label in enumerate(LABELS):
        paper.put(190, end + 90 + 20 * row, label, size=7)
    paper.sheet()
    paper.put(123, 100, f"4.  {SENTENCE}")
    paper.put(147, 330, "Talks make headway", "B")
    for row in range(4):
        paper.put(147, 348 + 12 * row, f"In May {SENTENCE[4:70]}")
    paper.frame(123, 315, 488, 405)
    paper.put(123, 500, f"5.  {SENTENCE}")
    return paper.pdf()


def read(data: bytes, folder: Path, **settings: Any) -> Read:
    path = folder / "drawn.pdf"
    path.write_bytes(data)
    return read_report(path, Settings(**{"ocr": "never", "use_cache": False, **settings}))


def breaks(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Lets a function of the reading fail whenever it is called."""

    def broken(*_: object, **__: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(f"{READING}.{place}", broken)


def failed(report: Read) -> list[tuple[str, int | None]]:
    """The steps that the issues name, with their pages."""
    issues = [issue for issue in report.issues if issue.code == STEP_FAILED]
    return [(issue.detail.split("step ")[1].split(" ")[0], issue.page) for issue in issues]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return read(drawn(), tmp_path_factory.mktemp("whole"))


def test_the_drawn_report_has_all(whole: Read) -> None:
    numbers = [paragraph.number for paragraph in whole.paragraphs if paragraph.number]
    parts = [paragraph.part for paragraph in whole.paragraphs]
    assert (numbers, parts.count("box")) == ([1, 2, 3, 4, 5], 1)
    assert (len(whole.tables), len(whole.figures), len(whole.sections)) == (1, 1, 2)
    assert "hidden-text" in [issue.code for issue in whole.issues]
    assert failed(whole) == []


@pytest.mark.parametrize("step", DRAWN)
def test_a_step_that_fails_costs_nothing_else(
    step: Step, whole: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, page, changed = DRAWN[step]
    breaks(monkeypatch, place)
    report = read(drawn(), tmp_path)
    assert (step, page) in failed(report)
    assert {name for name, _ in failed(report)} == {step}
    before, after = dict(whole), dict(report)
    assert {name for name in before if before[name] != after[name]} <= {*changed, "issues"}
    starts = [p.text[:80] for p in report.paragraphs if p.number]
    assert starts == [p.text[:80] for p in whole.paragraphs if p.number]
    kept = [issue for issue in report.issues if issue.code != STEP_FAILED]
    assert [issue for issue in kept if issue not in whole.issues] == []


ROWS = [
    "1. The Mission’s staff has met Søren Holm and the “rangers” of the valley in Verité.",
    "2. The agencies’ offices have been closed from 2001–2003, and they do not open this year.",
    "3. The authorities of the two sides have said that they would work on it with the committee.",
]


@pytest.mark.parametrize(
    ("step", "place", "data"),
    [
        ("second-reader", "engines.pages.with_unseen", mac_table_font(ROWS)),
        ("letters-repaired", "engines.pages.repaired", false_encoding(ROWS, "cp1252", b"MacRomanEncoding")),
    ],
)
def test_letters_stay_as_the_first_engine_gave_them(
    step: Step, place: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(monkeypatch, place)
    report = read(data, tmp_path)
    assert [p.number for p in report.paragraphs] == [1, 2, 3]
    assert report.paragraphs[2].text == ROWS[2][3:]
    assert failed(report) == [(step, 1)]


PROSE = [(72, 200 + 14 * row, f"{row + 1}. {SENTENCE}") for row in range(4)]
TABLE = [(x, 200 + 16 * row, text) for row, texts in enumerate([*POLICE, *POLICE]) for x, text in
         zip((72, 400), texts, strict=True)]  # fmt: skip


def test_recognition_that_fails_on_a_page_costs_this_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Canned(monkeypatch, tsv(PROSE), "5\tx")
    report = read(blank_scans(2), tmp_path, ocr="auto")
    assert (len(report.paragraphs), failed(report)) == (4, [])
    broken = "\t".join(["5", *"11111", *"1234", "no", "word"])
    Canned(monkeypatch, tsv(PROSE), broken)
    report = read(blank_scans(2), tmp_path, ocr="auto")
    assert (len(report.paragraphs), failed(report), report.status) == (4, [("recognition", 2)], "partial")


def test_a_page_that_cannot_be_drawn_costs_this_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Canned(monkeypatch, tsv(PROSE))
    drawing = recognition._job

    def draws(document: object, sha256: str, number: int, manner: recognition.Manner) -> object:
        assert number != 1
        return drawing(document, sha256, number, manner)

    monkeypatch.setattr(recognition, "_job", draws)
    report = read(blank_scans(2), tmp_path, ocr="auto")
    assert (len(report.paragraphs), failed(report), report.status) == (4, [("recognition", 1)], "partial")


def test_recognition_that_fails_costs_no_page_with_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Canned(monkeypatch, tsv(PROSE))
    paper = Report()
    paper.put(123, 220, f"1.  {SENTENCE}")
    paper.sheet()
    paper.picture(0, 0, 612, 792)
    breaks(monkeypatch, "ocr.scans.readings")
    report = read(paper.pdf(), tmp_path, ocr="force")
    assert ([p.number for p in report.paragraphs if p.number], failed(report)) == ([1], [("recognition", None)])


def test_a_scan_whose_recognition_fails_is_not_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Canned(monkeypatch, tsv(PROSE))
    breaks(monkeypatch, "ocr.scans.readings")
    with pytest.raises(DamagedError, match="step recognition failed"):
        read(blank_scans(1), tmp_path, ocr="auto")


@pytest.mark.parametrize(("place", "page"), [("ocr.scans.product", None), ("pages.table_readings._lines_with", 2)])
def test_a_table_stays_as_it_was_read_first(
    place: str, page: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Canned(monkeypatch, tsv(PROSE), tsv(TABLE), rows=tsv(TABLE, dot=TABLE_DOT))
    first = read(blank_scans(2), tmp_path, ocr="auto")
    breaks(monkeypatch, place)
    report = read(blank_scans(2), tmp_path, ocr="auto")
    assert failed(report) == [("table-readings", page)]
    assert [p.text for p in report.paragraphs] == [p.text for p in first.paragraphs]
    assert len(report.tables) == len(first.tables) == 1


def test_every_step_is_made_to_fail() -> None:
    others = {"second-reader", "letters-repaired", "recognition", "table-readings"}
    assert {*DRAWN, *others} == set(get_args(Step))


@pytest.mark.parametrize("error", [DamagedError("over-time", "late"), MemoryError(), KeyboardInterrupt()])
def test_limits_and_interruptions_end_the_file(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"{READING}.pages.pdf.with_tables", ends)
    with pytest.raises(type(error)):
        read(drawn(), tmp_path)


def test_outside_of_a_report_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError):
        attempt("tables", 1, 0, lambda: 1 // 0)
