"""A folder that is replaced as a whole: a reader sees the old one or the new one, never a part of either."""

import ctypes
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE = -100, 2


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A hidden, empty sibling of `folder` to write into; it takes `folder`'s place if the block does not raise."""
    with beside(folder) as part:
        yield part
        for path in [*part.iterdir(), part]:
            _sync(path)
        _take_place(part, folder)
        with suppress(OSError):  # the new one exists, even if its name is not synced yet
            _sync(folder.parent)


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A hidden, empty sibling of `folder`, removed when the block ends, or by a later run if this one is killed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    part = _part(folder)
    part.mkdir()
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _part(place: Path) -> Path:
    return place.with_name(f".{place.name}.part-{os.getpid()}-{uuid.uuid4().hex[:8]}")


def sweep(place: Path) -> None:
    """Removes what programs that wrote a folder or file at `place` left beside it when they were killed."""
    left = re.compile(rf"\.{re.escape(place.name)}\.part-(\d+)-[0-9a-f]{{8}}")
    for path in place.parent.iterdir():
        match = left.fullmatch(path.name)
        if match and not _alive(int(match[1])):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_place(part: Path, folder: Path) -> None:
    """Puts `part` where `folder` is; what was there is then at `part`."""
    if not folder.exists():
        part.rename(folder)
    elif not _exchange(part, folder):
        old = part.with_name(f"{part.name[:-8]}{uuid.uuid4().hex[:8]}")
        folder.rename(old)
        part.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step (Linux 3.15 and later); False where the system cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def replace_text(path: Path, text: str) -> None:
    """Writes a text file so that a reader sees the old or the new whole, whatever happens."""
    sweep(path)
    part = _part(path)
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
