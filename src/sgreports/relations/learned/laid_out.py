"""A paragraph as arrays: its words, the parse over them, and its mentions.

Words, labels and dependencies are spaCy's 64-bit hashes of strings, the same on every machine, so that features are
made of numbers and not of strings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id

from sgreports.model.facts import EVENTS, Mention
from sgreports.relations.grammar.tags import SUBJECTS, VERBAL
from sgreports.relations.scene import Scene

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
LABELS = ("AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME", "YEAR", "COUNT")
COUNT = LABELS.index("COUNT")
DEEPEST = 60  # steps up the parse
BESIDE = 3  # words beside a mention that are looked at; a paragraph begins and ends with as many empty ones
_EDGE = np.full(BESIDE, 1, np.uint64)


@lru_cache(maxsize=100_000)
def code(word: str) -> int:
    """The number of a string."""
    return int(get_string_id(word))


VERBS = frozenset(map(code, VERBAL))
SUBJECT_LABELS = frozenset(map(code, SUBJECTS))
UNDER_PREPOSITION = frozenset(map(code, ("pobj", "pcomp")))
LISTED = frozenset(map(code, ("conj", "appos")))
PRONOUNS = frozenset(
    map(code, ("it", "its", "they", "their", "them", "he", "his", "him", "she", "her", "itself", "themselves"))
)
DEFINITE = frozenset(map(code, ("the", "this", "that", "these", "those", "both")))


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the report: the countries that it is about, and its mission."""

    countries: frozenset[str] = frozenset()
    mission: str | None = None


@dataclass(slots=True)
class Words:
    """The tokens of a paragraph as lists of numbers, and its words with each mention as one word, its label.

    `word` has a token's lemma, or the label of the mention that it stands in; `units` has a mention once, between
    BESIDE empty words; `held` tells the tokens of mentions. `deps`, `lowers` and `words` are the lists `dep`, `lower`
    and `word` as arrays.
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
    children: list[list[int]]
    above: dict[int, list[int]] = field(default_factory=dict)

    def ancestors(self, token: int) -> list[int]:
        """A token and those above it, up to the root of its sentence."""
        if token not in self.above:
            found = [token]
            while self.head[found[-1]] != found[-1] and len(found) < DEEPEST:
                found.append(self.head[found[-1]])
            self.above[token] = found
        return self.above[token]

    def preposition(self, token: int) -> int | None:
        return self.head[token] if self.dep[token] in UNDER_PREPOSITION else None

    def subject(self, verb: int | None) -> int | None:
        """The subject of a verb."""
        if verb is None:
            return None
        return next((child for child in self.children[verb] if self.dep[child] in SUBJECT_LABELS), None)

    def verb(self, token: int) -> int | None:
        """The nearest verb above a token."""
        return next((t for t in self.ancestors(token)[1:] if self.pos[t] in VERBS), None)


@dataclass(slots=True)
class Laid:
    """A paragraph's mentions in text order, as arrays: where they stand, what they are, in which sentence.

    `token` has the heads, `opening` the first sentence of the paragraph, `named` how many entities of the mention's
    label the paragraph names. `before`, `after`: the place of the mention of the same label before and after each, -1
    where there is none.
    """

    context: Context
    mentions: list[Mention]
    words: Words
    starts: Ints
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

    @property
    def size(self) -> int:
        return len(self.mentions)

    def of_label(self) -> Ints:
        """How many mentions of each label stand before each place, (size + 1, labels)."""
        found = np.zeros((self.size + 1, len(LABELS)), np.int64)
        np.cumsum(self.label[:, None] == np.arange(len(LABELS)), axis=0, out=found[1:])
        return found


def laid_out(scene: Scene, context: Context | None = None) -> Laid:
    """The arrays of a paragraph, with those of its mentions that the parse holds."""
    mentions = [m for m in scene.mentions if m.id in scene.heads]
    spans = [scene.spans[m.id] for m in mentions]
    words, units = words_of(scene, [(span.start, span.end, m.label) for span, m in zip(spans, mentions, strict=True)])
    starts = np.array([sentence.start for sentence in scene.doc.sentences])
    token = np.array([scene.heads[m.id].i for m in mentions], np.int64)
    label = np.array([LABELS.index(m.label) for m in mentions], np.int64)
    first_token = np.array([span.start for span in spans], np.int64)
    last_token = np.array([span.end - 1 for span in spans], np.int64)
    known: dict[object, int] = {}
    entity = np.array([known.setdefault(meaning(m), len(known)) for m in mentions], np.int64)
    return Laid(
        context or Context(), mentions, words, starts, token, first_token, units[first_token], units[last_token],
        np.array([m.start for m in mentions], np.int64), np.array([m.end for m in mentions], np.int64),
        label, np.searchsorted(starts, token, side="right") - 1, np.zeros(len(mentions), np.int64),
        entity, named(label, entity),
        np.array([EVENTS.index(m.event) if m.event else -1 for m in mentions], np.int64),
        beside(label.tolist(), -1), beside(label.tolist(), 1),
    )  # fmt: skip


def meaning(m: Mention) -> object:
    """What makes two mentions the same thing: label and entity; a count stands for itself."""
    return m.id if m.label == "COUNT" or m.entity is None else (m.label, m.entity)


def named(label: Ints, entity: Ints) -> Ints:
    """How many entities of the label of each mention there are."""
    first = np.unique(entity, return_index=True)[1]
    found: Ints = np.bincount(label[first], minlength=len(LABELS))[label]
    return found


def beside(labels: Sequence[int], step: int) -> Ints:
    """For each place the nearest one before (step -1) or after (1) it with the same label; -1 where there is none."""
    found, last = np.full(len(labels), -1, np.int64), dict.fromkeys(range(len(LABELS)), -1)
    for place in range(len(labels))[::-step]:
        found[place] = last[labels[place]]
        last[labels[place]] = place
    return found


def words_of(scene: Scene, spans: Sequence[tuple[int, int, str]]) -> tuple[Words, Ints]:
    """The tokens of a paragraph, and the place of each in `units`; `spans` are the mentions' with their labels."""
    doc = scene.doc
    size = len(doc)
    head = [token.head.i for token in doc]
    word, kept, held = doc.column("LEMMA").copy(), np.ones(size, bool), np.zeros(size, bool)
    for start, end, label in spans:
        word[start:end] = code(label)
        kept[start + 1 : end] = False
        held[start:end] = True
    units = np.concatenate([_EDGE, word[kept], _EDGE])
    words = words_in(head, doc.column("DEP"), doc.column("POS").tolist(), doc.column("LOWER"), word, units, held)
    return words, np.cumsum(kept) - 1 + BESIDE


def words_in(  # noqa: PLR0917
    head: list[int], deps: Hashes, pos: list[int], lowers: Hashes, words: Hashes, units: Hashes, held: Flags
) -> Words:  # fmt: skip
    """Tokens with their heads, labels, parts of speech and forms."""
    children: list[list[int]] = [[] for _ in head]
    for token, above in enumerate(head):
        if above != token:
            children[above].append(token)
    return Words(
        head, deps.tolist(), pos, lowers.tolist(), words.tolist(), deps, lowers, words, units, held, children
    )  # fmt: skip
