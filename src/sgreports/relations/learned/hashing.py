"""Features as numbers: blocks of named parts, hashed into one table of weights, the same on every machine."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sgreports.relations.learned.laid_out import Hashes, Ints, code

BUCKETS = 2**18  # a change of anything that makes features raises FEATURES of knowledge/relation_model.py
PARTS = 5  # parts that a feature has at most; others are filled up, so that a feature's place never depends on others
_FACTOR, _SHIFT, _LOWER = np.uint64(0x9E3779B97F4A7C15), np.uint64(29), np.uint64(20)
_POWERS = np.cumprod(np.full(512, _FACTOR), dtype=np.uint64)


class Block(NamedTuple):
    """A feature of one name: the rows (pairs) that have it, and the numbers that it is made of, one array a part."""

    name: str
    rows: Ints
    parts: Sequence[Hashes]


class Buckets(NamedTuple):
    """The places of all features in the table of weights, row by row, and where each row begins."""

    places: Ints
    starts: Ints


def mix(*parts: Hashes) -> Hashes:
    """One number from several, row by row; the order of the parts matters."""
    found = parts[0] * _FACTOR
    for part in parts[1:]:
        found = ((found ^ (found >> _SHIFT)) ^ part) * _FACTOR
    return found ^ (found >> _SHIFT)


def sequences(flat: Sequence[int], lengths: Sequence[int]) -> Hashes:
    """One number for each run of numbers: `flat` holds the runs one after the other, none of them empty."""
    counts = np.array(lengths, np.int64)
    starts = np.cumsum(counts) - counts
    place = np.arange(len(flat)) - np.repeat(starts, counts)
    values = np.array(flat, np.uint64) * _POWERS[place % len(_POWERS)]
    return np.add.reduceat(values ^ (values >> _SHIFT), starts) if len(flat) else np.zeros(0, np.uint64)


def hashed(blocks: Iterable[Block], rows: int) -> Buckets:
    """The places of the features of all blocks, sorted by row."""
    known = [b for b in blocks if len(b.rows)]
    sizes = [len(b.rows) for b in known]
    names = np.repeat(np.array([code(b.name) for b in known], np.uint64), sizes)
    columns = [np.concatenate([_part(b, n) for b in known]) for n in range(PARTS)]
    row = np.concatenate([b.rows for b in known])
    order = np.argsort(row, kind="stable")
    places = (mix(names, *columns) >> _LOWER) % np.uint64(BUCKETS)
    return Buckets(places.astype(np.int64)[order], np.searchsorted(row[order], np.arange(rows)))


def _part(block: Block, number: int) -> Hashes:
    return block.parts[number] if number < len(block.parts) else np.zeros(len(block.rows), np.uint64)


def packed(*columns: Ints) -> Hashes:
    """Small numbers (0 to 15) of several columns as one."""
    found = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        found = found * 16 + column
    return found.astype(np.uint64)
