"""A page that cannot be read makes the document partial, with an issue that names the page."""

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest

from drawn.paper import LETTER, SENTENCE, Paper
from sgreports.model.base import Issue
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.reading.assemble import assemble
from sgreports.reading.engines.content import PageContent
from sgreports.reading.engines.pdfium_reader import PdfiumDocument
from sgreports.reading.lines import UNREAD, Line, Page, Source
from sgreports.settings import Settings


def drawn(*sizes: tuple[float, float]) -> bytes:
    paper = Paper()
    for size in sizes:
        paper.page(size)
        paper.rows(123, 100, [SENTENCE] * 6, lead=14)
    return paper.pdf()


def told(report: Report) -> tuple[str, list[tuple[str, int | None]]]:
    return report.status, [(issue.code, issue.page) for issue in report.issues if issue.code in UNREAD]


@pytest.mark.parametrize("code", sorted(UNREAD))
def test_each_code_of_an_unread_page_makes_it_partial(code: str) -> None:
    page = Page(1, 0, 0, (Line("1. The mission has gone."),))
    source = Source("a.txt", "0" * 64, (page,), paged=False, issues=(Issue(code=code, detail="Page 2", page=2),))
    assert told(assemble(source)) == ("partial", [(code, 2)])


def test_page_of_absurd_size(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(LETTER, (20_000, 20_000)))
    assert told(read_report(path, Settings())) == ("partial", [("page-over-limit", 2)])


def test_page_that_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(re.sub(rb"/Count 2\b", b"/Count 3", drawn(LETTER, LETTER)))
    assert told(read_report(path, Settings())) == ("partial", [("page-unreadable", 3)])


def test_whole_file_is_ok(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(LETTER, LETTER))
    assert told(read_report(path, Settings())) == ("ok", [])


def test_characters_and_drawings_without_a_place_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a damaged font gives them: of the last line of the page, under a figure's caption."""
    paper = Paper().page()
    paper.rows(123, 100, [SENTENCE] * 6, lead=14)
    paper.put(123, 200, "Figure I")
    paper.frame(123, 220, 180, 300)
    paper.put(123, 320, "lost")
    page = PdfiumDocument.page

    def damaged(document: PdfiumDocument, number: int) -> PageContent:
        content = page(document, number)
        last, frame = content.texts[-1], content.drawn[-1]
        last.lefts[1] = math.nan
        content.drawn[-1] = replace(frame, bounds=frame.bounds._replace(top=math.inf))
        return content

    monkeypatch.setattr(PdfiumDocument, "page", damaged)
    path = tmp_path / "a.pdf"
    path.write_bytes(paper.pdf())
    report = read_report(path, Settings())
    assert told(report) == ("partial", [("text-unplaced", 1)])
    assert report.issues[0].detail == "Page 1: 4 characters have no place on it and are left out."
    assert [p.text for p in report.paragraphs] == [" ".join([SENTENCE] * 6), "Figure I"]


def test_a_running_head_on_the_right_names_the_document() -> None:
    """On a page of two columns it follows the left one."""
    cover = Page(1, 612, 792, (Line("Sr020/77", 1), Line("1. The mission has gone.", 1)))
    left = tuple(Line(f"The mission has gone {n}.", 2) for n in range(9))
    right = tuple(Line(f"It came back {n}.", 2) for n in range(9))
    later = tuple(Page(n, 612, 792, (*left, Line("S/2020/77", n, role="furniture"), *right)) for n in (2, 3))
    assert assemble(Source("a.pdf", "0" * 64, (cover, *later))).document == "S/2020/77"
