"""The State that a body belongs to, and the keys of national bodies: `name/hti/ministry-of-justice`.

The State is told by the name itself, by what stands beside it, by the sentence's opening (`In Chad, the Ministry …`),
else by the one country that the report is about; where nothing tells it the key has none.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sgreports.knowledge.names.countries import CountryName
from sgreports.knowledge.names.entities import registry_records
from sgreports.mentions.countries import forms, named_codes
from sgreports.mentions.lexical.name_key import name_key
from sgreports.mentions.lexical.name_trie import scan
from sgreports.model.facts import Mention

_BETWEEN_BEFORE = re.compile(r"(?:['’]s?)?\s")
_BETWEEN_AFTER = re.compile(r"\s(?:of|in)\s(?:the\s)?")
_OF = re.compile(r"\s(?:of|in|for)\s(?:the\s)?$")
_OPENING = re.compile(r"(?:^|[.!?]\s)(?:In|Within)\s(?:the\s)?$")
_OPENING_LENGTH = 14


@lru_cache(maxsize=2048)
def states_in(name: str) -> tuple[str, ...]:
    """The codes of the States that a name holds, by name or demonym."""
    return tuple(dict.fromkeys(named_codes(name)))


def state_beside(text: str, mention: Mention, others: Sequence[Mention]) -> str | None:
    """The State named right before or after: `Haiti’s Senate`, `the Haitian Senate`, `Senate of Haiti`."""
    for other in others:
        if other.label != "COUNTRY" or not other.entity:
            continue
        before = _BETWEEN_BEFORE.fullmatch(text, other.end, mention.start) if other.end <= mention.start else None
        after = _BETWEEN_AFTER.fullmatch(text, mention.end, other.start) if other.start >= mention.end else None
        if before or after:
            return other.entity
    return None


def with_states(texts: Mapping[str, str], mentions: Sequence[Mention], about: Sequence[str]) -> list[Mention]:
    """The mentions with the State in the keys of national bodies. `about` are the report's countries."""
    countries: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        if m.label == "COUNTRY":
            countries[m.paragraph].append(m)
    last: dict[str, str] = {}
    return [_keyed(m, texts[m.paragraph], countries[m.paragraph], about, last) for m in mentions]


def _keyed(
    m: Mention, text: str, countries: Sequence[Mention], about: Sequence[str], last: dict[str, str]
) -> Mention:  # fmt: skip
    """The mention under its State; a short form goes with the last mention of the same body."""
    raw = m.entity
    if m.label != "AGENCY" or m.kind != "national" or not raw or not raw.startswith("name/"):
        return m
    if "+" in raw or raw in registry_records():
        return m
    own = states_in(m.text)
    state = own[0] if len(own) == 1 else state_beside(text, m, countries)
    if state is None and m.source == "coref" and raw in last:
        return m.model_copy(update={"entity": last[raw]})
    state = state or _around(text, m, countries, about)
    if state is None:
        return m
    bare = without_state(m.text) if own and name_key(m.text) == raw else raw
    last[raw] = f"name/{state.lower()}/{bare.removeprefix('name/')}"
    return m.model_copy(update={"entity": last[raw]})


def _around(text: str, mention: Mention, countries: Sequence[Mention], about: Sequence[str]) -> str | None:
    """The State of the sentence's opening, else the report's, else the only one that the sentence names."""
    near = [c for c in countries if c.sentence == mention.sentence and c.entity]
    opening = [
        c for c in near if c.end <= mention.start and _OPENING.search(text, max(0, c.start - _OPENING_LENGTH), c.start)
    ]
    if opening:
        return opening[0].entity
    if len(about) == 1:
        return about[0]
    named = {c.entity for c in near if not about or c.entity in about}
    return next(iter(named)) if len(named) == 1 else None


@lru_cache(maxsize=1024)
def without_state(name: str) -> str:
    """The key of a name without the State in it: `Ministry of Justice of Chad`, `Chadian Ministry of Justice`."""
    for match in sorted(scan(name, forms()), key=lambda m: (m.start, -m.end)):
        if not all(isinstance(value, CountryName) for value in match.values):
            continue
        if match.start == 0 and name[match.end :].startswith(" "):
            return name_key(name[match.end :])
        of = _OF.search(name, 0, match.start)
        if match.end == len(name) and of and of.start():
            return name_key(name[: of.start()])
    return name_key(name)
