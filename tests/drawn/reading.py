"""What is read of a drawn paper, without character recognition."""

from pathlib import Path

from drawn.paper import Paper
from sgreports.model.report import Report
from sgreports.reading.assemble import assemble
from sgreports.reading.lines import Page, Source
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings


def pages(paper: Paper) -> tuple[Page, ...]:
    """Its pages as lines."""
    return _source(paper).pages


def texts(page: Page, role: str = "text") -> list[str]:
    """The texts of its lines that have this role."""
    return [line.text for line in page.lines if line.role == role]


def report(paper: Paper) -> Report:
    """Its report."""
    return assemble(_source(paper))


def _source(paper: Paper) -> Source:
    return read_pdf(Path("drawn.pdf"), paper.pdf(), Settings(ocr="never"))
