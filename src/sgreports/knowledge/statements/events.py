"""The words of events of counts: data/events.toml, with examples that are tests."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, get_args

from pydantic import Field

from sgreports.knowledge.data_files import toml_model
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_lemma
from sgreports.model.base import Frozen
from sgreports.model.facts import EVENTS, UNIT_CLASSES, Event, UnitClass

WordClass = Literal["verbs", "acts", "nouns", "adjectives", "things"]
PARTS: tuple[WordClass, ...] = get_args(WordClass)
Words = tuple[str, ...]
Senses = Mapping[str, tuple[tuple[Event, str], ...]]
FILE = "events.toml"
PERSONS = "persons"


class EventWords(Frozen):
    """The words of one event; `doers`: the agents of its verbs are counted under it too.

    `patients` binds verbs and nouns without a class of their own, where the counted is who or what it is done to.
    """

    event: Event
    verbs: Words = ()
    acts: Words = ()
    nouns: Words = ()
    adjectives: Words = ()
    things: Words = ()
    patients: str = ""
    doers: bool = False
    examples: Words = Field(min_length=1)


class EventLexicon(Frozen):
    """All events, in the order of GUIDELINES."""

    light: frozenset[str]
    levels: frozenset[str]
    transparent: frozenset[str]
    deaths: frozenset[str]
    diseases: Words
    scores: dict[str, float]
    events: tuple[EventWords, ...]


@cache
def event_lexicon() -> EventLexicon:
    """Loaded once a process. Raises KnowledgeError, naming the entry, where the file is wrong."""
    return toml_model(FILE, EventLexicon)


@cache
def senses(part: WordClass) -> Senses:
    """Word → its events with the classes that each is bound to, the closest class first."""
    found: dict[str, list[tuple[Event, str]]] = {}
    for each in event_lexicon().events:
        for entry in getattr(each, part):
            word, _, bound = entry.partition(":")
            found.setdefault(word, []).append((each.event, bound))
    return {word: tuple(sorted(pairs, key=lambda pair: binding_width(pair[1]))) for word, pairs in found.items()}


@cache
def event_words() -> frozenset[str]:
    """The words of all entries, those of several apart."""
    return frozenset(word for part in PARTS for entry in senses(part) for word in entry.split())


def words_of(event: str) -> frozenset[str]:
    """The words and phrases of an event that are bound to no class."""
    return frozenset(word for part in PARTS for word, bound_to in senses(part).items() if (event, "") in bound_to)


def binding_width(bound: str) -> int:
    """The width of a bound: one class 0, all persons 1, all others 2, anything 3."""
    return 3 if not bound else 2 if bound.startswith("-") else int(bound == PERSONS)


@cache
def disease() -> re.Pattern[str]:
    """What says in a sentence that people died of a disease: words in both numbers, abbreviations as written."""
    words = (f"(?-i:{re.escape(w)})" if w.isupper() else f"{re.escape(w)}(?:e?s)?" for w in event_lexicon().diseases)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def agent_events() -> frozenset[Event]:
    """The events whose agents are counted under them."""
    return frozenset(each.event for each in event_lexicon().events if each.doers)


@cache
def patient_bounds() -> Mapping[Event, str]:
    """The classes that the patients of each event are bound to."""
    return {each.event: each.patients for each in event_lexicon().events}


def event_by(part: WordClass, word: str, name: UnitClass, patient: bool = False) -> Event | None:
    """The event that a word says of something counted of the class `name`; None where it says none.

    `patient`: the counted is who or what it is done to.
    """
    for event, bound in senses(part).get(word, ()):
        if is_bound_to(bound or (patient_bounds()[event] if patient else ""), name):
            return event
    return None


@lru_cache(maxsize=20_000)
def events_said_by(word: str) -> tuple[Event, ...]:
    """The events that a word may say, in any of its forms: `pledged`, `violations`."""
    forms = {word, unit_lemma(word) or word, *(word.removesuffix(end) for end in ("s", "d", "ed", "ing"))}
    forms |= {f"{word.removesuffix('ing')}e"} if word.endswith("ing") else set()
    found = {event for part in PARTS for form in forms for event, _ in senses(part).get(form, ())}
    return tuple(event for event in EVENTS if event in found)


def is_bound_to(bound: str, name: UnitClass) -> bool:
    """Whether a class is one that a word is bound to."""
    if bound.startswith("-"):
        return not is_bound_to(bound[1:], name)
    return not bound or bound == name or (bound == PERSONS and is_person_class(name))


def bounds() -> frozenset[str]:
    """The classes that a word may be bound to."""
    return frozenset({*UNIT_CLASSES, PERSONS, f"-{PERSONS}"})
