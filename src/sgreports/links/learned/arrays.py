"""Paragraphs as arrays of words, dependencies and mentions, concatenated.

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
from sgreports.scene.scene import Scene
from sgreports.sentence.verbs import subjects_of

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
COUNT = LABELS.index("COUNT")
WINDOW = 3  # words on either side of a mention that are features; paragraphs are padded with as many
AUXILIARIES = ("aux", "auxpass", "neg")
PADDING = np.uint64(1)  # the hash of a padding word


@lru_cache(maxsize=100_000)
def string_hash(word: str) -> int:
    """The 64-bit hash of a string, as in spaCy's StringStore."""
    return int(get_string_id(word))


LABEL_CODES = np.array([string_hash(label) for label in LABELS], np.uint64)


@dataclass(frozen=True, slots=True)
class ReportContext:
    """The countries that the report is about, and its mission."""

    countries: frozenset[str] = frozenset()
    mission: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of some paragraphs, and as numbers their labels, words and, with each mention as one word, its label.

    `words` has a token's lemma, or the label of the mention that it stands in; `units` has a mention once, and WINDOW
    empty words around each paragraph; `in_mention` marks
    the tokens of mentions.
    """

    tokens: list[Token]
    places: dict[Token, int]
    deps: Hashes
    lowers: Hashes
    words: Hashes
    units: Hashes
    in_mention: Flags
    subjects: dict[Token, Token | None] = field(default_factory=dict)
    helpers: dict[Token, list[int]] = field(default_factory=dict)

    def subject(self, verb: Token) -> Token | None:
        """The first subject of a verb (cached)."""
        if verb not in self.subjects:
            self.subjects[verb] = next(iter(subjects_of(verb)), None)
        return self.subjects[verb]

    def auxiliaries(self, verb: Token) -> list[int]:
        """The hashes of a verb's auxiliaries and negation (cached)."""
        if verb not in self.helpers:
            self.helpers[verb] = [string_hash(child.lower_) for child in verb.children if child.dep_ in AUXILIARIES]
        return self.helpers[verb]

    def word(self, token: Token) -> int:
        """The hash of a token's word."""
        return int(self.words[self.places[token]])


@dataclass(slots=True)
class ParagraphArrays:
    """The mentions of paragraphs in text order, as arrays of indices and offsets (in characters of each paragraph).

    `first` is the first mention of the paragraph, `token` the head token, `opening` the paragraph's first sentence.
    `entities_of_label` counts the entities of the mention's label in the paragraph. `before` and `after` are the
    nearest mentions of the same label in the paragraph, -1 if there is none. `labels_before` counts the mentions of
    each label before each index, (size + 1, labels).
    """

    context: ReportContext
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
    entities_of_label: Ints
    event: Ints
    before: Ints
    after: Ints
    labels_before: Ints

    @property
    def size(self) -> int:
        return len(self.mentions)


def arrays_of(scenes: Sequence[Scene], context: ReportContext | None = None) -> ParagraphArrays:
    """Converts paragraphs of one report. Mentions that do not align with the parse are left out."""
    in_parse = [[m for m in scene.mentions if m.id in scene.heads] for scene in scenes]
    mentions = [m for mentions_here in in_parse for m in mentions_here]
    placed = list(zip(offsets(len(scene.doc) for scene in scenes), scenes, in_parse, strict=True))
    spans = [(scene.spans[m.id], at) for at, scene, mentions_here in placed for m in mentions_here]
    first_token = np.array([span.start + at for span, at in spans], np.int64)
    last_token = np.array([span.end - 1 + at for span, at in spans], np.int64)
    token = np.array([scene.heads[m.id].i + at for at, scene, mentions_here in placed for m in mentions_here], np.int64)
    label = np.array([LABELS.index(m.label) for m in mentions], np.int64)
    words, units = words_of(scenes, first_token, last_token, label)
    starts = np.array([sentence.start + at for at, scene, _ in placed for sentence in scene.doc.sentences])
    size = [len(mentions_here) for mentions_here in in_parse]
    first = _group_starts(size)
    known: dict[object, int] = {}
    keys = ((at, entity_key(m)) for at, _, mentions_here in placed for m in mentions_here)
    entity = np.array([known.setdefault(key, len(known)) for key in keys], np.int64)
    kinds = list(zip(first.tolist(), label.tolist(), strict=True))
    return ParagraphArrays(
        context or ReportContext(), mentions, words, starts, first, token, first_token,
        units[first_token], units[last_token],
        np.array([m.start for m in mentions], np.int64), np.array([m.end for m in mentions], np.int64),
        label, np.searchsorted(starts, token, side="right") - 1,
        np.repeat(offsets(len(scene.doc.sentences) for scene in scenes), size),
        entity, _entity_counts(first * len(LABELS) + label, entity),
        np.array([EVENTS.index(m.event) if m.event else -1 for m in mentions], np.int64),
        _nearest_of_kind(kinds, -1), _nearest_of_kind(kinds, 1), _label_counts(label),
    )  # fmt: skip


def _label_counts(label: Ints) -> Ints:
    """How many of each label stand before each place, (size + 1, labels)."""
    found = np.zeros((len(label) + 1, len(LABELS)), np.int64)
    np.cumsum(label[:, None] == np.arange(len(LABELS)), axis=0, out=found[1:])
    return found


def offsets(sizes: Iterable[int]) -> list[int]:
    """The start of each of several consecutive groups."""
    return list(accumulate(sizes, initial=0))[:-1]


def _group_starts(sizes: Sequence[int]) -> Ints:
    """For each member of several consecutive groups, the start of its group."""
    found: Ints = np.repeat(np.array(offsets(sizes), np.int64), sizes)
    return found


def entity_key(m: Mention) -> object:
    """A key that is equal for mentions of the same entity; each count has its own."""
    return m.id if m.label == "COUNT" or m.entity is None else (m.label, m.entity)


def _entity_counts(kind: Ints, entity: Ints) -> Ints:
    """For each mention the number of entities of its kind, which is a label in a paragraph."""
    first = np.unique(entity, return_index=True)[1]
    found: Ints = np.bincount(kind[first], minlength=kind.max(initial=-1) + 1)[kind]
    return found


def _nearest_of_kind(kinds: Sequence[object], step: int) -> Ints:
    """For each index the nearest one before (step -1) or after it (1) that has the same kind; -1 if there is none."""
    found, last = np.full(len(kinds), -1, np.int64), dict[object, int]()
    for place in range(len(kinds))[::-step]:
        found[place] = last.get(kinds[place], -1)
        last[kinds[place]] = place
    return found


def words_of(scenes: Sequence[Scene], first: Ints, last: Ints, label: Ints) -> tuple[Words, Ints]:
    """The tokens of paragraphs, and the place of each in `units`. `first` and `last` are the tokens of the mentions."""
    docs = [scene.doc for scene in scenes]
    deps, lowers, word_hashes = (
        np.concatenate([doc.column(name) for doc in docs]) for name in ("DEP", "LOWER", "LEMMA")
    )
    size = len(word_hashes)
    kept, in_mention = np.ones(size, bool), np.zeros(size, bool)
    for start, end, kind in zip(first.tolist(), (last + 1).tolist(), label.tolist(), strict=True):
        word_hashes[start:end] = LABEL_CODES[kind]
        kept[start + 1 : end] = False
        in_mention[start:end] = True
    sizes = [len(doc) for doc in docs]
    place = np.cumsum(kept) - 1 + 2 * WINDOW * np.repeat(np.arange(len(docs)), sizes) + WINDOW
    units = np.full(int(kept.sum()) + 2 * WINDOW * len(docs), PADDING, np.uint64)
    units[place[kept]] = word_hashes[kept]
    tokens = [token for doc in docs for token in doc]
    places = {token: at for at, token in enumerate(tokens)}
    return Words(tokens, places, deps, lowers, word_hashes, units, in_mention), place
