"""Locks that last as long as their program: the system ends them with the process, in any container."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

if sys.platform != "win32":
    import fcntl

Held = Literal["here", "elsewhere", "unknown"]
"""Who holds a lock: this program, another one, or nobody can say since the file system has no locks."""


@contextmanager
def locked(path: Path) -> Iterator[Held]:
    """Tries to lock a file, made if it is not there, without waiting. Raises OSError where it cannot be opened."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield _held(descriptor, path)
    finally:
        os.close(descriptor)


def _held(descriptor: int, path: Path) -> Held:
    if sys.platform == "win32":
        return "unknown"
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return "elsewhere"
    except OSError as error:
        if error.errno in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF):
            return "unknown"
        raise
    return "here" if _is_at(descriptor, path) else "elsewhere"


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the open file still has that name: who held the lock before may have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Waits until no other program does the same in a folder, which is made if it is not there (not on Windows)."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
