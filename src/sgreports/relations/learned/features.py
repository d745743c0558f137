"""What the learned model sees of the pairs of a paragraph: words, order, distances, rivals, the way through the parse.

A feature is a few numbers, hashed into one of BUCKETS places. What the declared rules say of a pair is no feature: it
is weighed beside the model's answer (second_pass.py).
"""

from collections.abc import Iterator

import numpy as np

from sgreports.relations.learned.hashing import Block, Buckets, hashed, mix, packed, runs, spread
from sgreports.relations.learned.laid_out import BESIDE, LABELS, Hashes, Ints, Laid, code
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
LABEL_CODES = np.array([code(label) for label in LABELS], np.uint64)


def features(laid: Laid, pairs: Pairs) -> Buckets:
    """The places of the features of all pairs in the table of weights."""
    return hashed(blocks(laid, pairs), len(pairs))


def blocks(laid: Laid, pairs: Pairs) -> Iterator[Block]:
    """The features of all pairs, before they are hashed. Most are crossed with the labels and the order of the two."""
    rows = np.arange(len(pairs))
    labels, kinds = signatures_of(laid, pairs)
    apart = packed(np.minimum(3, pairs.apart))
    yield Block("kinds", rows, (kinds,))
    yield Block("labels", rows, (labels, apart))
    for name, values in order(laid, pairs):
        yield Block(name, rows, (labels, values))
        yield Block(f"{name}, by kind", rows, (kinds, values))
    single = mention_features(laid)
    yield from of_each(pairs, single, labels, kinds, apart)
    yield from of_classes(pairs, single, labels)
    yield from around(laid, pairs, labels)
    yield from path_blocks(laid, pairs, labels)


def signatures_of(laid: Laid, pairs: Pairs) -> tuple[Hashes, Hashes]:
    """A number for the labels and the order of each pair, and one that also has their kinds."""
    side = packed(pairs.forward, (pairs.stands_in >= 0).astype(np.int64))
    kind = np.array([code(kind_of(m.label, m.kind or m.form)) for m in laid.mentions], np.uint64)
    label = LABEL_CODES[laid.label]
    return tuple(mix(side, each[pairs.subject], each[pairs.object]) for each in (label, kind))  # type: ignore[return-value]


def kind_of(label: str, kind: str | None) -> str:
    """Label with the kind where it adds information."""
    return label if label == "YEAR" else f"{label}:{kind or ''}"


def order(laid: Laid, pairs: Pairs) -> Iterator[tuple[str, Hashes]]:
    """Distance, and the mentions between and beside that could be meant instead."""
    seen = standing(laid, pairs)
    apart, here, rank, only = (np.minimum(3, seen[name]) for name in ("apart", "here", "rivals", "only"))
    yield "sentences apart", packed(apart)
    yield "distance", packed(np.searchsorted(STEPS, np.minimum(seen["distance"], STEPS[-1] + 1)))
    yield "mentions between", packed(np.minimum(4, seen["between"]))
    yield "rivals between", packed(rank, np.minimum(3, seen["alike"]))
    yield "alike here", packed(here, apart)
    yield "rank", packed(rank, np.minimum(here, 1), apart)
    yield "first sentence", packed((laid.sentence[pairs.object] == laid.opening[pairs.object]).astype(np.int64), only)
    yield "rank, all", packed(rank, here, np.minimum(3, seen["there"]), apart, np.minimum(3, seen["alike"]))
    yield "entities", packed(only, apart)
    yield "sentence", packed(np.minimum(3, (laid.sentence - laid.opening)[pairs.subject]), apart)


def standing(laid: Laid, pairs: Pairs) -> dict[str, Ints]:
    """How each pair stands among the mentions of its paragraph. `rivals` are those between of the object's label."""
    subject, other, label = pairs.subject, pairs.object, laid.label
    low, high = np.minimum(subject, other), np.maximum(subject, other)
    amount, what = laid.of_label(), label[other]
    by_sentence = np.zeros((len(laid.starts), len(LABELS)), np.int64)
    np.add.at(by_sentence, (laid.sentence, label), 1)
    return {
        "apart": pairs.apart,
        "distance": np.abs(laid.token[subject] - laid.token[other]),
        "between": high - low - 1,
        "rivals": rivals_between(laid, pairs),
        "alike": amount[high, label[subject]] - amount[low + 1, label[subject]],
        "here": by_sentence[laid.sentence[subject], what] - (label[subject] == what),
        "there": by_sentence[laid.sentence[other], what],
        "only": laid.named[other],
    }


def of_each(pairs: Pairs, single: Hashes, labels: Hashes, kinds: Hashes, apart: Hashes) -> Iterator[Block]:
    """What each of the two shows by itself, and what they show together."""
    rows, virtual = np.arange(len(pairs)), packed((pairs.stands_in >= 0).astype(np.int64))
    subject, other = single[pairs.subject], single[pairs.object]
    for column, name in enumerate(NAMES):
        for who, values in (("subject", subject[:, column]), ("object", other[:, column])):
            yield Block(f"{who}'s {name}, by kind", rows, (kinds, values, virtual))
            yield Block(f"{who}'s {name}", rows, (labels, values, apart))
    near = np.minimum(apart, np.uint64(1))
    for one in CROSSED:
        for two in CROSSED:
            yield Block(f"{NAMES[one]} and {NAMES[two]}", rows, (labels, subject[:, one], other[:, two], near))


def of_classes(pairs: Pairs, single: Hashes, labels: Hashes) -> Iterator[Block]:
    """The classes of the words that each of the two hangs on."""
    near = packed(np.minimum(1, pairs.apart))
    for column in (VERB, ON, ROOT):
        for who, places, others in (("subject", pairs.subject, pairs.object), ("object", pairs.object, pairs.subject)):
            rows, classes = spread([word_classes().get(w, ()) for w in single[:, column].tolist()], places)
            name = f"class of {who}'s {NAMES[column]}"
            yield Block(name, rows, (labels[rows], classes, near[rows]))
            sides = single[places[rows], DEPENDENCY], single[others[rows], PREPOSITION]
            yield Block(f"{name}, sides", rows, (labels[rows], classes, near[rows], *sides))


def around(laid: Laid, pairs: Pairs, labels: Hashes) -> Iterator[Block]:
    """The words between the two, before the first and after the second; a mention is one word, its label."""
    first, second = (
        np.where(pairs.forward == 1, a, b)
        for a, b in ((pairs.subject, pairs.object), (pairs.object, pairs.subject))
    )  # fmt: skip
    units = laid.words.units
    low, high = laid.last_unit[first] + 1, laid.first_unit[second]
    length, rows = np.maximum(high - low, 0), np.arange(len(pairs))
    yield Block("words between", rows, (labels, packed(np.searchsorted(STEPS, np.minimum(length, STEPS[-1] + 1)))))
    yield from one_by_one(units, low, np.where((length <= BETWEEN) & (pairs.apart <= 1), length, 0), labels)
    yield whole(units, low, length, labels)
    for n in range(BESIDE):
        some = np.flatnonzero(length > n)
        yield Block(f"between {n}", some, (labels[some], units[low[some] + n]))
        yield Block(f"between -{n}", some, (labels[some], units[high[some] - 1 - n]))
    left, right = laid.first_unit[first], laid.last_unit[second] + 1
    for n in range(BESIDE):
        yield Block(f"before {n}", rows, (labels, units[left - 1 - n]))
        yield Block(f"after {n}", rows, (labels, units[right + n]))
    yield Block("before, two", rows, (labels, units[left - 1], units[left - 2]))
    yield Block("after, two", rows, (labels, units[right], units[right + 1]))


def one_by_one(units: Hashes, low: Ints, length: Ints, labels: Hashes) -> Iterator[Block]:
    """The words between, two neighbours, and the classes of words."""
    rows, inside = runs(length)
    at = low[rows] + inside
    yield Block("between", rows, (labels[rows], units[at]))
    two = np.flatnonzero(inside > 0)
    yield Block("between, two", rows[two], (labels[rows[two]], units[at[two] - 1], units[at[two]]))
    known = word_classes()
    each = [known.get(word, ()) for word in units.tolist()]
    place, classes = spread(each, at)
    pair = rows[place] if len(place) else place
    once = np.unique(np.stack([pair.astype(np.uint64), classes]), axis=1) if len(pair) else np.zeros((2, 0), np.uint64)
    pair = once[0].astype(np.int64)
    yield Block("class between", pair, (labels[pair], once[1]))


def whole(units: Hashes, low: Ints, length: Ints, labels: Hashes) -> Block:
    """All words between as one number, where they are few."""
    few = np.flatnonzero(length <= SHORT)
    found = packed(length[few])
    for n in range(SHORT):
        word = np.where(n < length[few], units[np.minimum(low[few] + n, len(units) - 1)], np.uint64(0))
        found = mix(found, word)
    return Block("all between", few, (labels[few], found))
