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
from sgreports.relations.grammar.tags import SUBJECTS, VERBAL
from sgreports.relations.scene import Scene

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
COUNT = LABELS.index("COUNT")
DEEPEST = 60  # steps up the parse
BESIDE = 3  # words beside a mention that are looked at; a paragraph begins and ends with as many empty ones
EDGE = np.uint64(1)  # the number of an empty word


@lru_cache(maxsize=100_000)
def code(word: str) -> int:
    """The number of a string."""
    return int(get_string_id(word))


LABEL_CODES = np.array([code(label) for label in LABELS], np.uint64)
VERBS = frozenset(map(code, VERBAL))
SUBJECT_LABELS = frozenset(map(code, SUBJECTS))
UNDER_PREPOSITION = frozenset(map(code, ("pobj", "pcomp")))
LISTED = frozenset(map(code, ("conj", "appos")))
AUXILIARIES = frozenset(map(code, ("aux", "auxpass", "neg")))


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the report: the countries that it is about, and its mission."""

    countries: frozenset[str] = frozenset()
    mission: str | None = None


@dataclass(slots=True)
class Words:
    """The tokens of some paragraphs as lists of numbers, and their words with each mention as one word, its label.

    `word` has a token's lemma, or the label of the mention that it stands in; `units` has a mention once, and BESIDE
    empty words around each paragraph; `held` tells the tokens of mentions. `deps`, `lowers` and `words` are the lists
    `dep`, `lower` and `word` as arrays. The children of a token are `below` from its place in `begins` on.
    """

    head: list[int]
    dep: list[int]
    pos: list[int]
    lower: list[int]
    word: list[int]
    deps: Hashes
    lowers: Hashes
    words: Hashes
    units: Hashes
    held: Flags
    below: list[int]
    begins: list[int]
    above: dict[int, list[int]] = field(default_factory=dict)
    firsts: dict[int, int] = field(default_factory=dict)
    subjects: dict[int, int | None] = field(default_factory=dict)
    helpers: dict[int, list[int]] = field(default_factory=dict)

    def children(self, token: int) -> list[int]:
        """The tokens that hang on a token, in text order."""
        return self.below[self.begins[token] : self.begins[token + 1]]

    def ancestors(self, token: int) -> list[int]:
        """A token and those above it, up to the root of its sentence."""
        if token not in self.above:
            found = [token]
            while self.head[found[-1]] != found[-1] and len(found) < DEEPEST:
                found.append(self.head[found[-1]])
            self.above[token] = found
        return self.above[token]

    def first_of_list(self, token: int) -> int:
        """The first member of the list that a token is in; the token itself where it is in none."""
        way = []
        while token not in self.firsts and self.dep[token] in LISTED and self.head[token] != token:
            way.append(token)
            token = self.head[token]
        first = self.firsts.get(token, token)
        self.firsts.update((member, first) for member in way)
        return first

    def preposition(self, token: int) -> int | None:
        return self.head[token] if self.dep[token] in UNDER_PREPOSITION else None

    def subject(self, verb: int | None) -> int | None:
        """The subject of a verb."""
        if verb is not None and verb not in self.subjects:
            its = (child for child in self.children(verb) if self.dep[child] in SUBJECT_LABELS)
            self.subjects[verb] = next(its, None)
        return None if verb is None else self.subjects[verb]

    def auxiliaries(self, verb: int) -> list[int]:
        """The auxiliaries and the negation of a verb, by their forms."""
        if verb not in self.helpers:
            self.helpers[verb] = [self.lower[c] for c in self.children(verb) if self.dep[c] in AUXILIARIES]
        return self.helpers[verb]

    def verb(self, token: int) -> int | None:
        """The nearest verb above a token."""
        return next((t for t in self.ancestors(token)[1:] if self.pos[t] in VERBS), None)


@dataclass(slots=True)
class Laid:
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


def laid_out(scenes: Sequence[Scene], context: Context | None = None) -> Laid:
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
    return Laid(
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
    deps, lowers, word, pos = (
        np.concatenate([doc.column(name) for doc in docs]) for name in ("DEP", "LOWER", "LEMMA", "POS")
    )
    size = len(word)
    heads = np.arange(size) + np.concatenate([doc.column("HEAD") for doc in docs]).astype(np.int64)
    kept, held = np.ones(size, bool), np.zeros(size, bool)
    for start, end, kind in zip(first.tolist(), (last + 1).tolist(), label.tolist(), strict=True):
        word[start:end] = LABEL_CODES[kind]
        kept[start + 1 : end] = False
        held[start:end] = True
    edges = 2 * BESIDE * np.repeat(np.arange(len(docs)), [len(doc) for doc in docs]) + BESIDE
    place = np.cumsum(kept) - 1 + edges
    units = np.full(int(kept.sum()) + 2 * BESIDE * len(docs), EDGE, np.uint64)
    units[place[kept]] = word[kept]
    children = np.flatnonzero(heads != np.arange(size))
    children = children[np.argsort(heads[children], kind="stable")]
    begins = np.searchsorted(heads[children], np.arange(size + 1))
    return Words(
        heads.tolist(), deps.tolist(), pos.tolist(), lowers.tolist(), word.tolist(), deps, lowers, word, units, held,
        children.tolist(), begins.tolist(),
    ), place  # fmt: skip
