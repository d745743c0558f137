"""The country that the headings over a paragraph name: `B. Chad`, `CHILDREN IN CHAD`."""

import re
from collections.abc import Iterable

from sgreports.knowledge.names.countries import CountryName
from sgreports.model.report import Section
from sgreports.names.document.context import states_in
from sgreports.names.lexical.name_trie import NameMatch

PLACE = re.compile(r"(?i)(?:^|\b(?:in|within)\s+)(?:the\s+)?$")
"""What stands before a country in a heading that says where its section takes place."""
REST = re.compile(r"[\s*,.:;)\]]*(?:\([^()]*\))?[\s*.]*")
"""What may follow it: brackets and marks."""


def section_countries(sections: Iterable[Section]) -> dict[str, str]:
    """The country of each section, by its key: its own heading's, else that of the nearest heading above. A heading
    that names several countries has none."""
    found: dict[str, str] = {}
    for section in sections:
        named = states_in(section.title)
        country = _place(section.title, named) if named else found.get(section.parent or "")
        if country:
            found[section.key] = country
    return found


def _place(title: str, named: list[NameMatch[CountryName]]) -> str | None:
    """The one country that a heading names as its place."""
    if len({match.values[0].iso3 for match in named}) > 1:
        return None
    last = named[-1]
    whole = PLACE.search(title, 0, last.start) and REST.fullmatch(title, last.end)
    return last.values[0].iso3 if whole and last.values[0].form == "name" else None
