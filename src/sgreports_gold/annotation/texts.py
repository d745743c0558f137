"""The texts that gold was read from: reports by document, read from a folder."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from sgreports.inputs import gold_source
from sgreports.model.letters import digest
from sgreports.reading import read_report
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.gold.standoff import GoldError
from sgreports_gold.annotation.scoring.run_rows import RunRows


@lru_cache(maxsize=64)
def texts_of(document: str, settings: Settings) -> dict[str, str]:
    """The texts of a report's paragraphs by key, read from the folder of the setting `reports`."""
    report = read_report(gold_sources({document}, settings.reports)[0], settings)
    return {p.key: p.text for p in report.paragraphs}


def with_texts(
    gold: Iterable[GoldParagraph], settings: Settings, run: RunRows | None = None
) -> Iterator[tuple[GoldParagraph, str]]:
    """The paragraphs with their texts: those of a run where it has them, else of the reports.

    Raises GoldError where one has other letters than the gold was read from.
    """
    for p in gold:
        key = (run.names.get(p.document, p.document), p.paragraph) if run else ("", "")
        known = run.texts.get(key) if run else None
        text = known if known is not None else texts_of(p.document, settings).get(p.paragraph, "")
        if digest(text) != p.hash:
            raise GoldError(f"{p.document} ¶{p.paragraph} has other letters now; run `sgreports gold move` on its file")
        yield p, text


def gold_sources(documents: Collection[str], folder: Path) -> list[Path]:
    """The files of documents, by their stems (`S_2025_389.pdf`). Raises UsageError where one is not there."""
    return [gold_source(document, folder) for document in sorted(documents)]
