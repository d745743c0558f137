"""Features as numbers: blocks of named parts, hashed into one table of weights, the same on every machine."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sgreports.relations.learned.laid_out import Hashes, Ints, code

BUCKETS = 2**18  # a change of anything that makes features raises FEATURES of knowledge/relation_model.py
PARTS = 5  # parts that a feature has at most; others are filled up, so that a feature's place never depends on others
_FACTOR, _SHIFT, _LOWER = np.uint64(0x9E3779B97F4A7C15), np.uint64(29), np.uint64(20)
_SMALL = 2**16  # rows that 16 bits can tell apart
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
    found: Hashes = parts[0] * _FACTOR
    shifted = found >> _SHIFT
    for part in parts[1:]:
        found ^= shifted
        found ^= part
        found *= _FACTOR
        np.right_shift(found, _SHIFT, out=shifted)
    found ^= shifted
    return found


def scrambled(values: Hashes, first: int) -> Hashes:
    """Numbers by their place in the last axis, from `first` on: their sum tells runs apart."""
    place = _POWERS[first : first + values.shape[-1]]
    return (values ^ (values >> _SHIFT)) * place


def sequences(flat: Sequence[int], lengths: Sequence[int]) -> Hashes:
    """One number for each run of numbers: `flat` holds the runs one after the other, none of them empty."""
    counts = np.array(lengths, np.int64)
    values = np.array(flat, np.uint64)
    _, inside = runs(counts)
    values = (values ^ (values >> _SHIFT)) * _POWERS[inside % len(_POWERS)]
    return np.add.reduceat(values, np.cumsum(counts) - counts) if len(flat) else values


def runs(counts: Ints) -> tuple[Ints, Ints]:
    """Each place as often as its count says, and the number within it."""
    rows = np.repeat(np.arange(len(counts)), counts)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)


def spread(found: Sequence[Sequence[int]], places: Ints) -> tuple[Ints, Hashes]:
    """Of lists by place, one value a row: the rows of `places` and their values."""
    counts = np.array([len(each) for each in found], np.int64)
    flat = np.array([value for each in found for value in each], np.uint64)
    begin = np.cumsum(counts) - counts
    rows, inside = runs(counts[places])
    return rows, flat[begin[places][rows] + inside] if len(rows) else flat[:0]


def hashed(blocks: Iterable[Block], rows: int) -> Buckets:
    """The places of the features of all blocks, sorted by row."""
    known = [b for b in blocks if len(b.rows)]
    ends = np.cumsum([len(b.rows) for b in known]).tolist()
    columns = np.zeros((PARTS + 1, ends[-1]), np.uint64)
    row = np.concatenate([b.rows for b in known])
    for block, end in zip(known, ends, strict=True):
        its = slice(end - len(block.rows), end)
        columns[0, its] = code(block.name)
        for number, part in enumerate(block.parts, 1):
            columns[number, its] = part
    if rows <= _SMALL:
        row = row.astype(np.uint16)  # sorted by digits, several times as fast
    order = np.argsort(row, kind="stable")
    places = (mix(*columns) >> _LOWER) & np.uint64(BUCKETS - 1)
    amount = np.bincount(row, minlength=rows)
    return Buckets(places.astype(np.int64)[order], np.cumsum(amount) - amount)


def packed(*columns: Ints) -> Hashes:
    """Small numbers (0 to 15) of several columns as one."""
    found = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        found = found * 16 + column
    return found.astype(np.uint64)
