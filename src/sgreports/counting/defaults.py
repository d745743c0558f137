"""States and years that a report names most, for counts whose own sentence names none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from sgreports.knowledge.names.countries import City, cities
from sgreports.model.facts import Mention
from sgreports.model.report import Report
from sgreports.names.lexical.name_trie import TrieNode, build_trie, find_names

MAX_STATES = 2  # most frequent States that are kept
LEAST_SHARE, LEAST_NAMES = 0.5, 20  # of names of States from which on a report is about one: so of 6 of 6 of train
Key = TypeVar("Key", int, str)
LOCATIVE = re.compile(r"\b(?:in|at|to|from|near|outside|around)\s(?:[Tt]he\s)?$")
PART_OF_NAME = re.compile(r"\s[A-Z]|[-–/]|['’]s\b")
"""What stands before a city where something is, and after one that only names it: `to Geneva Conventions`."""


@dataclass(frozen=True, slots=True)
class ReportDefaults:
    """The most frequent year and States of a report, for counts without their own; the States also by section key.

    `about` is the State that a report is about by its names of States, where nothing else says so; `shares` are those
    of each State in the names of States; `last_state` is the State that its section named last before each paragraph.
    """

    year: int | None = None
    states: Sequence[str] = ()
    about: tuple[str, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    last_state: Mapping[str, str] = field(default_factory=dict)


def report_defaults(report: Report, mentions: Iterable[Mention]) -> ReportDefaults:
    """The defaults of a report, given all its mentions in text order."""
    years, states, sections = Counter[int](), Counter[str](), defaultdict[str, Counter[str]](Counter)
    by_paragraph: dict[str, list[str]] = defaultdict(list)
    for m in mentions:
        if m.label == "COUNTRY" and m.entity and m.form != "demonym":
            by_paragraph[m.paragraph].append(m.entity)
        elif m.label == "YEAR" and m.entity and m.entity[:4].isdigit():
            years[int(m.entity[:4])] += 1
    last, last_state = dict[str, str](), dict[str, str]()
    for p in report.paragraphs:
        section, states_here = p.section or "", by_paragraph.get(p.key, [])
        if section in last:
            last_state[p.key] = last[section]
        states.update(states_here)
        sections[section].update(states_here)
        last.update({section: states_here[-1]} if states_here else {})
    top_states = {key: _most_common(states_here) for key, states_here in sections.items()}
    shares = {state: number / states.total() for state, number in states.items()}
    is_named = states.total() >= LEAST_NAMES and report.masthead.mission is None
    about = tuple(state for state, share in shares.items() if share >= LEAST_SHARE and is_named)[:1]
    return ReportDefaults(
        next(iter(_most_common(years)), None), _most_common(states), about, shares, top_states, last_state
    )


def _most_common(counter: Counter[Key]) -> list[Key]:
    return [key for key, _ in counter.most_common(MAX_STATES)]


@lru_cache(maxsize=1)
def _forms() -> TrieNode[City]:
    return build_trie((city.name.removeprefix("The "), city) for city in cities())


@lru_cache(maxsize=4)
def cities_in(text: str) -> Sequence[tuple[int, str]]:
    """The cities of a paragraph that are places of something: offset and code of the State."""
    found = ((m.start, m.end, m.values[0].iso3) for m in find_names(text, _forms()))
    return [
        (start, code) for start, end, code in found
        if LOCATIVE.search(text, max(0, start - 14), start) and not PART_OF_NAME.match(text, end)
    ]  # fmt: skip
