"""The way between two mentions of a sentence through the parse: labels, words, and where the two meet.

Of two mentions of neighbouring sentences the way begins at the pronoun or noun that may stand for the earlier one.
All ways of a paragraph are computed at once, as rows of tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from sgreports.relations.learned.arrays import Flags, Hashes, Ints, ParagraphArrays, Words, code
from sgreports.relations.learned.hashing import Block, Lists, packed, scrambled, sequences
from sgreports.relations.learned.mention_features import DEPENDENCY, ROOT
from sgreports.relations.learned.pairs import Pairs
from sgreports.relations.learned.word_classes import word_classes

SPELLED = np.array([code(label) for label in ("prep", "agent", "dative", "mark", "prt")], np.uint64)
DEEP = 24  # steps from a mention up to where the two meet
INNER = 4  # words between the ends that are a feature as one run
NONE = 7


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of some pairs: the tokens above each of the two (pairs, steps), how many of them come before the turn.

    `rows` are the pairs that have a way, `turn` the token where the two meet.
    """

    rows: Ints
    up: Ints
    down: Ints
    ups: Ints
    downs: Ints
    turn: Ints

    def before_turn(self, first: int = 0) -> tuple[Flags, Flags]:
        """Which of the tokens come before the turn, on either side; without the first ones."""
        place = np.arange(self.up.shape[1])[None, :]
        one: Flags = (place >= first) & (place < self.ups[:, None])
        other: Flags = (place >= first) & (place < self.downs[:, None])
        return one, other


def path_blocks(arrays: ParagraphArrays, mentions: Hashes, pairs: Pairs, signature: Hashes) -> Iterator[Block]:
    """The features of all pairs that have a way; others show the roots of their sentences. `mentions` has what each
    mention shows by itself."""
    yield from _of_anaphors(arrays, pairs, signature)
    yield from _of_sentences(mentions, pairs, signature)
    ways = ways_of(arrays, pairs)
    if len(ways.rows):
        yield from _of_labels(arrays.words, ways, signature[ways.rows])
        yield from _of_words(arrays.words, ways, signature)
        yield from _of_turns(arrays.words, ways, signature)


def ways_of(arrays: ParagraphArrays, pairs: Pairs) -> Ways:
    """The ways of all pairs that stand in one sentence, or that a pronoun brings together."""
    rows = np.flatnonzero((pairs.apart == 0) | (pairs.stands_in >= 0))
    anaphor, forward = pairs.stands_in[rows], pairs.forward[rows] == 1
    one = np.where((anaphor >= 0) & forward, anaphor, arrays.token[pairs.subject[rows]])
    two = np.where((anaphor >= 0) & ~forward, anaphor, arrays.token[pairs.object[rows]])
    tokens, place = np.unique(np.concatenate([one, two]), return_inverse=True)
    above = [steps_up(arrays.words, token) for token in tokens.tolist()]
    table = np.full((len(tokens), max(map(len, above), default=1)), -1, np.int64)
    for row, steps in enumerate(above):
        table[row, : len(steps)] = steps
    up, down = table[place[: len(rows)]], table[place[len(rows) :]]
    meets = ((up[:, :, None] == down[:, None, :]) & (down >= 0)[:, None, :]).any(axis=1)
    kept = meets.any(axis=1)
    rows, up, down, downs = rows[kept], up[kept], down[kept], meets[kept].argmax(axis=1)
    turn = down[np.arange(len(rows)), downs]
    return Ways(rows, up, down, (up == turn[:, None]).argmax(axis=1), downs, turn)


def steps_up(words: Words, place: int) -> list[int]:
    """The places of a token and of those above it."""
    token = words.tokens[place]
    return [words.places[each] for each in islice(chain([token], token.ancestors), DEEP)]


def _of_anaphors(arrays: ParagraphArrays, pairs: Pairs, signature: Hashes) -> Iterator[Block]:
    rows, words = np.flatnonzero(pairs.stands_in >= 0), arrays.words
    anaphor = pairs.stands_in[rows]
    earlier = arrays.token[np.minimum(pairs.subject[rows], pairs.object[rows])]
    yield Block(["stands in"], rows, [signature[rows], words.lowers[anaphor], words.deps[anaphor]])
    yield Block(["stands for"], rows, [signature[rows], words.lowers[anaphor], words.deps[earlier]])


def _of_sentences(mentions: Hashes, pairs: Pairs, signature: Hashes) -> Iterator[Block]:
    rows = np.flatnonzero((pairs.apart > 0) & (pairs.stands_in < 0))
    subject, other = pairs.subject[rows], pairs.object[rows]
    for name, column in (("roots", ROOT), ("dependencies", DEPENDENCY)):
        yield Block([name], rows, [signature[rows], mentions[subject, column], mentions[other, column]])


def _of_labels(words: Words, ways: Ways, signature: Hashes) -> Iterator[Block]:
    """The labels on the way, as one number; prepositions and particles as words in the spelled way."""
    before = ways.before_turn()
    turn = words.words[ways.turn]
    yield Block(["path"], ways.rows, [signature, _along(words.deps, ways, before)])
    yield Block(["path length"], ways.rows, [signature, packed(np.minimum(9, ways.ups + ways.downs))])
    spelled = np.where(np.isin(words.deps, SPELLED), words.words, words.deps)
    yield Block(["spelled way"], ways.rows, [signature, turn, _along(spelled, ways, before)])
    inner = ways.before_turn(1)
    few = np.flatnonzero(inner[0].sum(axis=1) + inner[1].sum(axis=1) < INNER)
    ends = _end(words.deps, ways.up[:, 0], ways.ups > 0), _end(words.deps, ways.down[:, 0], ways.downs > 0)
    run = _along(words.words, ways, inner)
    yield Block(["way"], ways.rows[few], [part[few] for part in (signature, turn, run, *ends)])


def _along(values: Hashes, ways: Ways, before: tuple[Flags, Flags]) -> Hashes:
    """One number for the values of the tokens on a way, on both sides of the turn."""
    found = np.zeros(len(ways.rows), np.uint64)
    for tokens, inside, first in ((ways.up, before[0], 0), (ways.down, before[1], DEEP)):
        places = first + np.arange(tokens.shape[1])
        found += np.where(inside, scrambled(values[tokens], places), np.uint64(0)).sum(axis=1, dtype=np.uint64)
    return found


def _end(values: Hashes, tokens: Ints, there: Flags) -> Hashes:
    return np.where(there, values[tokens], np.uint64(NONE))


def _of_words(words: Words, ways: Ways, signature: Hashes) -> Iterator[Block]:
    """Each word on the way between the two ends."""
    one, two = ways.before_turn(1)
    (left, up), (right, down) = np.nonzero(one), np.nonzero(two)
    tokens = np.concatenate([ways.up[left, up], ways.down[right, down], ways.turn])
    rows = np.concatenate([ways.rows[left], ways.rows[right], ways.rows])
    yield Block(["on the way"], rows, [signature[rows], words.words[tokens]])


def _of_turns(words: Words, ways: Ways, signature: Hashes) -> Iterator[Block]:
    """The word where the two meet, its class, its subject and auxiliaries, and the labels right below it."""
    rows, at = ways.rows, np.arange(len(ways.rows))
    turn, own = words.words[ways.turn], signature[ways.rows]
    left = _end(words.deps, ways.up[at, ways.ups - 1], ways.ups > 0)
    right = _end(words.deps, ways.down[at, ways.downs - 1], ways.downs > 0)
    yield Block(["turn"], rows, [own, turn])
    yield Block(["turn, sides"], rows, [own, turn, left, right])
    tokens, place = np.unique(ways.turn, return_inverse=True)
    verbs = [words.tokens[place] for place in tokens.tolist()]
    subjects = [words.subject(verb) for verb in verbs]
    subject = np.array([NONE if s is None else words.word(s) for s in subjects], np.uint64)
    yield Block(["subject of the turn"], rows, [own, subject[place]])
    helpers = [words.auxiliaries(verb) for verb in verbs]
    said = sequences([n for each in helpers for n in (NONE, *each)], [len(each) + 1 for each in helpers])
    yield Block(["auxiliaries"], rows, [own, said[place]])
    which, classes = Lists([word_classes().get(words.word(verb), ()) for verb in verbs]).at(place)
    yield Block(["class at the turn"], rows[which], [own[which], classes])
    yield Block(["class at the turn, sides"], rows[which], [own[which], classes, left[which], right[which]])
