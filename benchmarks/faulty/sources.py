"""What is damaged: first or last pages of reports, small reports as they are, a drawn one, parts of a text."""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "src" / "sgreports" / "data" / "child-protection-2016.txt"
LARGEST, PARAGRAPHS = 200_000, 6
"""Bytes of a file that is damaged, and paragraphs of a text."""
sys.path.insert(0, str(ROOT / "tests"))

from drawn.tables import Report as Drawn  # noqa: E402 - from tests/


@dataclass(frozen=True, slots=True)
class Source:
    """A file that nothing has happened to."""

    name: str
    data: bytes

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF; else it is a text."""
        return self.name.endswith(".pdf")

    def kind(self, change: str) -> str:
        """What is tried by such a change of it."""
        return f"{'PDF' if self.is_pdf else 'text'}: {change}"


def texts() -> list[Source]:
    """Parts of the packaged sample."""
    paragraphs = SAMPLE.read_text(encoding="utf-8").split("\n\n")
    starts = range(0, len(paragraphs), PARAGRAPHS)
    return [Source(f"part{n}.txt", "\n\n".join(paragraphs[n : n + PARAGRAPHS]).encode()) for n in starts]


def pdfs(folders: list[Path], chance: random.Random) -> list[Source]:
    """One file of each report that is small or can be made so, and a drawn one with a table."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.pdf"))
    return [drawn(), *(source for path in paths for source in _of(path, chance))]


def _of(path: Path, chance: random.Random) -> Iterator[Source]:
    data = path.read_bytes()
    try:
        with pdfium.PdfDocument(data) as report, pdfium.PdfDocument.new() as part:
            if len(report) > 2:
                pages = chance.choice((1, 1, 2))
                first = chance.choice((0, len(report) - pages))  # both are shorter than others, and read faster
                part.import_pages(report, list(range(first, first + pages)))
                out = BytesIO()
                part.save(out)
                data = out.getvalue()
    except pdfium.PdfiumError:
        return
    if len(data) < LARGEST:
        yield Source(path.name, data)


def drawn() -> Source:
    """A page of text and one with a table, of standard fonts."""
    paper = Drawn()
    paper.sheet()
    paper.prose(100)
    paper.put(123, 200, "Table 1")
    paper.put(123, 212, "Staff of the mission", "B")
    paper.rules(220, 240, 300)
    rows = (("Place", "Staff"), ("North", "120"), ("South", "1 250"), ("Total", "1 370"))
    for row, (place, number) in enumerate(rows):
        paper.put(125, 233 + 18 * row, place, size=8)
        paper.right(550, 233 + 18 * row, number)
    return Source("drawn.pdf", paper.pdf())
