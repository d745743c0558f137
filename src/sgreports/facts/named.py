"""What a report names as a whole, for the cells of a count that its own sentence does not fill: States and years."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from sgreports.knowledge.names.countries import City, cities
from sgreports.mentions.lexical.name_trie import TrieNode, build_trie, find_names
from sgreports.model.facts import Mention
from sgreports.model.report import Report

TOP = 2  # States that are named most
Key = TypeVar("Key", int, str)
PLACED = re.compile(r"\b(?:in|at|to|from|near|outside|around)\s$")
PART_OF_NAME = re.compile(r"\s[A-Z]|[-–/]")
"""What stands before a city where something is, and after one that only names it: `to Geneva Conventions`."""


@dataclass(frozen=True, slots=True)
class Named:
    """The year and the States that a report names most, the States by section too (under its key); and the State that
    was named last before each paragraph, in its section."""

    year: int | None = None
    states: Sequence[str] = ()
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)


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
    most = {key: _most(its) for key, its in sections.items()}
    return Named(next(iter(_most(years)), None), _most(states), most, before)


def _most(counted: Counter[Key]) -> list[Key]:
    return [each for each, _ in counted.most_common(TOP)]


@lru_cache(maxsize=1)
def _forms() -> TrieNode[City]:
    return build_trie((city.name, city) for city in cities())


@lru_cache(maxsize=4)
def cities_in(text: str) -> Sequence[tuple[int, str]]:
    """The cities of a paragraph where something is, as the place of each in the text and the code of its State."""
    found = ((m.start, m.end, m.values[0].iso3) for m in find_names(text, _forms()))
    return [
        (start, code) for start, end, code in found
        if PLACED.search(text, max(0, start - 14), start) and not PART_OF_NAME.match(text, end)
    ]  # fmt: skip
