"""The hashing trick for arrays of features: blocks of named parts, hashed the same on every machine."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sgreports.links.learned.arrays import Hashes, Ints, string_hash

BUCKETS = 2**18  # a change of anything that makes features raises FEATURES of knowledge/relation_model.py
PARTS = 5  # parts that a feature has at most; others are filled up, so that a feature's place never depends on others
_FACTOR, _SHIFT, _LOWER = np.uint64(0x9E3779B97F4A7C15), np.uint64(29), np.uint64(20)
_SMALL = 2**16  # rows that 16 bits can tell apart
_NO_PART = np.zeros(1, np.uint64)
_POWERS = np.cumprod(np.full(512, _FACTOR), dtype=np.uint64)


class Block(NamedTuple):
    """Features of some rows (pairs): their names, the rows, and the parts that each is hashed from.

    A part has a number for each row in its last axis; those before it, broadcast to one another, have as many places as
    there are names.
    """

    names: Sequence[str]
    rows: Ints
    parts: Sequence[Hashes]

    def apart(self) -> Iterator["Block"]:
        """Splits into one block a name."""
        parts = [np.reshape(part, (len(self.names), -1)) for part in np.broadcast_arrays(*self.parts)]
        for number, name in enumerate(self.names):
            yield Block([name], self.rows, [part[number] for part in parts])


class Buckets(NamedTuple):
    """Hashed features: their places in the table of weights, row by row, and the start of each row."""

    places: Ints
    starts: Ints

    def part(self, begin: int, end: int) -> "Buckets":
        """The features of a range of rows."""
        starts = self.starts[begin:end]
        last = self.starts[end] if end < len(self.starts) else len(self.places)
        return Buckets(self.places[starts[0] : last], starts - starts[0])


def mix(*parts: Hashes) -> Hashes:
    """Combines hashes row by row; the order of the parts matters."""
    found: Hashes = np.empty(np.broadcast_shapes(*(part.shape for part in parts)), np.uint64)
    np.multiply(parts[0], _FACTOR, out=found)
    shifted = found >> _SHIFT
    for part in parts[1:]:
        found ^= shifted
        if part is not _NO_PART:
            found ^= part
        found *= _FACTOR
        np.right_shift(found, _SHIFT, out=shifted)
    found ^= shifted
    return found


def scrambled(values: Hashes, places: Ints) -> Hashes:
    """Hashes of numbers with their positions, whose sum is a hash of the sequence."""
    return (values ^ (values >> _SHIFT)) * _POWERS[places % len(_POWERS)]


def sequences(flat: Sequence[int], lengths: Sequence[int]) -> Hashes:
    """One hash for each sequence; `flat` holds the sequences one after the other, none of them empty."""
    counts = np.array(lengths, np.int64)
    values = scrambled(np.array(flat, np.uint64), runs(counts)[1])
    return np.add.reduceat(values, np.cumsum(counts) - counts) if len(flat) else values


def runs(counts: Ints) -> tuple[Ints, Ints]:
    """Repeats each index as often as its count, with the position within the repeats."""
    rows = np.repeat(np.arange(len(counts)), counts)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)


class Lists:
    """Lists of different lengths, stored as one array."""

    def __init__(self, found: Sequence[Sequence[int]]) -> None:
        self._counts = np.array([len(each) for each in found], np.int64)
        self._flat = np.array([value for each in found for value in each], np.uint64)
        self._begins = np.cumsum(self._counts) - self._counts

    def at(self, places: Ints) -> tuple[Ints, Hashes]:
        """The values of the lists at some places, with the row of `places` that each belongs to."""
        rows, inside = runs(self._counts[places])
        return rows, self._flat[self._begins[places][rows] + inside] if len(rows) else self._flat[:0]


def hashed(blocks: Iterable[Block], rows: int) -> Buckets:
    """Hashes the features of all blocks, sorted by row."""
    known = [b for b in blocks if len(b.rows)]
    places = np.concatenate([_placed(b) for b in known])
    row = np.concatenate([its for b in known for its in [b.rows] * len(b.names)])
    if rows <= _SMALL:
        row = row.astype(np.uint16)  # sorted by digits, several times as fast
    order = np.argsort(row, kind="stable")
    amount = np.bincount(row, minlength=rows)
    return Buckets(places[order], np.cumsum(amount) - amount)


def _placed(block: Block) -> Ints:
    """Hashes a block's features, name by name."""
    shape = np.broadcast_shapes(*(part.shape for part in block.parts))
    names = _codes(tuple(block.names)).reshape(*shape[:-1], 1)
    places = mix(names, *block.parts, *[_NO_PART] * (PARTS - len(block.parts)))
    places >>= _LOWER
    places &= np.uint64(BUCKETS - 1)
    return places.astype(np.int64).ravel()


@lru_cache(maxsize=256)
def _codes(names: tuple[str, ...]) -> Hashes:
    return np.array([string_hash(name) for name in names], np.uint64)


def packed(*columns: Ints) -> Hashes:
    """Packs several columns of small numbers (0 to 15) into one."""
    found = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        found = found * 16 + column
    return found.astype(np.uint64)
