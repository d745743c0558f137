"""The dependency path between two mentions, as features: its labels, its words, the lowest common ancestor.

For mentions of neighbouring sentences the path begins at the pronoun or noun that may refer to the earlier one. All
paths of a paragraph are computed at once, as rows of arrays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from sgreports.links.learned.arrays import Flags, Hashes, Ints, ParagraphArrays, Words, string_hash
from sgreports.links.learned.hashing import Block, Lists, packed, scrambled, sequences
from sgreports.links.learned.mention_features import DEPENDENCY, ROOT
from sgreports.links.learned.pairs import Pairs
from sgreports.links.learned.word_classes import word_classes

SPELLED = np.array([string_hash(label) for label in ("prep", "agent", "dative", "mark", "prt")], np.uint64)
MAX_DEPTH = 24  # steps from a mention up to the common ancestor, at most
INNER = 4  # words between the ends that are a feature together, at most
NONE = 7


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of pairs: the ancestors of either mention, (pairs, steps), and how many stand below the common one.

    `rows` are the pairs that have a path, `ancestor` the lowest common ancestor.
    """

    rows: Ints
    up: Ints
    down: Ints
    ups: Ints
    downs: Ints
    ancestor: Ints

    def below_ancestor(self, first: int = 0) -> tuple[Flags, Flags]:
        """Masks of the tokens below the common ancestor on either side, without the first ones."""
        place = np.arange(self.up.shape[1])[None, :]
        one: Flags = (place >= first) & (place < self.ups[:, None])
        other: Flags = (place >= first) & (place < self.downs[:, None])
        return one, other


def path_blocks(arrays: ParagraphArrays, mentions: Hashes, pairs: Pairs, signature: Hashes) -> Iterator[Block]:
    """Features of the paths; of pairs that have none, the roots of their sentences.

    `mentions` are the features of single mentions.
    """
    yield from _anaphor_blocks(arrays, pairs, signature)
    yield from _sentence_blocks(mentions, pairs, signature)
    paths = _paths_of(arrays, pairs)
    if len(paths.rows):
        yield from _label_blocks(arrays.words, paths, signature[paths.rows])
        yield from _word_blocks(arrays.words, paths, signature)
        yield from _ancestor_blocks(arrays.words, paths, signature)


def _paths_of(arrays: ParagraphArrays, pairs: Pairs) -> Paths:
    """The paths of pairs that stand in one sentence or are joined by a pronoun."""
    rows = np.flatnonzero((pairs.apart == 0) | (pairs.anaphor >= 0))
    anaphor, forward = pairs.anaphor[rows], pairs.forward[rows] == 1
    one = np.where((anaphor >= 0) & forward, anaphor, arrays.token[pairs.subject[rows]])
    two = np.where((anaphor >= 0) & ~forward, anaphor, arrays.token[pairs.object[rows]])
    tokens, place = np.unique(np.concatenate([one, two]), return_inverse=True)
    above = [_with_ancestors(arrays.words, token) for token in tokens.tolist()]
    table = np.full((len(tokens), max(map(len, above), default=1)), -1, np.int64)
    for row, steps in enumerate(above):
        table[row, : len(steps)] = steps
    up, down = table[place[: len(rows)]], table[place[len(rows) :]]
    meets = ((up[:, :, None] == down[:, None, :]) & (down >= 0)[:, None, :]).any(axis=1)
    kept = meets.any(axis=1)
    rows, up, down, downs = rows[kept], up[kept], down[kept], meets[kept].argmax(axis=1)
    ancestor = down[np.arange(len(rows)), downs]
    return Paths(rows, up, down, (up == ancestor[:, None]).argmax(axis=1), downs, ancestor)


def _with_ancestors(words: Words, place: int) -> list[int]:
    """The indices of a token and its ancestors."""
    token = words.tokens[place]
    return [words.places[each] for each in islice(chain([token], token.ancestors), MAX_DEPTH)]


def _anaphor_blocks(arrays: ParagraphArrays, pairs: Pairs, signature: Hashes) -> Iterator[Block]:
    rows, words = np.flatnonzero(pairs.anaphor >= 0), arrays.words
    anaphor = pairs.anaphor[rows]
    earlier = arrays.token[np.minimum(pairs.subject[rows], pairs.object[rows])]
    yield Block(["stands in"], rows, [signature[rows], words.lowers[anaphor], words.deps[anaphor]])
    yield Block(["stands for"], rows, [signature[rows], words.lowers[anaphor], words.deps[earlier]])


def _sentence_blocks(mentions: Hashes, pairs: Pairs, signature: Hashes) -> Iterator[Block]:
    rows = np.flatnonzero((pairs.apart > 0) & (pairs.anaphor < 0))
    subject, other = pairs.subject[rows], pairs.object[rows]
    for name, column in (("roots", ROOT), ("dependencies", DEPENDENCY)):
        yield Block([name], rows, [signature[rows], mentions[subject, column], mentions[other, column]])


def _label_blocks(words: Words, paths: Paths, signature: Hashes) -> Iterator[Block]:
    """The labels of the path as one feature; in the `spelled way` prepositions and particles are words."""
    before = paths.below_ancestor()
    ancestor = words.words[paths.ancestor]
    yield Block(["path"], paths.rows, [signature, _along(words.deps, paths, before)])
    yield Block(["path length"], paths.rows, [signature, packed(np.minimum(9, paths.ups + paths.downs))])
    spelled = np.where(np.isin(words.deps, SPELLED), words.words, words.deps)
    yield Block(["spelled way"], paths.rows, [signature, ancestor, _along(spelled, paths, before)])
    inner = paths.below_ancestor(1)
    few = np.flatnonzero(inner[0].sum(axis=1) + inner[1].sum(axis=1) < INNER)
    ends = _end(words.deps, paths.up[:, 0], paths.ups > 0), _end(words.deps, paths.down[:, 0], paths.downs > 0)
    run = _along(words.words, paths, inner)
    yield Block(["way"], paths.rows[few], [part[few] for part in (signature, ancestor, run, *ends)])


def _along(values: Hashes, paths: Paths, before: tuple[Flags, Flags]) -> Hashes:
    """One hash for the values of the tokens of a path, on both sides of the ancestor."""
    found = np.zeros(len(paths.rows), np.uint64)
    for tokens, inside, first in ((paths.up, before[0], 0), (paths.down, before[1], MAX_DEPTH)):
        places = first + np.arange(tokens.shape[1])
        found += np.where(inside, scrambled(values[tokens], places), np.uint64(0)).sum(axis=1, dtype=np.uint64)
    return found


def _end(values: Hashes, tokens: Ints, present: Flags) -> Hashes:
    return np.where(present, values[tokens], np.uint64(NONE))


def _word_blocks(words: Words, paths: Paths, signature: Hashes) -> Iterator[Block]:
    """Each word of the path between its ends."""
    one, two = paths.below_ancestor(1)
    (left, up), (right, down) = np.nonzero(one), np.nonzero(two)
    tokens = np.concatenate([paths.up[left, up], paths.down[right, down], paths.ancestor])
    rows = np.concatenate([paths.rows[left], paths.rows[right], paths.rows])
    yield Block(["on the way"], rows, [signature[rows], words.words[tokens]])


def _ancestor_blocks(words: Words, paths: Paths, signature: Hashes) -> Iterator[Block]:
    """The common ancestor: its word, class, subject and auxiliaries, and the labels right below it."""
    rows, at = paths.rows, np.arange(len(paths.rows))
    ancestor, labels = words.words[paths.ancestor], signature[paths.rows]
    left = _end(words.deps, paths.up[at, paths.ups - 1], paths.ups > 0)
    right = _end(words.deps, paths.down[at, paths.downs - 1], paths.downs > 0)
    yield Block(["turn"], rows, [labels, ancestor])
    yield Block(["turn, sides"], rows, [labels, ancestor, left, right])
    tokens, place = np.unique(paths.ancestor, return_inverse=True)
    verbs = [words.tokens[place] for place in tokens.tolist()]
    subjects = [words.subject(verb) for verb in verbs]
    subject = np.array([NONE if s is None else words.word(s) for s in subjects], np.uint64)
    yield Block(["subject of the turn"], rows, [labels, subject[place]])
    helpers = [words.auxiliaries(verb) for verb in verbs]
    run = sequences([n for each in helpers for n in (NONE, *each)], [len(each) + 1 for each in helpers])
    yield Block(["auxiliaries"], rows, [labels, run[place]])
    which, classes = Lists([word_classes().get(words.word(verb), ()) for verb in verbs]).at(place)
    yield Block(["class at the turn"], rows[which], [labels[which], classes])
    yield Block(["class at the turn, sides"], rows[which], [labels[which], classes, left[which], right[which]])
