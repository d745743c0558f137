"""Files that the program writes beside others: their hashes, in a hidden file of the folder, prove that they are as it
left them, under whatever name.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sgreports.dataset.files.atomic import replacing_file
from sgreports.dataset.files.sums import sha256_of_file
from sgreports.errors import UsageError
from sgreports.ownership import Proof, no_file

LEDGER = ".sgreports-written"
"""A line for each file that was written into the folder, as `sha256sum -c` reads them."""


def _stranger(path: Path) -> str:
    if what := no_file(path):
        return what
    known = not path.stat().st_size or sha256_of_file(path).encode() in _hashes(path.with_name(LEDGER))
    return "" if known else "is not as sgreports wrote it, and would be lost"


def _hashes(ledger: Path) -> set[bytes]:
    return {line[:64] for line in ledger.read_bytes().splitlines()} if ledger.is_file() else set()


def _keep(new: Path, path: Path) -> None:
    """Adds the hash of a file that is about to take its place: a line in one write, for two programs at once."""
    sha256, ledger = sha256_of_file(new).encode(), path.with_name(LEDGER)
    if sha256 not in _hashes(ledger):
        with ledger.open("ab", buffering=0) as file:
            file.write(b"%b  %b\n" % (sha256, os.fsencode(path.name)))


WRITTEN = Proof(_stranger, "move it away, or name another file", _keep)


@contextmanager
def writing(path: Path, proof: Proof = WRITTEN, failures: tuple[type[Exception], ...] = ()) -> Iterator[Path]:
    """A name to write a file under, which takes its place whole or not at all.

    Raises UsageError where it cannot be written, for the disk's errors and those that are `failures` of a library, and
    where `proof` does not hold for what lies there.
    """
    caught: tuple[type[Exception], ...] = (OSError, *failures)
    try:
        with replacing_file(path, proof) as new:
            yield new
    except caught as error:
        said = getattr(error, "strerror", None) or error
        raise UsageError(f"{path} cannot be written: {said}; nothing there was changed") from error
