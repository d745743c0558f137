"""Which finders and discourse steps there are, and their order."""

from collections.abc import Sequence

from sgreports.finding.abbreviations import own_names
from sgreports.finding.bodies import find_bodies
from sgreports.finding.citations import find_citations
from sgreports.finding.context import Unit
from sgreports.finding.countries import find_countries
from sgreports.finding.counts import find_counts
from sgreports.finding.dates import find_dates
from sgreports.finding.dates_completion import complete_dates
from sgreports.finding.events import find_events
from sgreports.finding.foreign_names import find_foreign
from sgreports.finding.goals import find_goals
from sgreports.finding.instrument_discourse import resolve_instruments
from sgreports.finding.instruments import find_instruments
from sgreports.finding.language import parse
from sgreports.finding.link_evidence import confirm_links, find_links
from sgreports.finding.mentions import Finder, Step, find_mentions
from sgreports.finding.open_classes.component import component_of
from sgreports.finding.open_classes.merge import open_names
from sgreports.finding.programmes import find_programmes, repeat_programmes
from sgreports.finding.registry import find_registry
from sgreports.finding.relations import find_relations
from sgreports.finding.short_forms import short_forms
from sgreports.model.facts import Extraction
from sgreports.model.report import Report
from sgreports.settings import Settings

FINDERS: tuple[Finder, ...] = (
    find_events, find_citations, find_instruments, find_goals, find_countries, find_registry,
    find_bodies, find_foreign, find_programmes, find_dates, find_counts,
)  # fmt: skip
STEPS: tuple[Step, ...] = (own_names, repeat_programmes, complete_dates, resolve_instruments, short_forms)


def find(report: Report, settings: Settings) -> Extraction:
    """Everything found in a report. Raises UsageError where the language model of the settings is not installed."""
    units = units_of(report, settings.model)
    finders, steps = finders_and_steps(settings)
    mentions, issues = find_mentions(units, finders, steps)
    relations = find_relations(units, mentions)
    return Extraction(report=report, mentions=tuple(mentions), relations=tuple(relations), issues=tuple(issues))


def finders_and_steps(settings: Settings) -> tuple[tuple[Finder, ...], tuple[Step, ...]]:
    """What runs under the settings, in its order: the trained component comes last, where no rule found anything."""
    component = component_of(settings.component)
    steps = (*STEPS, open_names(component)) if component else STEPS
    return ((*FINDERS, find_links), (confirm_links, *steps)) if settings.links else (FINDERS, steps)


def units_of(report: Report, model: str) -> Sequence[Unit]:
    """The paragraphs of a report, in order, with their parses."""
    docs = parse((p.text for p in report.paragraphs), model)
    return [Unit(report, p, doc) for p, doc in zip(report.paragraphs, docs, strict=True)]
