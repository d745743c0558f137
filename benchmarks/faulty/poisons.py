"""What may happen to an entry of the cache: each changes a file, the third argument being another entry's content."""

import random
from collections.abc import Callable
from pathlib import Path

Poison = Callable[[random.Random, Path, bytes], object]


def _flip(chance: random.Random, entry: Path, _: bytes) -> None:
    data = bytearray(entry.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    entry.write_bytes(data)


def _folder(_: random.Random, entry: Path, __: bytes) -> None:
    entry.unlink()
    entry.mkdir()


def _link(_: random.Random, entry: Path, __: bytes) -> None:
    entry.unlink()
    entry.symlink_to(entry.name)


POISONS: tuple[Poison, ...] = (
    _flip,
    _folder,
    _link,
    lambda chance, entry, _: entry.write_bytes(entry.read_bytes()[: chance.randrange(entry.stat().st_size)]),
    lambda _, entry, other: entry.write_bytes(other),
    lambda chance, entry, _: entry.write_bytes(chance.randbytes(1000)),
    lambda _, entry, __: entry.unlink(),
)
