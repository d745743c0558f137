"""The kind of each body: the registry's, else by its name, the words beside it and the report's countries.

A body is decided once for the report, by its fullest name; short forms of it have the same kind. Nothing that tells
leaves null.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sgreports.knowledge.names.bodies import body_kinds, name_grammar
from sgreports.knowledge.names.entities import RegistryRow, by_names, names_of, registry, registry_records
from sgreports.knowledge.names.keys import name_key
from sgreports.model.facts import Mention
from sgreports.names.bodies.around import Around, around
from sgreports.names.bodies.open_bodies import reader_of_name
from sgreports.names.bodies.states import states_in
from sgreports.names.lexical.name_trie import TrieNode, build_trie, find_names

_CALLED = re.compile(r"\b(?:groups?|factions?),?\s(?:the\s)?$")
_SMALL = frozenset({"of", "for", "on", "and", "the", "to", "in", "against", "with"})
_NEAR = 60  # characters before a name that may hold a word for its kind
_JUST = 20  # characters that hold the word right before a name
_OWNED = re.compile(r"\b(?:of|to)\s(?:the\s)?$")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that no list has. `head_kind` is the kind that its head noun has in the grammar of names: `un` also for
    nouns that bodies of States share, and surely `un` where `sure` (offices, parts of missions, standing
    conferences)."""

    name: str
    head: str
    head_kind: str | None
    sure: bool
    places: tuple[tuple[Around, Mention], ...]


def with_kinds(texts: Mapping[str, str], mentions: Sequence[Mention], about: Sequence[str]) -> list[Mention]:
    """The mentions with the kinds of all bodies. `texts` are the paragraphs', `about` the report's countries."""
    paragraphs = around(texts, mentions)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        if m.label == "AGENCY":
            groups[_group(m)].append(m)
    kinds = {key: _kind(key, its, paragraphs, about) for key, its in groups.items()}
    return [m.model_copy(update={"kind": kinds[_group(m)]}) if m.label == "AGENCY" else m for m in mentions]


def _group(mention: Mention) -> str:
    """The body that is named; one without a key goes by its words."""
    return mention.entity or f"?{mention.text}"


def _kind(key: str, its: Sequence[Mention], paragraphs: Mapping[str, Around], about: Sequence[str]) -> str | None:
    known = [record.kind for part in key.split("+") if (record := registry_records().get(part))]
    if known:
        return known[0]
    body = _body(_name(key, its), tuple((paragraphs[m.paragraph], m) for m in its))
    return kind_of_body(body, about) or next((m.kind for m in its if m.kind and m.kind != "un"), None)


def _name(key: str, its: Sequence[Mention]) -> str:
    """The body's fullest name; where only short forms of it are there, the words of its key."""
    full = [m.text for m in its if name_key(m.text) == key] or [m.text for m in its if m.source != "coref"]
    if full:
        return max(full, key=len)
    words = key.removeprefix("name/").split("-")
    return " ".join(w if w in _SMALL else w.capitalize() for w in words) if key.startswith("name/") else its[0].text


def _body(name: str, places: tuple[tuple[Around, Mention], ...]) -> Body:
    reader = reader_of_name(name)
    names = list(reader.names())
    first = next((n for n in names if n.head.label == "AGENCY"), None)
    if first is None:
        standing = any(n.head.label == "EVENT" for n in names)
        part = name.rpartition(" ")[2] in body_kinds().mission
        return Body(name, "", "un" if standing or part else None, sure=standing or part, places=places)
    head = " ".join(word.text for word in reader.words[first.at : first.after])
    sure = first.head.kind == "un" and (first.head.office or head in body_kinds().mission)
    return Body(name, head, first.head.kind, sure, places)


def kind_of_body(body: Body, about: Sequence[str]) -> str | None:
    """The kind by the first evidence; None where there is none."""
    return (
        _kind_of_owner(body)
        or _kind_of_words(body)
        or _kind_of_mission_part(body)
        or _kind_if_armed(body)
        or _state_in_name(body)
        or _kind_of_usual_words(body)
        or _kind_of_head(body)
        or (None if body_kinds().wide.search(body.name) else _kind_of_neighbour(body) or _kind_by_report(body, about))
    )


def _kind_of_owner(body: Body) -> str | None:
    """The kind of the registered body whose part or officer it is: `Secretary-General of the …`, `IFOR Commander`."""
    for match in find_names(body.name, _registered()):
        kind = match.values[0]
        before = match.start == 0 and kind == "intergovernmental" and body.name.startswith(" ", match.end)
        if before or (match.end == len(body.name) and _OWNED.search(body.name, 0, match.start)):
            return kind
    return None


@by_names()
def _registered() -> TrieNode[str]:
    rows = [row for label, row in registry() if label == "AGENCY" and row.kind and not (row.ambiguous and row.place)]
    return build_trie((name, str(row.kind)) for row in rows for name in (*names_of(row), *_sure_short(row)))


def _sure_short(row: RegistryRow) -> tuple[str, ...]:
    return () if row.ambiguous else row.abbreviation


def _kind_of_words(body: Body) -> str | None:
    for rule in body_kinds().words:
        if (not rule.heads or body.head in rule.heads) and rule.words.search(body.name):
            return rule.kind
    return None


def _kind_of_mission_part(body: Body) -> str | None:
    """`UNMIK Police`, `Radio UNMIK`, `UNMIT’s Electoral Office`, `the Mission’s Office`, `my Representative`."""
    first = body.name.removeprefix("Radio ").partition(" ")[0]
    if first != body.name and first.isupper() and _abbreviations().get(first) == "un":
        return "un"
    if body.head_kind not in ("un", None):
        return None
    return "un" if any(_after_un(*place) for place in body.places) else None


def _after_un(place: Around, mention: Mention) -> bool:
    if body_kinds().before_un.search(place.before(mention, _JUST)):
        return True
    owner = place.owner(mention)
    return owner is not None and _kind_of_key(owner.entity) == "un"


def _kind_of_key(key: str | None) -> str | None:
    record = registry_records().get(key or "")
    return record.kind if record else None


@by_names()
def _abbreviations() -> dict[str, str]:
    return {short: str(row.kind) for label, row in registry() if label == "AGENCY" for short in row.abbreviation}


def _kind_if_armed(body: Body) -> str | None:
    """`the armed group Limnora`; of fronts and movements also where they claim attacks or have fighters."""
    armed = body_kinds().armed
    if any(armed.search(before) and _CALLED.search(before) for before in (p.before(m, _JUST) for p, m in body.places)):
        return "armed_group"
    if body.head not in body_kinds().armed_heads:
        return None
    near = (f"{place.before(m, _NEAR)}\n{place.after(m, _NEAR // 2)}" for place, m in body.places)
    return "armed_group" if any(map(armed.search, near)) else None


def _state_in_name(body: Body) -> str | None:
    """A body with the name of one State is national, with those of two intergovernmental; troops belong to a
    mission."""
    states = states_in(body.name)
    if not states or body.sure:
        return None
    if body.head in body_kinds().contingent:
        return "un"
    return ("national" if len(states) == 1 else "intergovernmental") if body.head_kind == "un" else None


def _kind_of_usual_words(body: Body) -> str | None:
    """The kind of words that are usual in names of one kind: `National`, `European`, `Red Cross`."""
    for rule in name_grammar().kinds:
        if rule.kind == "national" and (body.head_kind == "civil" or (body.sure and body.head in body_kinds().mission)):
            continue
        if (not rule.heads or body.head.rpartition(" ")[2] in rule.heads) and rule.words.search(body.name):
            return rule.kind
    return None


def _kind_of_head(body: Body) -> str | None:
    """The kind of the head noun; None for nouns that bodies of States and of the United Nations share."""
    return body.head_kind if body.head_kind != "un" or body.sure else None


def _kind_of_neighbour(body: Body) -> str | None:
    """`the Haitian Provisional Council`, `the de facto Office of Works`."""
    for place, m in body.places:
        if place.state_beside(m) or body_kinds().before.search(place.before(m, _JUST)):
            return "national"
    return None


def _kind_by_report(body: Body, about: Sequence[str]) -> str | None:
    """In a report on a country its bodies are national, in one on a topic they are those of the United Nations."""
    if body.head_kind is None:
        return None
    if about:
        return "national"
    return None if body.head in body_kinds().unclear else "un"
