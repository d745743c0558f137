"""What the learned model sees of a count: the rules' answer, the counted, the clause, and the words around.

Beside a word stands what the lexicon of events says of it, so that words that training did not see count too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sgreports.evidence.linear import FeatureIds, feature_ids
from sgreports.knowledge.statements.events import PARTS, event_by
from sgreports.knowledge.statements.unit_classes import unit_lemma
from sgreports.model.facts import Mention, UnitClass
from sgreports.parsing.tokens import Token
from sgreports.relations.events.found import EventFound
from sgreports.relations.events.reader import EventReader
from sgreports.relations.scene import Scene
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

NEAR = 8  # tokens left and right that are features; a change of anything here raises the version in linear_model.py
HIGHEST = 4  # governors that are features
CONTENT = ("VERB", "NOUN", "ADJ", "PROPN")


@dataclass(slots=True)
class CountView:
    """The counts of a paragraph in order, and what the rules found for each."""

    scene: Scene
    counts: Sequence[Mention]
    ruled: Mapping[str, EventFound]
    words: list[str] = field(init=False)
    """Each token as a feature's word: its lemma, or the label of the mention that holds it."""
    sentences: dict[tuple[int, UnitClass], list[str]] = field(default_factory=dict)
    places: dict[str, int] = field(init=False)
    """The place of each count by its id."""
    first_two: dict[str, list[int]] = field(default_factory=dict)
    """The places of the first two counts of each event."""

    def __post_init__(self) -> None:
        self.places = {count.id: place for place, count in enumerate(self.counts)}
        for place, count in enumerate(self.counts):
            its = self.first_two.setdefault(self.ruled[count.id].event, [])
            its += [place][: 2 - len(its)]
        self.words = [token.lemma_.lower() for token in self.scene.doc]
        for place, mention in self.scene.at.items():
            self.words[place] = f"<{mention.label}:{mention.kind or ''}>"

    def word(self, token: Token) -> str:
        return self.words[token.i]

    def events_beside(self, count: Mention) -> list[str]:
        """The events of the other counts, each once, in text order."""
        own = self.places[count.id]
        first = {event: [place for place in its if place != own] for event, its in self.first_two.items()}
        return sorted((event for event, its in first.items() if its), key=lambda event: first[event][0])


def indices(view: CountView, count: Mention) -> FeatureIds:
    """The places of a count's features in the table of weights, each once."""
    return feature_ids(names(view, count))


def names(view: CountView, count: Mention) -> Iterator[str]:
    """The features of a count as strings."""
    reader = EventReader(view.scene, count)
    yield from counted(view, reader)
    yield from by_rules(view, reader)
    yield from clause(view, reader)
    yield from own_phrases(view, reader)
    yield from window(view, reader)
    yield from sentence(view, reader)


@lru_cache(maxsize=100_000)
def listed(word: str, name: UnitClass) -> tuple[str, ...]:
    """What the lexicon says of a word, as each part of speech and role: `verbs killed`."""
    found = ((each, event_by(each, word, name)) for each in PARTS)
    return tuple(f"{each} {event}" for each, event in found if event is not None)


def counted(view: CountView, reader: EventReader) -> Iterator[str]:
    """The number and its noun."""
    count, kind, name = reader.count, reader.count.kind or "", reader.unit_class
    lemma = unit_lemma(count.unit or "") or ""
    yield f"kind={kind}"
    yield f"class={name} {kind}"
    yield f"unit={lemma}"
    yield f"unit last={''.join(lemma.split()[-1:])}"
    yield f"from={count.unit_from}"
    yield f"noun={view.word(reader.noun_token)}"
    yield f"top={view.word(reader.top)} {reader.top.dep_}"
    yield f"hangs={reader.top.dep_} {reader.top.head.pos_} {name}"
    yield from (f"own={token.lower_}" for token in view.scene.tokens(count))


def by_rules(view: CountView, reader: EventReader) -> Iterator[str]:
    """What the rules found for the count, and for the others of its paragraph."""
    found, place = view.ruled[reader.count.id], view.places[reader.count.id]
    yield f"rule={found.event}"
    yield f"rule={found.event} {found.step}"
    yield f"rule={found.event} {reader.unit_class}"
    yield f"step={found.step}"
    if found.cue is not None:
        yield f"cue={found.cue.text.lower()}"
        yield f"cue={found.cue.text.lower()} {found.event}"
    if place:
        before = view.ruled[view.counts[place - 1].id]
        yield f"before={before.event}"
        yield f"before={before.event} {before.step}"
    if place + 1 < len(view.counts):
        yield f"after={view.ruled[view.counts[place + 1].id].event}"
    yield from (f"beside={event}" for event in view.events_beside(reader.count))
    yield f"alone={len(view.counts) == 1}"


def clause(view: CountView, reader: EventReader) -> Iterator[str]:
    """The words above the counted, and what hangs on the verbs among them."""
    name, lemma = reader.unit_class, unit_lemma(reader.count.unit or "") or ""
    for depth, governor in zip(range(HIGHEST), governors_of(reader.top), strict=False):
        word, near = governor.token.lemma_.lower(), min(depth, 1)
        verbal = governor.token.pos_ in VERBAL
        yield f"above={word}"
        yield f"above{near}={word} {governor.role} {verbal}"
        if not depth:
            yield f"above0={word} {governor.role} {name}"
            yield f"above0={word} {lemma}"
            yield f"role={verbal} {governor.role} {name}"
        yield from (f"above{near} {said} {governor.role}" for said in listed(word, name))
        if verbal and depth < 2:
            yield from around_verb(view, governor.token, name)


def around_verb(view: CountView, verb: Token, name: UnitClass) -> Iterator[str]:
    for child in verb.children:
        if child.pos_ not in ("PUNCT", "DET"):
            word = view.word(child)
            yield f"child={word}"
            yield f"child {child.dep_}={word}"
            yield from (f"child {said}" for said in listed(word, name))
    if is_passive(verb):
        yield f"passive={verb.lemma_.lower()}"
    for noun in nouns_of_verb(verb):
        yield f"object={view.word(noun)}"
        yield f"object={verb.lemma_.lower()} {view.word(noun)}"
    yield from (f"complement={each.lemma_.lower()}" for each in complements(verb))


def own_phrases(view: CountView, reader: EventReader) -> Iterator[str]:
    """The clauses, adjectives and phrases of the counted noun, and the word before its bracket."""
    noun, name = reader.noun_token, reader.unit_class
    for modifier in modifiers(noun):
        word = modifier.token.lemma_.lower()
        yield f"clause={word}"
        yield f"clause={word} {modifier.role}"
        yield from (f"clause {said} {modifier.role}" for said in listed(word, name))
    for token in premodifiers(noun):
        yield f"adjective={view.word(token)}"
        yield from (f"adjective {said}" for said in listed(view.word(token), name))
    for token in prepositional(noun):
        yield f"phrase={view.word(token)}"
        yield f"phrase={token.head.lower_} {view.word(token)}"
        yield from (f"phrase {said}" for said in listed(view.word(token), name))
    before = before_bracket(reader.top, reader.count.start)
    yield f"bracket={view.word(before) if before is not None else ''}"


def window(view: CountView, reader: EventReader) -> Iterator[str]:
    """The words left and right."""
    span = view.scene.spans[reader.count.id]
    left, right = view.words[max(0, span.start - NEAR) : span.start], view.words[span.end : span.end + NEAR]
    for side, words in (("left", left[::-1]), ("right", right)):
        for place, word in enumerate(words):
            yield f"{side}{place if place < 3 else ''}={word}"
            yield f"near={word}"
            yield from (f"{side} {said}" for said in listed(word, reader.unit_class))
        yield f"{side}={' '.join(words[:2])}"


def sentence(view: CountView, reader: EventReader) -> list[str]:
    """The words of the sentence, the same for its counts of one class."""
    span = view.scene.spans[reader.count.id].sent
    key = span.start, reader.unit_class
    if key not in view.sentences:
        content = [view.word(token) for token in span if token.pos_ in CONTENT]
        view.sentences[key] = [
            each
            for word in dict.fromkeys(content)
            for each in (f"sentence={word}", *(f"sentence {said}" for said in listed(word, reader.unit_class)))
        ]
    return view.sentences[key]
