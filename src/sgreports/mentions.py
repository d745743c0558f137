"""Which finders and discourse steps there are, and their order: for paragraphs, then for titles, headings and cells.

What is found in paragraphs is fixed before, and serves text units for short forms, abbreviations and kinds of bodies.
"""

from collections.abc import Sequence
from functools import partial

from sgreports.counting.quantity.quantities import find_counts
from sgreports.counting.unit.choice import unit_choice
from sgreports.model.base import Issue
from sgreports.model.facts import Mention
from sgreports.names.assembly import (
    CandidateLists,
    Finder,
    Step,
    described,
    find_candidates,
    mention_of,
    resolved_mentions,
)
from sgreports.names.bodies.foreign_names import find_foreign
from sgreports.names.bodies.open_bodies import find_bodies
from sgreports.names.bodies.registry import find_registry
from sgreports.names.countries import find_countries
from sgreports.names.dates.completion import complete_dates
from sgreports.names.dates.dates import find_dates
from sgreports.names.event_names import find_events
from sgreports.names.instruments.citations import find_citations
from sgreports.names.instruments.goals import find_goals
from sgreports.names.instruments.hyperlinks import confirm_links, find_links
from sgreports.names.instruments.named_texts import find_instruments
from sgreports.names.instruments.short_titles import resolve_instruments
from sgreports.names.overlap import resolve
from sgreports.names.own_names.abbreviations import own_names
from sgreports.names.own_names.short_forms import short_forms
from sgreports.names.programmes import find_programmes, repeat_programmes
from sgreports.parsing.unit import Unit
from sgreports.settings import Settings

FINDERS: tuple[Finder, ...] = (
    find_events, find_citations, find_instruments, find_goals, find_countries, find_registry,
    find_bodies, find_foreign, find_programmes, find_dates,
)  # fmt: skip
STEPS: tuple[Step, ...] = (own_names, repeat_programmes, complete_dates, resolve_instruments, short_forms)


def find_all_mentions(
    units: Sequence[Unit], text_units: Sequence[Unit], settings: Settings
) -> tuple[list[Mention], list[Mention], list[Issue]]:
    """The mentions of the paragraphs, those of the text units with the ids after them, and the paragraphs' issues."""
    finders, steps = finders_and_steps(settings)
    found = find_candidates(units, finders, steps)
    mentions, issues = resolved_mentions(units, found)
    others = find_in_text_units(units, found, text_units, finders, steps)
    return mentions, [m.model_copy(update={"id": f"m{i}"}) for i, m in enumerate(others, len(mentions) + 1)], issues


def finders_and_steps(settings: Settings) -> tuple[tuple[Finder, ...], tuple[Step, ...]]:
    """What runs under the settings, in its order."""
    finders: tuple[Finder, ...] = (*FINDERS, partial(find_counts, choice=unit_choice(settings.count_model)))
    return ((*finders, find_links), (confirm_links, *STEPS)) if settings.links else (finders, STEPS)


def find_in_text_units(
    units: Sequence[Unit], found: CandidateLists, text_units: Sequence[Unit], finders: Sequence[Finder],
    steps: Sequence[Step],
) -> list[Mention]:  # fmt: skip
    """The mentions of text units, numbered after those of the paragraphs. Numbers in them make no COUNT."""
    own: CandidateLists = [[c for finder in finders for c in finder(unit)] for unit in text_units]
    placed = sorted([*zip(text_units, own, strict=True), *zip(units, found, strict=True)], key=_place)
    everything, lists = [unit for unit, _ in placed], [candidates for _, candidates in placed]
    for step in steps:
        lists = step(everything, lists)
    return _described(everything, lists, {unit.paragraph.key for unit in text_units})


def _place(placed: tuple[Unit, object]) -> int:
    """The order of reading; a text unit comes before the paragraph of its place, as it does in the list."""
    return placed[0].paragraph.order


def _described(units: Sequence[Unit], lists: CandidateLists, keys: set[str]) -> list[Mention]:
    """The mentions of the units with these keys, with kinds and States by all mentions of the report."""
    kept = [(unit, c) for unit, candidates in zip(units, lists, strict=True) for c in resolve(candidates)]
    mentions = described(units, [mention_of(unit, c, "") for unit, c in kept])
    return [m for m in mentions if m.paragraph in keys and m.label != "COUNT"]
