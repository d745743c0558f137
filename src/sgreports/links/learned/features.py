"""Features of candidate pairs: words, order, distances, rivals, the dependency path.

A feature is a few numbers, hashed into one of BUCKETS places. The rules are no features: they are combined with the
model's scores afterwards (second_pass.py).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from sgreports.links.learned.arrays import LABEL_CODES, WINDOW, Hashes, Ints, ParagraphArrays, string_hash
from sgreports.links.learned.hashing import Block, Buckets, Lists, hashed, mix, packed, runs
from sgreports.links.learned.mention_features import (
    CROSSED,
    DEPENDENCY,
    NAMES,
    ON,
    PREPOSITION,
    ROOT,
    VERB,
    mention_features,
)
from sgreports.links.learned.pairs import Pairs, rivals_between
from sgreports.links.learned.paths import path_blocks
from sgreports.links.learned.word_classes import word_classes
from sgreports.model.facts import LABELS

DISTANCE_BINS = np.array([0, 1, 2, 3, 5, 8, 12, 20, 35])
MAX_JOINED = 7  # words between two mentions that are a feature as one run
MAX_BETWEEN = 25  # words between two mentions that are features one by one
SINGLE_NAMES = [
    f"{who}'s {name}{kind}" for name in NAMES for who in ("subject", "object") for kind in (", by kind", "")
]  # fmt: skip
CROSSED_NAMES = [f"{NAMES[one]} and {NAMES[two]}" for one in CROSSED for two in CROSSED]
OUTSIDE_NAMES = [f"{side} {n}" for n in range(WINDOW) for side in ("before", "after")]


class FeatureInput(NamedTuple):
    """Features that do not depend on the pair: labels and kinds of mentions, their own features, (mentions, NAMES), and
    word classes."""

    arrays: ParagraphArrays
    kinds: Hashes
    mentions: Hashes
    mention_classes: Mapping[int, Lists]
    unit_classes: Lists


def feature_input(arrays: ParagraphArrays) -> FeatureInput:
    mentions, classes = mention_features(arrays), word_classes()
    mention_classes = {
        column: Lists([classes.get(word, ()) for word in mentions[:, column].tolist()]) for column in (VERB, ON, ROOT)
    }
    kind = ("YEAR" if m.label == "YEAR" else f"{m.label}:{m.kind or m.form or ''}" for m in arrays.mentions)
    kinds = np.array(list(map(string_hash, kind)), np.uint64)
    return FeatureInput(
        arrays, kinds, mentions, mention_classes, Lists([classes.get(word, ()) for word in arrays.words.units.tolist()])
    )


def features(inputs: FeatureInput, pairs: Pairs) -> Buckets:
    """The hashed features of candidate pairs."""
    return hashed(blocks(inputs, pairs), len(pairs))


def blocks(inputs: FeatureInput, pairs: Pairs) -> Iterator[Block]:
    """The features before they are hashed. Most are crossed with labels and order of the two mentions."""
    arrays, rows = inputs.arrays, np.arange(len(pairs))
    labels, kinds = _signatures_of(inputs, pairs)
    apart = packed(np.minimum(3, pairs.apart))
    yield Block(["kinds"], rows, [kinds])
    yield Block(["labels"], rows, [labels, apart])
    names, values = zip(*_order_features(arrays, pairs), strict=True)
    both = [each for name in names for each in (name, f"{name}, by kind")]
    yield Block(both, rows, [np.stack([labels, kinds]), np.stack(values)[:, None]])
    yield from _mention_blocks(inputs, pairs, labels, kinds, apart)
    yield from _class_blocks(inputs, pairs, labels)
    yield from _context_blocks(inputs, pairs, labels)
    yield from path_blocks(arrays, inputs.mentions, pairs, labels)


def _signatures_of(inputs: FeatureInput, pairs: Pairs) -> tuple[Hashes, Hashes]:
    """A hash of labels and order of each pair, and one of kinds and order."""
    side = packed(pairs.forward, (pairs.anaphor >= 0).astype(np.int64))
    label = LABEL_CODES[inputs.arrays.label]
    return tuple(mix(side, each[pairs.subject], each[pairs.object]) for each in (label, inputs.kinds))  # type: ignore[return-value]


def _order_features(arrays: ParagraphArrays, pairs: Pairs) -> Iterator[tuple[str, Hashes]]:
    """Distance, and the mentions between and around that the relation could be with instead."""
    counts = _position_counts(arrays, pairs)
    apart, here, rank, only = (np.minimum(3, counts[name]) for name in ("apart", "here", "rivals", "only"))
    yield "sentences apart", packed(apart)
    yield "distance", packed(np.searchsorted(DISTANCE_BINS, counts["distance"]))
    yield "mentions between", packed(np.minimum(4, counts["between"]))
    yield "rivals between", packed(rank, np.minimum(3, counts["alike"]))
    yield "alike here", packed(here, apart)
    yield "rank", packed(rank, np.minimum(here, 1), apart)
    opening = arrays.sentence[pairs.object] == arrays.opening[pairs.object]
    yield "first sentence", packed(opening.astype(np.int64), only)
    yield "rank, all", packed(rank, here, np.minimum(3, counts["there"]), apart, np.minimum(3, counts["alike"]))
    yield "entities", packed(only, apart)
    yield "sentence", packed(np.minimum(3, (arrays.sentence - arrays.opening)[pairs.subject]), apart)


def _position_counts(arrays: ParagraphArrays, pairs: Pairs) -> dict[str, Ints]:
    """Distances and numbers of mentions around each pair. `rivals` have the object's label and stand between."""
    subject, other, label = pairs.subject, pairs.object, arrays.label
    low, high = np.minimum(subject, other), np.maximum(subject, other)
    before, object_label = arrays.labels_before, label[other]
    by_sentence = np.zeros((len(arrays.starts), len(LABELS)), np.int64)
    np.add.at(by_sentence, (arrays.sentence, label), 1)
    return {
        "apart": pairs.apart,
        "distance": np.abs(arrays.token[subject] - arrays.token[other]),
        "between": high - low - 1,
        "rivals": rivals_between(arrays, pairs),
        "alike": before[high, label[subject]] - before[low + 1, label[subject]],
        "here": by_sentence[arrays.sentence[subject], object_label] - (label[subject] == object_label),
        "there": by_sentence[arrays.sentence[other], object_label],
        "only": arrays.entities_of_label[other],
    }


def _mention_blocks(
    inputs: FeatureInput, pairs: Pairs, labels: Hashes, kinds: Hashes, apart: Hashes
) -> Iterator[Block]:
    """The features of each mention by itself, and crossed."""
    rows, virtual = np.arange(len(pairs)), packed((pairs.anaphor >= 0).astype(np.int64))
    single = np.ascontiguousarray(inputs.mentions.T)
    subject, other = single[:, pairs.subject], single[:, pairs.object]
    yield Block(SINGLE_NAMES, rows, [
        np.stack([kinds, labels]), np.stack([subject, other], axis=1)[:, :, None], np.stack([virtual, apart]),
    ])  # fmt: skip
    crossed, near = list(CROSSED), np.minimum(apart, np.uint64(1))
    yield Block(CROSSED_NAMES, rows, [labels, subject[crossed][:, None], other[crossed], near])


def _class_blocks(inputs: FeatureInput, pairs: Pairs, labels: Hashes) -> Iterator[Block]:
    """The classes of verb, governor and root of each mention."""
    near = packed(np.minimum(1, pairs.apart))
    for column, classes_of in inputs.mention_classes.items():
        for who, places, others in (("subject", pairs.subject, pairs.object), ("object", pairs.object, pairs.subject)):
            rows, classes = classes_of.at(places)
            name = f"class of {who}'s {NAMES[column]}"
            yield Block([name], rows, [labels[rows], classes, near[rows]])
            sides = inputs.mentions[places[rows], DEPENDENCY], inputs.mentions[others[rows], PREPOSITION]
            yield Block([f"{name}, sides"], rows, [labels[rows], classes, near[rows], *sides])


def _context_blocks(inputs: FeatureInput, pairs: Pairs, labels: Hashes) -> Iterator[Block]:
    """The words between the two, before the first and after the second; a mention is one word, its label."""
    arrays = inputs.arrays
    first, second = (
        np.where(pairs.forward == 1, a, b)
        for a, b in ((pairs.subject, pairs.object), (pairs.object, pairs.subject))
    )  # fmt: skip
    units = arrays.words.units
    low, high = arrays.last_unit[first] + 1, arrays.first_unit[second]
    length, rows = np.maximum(high - low, 0), np.arange(len(pairs))
    yield Block(["words between"], rows, [labels, packed(np.searchsorted(DISTANCE_BINS, length))])
    yield from _between_blocks(inputs, low, np.where((length <= MAX_BETWEEN) & (pairs.apart <= 1), length, 0), labels)
    yield _joined_block(units, low, length, labels)
    for n in range(WINDOW):
        reaching = np.flatnonzero(length > n)
        ends = np.stack([units[low[reaching] + n], units[high[reaching] - 1 - n]])
        yield Block([f"between {n}", f"between -{n}"], reaching, [labels[reaching], ends])
    left, right = arrays.first_unit[first] - 1, arrays.last_unit[second] + 1
    steps = np.arange(WINDOW)[:, None]
    beside = np.stack([units[left - steps], units[right + steps]], axis=1)
    yield Block(OUTSIDE_NAMES, rows, [labels, beside])
    yield Block(["before, two", "after, two"], rows, [labels, beside[0], beside[1]])


def _between_blocks(inputs: FeatureInput, low: Ints, length: Ints, labels: Hashes) -> Iterator[Block]:
    """The words between, one by one and in bigrams, and their classes."""
    units = inputs.arrays.words.units
    rows, inside = runs(length)
    at = low[rows] + inside
    yield Block(["between"], rows, [labels[rows], units[at]])
    two = np.flatnonzero(inside > 0)
    yield Block(["between, two"], rows[two], [labels[rows[two]], units[at[two] - 1], units[at[two]]])
    place, classes = inputs.unit_classes.at(at)
    pair, classes = distinct(rows[place], classes)
    yield Block(["class between"], pair, [labels[pair], classes])


def distinct(rows: Ints, values: Hashes) -> tuple[Ints, Hashes]:
    """Unique rows and values, sorted by both."""
    order = np.lexsort((values, rows))
    rows, values = rows[order], values[order]
    new = np.ones(len(rows), bool)
    new[1:] = (rows[1:] != rows[:-1]) | (values[1:] != values[:-1])
    return rows[new], values[new]


def _joined_block(units: Hashes, low: Ints, length: Ints, labels: Hashes) -> Block:
    """All words between as one feature, where they are few."""
    few = np.flatnonzero(length <= MAX_JOINED)
    found = packed(length[few])
    for n in range(MAX_JOINED):
        word = np.where(n < length[few], units[np.minimum(low[few] + n, len(units) - 1)], np.uint64(0))
        found = mix(found, word)
    return Block(["all between"], few, [labels[few], found])
