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
from sgreports.parsing.sentences import sentences
from sgreports.relations.grammar.tags import SUBJECTS, VERBAL
from sgreports.relations.scene import Scene

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
LABELS = ("AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME", "YEAR", "COUNT")
COUNT = LABELS.index("COUNT")
ATTRIBUTES: list[int | str] = ["LEMMA", "LOWER", "DEP", "POS", "HEAD"]
DEEPEST = 60  # steps up the parse


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

    `word` has a token's lemma, or the label of the mention that it stands in; `units` has a mention once. `deps`,
    `lowers` and `words` are the lists `dep`, `lower` and `word` as arrays.
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
    unit_of: Ints
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

    `before`, `after`: the place of the mention of the same label before and after each, -1 where there is none.
    """

    scene: Scene
    context: Context
    mentions: list[Mention]
    words: Words
    starts: Ints
    token: Ints
    first_unit: Ints
    last_unit: Ints
    start: Ints
    end: Ints
    label: Ints
    sentence: Ints
    entity: Ints
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

    def entities(self) -> Ints:
        """How many entities of each label the paragraph names."""
        return np.array([len(set(self.entity[self.label == n].tolist())) for n in range(len(LABELS))])


def laid_out(scene: Scene, context: Context | None = None) -> Laid:
    """The arrays of a paragraph, with those of its mentions that the parse holds."""
    mentions = [m for m in scene.mentions if m.id in scene.heads]
    spans = [scene.spans[m.id] for m in mentions]
    words = words_of(scene, [(span.start, span.end, m.label) for span, m in zip(spans, mentions, strict=True)])
    starts = np.array([sentence.start for sentence in sentences(scene.doc)])
    token = np.array([scene.heads[m.id].i for m in mentions], np.int64)
    label = np.array([LABELS.index(m.label) for m in mentions], np.int64)
    known: dict[object, int] = {}
    return Laid(
        scene, context or Context(), mentions, words, starts, token,
        words.unit_of[[s.start for s in spans]] if spans else np.zeros(0, np.int64),
        words.unit_of[[s.end - 1 for s in spans]] if spans else np.zeros(0, np.int64),
        np.array([m.start for m in mentions], np.int64), np.array([m.end for m in mentions], np.int64),
        label, np.searchsorted(starts, token, side="right") - 1,
        np.array([known.setdefault(meaning(m), len(known)) for m in mentions], np.int64),
        np.array([EVENTS.index(m.event) if m.event else -1 for m in mentions], np.int64),
        beside(label.tolist(), -1), beside(label.tolist(), 1),
    )  # fmt: skip


def meaning(m: Mention) -> object:
    """What makes two mentions the same thing: label and entity; a count stands for itself."""
    return m.id if m.label == "COUNT" or m.entity is None else (m.label, m.entity)


def beside(labels: Sequence[int], step: int) -> Ints:
    """For each place the nearest one before (step -1) or after (1) it with the same label; -1 where there is none."""
    found, last = np.full(len(labels), -1, np.int64), dict.fromkeys(range(len(LABELS)), -1)
    for place in range(len(labels))[::-step]:
        found[place] = last[labels[place]]
        last[labels[place]] = place
    return found


def words_of(scene: Scene, spans: Sequence[tuple[int, int, str]]) -> Words:
    """The tokens of a paragraph; `spans` are the mentions' with their labels."""
    table: Hashes = scene.doc.to_array(ATTRIBUTES).astype(np.uint64)
    size = len(table)
    head = (table[:, 4].astype(np.int64) + np.arange(size)).tolist()
    word, kept = table[:, 0].copy(), np.ones(size, bool)
    for start, end, label in spans:
        word[start:end] = code(label)
        kept[start + 1 : end] = False
    children: list[list[int]] = [[] for _ in range(size)]
    for token, above in enumerate(head):
        if above != token:
            children[above].append(token)
    return Words(
        head, table[:, 2].tolist(), table[:, 3].tolist(), table[:, 1].tolist(), word.tolist(),
        table[:, 2], table[:, 1], word, word[kept], np.cumsum(kept) - 1, children,
    )  # fmt: skip
