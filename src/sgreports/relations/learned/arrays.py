"""Paragraphs as arrays: their words, the parse over them, and their mentions, one paragraph after the other.

Words, labels and dependencies are spaCy's 64-bit hashes of strings, the same on every machine, so that features are
made of numbers and not of strings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id

from sgreports.model.facts import EVENTS, LABELS, Mention
from sgreports.parsing.tokens import Token
from sgreports.relations.scene import Scene
from sgreports.sentence.verbs import subjects_of

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
COUNT = LABELS.index("COUNT")
BESIDE = 3  # words beside a mention that are looked at; a paragraph begins and ends with as many empty ones
AUXILIARIES = ("aux", "auxpass", "neg")
EDGE = np.uint64(1)  # the number of an empty word


@lru_cache(maxsize=100_000)
def code(word: str) -> int:
    """The number of a string."""
    return int(get_string_id(word))


LABEL_CODES = np.array([code(label) for label in LABELS], np.uint64)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the report: the countries that it is about, and its mission."""

    countries: frozenset[str] = frozenset()
    mission: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of some paragraphs, and as numbers their labels, words and, with each mention as one word, its label.

    `words` has a token's lemma, or the label of the mention that it stands in; `units` has a mention once, and BESIDE
    empty words around each paragraph; `held` tells the tokens of mentions.
    """

    tokens: list[Token]
    places: dict[Token, int]
    deps: Hashes
    lowers: Hashes
    words: Hashes
    units: Hashes
    held: Flags
    subjects: dict[Token, Token | None] = field(default_factory=dict)
    helpers: dict[Token, list[int]] = field(default_factory=dict)

    def subject(self, verb: Token) -> Token | None:
        """The first subject of a verb, once it was looked for."""
        if verb not in self.subjects:
            self.subjects[verb] = next(iter(subjects_of(verb)), None)
        return self.subjects[verb]

    def auxiliaries(self, verb: Token) -> list[int]:
        """The auxiliaries and the negation of a verb, by their forms."""
        if verb not in self.helpers:
            self.helpers[verb] = [code(child.lower_) for child in verb.children if child.dep_ in AUXILIARIES]
        return self.helpers[verb]

    def word(self, token: Token) -> int:
        """The number of a token's word."""
        return int(self.words[self.places[token]])


@dataclass(slots=True)
class ParagraphArrays:
    """The mentions of some paragraphs in text order, as arrays: where they stand, what they are, in which sentence.

    `first` has the place of the first mention of the paragraph, `token` the heads, `opening` the first sentence of the
    paragraph, `named` how many entities of the mention's label the paragraph names. `before`, `after`: the place of the
    mention of the same label before and after each in its paragraph, -1 where there is none. `of_label`: how many
    mentions of each label stand before each place, (size + 1, labels). Characters are those of each paragraph.
    """

    context: Context
    mentions: list[Mention]
    words: Words
    starts: Ints
    first: Ints
    token: Ints
    first_token: Ints
    first_unit: Ints
    last_unit: Ints
    start: Ints
    end: Ints
    label: Ints
    sentence: Ints
    opening: Ints
    entity: Ints
    named: Ints
    event: Ints
    before: Ints
    after: Ints
    of_label: Ints

    @property
    def size(self) -> int:
        return len(self.mentions)

    @property
    def place(self) -> Ints:
        """The number of each mention in its paragraph, from 0."""
        return np.arange(self.size) - self.first


def arrays_of(scenes: Sequence[Scene], context: Context | None = None) -> ParagraphArrays:
    """The arrays of paragraphs of one report, with those of their mentions that the parse holds."""
    own = [[m for m in scene.mentions if m.id in scene.heads] for scene in scenes]
    mentions = [m for its in own for m in its]
    placed = list(zip(offsets(len(scene.doc) for scene in scenes), scenes, own, strict=True))
    spans = [(scene.spans[m.id], at) for at, scene, its in placed for m in its]
    first_token = np.array([span.start + at for span, at in spans], np.int64)
    last_token = np.array([span.end - 1 + at for span, at in spans], np.int64)
    token = np.array([scene.heads[m.id].i + at for at, scene, its in placed for m in its], np.int64)
    label = np.array([LABELS.index(m.label) for m in mentions], np.int64)
    words, units = words_of(scenes, first_token, last_token, label)
    starts = np.array([sentence.start + at for at, scene, _ in placed for sentence in scene.doc.sentences])
    first, size = repeated([len(its) for its in own]), [len(its) for its in own]
    known: dict[object, int] = {}
    entity = np.array([known.setdefault((at, meaning(m)), len(known)) for at, _, its in placed for m in its], np.int64)
    kinds = list(zip(first.tolist(), label.tolist(), strict=True))
    return ParagraphArrays(
        context or Context(), mentions, words, starts, first, token, first_token, units[first_token], units[last_token],
        np.array([m.start for m in mentions], np.int64), np.array([m.end for m in mentions], np.int64),
        label, np.searchsorted(starts, token, side="right") - 1,
        np.repeat(offsets(len(scene.doc.sentences) for scene in scenes), size),
        entity, named(first * len(LABELS) + label, entity),
        np.array([EVENTS.index(m.event) if m.event else -1 for m in mentions], np.int64),
        beside(kinds, -1), beside(kinds, 1), counted(label),
    )  # fmt: skip


def counted(label: Ints) -> Ints:
    """How many of each label stand before each place, (size + 1, labels)."""
    found = np.zeros((len(label) + 1, len(LABELS)), np.int64)
    np.cumsum(label[:, None] == np.arange(len(LABELS)), axis=0, out=found[1:])
    return found


def offsets(sizes: Iterable[int]) -> list[int]:
    """Where each of several begins, one after the other."""
    return list(accumulate(sizes, initial=0))[:-1]


def repeated(sizes: Sequence[int]) -> Ints:
    """For each member of several groups, where its group begins."""
    found: Ints = np.repeat(np.array(offsets(sizes), np.int64), sizes)
    return found


def meaning(m: Mention) -> object:
    """What makes two mentions the same thing: label and entity; a count stands for itself."""
    return m.id if m.label == "COUNT" or m.entity is None else (m.label, m.entity)


def named(kind: Ints, entity: Ints) -> Ints:
    """How many entities of the kind of each mention there are; a kind is a label in a paragraph."""
    first = np.unique(entity, return_index=True)[1]
    found: Ints = np.bincount(kind[first], minlength=kind.max(initial=-1) + 1)[kind]
    return found


def beside(kinds: Sequence[object], step: int) -> Ints:
    """For each place the nearest one before (step -1) or after (1) it of the same kind; -1 where there is none."""
    found, last = np.full(len(kinds), -1, np.int64), dict[object, int]()
    for place in range(len(kinds))[::-step]:
        found[place] = last.get(kinds[place], -1)
        last[kinds[place]] = place
    return found


def words_of(scenes: Sequence[Scene], first: Ints, last: Ints, label: Ints) -> tuple[Words, Ints]:
    """The tokens of paragraphs, and the place of each in `units`. `first` and `last` are the tokens of the mentions."""
    docs = [scene.doc for scene in scenes]
    deps, lowers, word = (np.concatenate([doc.column(name) for doc in docs]) for name in ("DEP", "LOWER", "LEMMA"))
    size = len(word)
    kept, held = np.ones(size, bool), np.zeros(size, bool)
    for start, end, kind in zip(first.tolist(), (last + 1).tolist(), label.tolist(), strict=True):
        word[start:end] = LABEL_CODES[kind]
        kept[start + 1 : end] = False
        held[start:end] = True
    sizes = [len(doc) for doc in docs]
    place = np.cumsum(kept) - 1 + 2 * BESIDE * np.repeat(np.arange(len(docs)), sizes) + BESIDE
    units = np.full(int(kept.sum()) + 2 * BESIDE * len(docs), EDGE, np.uint64)
    units[place[kept]] = word[kept]
    tokens = [token for doc in docs for token in doc]
    places = {token: at for at, token in enumerate(tokens)}
    return Words(tokens, places, deps, lowers, word, units, held), place
