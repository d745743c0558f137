"""Which finders and discourse steps there are, and their order."""

from collections.abc import Sequence

from sgreports.mentions.assembly import Finder, Step, assemble, find_candidates, resolved_mentions
from sgreports.mentions.bodies.foreign_names import find_foreign
from sgreports.mentions.bodies.open_bodies import find_bodies
from sgreports.mentions.bodies.registry import find_registry
from sgreports.mentions.countries import find_countries
from sgreports.mentions.counts.counts import find_counts
from sgreports.mentions.dates.completion import complete_dates
from sgreports.mentions.dates.dates import find_dates
from sgreports.mentions.event_names import find_events
from sgreports.mentions.instruments.citations import find_citations
from sgreports.mentions.instruments.goals import find_goals
from sgreports.mentions.instruments.hyperlinks import confirm_links, find_links
from sgreports.mentions.instruments.named_texts import find_instruments
from sgreports.mentions.instruments.short_titles import resolve_instruments
from sgreports.mentions.open_classes.component import component_of
from sgreports.mentions.open_classes.merge import open_names
from sgreports.mentions.own_names.abbreviations import own_names
from sgreports.mentions.own_names.short_forms import short_forms
from sgreports.mentions.programmes import find_programmes, repeat_programmes
from sgreports.mentions.text_units import find_in_text_units
from sgreports.model.base import Issue
from sgreports.model.facts import Mention
from sgreports.parsing.unit import Unit
from sgreports.settings import Settings

FINDERS: tuple[Finder, ...] = (
    find_events, find_citations, find_instruments, find_goals, find_countries, find_registry,
    find_bodies, find_foreign, find_programmes, find_dates, find_counts,
)  # fmt: skip
STEPS: tuple[Step, ...] = (own_names, repeat_programmes, complete_dates, resolve_instruments, short_forms)


def find_mentions(units: Sequence[Unit], settings: Settings) -> tuple[list[Mention], list[Issue]]:
    """The mentions of a report under the settings, and an issue for each normal form that could not be resolved."""
    return assemble(units, *finders_and_steps(settings))


def find_all_mentions(
    units: Sequence[Unit], text_units: Sequence[Unit], settings: Settings
) -> tuple[list[Mention], list[Mention], list[Issue]]:
    """The mentions of the paragraphs, those of the text units with the ids after them, and the paragraphs' issues."""
    finders, steps = finders_and_steps(settings)
    found = find_candidates(units, finders, steps)
    mentions, issues = resolved_mentions(units, found)
    others = find_in_text_units(units, found, text_units, finders, rule_steps(settings))
    return mentions, [m.model_copy(update={"id": f"m{i}"}) for i, m in enumerate(others, len(mentions) + 1)], issues


def finders_and_steps(settings: Settings) -> tuple[tuple[Finder, ...], tuple[Step, ...]]:
    """What runs under the settings, in its order: the trained component comes last, where no rule found anything."""
    component = component_of(settings.component)
    steps = rule_steps(settings)
    return (*FINDERS, find_links) if settings.links else FINDERS, (
        *steps,
        open_names(component),
    ) if component else steps


def rule_steps(settings: Settings) -> tuple[Step, ...]:
    """The steps without the trained component, which knows running text alone."""
    return (confirm_links, *STEPS) if settings.links else STEPS
