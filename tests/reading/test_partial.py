"""A page that cannot be read makes the document partial, with an issue that names the page."""

import re
from pathlib import Path

import pytest
from fpdf import FPDF

from sgreports.model.base import Issue
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.reading.assemble import assemble
from sgreports.reading.lines import UNREAD, Line, Page, Source
from sgreports.settings import Settings

SENTENCE = "The mission has been working with the authorities on the return of those who had left."
LETTER = (612.0, 792.0)


def drawn(*sizes: tuple[float, float]) -> bytes:
    pdf = FPDF(unit="pt")
    pdf.set_auto_page_break(False)
    for size in sizes:
        pdf.add_page(format=size)
        pdf.set_font("times", size=10)
        for row in range(6):
            pdf.text(123, 100 + 14 * row, SENTENCE)
    return bytes(pdf.output())


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
