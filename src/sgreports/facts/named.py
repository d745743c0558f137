"""What a report names as a whole, for the cells of a count that its own sentence does not fill: States and years."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sgreports.knowledge.names.cities import City, cities
from sgreports.mentions.lexical.name_trie import TrieNode, build_trie, find_names
from sgreports.model.facts import Mention
from sgreports.model.report import Report

TOP = 2  # States that are named most
PLACED = re.compile(r"\b(?:in|at|to|from|near|outside|around)\s(?:the\s)?$")
"""What stands before a city where something is: `the Geneva Conventions` place nothing."""


@dataclass(frozen=True, slots=True)
class Named:
    """How often a report names each State and each year, by section too (under its key); and the State that was named
    last before each paragraph, in its section."""

    years: Counter[int] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    sections: Mapping[str, Counter[str]] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The year that is named most."""
        return next((year for year, _ in self.years.most_common(1)), None)

    def most(self, section: str | None = None) -> list[str]:
        """The States that the report names most, or a section does."""
        counted = self.states if section is None else self.sections.get(section, Counter())
        return [state for state, _ in counted.most_common(TOP)]


def named_in(report: Report, mentions: Iterable[Mention]) -> Named:
    """What the paragraphs of a report name; `mentions` are all of theirs, in text order."""
    years, states, sections = Counter[int](), Counter[str](), defaultdict[str, Counter[str]](Counter)
    by_paragraph: dict[str, list[str]] = defaultdict(list)
    for m in mentions:
        if m.label == "COUNTRY" and m.entity and m.form != "demonym":
            by_paragraph[m.paragraph].append(m.entity)
        elif m.label == "YEAR" and m.entity and m.entity[:4].isdigit():
            years[int(m.entity[:4])] += 1
    last, before = dict[str, str](), dict[str, str]()
    for p in report.paragraphs:
        section, its = p.section or "", by_paragraph.get(p.key, [])
        if section in last:
            before[p.key] = last[section]
        states.update(its)
        sections[section].update(its)
        last.update({section: its[-1]} if its else {})
    return Named(years, states, sections, before)


@lru_cache(maxsize=1)
def _forms() -> TrieNode[City]:
    return build_trie((city.name, city) for city in cities())


@lru_cache(maxsize=4)
def cities_in(text: str) -> Sequence[tuple[int, str]]:
    """The cities of a paragraph where something is, as the place of each in the text and the code of its State."""
    found = ((m.start, m.values[0].iso3) for m in find_names(text, _forms()))
    return [(start, code) for start, code in found if PLACED.search(text, max(0, start - 14), start)]
