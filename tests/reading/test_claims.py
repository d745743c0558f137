"""Every letter of a page is claimed once: by masthead, heading, body, note, table, figure or furniture."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from drawn.paper import SENTENCE, Paper, width
from sgreports.model.report import Report
from sgreports.reading.assemble import assemble
from sgreports.reading.lines import Source
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
ERAS = ["S_25784", "S_1994_725", "S_1996_65", "S_2000_738", "S_2003_675", "S_2007_50", "S_2012_128", "S_2018_747",
        "S_2025_153", "E_CN.9_2025_6"]  # fmt: skip


def letters(texts: Iterable[str | None]) -> Counter[str]:
    return Counter(char for text in texts if text for char in text if char.isalnum())


def printed(source: Source) -> Counter[str]:
    """The running text's letters: lines of other roles are claimed by their table, figure or the furniture."""
    return letters(line.text for page in source.pages for line in page.lines if line.role == "text")


def claimed(report: Report) -> Counter[str]:
    """The letters of paragraphs (cover, body, notes) with their numbers and marks, and of headings."""
    rows = report.paragraphs
    marks = [call.mark for row in rows for call in row.calls]
    notes = [row.key.rsplit("fn-", 1)[1].split("~")[0] for row in rows if row.part == "footnote"]
    heads = [text for section in report.sections for text in (section.label, section.title)]
    return letters([*(row.text for row in rows), *(str(row.number or "") for row in rows), *marks, *notes, *heads])


def drawn() -> bytes:
    pdf = Paper()
    put = pdf.put
    pdf.page()
    put(497, 50, "S/2025/153")
    put(123, 90, "Security Council", "B", 20)
    put(397, 90, "Distr.: General")
    put(397, 102, "12 March 2025")
    put(123, 220, "Situation in the north", "B", 14)
    put(123, 250, "Report of the Secretary-General", "B", 12)
    put(101, 290, "I.", "B", 14)
    put(123, 290, "Introduction", "B", 14)
    for row in range(3):
        put(123, 320 + 48 * row, f"{row + 1}.  {SENTENCE}")
        put(123, 332 + 48 * row, SENTENCE)
    end = 123 + width(SENTENCE)
    put(end, 425, "1", size=6)
    put(114, 700, "1", size=6)
    put(118, 703, "See the report of the year before, which was issued in March.", size=8)
    put(65, 750, "25-03537 (E) 240325", size=7)
    pdf.page()
    put(60, 60, "S/2025/153", "B", 8)
    put(123, 90, f"4.  {SENTENCE}")
    put(123, 120, "Table 1")
    put(123, 132, "Staff by office", "B")
    for y in (140, 156, 190):
        pdf.line(123, y, 488, y)
    for y, cells in ((151, ("Office", "2023", "2024")), (168, ("North", "12", "14")), (182, ("South", "7", "9"))):
        for x, cell in zip((125, 300, 420), cells, strict=True):
            put(x, y, cell, size=8)
    put(123, 240, f"5.  {SENTENCE}")
    put(60, 755, "2/2", "B", 8)
    return pdf.pdf()


def test_drawn_pages_to_the_letter() -> None:
    source = read_pdf(Path("drawn.pdf"), drawn(), Settings())
    report = assemble(source)
    assert claimed(report) == printed(source)
    roles = Counter(line.role for page in source.pages for line in page.lines)
    assert (roles["table"], roles["furniture"], roles["figure"]) == (11, 3, 0)
    (table,) = report.tables
    own = letters(line.text for page in source.pages for line in page.lines if line.role == "table")
    assert letters([*(cell for row in table.cells for cell in row), "Table", table.number, table.title]) == own


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not there")
@pytest.mark.parametrize("stem", ERAS)
def test_real_reports_to_a_thousandth(stem: str) -> None:
    """Contents lists and the words `Annex`, `Enclosure` over a part are not kept: the part's key says them."""
    path = CORPUS / f"{stem}.pdf"
    source = read_pdf(path, path.read_bytes(), Settings())
    found, expected = claimed(assemble(source)), printed(source)
    lost, surplus = expected - found, found - expected
    assert sum(surplus.values()) <= 0.001 * sum(expected.values()), surplus
    assert sum(lost.values()) <= 0.001 * sum(expected.values()) + 60, lost
