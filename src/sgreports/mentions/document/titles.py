"""Names in titles, which may be set in capitals."""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from sgreports.knowledge.names.entities import RegistryRow, names_of
from sgreports.knowledge.names.series import missions
from sgreports.mentions.lexical.name_trie import TrieNode, build_trie, find_names, folded_tokens

_BELOW = re.compile(r"\W+(?:Trust Fund|Task Force)", re.IGNORECASE)

_HELPER = re.compile(r"\b(?:with|by|from|through)\s(?:the\s)?$")


@lru_cache(maxsize=1)
def _mission_names() -> TrieNode[RegistryRow]:
    """The spelled-out names of missions, in lower case."""
    return build_trie((name.lower(), row) for row in missions() for name in names_of(row))


@lru_cache(maxsize=1)
def _mission_abbreviations() -> TrieNode[RegistryRow]:
    return build_trie((name, row) for row in missions() for name in row.abbreviation)


def missions_in(text: str, date: datetime.date | None, helpers: bool = True) -> Iterator[str]:
    """The keys of the missions named in the text, of overlapping names the longest. Without `helpers` those are left
    out that something is done with or by: `in consultation with the United Nations Mission in Ruritania`."""
    year, last = date.year if date else None, 0
    found = [*find_names(text.lower(), _mission_names()), *find_names(text, _mission_abbreviations())]
    left_out: set[str] = set()
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        rows = [row for row in match.values if _is_possible_mission(row, year)]
        if match.start < last or not rows or _BELOW.match(text, match.end):
            continue
        last = match.end
        key = max(rows, key=lambda row: row.valid(year)).key
        if not helpers and _HELPER.search(text, max(0, match.start - 20), match.start):
            left_out.add(key)
        if key not in left_out:
            yield key


def _is_possible_mission(row: RegistryRow, year: int | None) -> bool:
    """Whether a report of `year` can be on the mission: it has begun, and ended at most a year before."""
    return year is None or ((row.valid_from or 0) <= year <= (row.valid_to or 9999) + 1)


def phrase_in(phrase: str, title: str) -> bool:
    """Whether the phrase is in the title, ignoring case and punctuation."""
    return f" {_words(phrase)} " in f" {_words(title)} "


def _words(text: str) -> str:
    return " ".join(token.form for token in folded_tokens(text.lower()) if token.form.isalnum())
