"""Candidate pairs: mentions near one another whose labels a relation type allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sgreports.counting.total.arithmetic import can_be_part
from sgreports.knowledge.statements.relations import relation_rules, symmetric_types
from sgreports.links.learned.arrays import COUNT, Flags, Ints, ParagraphArrays, string_hash
from sgreports.links.learned.hashing import runs
from sgreports.model.facts import LABELS, RELATION_TYPES, Label, RelationType
from sgreports.parsing.tokens import Token
from sgreports.sentence.tags import SUBJECTS

MAX_GAP = 700  # characters between a count and its time, place or agent, at most
MAX_APART = 2  # sentence ends between them, at most; arguments of other relations stand in one sentence
MAX_CARRIED_GAP, MAX_CARRIED_APART = 1600, 5  # the same for the last mention of its label before the count
MAX_MENTIONS_APART = 100  # at most: only lists without full stops have more in a sentence


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs: indices of subject and object, and their types as bits.

    `apart` counts sentence ends between the two. `anaphor` is the token of a pronoun or lower-case noun in the sentence
    of the later mention that may refer to the earlier one, else -1.
    """

    subject: Ints
    object: Ints
    types: Ints
    apart: Ints
    anaphor: Ints
    forward: Ints

    def __len__(self) -> int:
        return len(self.subject)

    def with_types(self) -> tuple[Ints, Ints]:
        """Each pair with each of its types, as indices of pair and type."""
        pair, kind = np.nonzero(self.types[:, None] >> np.arange(len(RELATION_TYPES)) & 1)
        return pair, kind

    def subset(self, rows: Ints) -> "Pairs":
        """Only the pairs of these rows."""
        return Pairs(
            self.subject[rows], self.object[rows], self.types[rows], self.apart[rows], self.anaphor[rows],
            self.forward[rows],
        )  # fmt: skip


def candidate_pairs(arrays: ParagraphArrays) -> Pairs:
    """Candidate pairs in text order of their subjects. In a symmetric type the subject stands first."""
    of_names, of_counts, symmetric = _signature_bits()
    label = arrays.label
    subject, other = _neighbours(arrays)
    differ = (subject != other) & ((arrays.entity[subject] != arrays.entity[other]) | (label[subject] == COUNT))
    differ &= (of_names | of_counts)[label[subject], label[other]] > 0
    subject, other = subject[differ], other[differ]
    apart = np.abs(arrays.sentence[subject] - arrays.sentence[other])
    forward = (arrays.start[subject] < arrays.start[other]).astype(np.int64)
    of_sentence, of_count = of_names[label[subject], label[other]], of_counts[label[subject], label[other]]
    later = np.maximum(arrays.sentence[subject], arrays.sentence[other])
    of_sentence = np.where(forward == 1, of_sentence, of_sentence & ~symmetric)
    anaphor = np.where((apart == 1) & (of_sentence > 0), _anaphors(arrays)[later], -1)
    types = np.where((apart == 0) | (anaphor >= 0), of_sentence, 0)
    types |= np.where(_reaches(arrays, subject, other, apart), of_count, 0)
    types &= ~_too_large(arrays, subject, other, types)
    anaphor = np.where(of_count > 0, -1, anaphor)
    kept = types > 0
    return Pairs(subject[kept], other[kept], types[kept], apart[kept], anaphor[kept], forward[kept])


def _neighbours(arrays: ParagraphArrays) -> tuple[Ints, Ints]:
    """Each mention with those of its paragraph at most MAX_MENTIONS_APART away, itself included."""
    place, size = np.arange(arrays.size), np.bincount(arrays.first, minlength=arrays.size)[arrays.first]
    low = np.maximum(arrays.first, place - MAX_MENTIONS_APART)
    high = np.minimum(arrays.first + size, place + MAX_MENTIONS_APART + 1)
    subject, inside = runs(high - low)
    return subject, low[subject] + inside


def rivals_between(arrays: ParagraphArrays, pairs: Pairs) -> Ints:
    """The number of mentions with the object's label between the two of each pair."""
    low, high = np.minimum(pairs.subject, pairs.object), np.maximum(pairs.subject, pairs.object)
    before, what = arrays.labels_before, arrays.label[pairs.object]
    between: Ints = before[high, what] - before[low + 1, what]
    return between


def _reaches(arrays: ParagraphArrays, subject: Ints, other: Ints, apart: Ints) -> Flags:
    """Whether a count is near enough; the last mention of a label before it may be further away."""
    gap = np.maximum(arrays.start[subject], arrays.start[other]) - np.minimum(arrays.end[subject], arrays.end[other])
    before, what = arrays.labels_before, arrays.label[other]
    alone = arrays.entities_of_label[other] == 1
    last = (other < subject) & ((before[subject, what] - before[other + 1, what] == 0) | alone)
    carried = last & (what != COUNT) & (gap <= MAX_CARRIED_GAP) & (apart <= MAX_CARRIED_APART)
    found: Flags = ((gap <= MAX_GAP) & (apart <= MAX_APART)) | carried
    return found


def _too_large(arrays: ParagraphArrays, subject: Ints, other: Ints, types: Ints) -> Ints:
    """The bit of `part_of` where the subject cannot be part of the object: it is larger, or of another kind."""
    bit = 1 << RELATION_TYPES.index("part_of")
    wrong = np.zeros(len(types), np.int64)
    for row in np.flatnonzero(types & bit).tolist():
        if not can_be_part(arrays.mentions[subject[row]], arrays.mentions[other[row]]):
            wrong[row] = bit
    return wrong


def _anaphors(arrays: ParagraphArrays) -> Ints:
    """The first token of each sentence that may refer to a mention of the sentence before; -1 if there is none."""
    words, ends = arrays.words, np.append(arrays.starts[1:], len(arrays.words.tokens))
    pronouns = np.flatnonzero(np.isin(words.lowers, PRONOUNS) & ~words.in_mention)
    subjects = np.flatnonzero(np.isin(words.deps, SUBJECT_LABELS) & ~words.in_mention)
    nouns = [place for place in subjects.tolist() if _is_definite_noun(words.tokens[place])]
    tokens = np.sort(np.concatenate([pronouns, np.array(nouns, np.int64), [len(words.tokens)]]))
    found = tokens[np.searchsorted(tokens, arrays.starts)]
    return np.where(found < ends, found, -1)


def _is_definite_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" and any(child.lower_ in DEFINITE for child in token.children)


PRONOUNS = np.array(
    [string_hash(word) for word in ("it", "its", "they", "their", "them", "he", "his", "him", "she", "her", "itself",
                             "themselves")], np.uint64
)  # fmt: skip
DEFINITE = ("the", "this", "that", "these", "those", "both")
SUBJECT_LABELS = np.array([string_hash(label) for label in SUBJECTS], np.uint64)


@lru_cache(maxsize=1)
def _signature_bits() -> tuple[Ints, Ints, int]:
    """The types that two labels allow as bits, (subject, object): those of names, and those of counts.

    The third value are the symmetric types.
    """
    of_names, of_counts = (np.zeros((len(LABELS), len(LABELS)), np.int64) for _ in range(2))
    for (subject, other), types in _signatures().items():
        for kind in types:
            table = of_counts if kind.startswith("count_") or kind == "part_of" else of_names
            table[LABELS.index(subject), LABELS.index(other)] |= 1 << RELATION_TYPES.index(kind)
    return of_names, of_counts, sum(1 << RELATION_TYPES.index(kind) for kind in symmetric_types())


@lru_cache(maxsize=1)
def _signatures() -> Mapping[tuple[Label, Label], tuple[RelationType, ...]]:
    """The types that a subject label and an object label allow."""
    found: dict[tuple[Label, Label], list[RelationType]] = {}
    for rules in relation_rules():
        for subject in rules.arguments.subject:
            for other in rules.arguments.object:
                found.setdefault((subject, other), []).append(rules.type)
    return {labels: tuple(types) for labels, types in found.items()}
