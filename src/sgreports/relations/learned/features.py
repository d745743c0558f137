"""What the learned model sees of a pair: words, order, distances, rivals, and the way through the parse.

A feature is a string, hashed into one of BUCKETS places, the same on every machine. What the declared rules say of the
pair is no feature: it is weighed beside the model's answer (decision.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.tokens import Token

from sgreports.model.facts import Mention
from sgreports.relations.grammar.tags import SUBJECTS, VERBAL
from sgreports.relations.learned.pairs import Pair, sentence_places
from sgreports.relations.scene import Scene

BUCKETS = 2**17  # a change of anything here or in pairs.py raises FEATURES of knowledge/relation_model.py
STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 35)
SHORT = 7  # tokens between two mentions that are features as one string
BETWEEN = 25  # tokens between two mentions that are features one by one
OWN = frozenset({"un", "sg", "sc", "ga", "srsg"})
Indices = npt.NDArray[np.int32]


@dataclass(slots=True)
class View:
    """A paragraph as the features need it: what is asked of a mention many times is computed once."""

    scene: Scene
    places: dict[str, int]
    alone: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene) -> "View":
        return cls(scene, sentence_places(scene))

    def word(self, token: Token) -> str:
        """A token as a feature's word: its lemma, or the label of the mention that holds it."""
        if token.i not in self.words:
            mention = self.scene.at.get(token.i)
            self.words[token.i] = mention.label if mention else token.lemma_.lower()
        return self.words[token.i]


def indices(view: View, pair: Pair) -> Indices:
    """The places of a pair's features in the table of weights, each once."""
    return np.fromiter(dict.fromkeys(map(bucket, names(view, pair))), np.int32)


@lru_cache(maxsize=400_000)
def bucket(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


def names(view: View, pair: Pair) -> Iterator[str]:
    """The features of a pair as strings."""
    s, o = pair.subject, pair.object
    side = "<" if s.start < o.start else ">"
    what = f"{what_of(s)}{side}{what_of(o)}"
    yield what
    yield f"{s.label}{side}{o.label} {min(3, pair.apart)}"
    for name in order(view, pair):
        yield name
        yield f"{what}|{name}"
    yield from (f"{s.label}{o.label}{side}{name}" for name in around(view, s, o))
    yield from (f"{s.label}{o.label}{side}{name}" for name in path(view, s, o, pair.apart))
    for tag, mention in (("S", s), ("O", o)):
        yield from (f"{what} {tag}{name}" for name in single(view, mention))
    yield from (f"{what} {a} & {b}" for a in single(view, s)[:3] for b in single(view, o)[:3])


def what_of(m: Mention) -> str:
    """Label with the kind where it adds information."""
    return f"{m.label}:{m.kind or m.form or ''}" if m.label != "YEAR" else "YEAR"


def step(number: int) -> int:
    return next((s for s in STEPS if number <= s), 99)


def order(view: View, pair: Pair) -> Iterator[str]:
    """Distance, and the mentions between and beside that could be meant instead."""
    scene = view.scene
    s, o = pair.subject, pair.object
    first, last = sorted((scene.order[s.id], scene.order[o.id]))
    among = scene.mentions[first + 1 : last]
    apart = min(3, pair.apart)
    yield f"apart={apart}"
    yield f"gap={step(abs(scene.heads[s.id].i - scene.heads[o.id].i))}"
    yield f"among={min(4, len(among))}"
    yield f"rivals={min(3, sum(m.label == o.label for m in among))},{min(3, sum(m.label == s.label for m in among))}"
    here = [m for m in scene.mentions if view.places.get(m.id) == view.places[s.id] and m.label == o.label]
    yield f"here={min(3, len(here))} {apart}"
    alike = [m for m in scene.mentions if m.label == o.label and m.id != s.id]
    before, after = [m for m in alike if m.start < s.start], [m for m in alike if m.start > s.start]
    yield f"last={before[-1:] == [o]} next={after[:1] == [o]} {len(here) > 0} {apart}"
    yield f"first={view.places[o.id] == 0} only={len({m.entity for m in alike}) == 1}"


def around(view: View, s: Mention, o: Mention) -> Iterator[str]:
    """The words between the two, before the first and after the second."""
    scene = view.scene
    first, second = (s, o) if s.start < o.start else (o, s)
    doc, start, end = scene.doc, scene.spans[first.id].end, scene.spans[second.id].start
    between = [view.word(t) for t in doc[start:end]]
    if len(between) <= SHORT:
        yield f"between={' '.join(between)}"
    if len(between) <= BETWEEN:
        yield from (f"b={w}" for w in set(between))
        yield from (f"b={a} {b}" for a, b in pairwise(between))
    else:
        yield "b=long"
    yield from (f"head{i}={w}" for i, w in enumerate(between[:3]))
    yield from (f"tail{i}={w}" for i, w in enumerate(between[-3:][::-1]))
    left = [view.word(t) for t in doc[max(0, scene.spans[first.id].start - 3) : scene.spans[first.id].start]][::-1]
    right = [view.word(t) for t in doc[scene.spans[second.id].end : scene.spans[second.id].end + 3]]
    yield from (f"left{i}={w}" for i, w in enumerate(left))
    yield from (f"right{i}={w}" for i, w in enumerate(right))
    yield f"left={' '.join(left[:2])}"


def path(view: View, s: Mention, o: Mention, apart: int) -> Iterator[str]:
    """The way from head to head through the parse: labels, and the words at the turn."""
    scene = view.scene
    one, other = scene.heads[s.id], scene.heads[o.id]
    if apart:
        yield f"roots={one.sent.root.lemma_} {other.sent.root.lemma_}"
        yield f"deps={one.dep_} {other.dep_}"
        return
    up, down, top = way(one, other)
    labels = [*(t.dep_ for t in up), "^", *(t.dep_ for t in down)]
    yield f"path={' '.join(labels)}"
    yield f"length={min(9, len(up) + len(down))}"
    yield f"top={view.word(top)}"
    yield f"top={view.word(top)} {' '.join(t.dep_ for t in up[-1:])} {' '.join(t.dep_ for t in down[-1:])}"
    inner = [view.word(t) for t in (*up[1:], top, *down[1:])]
    yield from (f"on={w}" for w in inner)
    if len(inner) <= 4:
        yield f"way={' '.join(inner)} {up[0].dep_ if up else '-'} {down[0].dep_ if down else '-'}"
    subject = next((t for t in top.children if t.dep_ in SUBJECTS), None)
    yield f"subject={view.word(subject) if subject is not None else '-'}"
    yield f"aux={' '.join(t.lower_ for t in top.children if t.dep_ in ('aux', 'auxpass', 'neg'))}"


def way(one: Token, other: Token) -> tuple[list[Token], list[Token], Token]:
    """The tokens from each of two tokens of a sentence up to where they meet, and that token."""
    above = [one, *one.ancestors]
    places = {t.i: n for n, t in enumerate(above)}
    down: list[Token] = []
    token = other
    while token.i not in places and token.head.i != token.i:
        down.append(token)
        token = token.head
    return above[: places.get(token.i, len(above) - 1)], down, token


def single(view: View, m: Mention) -> tuple[str, ...]:
    """What a mention shows by itself: what it hangs on, its unit and event, whether it is a very frequent body."""
    if m.id not in view.alone:
        view.alone[m.id] = tuple(of_one(view, m))
    return view.alone[m.id]


def of_one(view: View, m: Mention) -> Iterator[str]:
    scene = view.scene
    head, span = scene.heads[m.id], scene.spans[m.id]
    preposition = head.head if head.dep_ in ("pobj", "pcomp") else None
    yield f"prep={preposition.lower_ if preposition is not None else head.dep_}"
    yield f"event={m.event}" if m.label == "COUNT" else f"own={m.entity if m.entity in OWN else '-'}"
    governor = preposition.head if preposition is not None else head.head
    yield f"on={view.word(governor)}"
    yield f"dep={head.dep_}"
    yield f"early={span.start - head.sent.start < 4}"
    if m.label == "COUNT":
        yield f"unit={(m.unit or '-').split(' ')[-1].lower()}"
        yield f"from={m.unit_from}"
    verb = next((t for t in head.ancestors if t.pos_ in VERBAL), None)
    yield f"verb={verb.lemma_ if verb is not None else '-'}"
