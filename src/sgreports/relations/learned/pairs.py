"""The pairs of mentions that a relation type may join: by label, within reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sgreports.knowledge.statements.relations import relation_rules, symmetric_types
from sgreports.model.facts import LABELS, RELATION_TYPES, Label, RelationType
from sgreports.parsing.tokens import Token
from sgreports.relations.learned.arrays import COUNT, Flags, Ints, ParagraphArrays, code
from sgreports.relations.learned.hashing import runs
from sgreports.relations.totals.arithmetic import can_be_part
from sgreports.sentence.tags import SUBJECTS

FAR = 700  # characters between a count and its time, place or agent
APART = 2  # sentence ends between them; the arguments of other relations stand in one sentence
CARRIED_FAR, CARRIED_APART = 1600, 5  # the same for what was stated last before the count
MOST_STEPS = 100  # mentions from one to the other: no sentence is so long, but a list without full stops is


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions of one paragraph: places of subject and object, and their types as bits.

    `apart` counts sentence ends between the two. `stands_in` has the token of a pronoun or lower-case noun that may
    stand for the earlier of the two in the sentence of the later one; -1 where the two meet in no such way.
    """

    subject: Ints
    object: Ints
    types: Ints
    apart: Ints
    stands_in: Ints
    forward: Ints

    def __len__(self) -> int:
        return len(self.subject)

    def asked(self) -> tuple[Ints, Ints]:
        """Each pair with each of its types: the pair's place and the type's."""
        pair, kind = np.nonzero(self.types[:, None] >> np.arange(len(RELATION_TYPES)) & 1)
        return pair, kind

    def some(self, rows: Ints) -> "Pairs":
        """The pairs of some rows."""
        return Pairs(
            self.subject[rows], self.object[rows], self.types[rows], self.apart[rows], self.stands_in[rows],
            self.forward[rows],
        )  # fmt: skip


def pairs(arrays: ParagraphArrays) -> Pairs:
    """The pairs in text order of their subjects. Of a symmetric type the subject stands first."""
    near, counted, symmetric = signature_bits()
    label = arrays.label
    subject, other = neighbours(arrays)
    differ = (subject != other) & ((arrays.entity[subject] != arrays.entity[other]) | (label[subject] == COUNT))
    differ &= (near | counted)[label[subject], label[other]] > 0
    subject, other = subject[differ], other[differ]
    apart = np.abs(arrays.sentence[subject] - arrays.sentence[other])
    forward = (arrays.start[subject] < arrays.start[other]).astype(np.int64)
    of_sentence, of_count = near[label[subject], label[other]], counted[label[subject], label[other]]
    of_sentence = np.where(forward == 1, of_sentence, of_sentence & ~symmetric)
    stands_in = np.where((apart == 1) & (of_sentence > 0), anaphors(arrays)[later(arrays, subject, other)], -1)
    types = np.where((apart == 0) | (stands_in >= 0), of_sentence, 0)
    types |= np.where(reaches(arrays, subject, other, apart), of_count, 0)
    types &= ~too_large(arrays, subject, other, types)
    stands_in = np.where(of_count > 0, -1, stands_in)
    kept = types > 0
    return Pairs(subject[kept], other[kept], types[kept], apart[kept], stands_in[kept], forward[kept])


def neighbours(arrays: ParagraphArrays) -> tuple[Ints, Ints]:
    """Each mention with those of its paragraph that are at most MOST_STEPS away, itself too."""
    place, size = np.arange(arrays.size), np.bincount(arrays.first, minlength=arrays.size)[arrays.first]
    low = np.maximum(arrays.first, place - MOST_STEPS)
    high = np.minimum(arrays.first + size, place + MOST_STEPS + 1)
    subject, inside = runs(high - low)
    return subject, low[subject] + inside


def rivals_between(arrays: ParagraphArrays, found: Pairs) -> Ints:
    """How many mentions of the object's label stand between the two of each pair."""
    low, high = np.minimum(found.subject, found.object), np.maximum(found.subject, found.object)
    amount, what = arrays.of_label, arrays.label[found.object]
    between: Ints = amount[high, what] - amount[low + 1, what]
    return between


def later(arrays: ParagraphArrays, subject: Ints, other: Ints) -> Ints:
    """The sentence of the later of the two."""
    return np.maximum(arrays.sentence[subject], arrays.sentence[other])


def reaches(arrays: ParagraphArrays, subject: Ints, other: Ints, apart: Ints) -> Flags:
    """Whether a count is near enough: over two sentence ends, and further from what was stated last."""
    gap = np.maximum(arrays.start[subject], arrays.start[other]) - np.minimum(arrays.end[subject], arrays.end[other])
    amount, what = arrays.of_label, arrays.label[other]
    alone = arrays.named[other] == 1
    last = (other < subject) & ((amount[subject, what] - amount[other + 1, what] == 0) | alone)
    carried = last & (what != COUNT) & (gap <= CARRIED_FAR) & (apart <= CARRIED_APART)
    found: Flags = ((gap <= FAR) & (apart <= APART)) | carried
    return found


def too_large(arrays: ParagraphArrays, subject: Ints, other: Ints, types: Ints) -> Ints:
    """The bit of `part_of` where a part would be larger than its total, or of another kind."""
    bit = 1 << RELATION_TYPES.index("part_of")
    wrong = np.zeros(len(types), np.int64)
    for row in np.flatnonzero(types & bit).tolist():
        if not can_be_part(arrays.mentions[subject[row]], arrays.mentions[other[row]]):
            wrong[row] = bit
    return wrong


def anaphors(arrays: ParagraphArrays) -> Ints:
    """The first token of each sentence that may stand for a mention of the one before; -1 where there is none."""
    words, ends = arrays.words, np.append(arrays.starts[1:], len(arrays.words.tokens))
    pronouns = np.flatnonzero(np.isin(words.lowers, PRONOUNS) & ~words.held)
    subjects = np.flatnonzero(np.isin(words.deps, SUBJECT_LABELS) & ~words.held)
    nouns = [place for place in subjects.tolist() if is_definite_noun(words.tokens[place])]
    tokens = np.sort(np.concatenate([pronouns, np.array(nouns, np.int64), [len(words.tokens)]]))
    found = tokens[np.searchsorted(tokens, arrays.starts)]
    return np.where(found < ends, found, -1)


def is_definite_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" and any(child.lower_ in DEFINITE for child in token.children)


PRONOUNS = np.array(
    [code(word) for word in ("it", "its", "they", "their", "them", "he", "his", "him", "she", "her", "itself",
                             "themselves")], np.uint64
)  # fmt: skip
DEFINITE = ("the", "this", "that", "these", "those", "both")
SUBJECT_LABELS = np.array([code(label) for label in SUBJECTS], np.uint64)


@lru_cache(maxsize=1)
def signature_bits() -> tuple[Ints, Ints, int]:
    """By subject and object label the types that may join two names of a sentence, and those of a count; as bits.

    The third are the symmetric types.
    """
    near, counted = (np.zeros((len(LABELS), len(LABELS)), np.int64) for _ in range(2))
    for (subject, other), types in signatures().items():
        for kind in types:
            table = counted if is_of_count(kind) else near
            table[LABELS.index(subject), LABELS.index(other)] |= 1 << RELATION_TYPES.index(kind)
    return near, counted, sum(1 << RELATION_TYPES.index(kind) for kind in symmetric_types())


def is_of_count(kind: RelationType) -> bool:
    return kind.startswith("count_") or kind == "part_of"


@lru_cache(maxsize=1)
def signatures() -> Mapping[tuple[Label, Label], tuple[RelationType, ...]]:
    """The types that may join a subject and an object of two labels."""
    found: dict[tuple[Label, Label], list[RelationType]] = {}
    for rules in relation_rules():
        for subject in rules.arguments.subject:
            for other in rules.arguments.object:
                found.setdefault((subject, other), []).append(rules.type)
    return {labels: tuple(types) for labels, types in found.items()}
