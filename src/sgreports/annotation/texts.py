"""The texts that gold was read from: reports by document, read from a folder."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from sgreports.inputs import gold_source
from sgreports.reading import read_report
from sgreports.settings import Settings


@lru_cache(maxsize=64)
def texts_of(document: str, settings: Settings) -> dict[str, str]:
    """The texts of a report's paragraphs by key, read from the folder of the setting `reports`."""
    report = read_report(gold_sources({document}, settings.reports)[0], settings)
    return {p.key: p.text for p in report.paragraphs}


def gold_sources(documents: Collection[str], folder: Path) -> list[Path]:
    """The files of documents, by their stems (`S_2025_389.pdf`). Raises UsageError where one is not there."""
    return [gold_source(document, folder) for document in sorted(documents)]
