"""Features of a count for its event: the rules' event, the counted noun, the clause, the words around.

Besides each word its entry in the lexicon of events is a feature, which covers words that gold does not have.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from sgreports.counting.event.found import EventFound
from sgreports.counting.event.reader import EventReader
from sgreports.knowledge.statements.events import PARTS, event_by, events_said_by
from sgreports.knowledge.statements.unit_classes import unit_lemma
from sgreports.model.facts import Event, Mention, UnitClass
from sgreports.model.report import Context
from sgreports.parsing.tokens import Span, Token
from sgreports.scene.scene import Scene, once
from sgreports.sentence.governors import (
    before_bracket,
    complements,
    governors_of,
    modifiers,
    nouns_of_verb,
    premodifiers,
    prepositional,
)
from sgreports.sentence.tags import VERBAL
from sgreports.sentence.verbs import is_passive

WINDOW = 8  # tokens left and right that are features; a change of anything here raises the version in linear_model.py
MAX_GOVERNORS = 4  # governors that are features
CONTENT = ("VERB", "NOUN", "ADJ", "PROPN")


@dataclass(slots=True)
class CountView:
    """The counts of a paragraph in order, with their events by the rules."""

    scene: Scene
    counts: Sequence[Mention]
    rule_events: Mapping[str, EventFound]
    places: dict[str, int] = field(init=False)
    """The place of each count by its id."""
    first_two: dict[str, list[int]] = field(default_factory=dict)
    """The places of the first two counts of each event."""
    beside: set[int] = field(default_factory=set)
    """Where the noun of each count stands, and the word after the number: `injured` of `two injured`."""

    def __post_init__(self) -> None:
        self.places = {count.id: place for place, count in enumerate(self.counts)}
        for place, count in enumerate(self.counts):
            first = self.first_two.setdefault(self.rule_events[count.id].event, [])
            first += [place][: 2 - len(first)]
            self.beside |= {self.scene.nouns[count.id].i, self.scene.spans[count.id].end}

    def events_beside(self, count: Mention) -> list[str]:
        """The events of the other counts, each once, in text order."""
        own = self.places[count.id]
        first = {event: [place for place in places if place != own] for event, places in self.first_two.items()}
        return sorted((event for event, places in first.items() if places), key=lambda event: first[event][0])


def event_features(view: CountView, count: Mention) -> Iterator[str]:
    """The features of a count as strings."""
    reader = EventReader(view.scene, count)
    yield from _count_features(_words(view.scene), reader)
    yield from _rule_features(view, reader)
    yield from _around(view.scene, count)


@once
def _around(scene: Scene, count: Mention) -> list[str]:
    """The features that do not change with the events of counts: asked for these, then for the measure."""
    reader, words = EventReader(scene, count), _words(scene)
    return [
        *_clause_features(words, reader), *_phrase_features(words, reader), *_window_features(words, reader),
        *_sentence_features(scene, scene.spans[count.id].sent, reader.unit_class),
        *(f"over {event}" for event in sorted(events_over(scene.context))),
    ]  # fmt: skip


@once
def _words(scene: Scene) -> list[str]:
    """Each token as a feature's word: its lemma, or the label of the mention that holds it."""
    words = [token.lemma_.lower() for token in scene.doc]
    for place, mention in scene.at.items():
        words[place] = f"<{mention.label}:{mention.kind or ''}>"
    return words


@lru_cache(maxsize=64)
def events_over(context: Context) -> frozenset[Event]:
    """The events that the words of heading and title say, alone or in pairs."""
    words = [word.strip(".,;:()'’\"").lower() for line in context for word in line.split()]
    pairs = {event for pair in pairwise(words) for part in PARTS if (event := event_by(part, " ".join(pair), "people"))}
    return frozenset(pairs or {event for word in words for event in events_said_by(word)})


@lru_cache(maxsize=100_000)
def _lexicon_features(word: str, name: UnitClass) -> tuple[str, ...]:
    """The events of a word in the lexicon, by part of speech: `verbs killed`."""
    found = ((each, event_by(each, word, name)) for each in PARTS)
    return tuple(f"{each} {event}" for each, event in found if event is not None)


def _count_features(words: Sequence[str], reader: EventReader) -> Iterator[str]:
    """The number and its noun."""
    count, kind, name = reader.count, reader.count.kind or "", reader.unit_class
    lemma = unit_lemma(count.unit or "") or ""
    yield f"kind={kind}"
    yield f"class={name} {kind}"
    yield f"unit={lemma}"
    yield f"unit last={''.join(lemma.split()[-1:])}"
    yield f"from={count.unit_from}"
    yield f"noun={words[reader.noun_token.i]}"
    yield f"top={words[reader.top.i]} {reader.top.dep_}"
    yield f"hangs={reader.top.dep_} {reader.top.head.pos_} {name}"
    yield from (f"own={token.lower_}" for token in reader.scene.spans[count.id])


def _rule_features(view: CountView, reader: EventReader) -> Iterator[str]:
    """The rules' events of the count and of the others in its paragraph."""
    found, place = view.rule_events[reader.count.id], view.places[reader.count.id]
    yield f"rule={found.event}"
    yield f"rule={found.event} {found.step}"
    yield f"rule={found.event} {reader.unit_class}"
    yield f"step={found.step}"
    if found.cue is not None:
        yield f"cue={found.cue.text.lower()}"
        yield f"cue={found.cue.text.lower()} {found.event}"
    if place:
        before = view.rule_events[view.counts[place - 1].id]
        yield f"before={before.event}"
        yield f"before={before.event} {before.step}"
    if place + 1 < len(view.counts):
        yield f"after={view.rule_events[view.counts[place + 1].id].event}"
    yield from (f"beside={event}" for event in view.events_beside(reader.count))
    yield f"alone={len(view.counts) == 1}"


def _clause_features(words: Sequence[str], reader: EventReader) -> Iterator[str]:
    """The governors of the counted noun, and the dependents of verbs among them."""
    name, lemma = reader.unit_class, unit_lemma(reader.count.unit or "") or ""
    for depth, governor in zip(range(MAX_GOVERNORS), governors_of(reader.top), strict=False):
        word, near = governor.token.lemma_.lower(), min(depth, 1)
        verbal = governor.token.pos_ in VERBAL
        yield f"above={word}"
        yield f"above{near}={word} {governor.role} {verbal}"
        if not depth:
            yield f"above0={word} {governor.role} {name}"
            yield f"above0={word} {lemma}"
            yield f"role={verbal} {governor.role} {name}"
        yield from (f"above{near} {entry} {governor.role}" for entry in _lexicon_features(word, name))
        if verbal and depth < 2:
            yield from _verb_features(words, governor.token, name)


def _verb_features(words: Sequence[str], verb: Token, name: UnitClass) -> Iterator[str]:
    for child in verb.children:
        if child.pos_ not in ("PUNCT", "DET"):
            word = words[child.i]
            yield f"child={word}"
            yield f"child {child.dep_}={word}"
            yield from (f"child {entry}" for entry in _lexicon_features(word, name))
    if is_passive(verb):
        yield f"passive={verb.lemma_.lower()}"
    for noun in nouns_of_verb(verb):
        yield f"object={words[noun.i]}"
        yield f"object={verb.lemma_.lower()} {words[noun.i]}"
    yield from (f"complement={each.lemma_.lower()}" for each in complements(verb))


def _phrase_features(words: Sequence[str], reader: EventReader) -> Iterator[str]:
    """The clauses, adjectives and phrases of the counted noun, and the word before its bracket."""
    noun, name = reader.noun_token, reader.unit_class
    for modifier in modifiers(noun):
        word = modifier.token.lemma_.lower()
        yield f"clause={word}"
        yield f"clause={word} {modifier.role}"
        yield from (f"clause {entry} {modifier.role}" for entry in _lexicon_features(word, name))
    for token in premodifiers(noun):
        yield f"adjective={words[token.i]}"
        yield from (f"adjective {entry}" for entry in _lexicon_features(words[token.i], name))
    for token in prepositional(noun):
        yield f"phrase={words[token.i]}"
        yield f"phrase={token.head.lower_} {words[token.i]}"
        yield from (f"phrase {entry}" for entry in _lexicon_features(words[token.i], name))
    before = before_bracket(reader.top, reader.count.start)
    yield f"bracket={words[before.i] if before is not None else ''}"


def _window_features(words: Sequence[str], reader: EventReader) -> Iterator[str]:
    """The words left and right of the count."""
    span = reader.scene.spans[reader.count.id]
    left, right = words[max(0, span.start - WINDOW) : span.start], words[span.end : span.end + WINDOW]
    for side, near in (("left", left[::-1]), ("right", right)):
        for place, word in enumerate(near):
            yield f"{side}{place if place < 3 else ''}={word}"
            yield f"near={word}"
            yield from (f"{side} {entry}" for entry in _lexicon_features(word, reader.unit_class))
        yield f"{side}={' '.join(near[:2])}"


@once
def _sentence_features(scene: Scene, sentence: Span, name: UnitClass) -> list[str]:
    """The words of the sentence, the same for its counts of one class."""
    words = _words(scene)
    content = dict.fromkeys(words[token.i] for token in sentence if token.pos_ in CONTENT)
    return [
        each
        for word in content
        for each in (f"sentence={word}", *(f"sentence {entry}" for entry in _lexicon_features(word, name)))
    ]
