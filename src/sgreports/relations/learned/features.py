"""What the learned model sees of pairs of mentions: words, order, distances, rivals, the way through the parse.

A feature is a few numbers, hashed into one of BUCKETS places. What the declared rules say of a pair is no feature: it
is weighed beside the model's answer (second_pass.py).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from sgreports.model.facts import LABELS
from sgreports.relations.learned.arrays import BESIDE, LABEL_CODES, Hashes, Ints, ParagraphArrays, code
from sgreports.relations.learned.hashing import Block, Buckets, Lists, hashed, mix, packed, runs
from sgreports.relations.learned.mention_features import (
    CROSSED,
    DEPENDENCY,
    NAMES,
    ON,
    PREPOSITION,
    ROOT,
    VERB,
    mention_features,
)
from sgreports.relations.learned.pairs import Pairs, rivals_between
from sgreports.relations.learned.paths import path_blocks
from sgreports.relations.learned.word_classes import word_classes

STEPS = np.array([0, 1, 2, 3, 5, 8, 12, 20, 35])
SHORT = 7  # words between two mentions that are a feature as one run
BETWEEN = 25  # words between two mentions that are features one by one
ALONE = [
    f"{who}'s {name}{kind}" for name in NAMES for who in ("subject", "object") for kind in (", by kind", "")
]  # fmt: skip
TOGETHER = [f"{NAMES[one]} and {NAMES[two]}" for one in CROSSED for two in CROSSED]
OUTSIDE = [f"{side} {n}" for n in range(BESIDE) for side in ("before", "after")]


class FeatureInput(NamedTuple):
    """What paragraphs show before pairs are looked at: the label with the kind of each mention, what it shows by
    itself, (mentions, NAMES), and the classes of words."""

    arrays: ParagraphArrays
    kinds: Hashes
    mentions: Hashes
    of_mentions: Mapping[int, Lists]
    of_units: Lists


def feature_input(arrays: ParagraphArrays) -> FeatureInput:
    mentions, known = mention_features(arrays), word_classes()
    of_mentions = {
        column: Lists([known.get(word, ()) for word in mentions[:, column].tolist()]) for column in (VERB, ON, ROOT)
    }
    kinds = np.array([code(kind_of(m.label, m.kind or m.form)) for m in arrays.mentions], np.uint64)
    return FeatureInput(
        arrays, kinds, mentions, of_mentions, Lists([known.get(word, ()) for word in arrays.words.units.tolist()])
    )


def features(seen: FeatureInput, pairs: Pairs) -> Buckets:
    """The places of the features of some pairs in the table of weights."""
    return hashed(blocks(seen, pairs), len(pairs))


def blocks(seen: FeatureInput, pairs: Pairs) -> Iterator[Block]:
    """The features of some pairs, before they are hashed. Most are crossed with the labels and the order of the two."""
    arrays, rows = seen.arrays, np.arange(len(pairs))
    labels, kinds = signatures_of(seen, pairs)
    apart = packed(np.minimum(3, pairs.apart))
    yield Block(["kinds"], rows, [kinds])
    yield Block(["labels"], rows, [labels, apart])
    names, values = zip(*order(arrays, pairs), strict=True)
    both = [each for name in names for each in (name, f"{name}, by kind")]
    yield Block(both, rows, [np.stack([labels, kinds]), np.stack(values)[:, None]])
    yield from of_each(seen, pairs, labels, kinds, apart)
    yield from of_classes(seen, pairs, labels)
    yield from around(seen, pairs, labels)
    yield from path_blocks(arrays, seen.mentions, pairs, labels)


def signatures_of(seen: FeatureInput, pairs: Pairs) -> tuple[Hashes, Hashes]:
    """A number for the labels and the order of each pair, and one that also has their kinds."""
    side = packed(pairs.forward, (pairs.stands_in >= 0).astype(np.int64))
    label = LABEL_CODES[seen.arrays.label]
    return tuple(mix(side, each[pairs.subject], each[pairs.object]) for each in (label, seen.kinds))  # type: ignore[return-value]


def kind_of(label: str, kind: str | None) -> str:
    """Label with the kind where it adds information."""
    return label if label == "YEAR" else f"{label}:{kind or ''}"


def order(arrays: ParagraphArrays, pairs: Pairs) -> Iterator[tuple[str, Hashes]]:
    """Distance, and the mentions between and beside that could be meant instead."""
    seen = standing(arrays, pairs)
    apart, here, rank, only = (np.minimum(3, seen[name]) for name in ("apart", "here", "rivals", "only"))
    yield "sentences apart", packed(apart)
    yield "distance", packed(np.searchsorted(STEPS, np.minimum(seen["distance"], STEPS[-1] + 1)))
    yield "mentions between", packed(np.minimum(4, seen["between"]))
    yield "rivals between", packed(rank, np.minimum(3, seen["alike"]))
    yield "alike here", packed(here, apart)
    yield "rank", packed(rank, np.minimum(here, 1), apart)
    yield (
        "first sentence",
        packed((arrays.sentence[pairs.object] == arrays.opening[pairs.object]).astype(np.int64), only),
    )
    yield "rank, all", packed(rank, here, np.minimum(3, seen["there"]), apart, np.minimum(3, seen["alike"]))
    yield "entities", packed(only, apart)
    yield "sentence", packed(np.minimum(3, (arrays.sentence - arrays.opening)[pairs.subject]), apart)


def standing(arrays: ParagraphArrays, pairs: Pairs) -> dict[str, Ints]:
    """How each pair stands among the mentions of its paragraph. `rivals` are those between of the object's label."""
    subject, other, label = pairs.subject, pairs.object, arrays.label
    low, high = np.minimum(subject, other), np.maximum(subject, other)
    amount, what = arrays.of_label, label[other]
    by_sentence = np.zeros((len(arrays.starts), len(LABELS)), np.int64)
    np.add.at(by_sentence, (arrays.sentence, label), 1)
    return {
        "apart": pairs.apart,
        "distance": np.abs(arrays.token[subject] - arrays.token[other]),
        "between": high - low - 1,
        "rivals": rivals_between(arrays, pairs),
        "alike": amount[high, label[subject]] - amount[low + 1, label[subject]],
        "here": by_sentence[arrays.sentence[subject], what] - (label[subject] == what),
        "there": by_sentence[arrays.sentence[other], what],
        "only": arrays.named[other],
    }


def of_each(seen: FeatureInput, pairs: Pairs, labels: Hashes, kinds: Hashes, apart: Hashes) -> Iterator[Block]:
    """What each of the two shows by itself, and what they show together."""
    rows, virtual = np.arange(len(pairs)), packed((pairs.stands_in >= 0).astype(np.int64))
    single = np.ascontiguousarray(seen.mentions.T)
    subject, other = single[:, pairs.subject], single[:, pairs.object]
    yield Block(ALONE, rows, [
        np.stack([kinds, labels]), np.stack([subject, other], axis=1)[:, :, None], np.stack([virtual, apart]),
    ])  # fmt: skip
    crossed, near = list(CROSSED), np.minimum(apart, np.uint64(1))
    yield Block(TOGETHER, rows, [labels, subject[crossed][:, None], other[crossed], near])


def of_classes(seen: FeatureInput, pairs: Pairs, labels: Hashes) -> Iterator[Block]:
    """The classes of the words that each of the two hangs on."""
    near = packed(np.minimum(1, pairs.apart))
    for column, classes_of in seen.of_mentions.items():
        for who, places, others in (("subject", pairs.subject, pairs.object), ("object", pairs.object, pairs.subject)):
            rows, classes = classes_of.at(places)
            name = f"class of {who}'s {NAMES[column]}"
            yield Block([name], rows, [labels[rows], classes, near[rows]])
            sides = seen.mentions[places[rows], DEPENDENCY], seen.mentions[others[rows], PREPOSITION]
            yield Block([f"{name}, sides"], rows, [labels[rows], classes, near[rows], *sides])


def around(seen: FeatureInput, pairs: Pairs, labels: Hashes) -> Iterator[Block]:
    """The words between the two, before the first and after the second; a mention is one word, its label."""
    arrays = seen.arrays
    first, second = (
        np.where(pairs.forward == 1, a, b)
        for a, b in ((pairs.subject, pairs.object), (pairs.object, pairs.subject))
    )  # fmt: skip
    units = arrays.words.units
    low, high = arrays.last_unit[first] + 1, arrays.first_unit[second]
    length, rows = np.maximum(high - low, 0), np.arange(len(pairs))
    yield Block(["words between"], rows, [labels, packed(np.searchsorted(STEPS, np.minimum(length, STEPS[-1] + 1)))])
    yield from one_by_one(seen, low, np.where((length <= BETWEEN) & (pairs.apart <= 1), length, 0), labels)
    yield whole(units, low, length, labels)
    for n in range(BESIDE):
        some = np.flatnonzero(length > n)
        ends = np.stack([units[low[some] + n], units[high[some] - 1 - n]])
        yield Block([f"between {n}", f"between -{n}"], some, [labels[some], ends])
    left, right = arrays.first_unit[first] - 1, arrays.last_unit[second] + 1
    steps = np.arange(BESIDE)[:, None]
    beside = np.stack([units[left - steps], units[right + steps]], axis=1)
    yield Block(OUTSIDE, rows, [labels, beside])
    yield Block(["before, two", "after, two"], rows, [labels, beside[0], beside[1]])


def one_by_one(seen: FeatureInput, low: Ints, length: Ints, labels: Hashes) -> Iterator[Block]:
    """The words between, two neighbours, and the classes of words."""
    units = seen.arrays.words.units
    rows, inside = runs(length)
    at = low[rows] + inside
    yield Block(["between"], rows, [labels[rows], units[at]])
    two = np.flatnonzero(inside > 0)
    yield Block(["between, two"], rows[two], [labels[rows[two]], units[at[two] - 1], units[at[two]]])
    place, classes = seen.of_units.at(at)
    pair, classes = distinct(rows[place], classes)
    yield Block(["class between"], pair, [labels[pair], classes])


def distinct(rows: Ints, values: Hashes) -> tuple[Ints, Hashes]:
    """Rows with their values, each once, sorted by both."""
    order = np.lexsort((values, rows))
    rows, values = rows[order], values[order]
    new = np.ones(len(rows), bool)
    new[1:] = (rows[1:] != rows[:-1]) | (values[1:] != values[:-1])
    return rows[new], values[new]


def whole(units: Hashes, low: Ints, length: Ints, labels: Hashes) -> Block:
    """All words between as one number, where they are few."""
    few = np.flatnonzero(length <= SHORT)
    found = packed(length[few])
    for n in range(SHORT):
        word = np.where(n < length[few], units[np.minimum(low[few] + n, len(units) - 1)], np.uint64(0))
        found = mix(found, word)
    return Block(["all between"], few, [labels[few], found])
