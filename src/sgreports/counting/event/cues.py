"""The candidates for the event of a count: the words of its sentence that may say one, and each event said by no word.

What speaks for a word does not name its event, but for a few features: what is learned of `killed` serves `raped`, of
which the reports hold few.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from sgreports.counting.event.features import CountView, events_over
from sgreports.counting.event.reader import EventReader, outcome
from sgreports.evidence.choice import Floats
from sgreports.evidence.linear import FeatureIds, feature_ids
from sgreports.evidence.scores import MIN_PROBABILITY
from sgreports.knowledge.statements.count_words import disaster
from sgreports.knowledge.statements.events import PARTS, disease, event_by, event_lexicon, event_words, events_said_by
from sgreports.model.facts import EVENTS, HARM, Event, Mention, UnitClass
from sgreports.parsing.tokens import Span, Token
from sgreports.scene.lists import own_spans
from sgreports.scene.scene import Scene, once
from sgreports.sentence.clauses import path_between
from sgreports.sentence.governors import (
    before_bracket,
    governors_of,
    is_attempted,
    modifiers,
    premodifiers,
    prepositional,
)
from sgreports.sentence.tags import VERBAL
from sgreports.sentence.verbs import is_passive

PARTNERS = ("amod", "compound", "nmod", "prt", "dobj", "nsubjpass")
MARKS = ",;:()–—"
MAX_GOVERNORS, FAR = 6, 4  # governors that are named; tokens from a count
Ints = npt.NDArray[np.int64]
ATTEMPTED = ("violence", "prosecuted")  # what an attempted killing may be
TOLD_TOGETHER = (*HARM, "violence", "destroyed", "released", "returned")  # in one sentence, each with its number
DONE = ("killed", "injured", "abducted", "violence")  # what who does it to others does not undergo
OF_REMAINS: tuple[Event, ...] = (
    "abducted",
    "conducted",
    "other",
)  # who is missing, examinations, and what was handed over or buried
OF_DEEDS: tuple[Event, ...] = (
    "changed",
    "conducted",
    "other",
    "prosecuted",
)  # 9 more deaths, in childbed, under investigation
BURIALS = ("burial", "bury", "exhumation", "exhume", "grave", "reburial", "unearth")
NO_DEEDS = (*BURIALS, "hostage")  # what is done with the dead, and who was taken, who may be freed or killed then
JOINING = ("and", "or", "while", "as")
MORE_THAN = re.compile(r"(?: \w+)? (?:more|fewer|less) than (?:in|during|at|for|on)\b")


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """An event that a count may have, with the word that says it (None: no word does) and what speaks for it."""

    event: Event
    token: Token | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventCandidates:
    """The candidates of a count as numbers: the place of each one's event in EVENTS, whether a word says it, and its
    features."""

    events: Ints
    said: npt.NDArray[np.bool_]
    features: tuple[FeatureIds, ...]

    @classmethod
    def of(cls, candidates: Sequence[EventCandidate]) -> "EventCandidates":
        return cls(
            np.array([EVENTS.index(c.event) for c in candidates]), np.array([c.token is not None for c in candidates]),
            tuple((_unsaid_ids if c.token is None else feature_ids)(c.evidence) for c in candidates),
        )  # fmt: skip

    def priors(self, by_words: npt.ArrayLike) -> Floats:
        """The log probability of each candidate's event by all words around: in the first column of events that a word
        says, in the second of those that none does."""
        known = np.log(np.maximum(by_words, MIN_PROBABILITY))[self.events]
        return np.column_stack([known * self.said, known * ~self.said])

    def by_event(self, by_candidate: Floats) -> Floats:
        """The probability of each event: that of all its candidates."""
        return np.asarray(np.bincount(self.events, by_candidate, len(EVENTS)), np.float64)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that may say an event, and the parts of the lexicon by which it does."""

    token: Token
    event: Event
    parts: str


class CueReader:
    """Reads the words around one count that may say its event."""

    def __init__(self, view: CountView, count: Mention) -> None:
        self.view, self.count = view, count
        self.reader = EventReader(view.scene, count)
        self.span = view.scene.spans[count.id]
        self.sentence: Span = view.scene.heads[count.id].sent
        self.kind: UnitClass = self.reader.unit_class
        self.of_disease = disease().search(self.sentence.text) is not None

    def candidates(self) -> list[EventCandidate]:
        """The words of the sentence, then each event by no word; the verb of `respectively` alone. Who died of disease
        is not killed, who is missing after a disaster not abducted (GUIDELINES)."""
        own = own_spans(self.view.scene).get(self.count.id)
        if own and own.root.tag_ == "VBN" and (said := [c for c in self.cues if c.token is own.root]):
            return [EventCandidate(c.event, c.token, self.evidence(c)) for c in said]
        its = (c for c in self.cues if c.token.i not in self.theirs and not self._is_done_to_others(c))
        found = [EventCandidate(c.event, c.token, self.evidence(c)) for c in its]
        found += (EventCandidate(event, None, self.unsaid(event)) for event in EVENTS)
        noun, above = self.reader.noun_token, next((g.token for g in governors_of(self.reader.top)), None)
        for deed, events in ((noun, ATTEMPTED), (above, ATTEMPTED[:1])):
            if deed and is_attempted(deed) and "killed" in dict(_events_of(deed.lemma_.lower(), self.kind)):
                return [each for each in found if each.event in events]
        return [each for each in found if each.event in self._possible]

    @property
    def _possible(self) -> Sequence[Event]:
        """The events that a count can have: by the noun behind it, and no killing where none is told of."""
        if only := self.only:
            return (only,)
        deed, scene = self._deed, self.view.scene
        events = OF_REMAINS if self._is_of_remains else (deed, *OF_DEEDS) if deed else EVENTS
        no_killing = _without_killing(scene, self.sentence) or _without_violence(scene, self.sentence)
        return [event for event in events if event != "killed" or not no_killing]

    @property
    def only(self) -> Event | None:
        """The one event that it can have: of `12 more than in 2041`, or of the `missing` of a disaster, no violence."""
        text, cue = self.view.scene.doc.text, self.view.rule_events[self.count.id].cue
        if MORE_THAN.match(text, self.count.end):
            return "changed"
        lost = cue is not None and cue.text == "missing"
        return "other" if lost and _is_after_disaster(self.view.scene, self.sentence) else None

    @property
    def _deed(self) -> Event | None:
        """The harm that the noun behind a number says: of 121 such counts of train gold (`12 deaths`) all but the
        attempted ones have it or are OF_DEEDS."""
        noun, lemma = self.reader.noun_token, self.reader.noun_token.lemma_.lower()
        counted = noun.i >= self.span.end and self.count.unit_from != "ellipsis" and lemma not in NO_DEEDS
        said = event_by("nouns", lemma, self.kind) if counted else None
        return said if said in HARM else None

    @property
    def _is_of_remains(self) -> bool:
        """Whether a count is of remains, or of those whose remains are told of: all 25 of train gold are OF_REMAINS."""
        noun = self.reader.noun_token
        return any(is_remains(token) for token in (noun, noun.head.head, *prepositional(noun)))

    def _is_done_to_others(self, cue: Cue) -> bool:
        """Whether the counted do what a cue says: `12 gunmen killed 8`; of a pair of words it does not tell."""
        does = self.ways.get(cue.token.i) == "0 agent with object"
        return does and cue.event in DONE and not cue.parts.startswith("pair")

    @cached_property
    def theirs(self) -> set[int]:
        """The words that stand with other numbers, where one stands with this, or this is of an incident in a list: `9
        killed, 2 injured in 5 attacks`, `2 abductions, 5 road accidents`."""
        told = {cue.token.i for cue in self.cues if cue.event in TOLD_TOGETHER}
        own = {self.reader.noun_token.i, self.span.end, *self._participle_after}
        listed = self.kind == "incidents" and self.reader.noun_token.dep_ == "conj"
        return told & self.view.beside - own if told & own or listed else set()

    @property
    def _participle_after(self) -> Iterator[int]:
        """The participle right behind what is counted: `2 killed and 40 farmers displaced`."""
        after = self.view.scene.doc[self.reader.noun_token.i + 1 : self.reader.noun_token.i + 2]
        yield from (t.i for t in after if t.pos_ in VERBAL and not any(c.dep_ == "dobj" for c in t.children))

    @cached_property
    def cues(self) -> list[Cue]:
        """The words of the sentence that may say an event, but for those of the count itself."""
        cues = _cues_in(self.view.scene, self.sentence, self.kind)
        return [cue for cue in cues if not self.span.start <= cue.token.i < self.span.end]

    @cached_property
    def ranks(self) -> dict[int, tuple[str, int]]:
        """The side of each cue and how many others stand between it and the count on that side."""
        at = sorted({cue.token.i for cue in self.cues})
        before, after = [i for i in reversed(at) if i < self.span.start], [i for i in at if i >= self.span.end]
        return {i: (side, n) for side, places in (("b", before), ("a", after)) for n, i in enumerate(places)}

    @cached_property
    def others(self) -> list[Span]:
        """The other counts of the sentence."""
        return [span for span in _counts_in(self.view.scene, self.sentence) if span is not self.span]

    @cached_property
    def said(self) -> Mapping[Event, int]:
        """How many cues say each event."""
        return Counter(cue.event for cue in self.cues)

    @cached_property
    def around(self) -> Counter[Event]:
        """How many cues of the paragraph's other sentences say each event."""
        every, own = _said_in(self.view.scene, self.kind), _cues_in(self.view.scene, self.sentence, self.kind)
        return every - Counter(cue.event for cue in own)

    @cached_property
    def ways(self) -> Mapping[int, str]:
        """How the words near to the count govern or modify what it counts, by their place."""
        noun, bracket = self.reader.noun_token, before_bracket(self.reader.top, self.count.start)
        ways = {bracket.i: "bracket"} if bracket is not None else {}
        ways |= {t.i: "premodifier" for t in premodifiers(noun)}
        ways |= {m.token.i: f"clause {m.role}" for m in modifiers(noun)}
        above = zip(range(MAX_GOVERNORS), governors_of(self.reader.top), strict=False)
        for depth, governor in reversed(list(above)):
            doing = governor.role == "agent" and any(c.dep_ == "dobj" for c in governor.token.children)
            ways[governor.token.i] = f"{depth} {governor.role}{' with object' if doing else ''}"
        return ways | {noun.i: "self"}

    def evidence(self, cue: Cue) -> tuple[str, ...]:
        """What speaks for a cue: its word, how it governs what is counted, and what stands between."""
        rival = self.has_rival(cue.token)
        return (*self._of_word(cue), *self._of_way(cue, rival), *self._of_place(cue, rival))

    def _of_word(self, cue: Cue) -> tuple[str, ...]:
        token, event, lemma = cue.token, cue.event, cue.token.lemma_.lower()
        side, _ = self.ranks[token.i]
        return (
            "cue", f"event {event}", f"event {event} {self.kind}", f"event {event} {cue.parts}",
            f"kind {self.count.kind} {event}", f"parts {cue.parts}", f"parts {cue.parts} {self.kind}",
            f"pos {token.pos_} {token.tag_}", f"dep {token.dep_}",
            f"word {lemma}", f"word {lemma} {self.kind}", f"word {lemma} {event} {side}",
            f"over {event in events_over(self.view.scene.context)}", f"said {min(self.said[event], 3)}",
            f"par {min(self.around[event], 3)}", f"par {min(self.around[event], 3)} {event}",
            f"death {lemma in event_lexicon().deaths} {self.of_disease}",
            f"attempted {any(c.lower_ == 'attempted' for c in token.children)} {token.i == self.reader.noun_token.i}",
        )  # fmt: skip

    def _of_way(self, cue: Cue, rival: bool) -> tuple[str, ...]:
        """How the cue governs what is counted."""
        token, way = cue.token, self.ways.get(cue.token.i, "none")
        side, rank = self.ranks[token.i]
        passive = is_passive(token) if token.pos_ in VERBAL else None
        between = path_between(self.reader.noun_token, token)
        up, down = ("/".join(t.dep_ for t in side[:5]) for side in between[:2]) if between else ("none", "none")
        top = between[2].pos_ if between else "none"
        name = self.view.scene.at.get(token.i)
        label = name and name.label
        return (
            f"way {way}", f"way {way} {cue.parts}", f"way {way} {self.kind}", f"way {way} {passive}",
            f"way {way} {cue.event}", f"way {way} {token.pos_} {side}{min(rank, 2)}",
            f"way {way} {token.lemma_.lower()}",
            f"in {label}", f"in {label} {way}", f"in {label} {cue.event} {name and name.kind}",
            f"path {up}|{down}", f"path {up}|{down} {rival}",
            f"path {len(up.split('/'))} {len(down.split('/')) if down else 0} {top} {side}",
            f"top {token.i == self.reader.top.i} {token.i == self.reader.top.head.i}",
            f"subject {self.reader.top.dep_} {side} {passive}",
        )  # fmt: skip

    def _of_place(self, cue: Cue, rival: bool) -> tuple[str, ...]:
        """What stands between the cue and the count."""
        token = cue.token
        side, rank = self.ranks[token.i]
        near, doc, span = min(rank, 2), self.view.scene.doc, self.span
        between = doc[token.i + 1 : span.start] if side == "b" else doc[span.end : token.i]
        far, marks = len(between), "".join([t.text for t in between if t.text in MARKS])[:5]
        first, last = (between[0].lower_, between[-1].lower_) if between else ("", "")
        counts = sum(min(token.i, span.start) <= o.start and o.end <= max(token.i, span.end) for o in self.others)
        opened = marks.count("(") - marks.count(")")
        return (
            f"{side}{min(far + 1, 63).bit_length()}", f"rank {side}{min(rank, 3)}",
            f"rank {side}{min(rank, 4)} {min(len(self.others), 4)}",
            f"between {min(counts, 3)} {rival}", f"between {min(counts, 3)} {rival} {side}{near} {token.pos_}",
            f"parts {cue.parts} {side}{near}", f"pos {token.pos_} {side}{near} {rival}",
            f"near {side}{min(far, FAR)} {token.pos_}",
            f"words {side} {' '.join(t.lower_ for t in between) if far < 3 else 'far'}",
            f"ends {side} {first} {last}", f"beside {side} {last if side == 'b' else first} {far < FAR} {token.pos_}",
            f"marks {side}{marks}", f"opened {side}{opened} {min(rank, 1)}",
            f"joined {side}{min(sum(t.lower_ in JOINING for t in between), 2)}",
            f"unit {self.count.unit_from} {side}{near}",
        )  # fmt: skip

    def has_rival(self, token: Token) -> bool:
        """Whether another count of the sentence stands nearer to a word."""
        far = min(abs(self.span.start - token.i), abs(token.i - self.span.end))
        return any(abs(other.start - token.i) < far for other in self.others)

    def unsaid(self, event: Event) -> tuple[str, ...]:
        """What speaks for an event that no word of the sentence says."""
        count = self.kind, self.count.kind, self.count.unit_from, bool(self.cues)
        around = min(self.around[event], 3), len(self.around)
        return _unsaid(event, event in self.said, event in events_over(self.view.scene.context), around, count)


@lru_cache(maxsize=20_000)
def _unsaid(
    event: Event, said: bool, over: bool, around: tuple[int, int], count: tuple[object, ...]
) -> tuple[str, ...]:
    (times, of_events), (unit_class, kind, unit_from, beside) = around, count
    return (
        f"unsaid {event}",
        f"unsaid {event} {unit_class}",
        f"unsaid {event} {kind}",
        f"unsaid {said}",
        f"unsaid over {over}",
        f"unsaid {event} {unit_from} {beside}",
        f"unsaid {event} {times}",
        f"unsaid {times} {of_events}",
    )


_unsaid_ids = lru_cache(maxsize=20_000)(feature_ids)


@once
def _counts_in(scene: Scene, sentence: Span) -> list[Span]:
    spans = (scene.spans[m.id] for m in scene.mentions if m.label == "COUNT" and m.id in scene.spans)
    return [span for span in spans if sentence.start <= span.start < sentence.end]


@once
def _without_violence(scene: Scene, sentence: Span) -> bool:
    """Whether a sentence is on a disease, where it counts cases also on one that was named before, and says no
    violence: right for all 8 such counts of train gold."""
    first = 0 if sentence.tokens_of("cases") else sentence.start_char
    named = disease().search(scene.doc.text, first, sentence.end_char) is not None
    return named and not any(says_violence(token) for token in sentence)


@once
def _without_killing(scene: Scene, sentence: Span) -> bool:
    """Whether a sentence tells of the dead only that they were buried or dug up: no such count of train gold is of
    the killed."""
    rest = {token.i for token in sentence if token.lemma_.lower() in BURIALS or is_remains(token)}
    return bool(rest) and not any(
        c.event == "killed" and c.token.i not in rest for c in _cues_in(scene, sentence, "people")
    )


@once
def _is_after_disaster(scene: Scene, sentence: Span) -> bool:
    """Whether a sentence, or else what stands before it, tells of a disaster, and neither it nor what stands between of
    violence, as the views say of the dead (`is_without_violence`)."""
    named = list(disaster().finditer(scene.doc.text, 0, sentence.end_char))
    first = min(named[-1].start(), sentence.start_char) if named else 0
    between = [token for token in scene.doc[: sentence.end] if token.idx >= first]
    return bool(named) and not any(says_violence(token) for token in between)


@once
def _cues_in(scene: Scene, sentence: Span, kind: UnitClass) -> list[Cue]:
    words = scene.doc[sentence.start : sentence.end]
    return [Cue(token, *said) for token in words for said in said_by(token, kind) if not token.is_punct]


@once
def _said_in(scene: Scene, kind: UnitClass) -> Counter[Event]:
    """How many words of a paragraph say each event."""
    sentences = {token.sent.start: token.sent for token in scene.doc}
    return Counter(cue.event for sentence in sentences.values() for cue in _cues_in(scene, sentence, kind))


@lru_cache(maxsize=20_000)
def _events_of(word: str, kind: UnitClass) -> tuple[tuple[Event, str], ...]:
    """The events that a form says of a class, each with the parts of the lexicon that say so."""
    found: dict[Event, set[str]] = {}
    for part in PARTS:
        for patient in (True, False):
            if (event := event_by(part, word, kind, patient)) is not None:
                found.setdefault(event, set()).add(part)
    return tuple((event, " ".join(sorted(parts))) for event, parts in found.items())


def said_by(token: Token, kind: UnitClass) -> tuple[tuple[Event, str], ...]:
    """The events that a word may say of a class: with its partner (`sexual violence`), else alone, else by its form."""
    lemma, forms = token.lemma_.lower(), events_said_by(token.lower_)
    if not forms and lemma not in event_words():
        return ()
    pairs: list[tuple[Event, str]] = []
    for partner in (c for c in token.children if c.dep_ in PARTNERS):
        words = (partner.lemma_.lower(), lemma)
        pairs += _events_of(" ".join(words if partner.i < token.i else words[::-1]), kind)
    if pairs:
        return tuple((event, f"pair {parts}") for event, parts in dict(pairs).items())
    alone = dict((*_events_of(token.lower_, kind), *_events_of(lemma, kind)))
    said = ((outcome(token, event), parts) for event, parts in alone.items() or ((event, "form") for event in forms))
    return tuple((event, parts) for event, parts in said if event and (event != "killed" or not is_attempted(token)))


def is_remains(token: Token) -> bool:
    """Whether a word is the noun for what is left of the dead."""
    return token.lower_ == "remains" and token.pos_ == "NOUN"


def says_violence(token: Token) -> bool:
    """Whether a word says violence, other than by a death."""
    lemma = token.lemma_.lower()
    events = {event for event, _ in _events_of(lemma, "people")} if lemma not in event_lexicon().deaths else set()
    return not events.isdisjoint(("violence", "killed"))
