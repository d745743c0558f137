"""A folder that is replaced as a whole: a reader sees the old one or the new one, never a part of either."""

import ctypes
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sgreports.dataset.files.locks import locked
from sgreports.ownership import Proof

AT_FDCWD, RENAME_EXCHANGE = -100, 2
LOCK, NEW, OLD = "lock", "new", "old"
"""What a workspace holds: a lock as long as its program runs, what is being written, what that replaces."""


@contextmanager
def replacing(folder: Path, proof: Proof) -> Iterator[Path]:
    """A hidden, empty folder beside `folder` to write into; it takes `folder`'s place if the block does not raise.

    A link is followed: the folder that it names is replaced. Raises UsageError, before the block or after it, where
    what lies at `folder` is not ours by `proof`.
    """
    proof.check(folder)
    folder = folder.resolve()
    with beside(folder) as part:
        yield part
        for path in [*part.rglob("*"), part]:
            sync(path)
        proof.check(folder)
        _take_place(part, folder)
        with suppress(OSError):  # the new one exists, even if its name is not synced yet
            sync(folder.parent)


@contextmanager
def beside(place: Path) -> Iterator[Path]:
    """A hidden, empty folder beside `place`, removed when the block ends, or by a later run if this one is killed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    recover(place)
    with ExitStack() as stack:
        workspace = _workspace(place, stack)
        stack.callback(_put_right, workspace, place)
        yield workspace / NEW


def _workspace(place: Path, stack: ExitStack) -> Path:
    """A locked workspace. Another program's `recover` may take it before it is locked: then the next name is tried."""
    while True:
        workspace = place.with_name(f".{place.name}.part-{uuid.uuid4().hex[:16]}")
        workspace.mkdir()
        with suppress(FileNotFoundError):
            if stack.enter_context(locked(workspace / LOCK)) != "elsewhere":
                (workspace / NEW).mkdir()
                return workspace


def recover(place: Path) -> None:
    """Ends what programs that were killed have begun beside `place`: what they took away comes back, the rest goes.

    A workspace whose lock is held belongs to a program that runs, perhaps in another container on the same disk.
    """
    left = re.compile(rf"\.{re.escape(place.name)}\.part-[0-9a-f]{{16}}")
    for workspace in place.parent.iterdir() if place.parent.is_dir() else ():
        if left.fullmatch(workspace.name):
            with suppress(OSError):  # another program ended it meanwhile, or it is a file
                _end(workspace, place)


def _end(workspace: Path, place: Path) -> None:
    if _is_workspace(workspace):
        with locked(workspace / LOCK) as held:
            if held == "here":
                _put_right(workspace, place)
            elif held == "unknown":
                _put_back(workspace / OLD, place)


def _is_workspace(folder: Path) -> bool:
    """Whether a folder of such a name holds nothing that a workspace does not."""
    return not folder.is_symlink() and {p.name for p in folder.iterdir()} <= {LOCK, NEW, OLD}


def _put_right(workspace: Path, place: Path) -> None:
    """Removes a workspace, but for the only copy of what was at `place`."""
    _put_back(workspace / OLD, place)
    if place.exists() or not (workspace / OLD).exists():
        shutil.rmtree(workspace, ignore_errors=True)


def _put_back(old: Path, place: Path) -> None:
    with suppress(OSError):  # there is nothing to put back, or it cannot be now
        if not place.exists():
            old.rename(place)


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_place(part: Path, folder: Path) -> None:
    """Puts `part` where `folder` is. Where two renames are needed, a run that is killed between them is recovered."""
    if not folder.exists():
        part.rename(folder)
    elif not _exchange(part, folder):
        folder.rename(part.with_name(OLD))
        part.rename(folder)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step (Linux 3.15 and later); False where the system cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


@contextmanager
def replacing_file(path: Path, proof: Proof, folder: Path | None = None) -> Iterator[Path]:
    """A name to write a file under; it takes the place of the one at `path` if the block does not raise.

    A reader sees the old or the new whole, whatever happens. A link is followed. `folder` is one that has to stay as it
    is but for this file: what a killed program leaves is beside it, not in it. Raises UsageError as `replacing` does.
    """
    proof.check(path)
    path = path.resolve()
    with beside((folder or path).resolve()) as part:
        new = part / path.name
        yield new
        sync(new)
        proof.check(path)
        proof.keep(new, path)
        new.replace(path)
        with suppress(OSError):  # the new one exists, even if its name is not synced yet
            sync(path.parent)


def replace_text(path: Path, text: str, proof: Proof, folder: Path | None = None) -> None:
    """Writes a text file as `replacing_file` does."""
    with replacing_file(path, proof, folder) as new:
        new.write_bytes(text.encode())
