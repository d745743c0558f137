"""Refusals: no text layer, a garbled one, another language than English."""

from pathlib import Path

from sgreports.errors import RefusedError
from sgreports.reading.lines import Page


def check_legible(path: Path, pages: tuple[Page, ...]) -> None:
    """RefusedError where the pages' text cannot be read as English."""
    if sum(len(line.text) for page in pages for line in page.lines) < 50 * len(pages):
        raise RefusedError(
            "no-text-layer", f"{path.name} has no text layer (a scan): run OCR, e.g. `ocrmypdf in.pdf out.pdf`, first."
        )
