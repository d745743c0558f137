"""One report through all steps: read, parse, find mentions, find relations, put counts together, make rows.

spaCy is imported by the steps that need it: a run that finds nothing new starts without it.
"""

from collections.abc import Callable
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.dataset.rows.document_rows import Tables, rows_of
from sgreports.errors import UsageError
from sgreports.garbage_collection import rare_garbage_collection
from sgreports.inputs import within
from sgreports.knowledge.names.added import adding
from sgreports.model.facts import Extraction
from sgreports.reading import read_report, read_string
from sgreports.settings import Settings

if TYPE_CHECKING:
    from sgreports.evidence.encoder.model import EncodedParagraphs
    from sgreports.model.base import Issue
    from sgreports.model.facts import Mention
    from sgreports.model.report import Report
    from sgreports.parsing.unit import Unit
    from sgreports.scene.scene import Scenes


def extract(path: str | PathLike[str], settings: Settings | None = None) -> Extraction:
    """Everything found in one report: its paragraphs, mentions, relations and counts.

    Raises FileNotFoundError where there is no file, RefusedError for one that is no English report with text,
    DamagedError for one that cannot be read.

    >>> found = sgreports.extract("reports/report.txt")
    >>> [mention.text for mention in found.mentions if mention.label == "COUNT"]
    ['1,234']
    """
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder; extract_folder reads one, into a dataset")
    return _extracted(partial(read_report, Path(path)), settings)


def extract_text(text: str, settings: Settings | None = None, name: str = "text") -> Extraction:
    """Everything found in a text, which is read as a file of that name would be. Raises as `extract` does.

    >>> found = sgreports.extract_text("In 2043, UNICEF vaccinated 1,234 children in Chad.")
    >>> [mention.entity for mention in found.mentions if mention.label == "COUNTRY"]
    ['TCD']
    """
    return _extracted(partial(read_string, text, name), settings)


def _extracted(read: Callable[[Settings], "Report"], settings: Settings | None) -> Extraction:
    settings = settings or Settings()
    with adding(settings.names), within(settings.max_seconds), rare_garbage_collection():
        return find(read(settings), settings)


def find(report: "Report", settings: Settings) -> Extraction:
    """What is found in a report. Raises UsageError if the spaCy model of the settings is not installed."""
    from sgreports.counting.cells import count_models
    from sgreports.counting.rows import count_facts
    from sgreports.counting.total.arithmetic import sum_issues
    from sgreports.evidence.encoder.model import encoded_paragraphs
    from sgreports.links.find import find_relations
    from sgreports.links.learned.model import relation_model
    from sgreports.parsing.tokens import release

    seen = encoded_paragraphs(settings.accuracy)
    report, units, mentions, others, issues, scenes = read_mentions(report, settings, seen)
    relations = find_relations(units, mentions, relation_model(settings.relation_model), scenes)
    counts = count_facts(units, mentions, relations, scenes, models=count_models(settings.count_model))
    release(unit.doc for unit in units)
    sums = sum_issues({p.key: p.text for p in report.paragraphs}, mentions, relations)
    return Extraction(
        report=report, mentions=tuple(mentions), relations=tuple(relations), counts=counts,
        text_unit_mentions=tuple(others) if settings.text_unit_mentions else (), issues=(*issues, *sums),
    )  # fmt: skip


def read_mentions(
    report: "Report", settings: Settings, encoded: "EncodedParagraphs | None" = None
) -> "tuple[Report, list[Unit], list[Mention], list[Mention], list[Issue], Scenes]":
    """The report with its context, its parsed paragraphs, their mentions with the events of counts, the mentions of its
    text units, issues, and the scenes of the paragraphs."""
    from sgreports.counting.event.decision import event_models
    from sgreports.counting.event.events import with_events
    from sgreports.mentions import find_all_mentions
    from sgreports.names.document.context import with_context
    from sgreports.parsing.language import parse_report, parse_text_units
    from sgreports.parsing.tokens import release
    from sgreports.scene.scene import Scenes, by_paragraph

    report = with_context(report)
    units = parse_report(report, settings.model)
    text_units = parse_text_units(report, settings.model)
    mentions, others, issues = find_all_mentions(units, text_units, settings)
    release(unit.doc for unit in text_units)
    scenes = Scenes(by_paragraph(mentions), encoded)
    mentions = with_events(units, mentions, event_models(settings.event_model), scenes)
    return report, units, mentions, others, issues, scenes


def extract_rows(path: Path, settings: Settings) -> tuple[Extraction, Tables]:
    """Everything found in one report, and the same as rows of the tables."""
    extraction = extract(path, settings)
    return extraction, rows_of(extraction)
