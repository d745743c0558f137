"""The way between two mentions of a sentence through the parse: labels, words, and where the two meet.

Of two mentions of neighbouring sentences the way begins at the pronoun or noun that may stand for the earlier one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from sgreports.relations.learned.hashing import Block, sequences
from sgreports.relations.learned.laid_out import Hashes, Laid, code
from sgreports.relations.learned.pairs import Pairs
from sgreports.relations.learned.word_classes import word_classes

SPELLED = frozenset(map(code, ("prep", "agent", "dative", "mark", "prt")))
AUXILIARIES = frozenset(map(code, ("aux", "auxpass", "neg")))
INNER = 4  # words between the ends that are a feature as one run
NONE, TURN = 7, 3


@dataclass(slots=True)
class Runs:
    """Runs of numbers, one a row, collected and turned into one number each."""

    rows: list[int] = field(default_factory=list)
    flat: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    def add(self, row: int, values: Iterable[int]) -> None:
        before = len(self.flat)
        self.flat.extend(values)
        self.rows.append(row)
        self.lengths.append(len(self.flat) - before)

    def block(self, name: str, signature: Hashes) -> Block:
        rows = np.array(self.rows, np.int64)
        return Block(name, rows, (signature[rows], sequences(self.flat, self.lengths)))


@dataclass(frozen=True, slots=True)
class Way:
    """The tokens from each of two tokens up to where they meet, without that one, and that token."""

    up: Sequence[int]
    down: Sequence[int]
    top: int


def path_blocks(laid: Laid, pairs: Pairs, signature: Hashes) -> Iterator[Block]:
    """The features of all pairs that have a way; others show the roots of their sentences."""
    runs: dict[str, Runs] = {}
    classes, tops = Runs(), Runs()
    tokens = laid.token.tolist()
    ends = zip(
        pairs.subject.tolist(), pairs.object.tolist(), pairs.stands_in.tolist(), pairs.apart.tolist(), strict=True
    )
    for row, (subject, other, anaphor, apart) in enumerate(ends):
        one, two = tokens[subject], tokens[other]
        if anaphor >= 0:
            first = subject < other
            earlier, one, two = (one, anaphor, two) if first else (two, one, anaphor)
            _add(runs, row, _of_anaphor(laid, anaphor, earlier))
        elif apart:
            _add(runs, row, _of_sentences(laid, one, two))
            continue
        way = way_between(laid, one, two)
        _add(runs, row, _of_way(laid, way))
        for each in word_classes().get(laid.words.word[way.top], ()):
            classes.add(row, (each,))
            tops.add(row, (each, *_sides(laid, way)))
    yield from (found.block(name, signature) for name, found in runs.items())
    yield classes.block("class at the turn", signature)
    yield tops.block("class at the turn, sides", signature)


def _add(runs: dict[str, Runs], row: int, features: Iterable[tuple[str, Sequence[int]]]) -> None:
    for name, values in features:
        runs.setdefault(name, Runs()).add(row, values)


def _of_anaphor(laid: Laid, anaphor: int, earlier: int) -> Iterator[tuple[str, Sequence[int]]]:
    words = laid.words
    yield "stands in", (words.lower[anaphor], words.dep[anaphor])
    yield "stands for", (words.lower[anaphor], words.dep[earlier])


def _of_sentences(laid: Laid, one: int, two: int) -> Iterator[tuple[str, Sequence[int]]]:
    words = laid.words
    yield "roots", (words.word[words.ancestors(one)[-1]], words.word[words.ancestors(two)[-1]])
    yield "dependencies", (words.dep[one], words.dep[two])


def _of_way(laid: Laid, way: Way) -> Iterator[tuple[str, Sequence[int]]]:
    words, top = laid.words, way.top
    word, dep = words.word, words.dep
    up, down = [dep[t] for t in way.up], [dep[t] for t in way.down]
    yield "path", (*up, TURN, *down)
    yield "path length", (min(9, len(up) + len(down)) + 1,)
    yield "turn", (word[top],)
    yield "turn, sides", (word[top], *_sides(laid, way))
    inner = [*(word[t] for t in way.up[1:]), word[top], *(word[t] for t in way.down[1:])]
    for each in inner:
        yield "on the way", (each,)
    if len(inner) <= INNER:
        yield "way", (*inner, *(up[:1] or (NONE,)), *(down[:1] or (NONE,)))
    yield "spelled way", (*_spelled(laid, way.up), word[top], TURN, *_spelled(laid, way.down))
    subject = words.subject(top)
    yield "subject of the turn", (NONE if subject is None else word[subject],)
    yield "auxiliaries", (NONE, *(words.lower[c] for c in words.children[top] if dep[c] in AUXILIARIES))


def _sides(laid: Laid, way: Way) -> tuple[int, int]:
    """The labels of the two words right below the turn."""
    dep = laid.words.dep
    return dep[way.up[-1]] if way.up else NONE, dep[way.down[-1]] if way.down else NONE


def _spelled(laid: Laid, tokens: Sequence[int]) -> list[int]:
    """The labels of tokens; prepositions and particles as words."""
    words = laid.words
    return [words.word[t] if words.dep[t] in SPELLED else words.dep[t] for t in tokens]


def way_between(laid: Laid, one: int, two: int) -> Way:
    """The way between two tokens of a sentence."""
    up, down = laid.words.ancestors(one), laid.words.ancestors(two)
    places = {token: place for place, token in enumerate(up)}
    meet = next((n for n, token in enumerate(down) if token in places), len(down) - 1)
    top = down[meet]
    return Way(up[: places.get(top, len(up) - 1)], down[:meet], top)
