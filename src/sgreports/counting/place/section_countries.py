"""The country that the headings over a paragraph name: `B. Chad`, `Children in Chad`."""

import re
from collections.abc import Iterable

from sgreports.model.facts import Mention
from sgreports.model.report import Section

PLACE = re.compile(r"(?i)(?:^|\b(?:in|within)\s+)(?:the\s+)?$")
"""What stands before a country in a heading that says where its section takes place."""
REST = re.compile(r"[\s*,.:;)\]]*(?:\([^()]*\))?[\s*.]*")
"""What may follow it: brackets and marks."""


def section_countries(sections: Iterable[Section], mentions: Iterable[Mention]) -> dict[str, str]:
    """The country of each section, by its key: its own heading's, else that of the nearest heading above. `mentions`
    are those of the report's text units. A heading that names several countries has none."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.label == "COUNTRY" and mention.paragraph.startswith("heading/"):
            named.setdefault(mention.paragraph.removeprefix("heading/"), []).append(mention)
    found: dict[str, str] = {}
    for section in sections:
        own = named.get(section.key, [])
        country = _place(section.title, own) if own else found.get(section.parent or "")
        if country:
            found[section.key] = country
    return found


def _place(title: str, countries: list[Mention]) -> str | None:
    """The one country that a heading names as its place."""
    if len({m.entity for m in countries}) > 1:
        return None
    last = countries[-1]
    whole = PLACE.search(title, 0, last.start) and REST.fullmatch(title, last.end)
    return last.entity if whole and last.form == "name" else None
