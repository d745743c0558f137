"""The State that a body belongs to, and the keys of national bodies: `name/hti/ministry-of-justice`.

The State comes from the name itself, from the words beside it, from the sentence's opening (`In Chad, the Ministry …`),
else by the one country that the report is about; where none is found the key has none.
"""

import re
from collections.abc import Mapping, Sequence

from sgreports.knowledge.names.countries import CountryName
from sgreports.knowledge.names.entities import by_names, registry
from sgreports.knowledge.names.keys import name_key, with_state
from sgreports.model.facts import Mention
from sgreports.names.bodies.around import Around, around
from sgreports.names.countries import country_forms, named_codes
from sgreports.names.lexical.name_trie import find_names

_OF = re.compile(r"\s(?:of|in|for)\s(?:the\s)?$")


@by_names(2048)
def states_in(name: str) -> tuple[str, ...]:
    """The codes of the States that a name holds, by name or demonym."""
    return tuple(dict.fromkeys(named_codes(name)))


def with_states(texts: Mapping[str, str], mentions: Sequence[Mention], about: Sequence[str]) -> list[Mention]:
    """The mentions with the State in the keys of national bodies. `about` are the report's countries."""
    paragraphs, last = around(texts, mentions), dict[str, str]()
    return [_with_state_key(m, paragraphs[m.paragraph], about, last) for m in mentions]


def _with_state_key(m: Mention, place: Around, about: Sequence[str], last: dict[str, str]) -> Mention:
    """The mention under its State; a short form goes with the last mention of the same body."""
    raw = m.entity
    if m.label != "AGENCY" or m.kind != "national" or not raw or not raw.startswith("name/"):
        return m
    if "+" in raw or raw in _of_one_state():
        return m
    own = states_in(m.text)
    state = own[0] if len(own) == 1 else place.state_beside(m)
    if state is None and m.source == "coref" and raw in last:
        return m.model_copy(update={"entity": last[raw]})
    state = state or _state_of_sentence(place, m, about)
    if state is None:
        return m
    bare = without_state(m.text) if own and name_key(m.text) == raw else raw
    last[raw] = with_state(bare, state)
    return m.model_copy(update={"entity": last[raw]})


@by_names()
def _of_one_state() -> frozenset[str]:
    """The keys of registered bodies, except names that bodies of many States share (`Supreme Court`)."""
    return frozenset(row.key for _, row in registry() if row.kind != "national" or row.place)


def _state_of_sentence(place: Around, mention: Mention, about: Sequence[str]) -> str | None:
    """The State of the sentence's opening, else the report's, else the only one that the sentence names."""
    states = place.sentences.get(mention.sentence)
    if states and states.opening and states.opening.end <= mention.start:
        return states.opening.entity
    if len(about) == 1:
        return about[0]
    named = [code for code in states.named if not about or code in about] if states else []
    return named[0] if len(named) == 1 else None


@by_names(1024)
def without_state(name: str) -> str:
    """The key of a name without the State in it: `Ministry of Justice of Chad`, `Chadian Ministry of Justice`."""
    for match in sorted(find_names(name, country_forms(False)), key=lambda m: (m.start, -m.end)):
        if not all(isinstance(value, CountryName) for value in match.values):
            continue
        if match.start == 0 and name[match.end :].startswith(" "):
            return name_key(name[match.end :])
        of = _OF.search(name, 0, match.start)
        if match.end == len(name) and of and of.start():
            return name_key(name[: of.start()])
    return name_key(name)
