"""Results on disk by key, one file each: whole or not there, checked by hash, shared by runs at once."""

import hashlib
import logging
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from sgreports.errors import UsageError

logger = logging.getLogger(__name__)
MAGIC = b"sgreports-entry 2"
DAY = 24 * 3600


class Cache:
    """A folder of entries, `ab/ab12….entry`: a line with the hash of the key and all that follows, then that.

    An entry that lies under another key than it was stored under is as good as damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, key: str) -> bytes | None:
        """What was stored under the key; None where nothing was, or where it is damaged (which is logged)."""
        path = self._path(key)
        try:
            head, _, data = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        except OSError as error:
            logger.warning("cache entry %s cannot be read (%s); its report is read again", path, error.strerror)
            return None
        if head != _head(key, data):
            logger.warning("cache entry %s is damaged; its report is read again", path)
            return None
        return data

    def store(self, key: str, data: bytes) -> None:
        """Keeps the data under the key: renamed into place when it is on the disk. Raises UsageError where it can't."""
        path = self._path(key)
        part = path.with_name(f".{key}.{os.getpid()}-{uuid.uuid4().hex[:8]}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part.open("xb") as file:
                    file.write(_head(key, data) + b"\n")
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                if path.is_dir():
                    _remove(path)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(
                f"cannot write to the cache {self.folder}: {error.strerror}; set SGREPORTS_CACHE to another folder, or"
                " say --no-cache (what is done is kept, the next run goes on from there)"
            ) from error

    def discard(self, key: str) -> None:
        """Removes an entry, so that its report is read again."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            logger.warning("cache entry %s cannot be removed (%s)", key, error.strerror)

    def touch(self, key: str) -> None:
        """Marks an entry as used now, so that `trim` takes it last."""
        try:
            os.utime(self._path(key))
        except OSError:
            logger.debug("cache entry %s cannot be touched", key)

    def entries(self) -> list[tuple[float, int, Path]]:
        """Time of last use (seconds since 1970), size in bytes and path of each entry, the longest unused first."""
        return sorted(_stats(self.folder.glob("*/*.entry")))

    def trim(self, megabytes: int, unused_for: float = DAY) -> int:
        """Removes the longest unused until `megabytes` hold the rest; how many went.

        Those used in the last `unused_for` seconds stay: a run beside this one may count on them.
        """
        now, entries, gone = time.time(), self.entries(), 0
        over = sum(size for _, size, _ in entries) - megabytes * 1_000_000
        for used, size, path in entries:
            if over <= 0 or used > now - unused_for:
                break
            _remove(path)
            over, gone = over - size, gone + 1
        self._sweep(now - DAY)
        return gone

    def _sweep(self, before: float) -> None:
        """Removes what writers that were killed have left."""
        for used, _, path in _stats(self.folder.glob("*/.*")):
            if used < before:
                _remove(path)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.entry"


def _remove(path: Path) -> None:
    """Removes what lies where an entry should be, a folder too."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _head(key: str, data: bytes) -> bytes:
    digest = hashlib.sha256(key.encode() + b"\n")
    digest.update(data)
    return MAGIC + b" " + digest.hexdigest().encode()


def _stats(paths: Iterable[Path]) -> Iterator[tuple[float, int, Path]]:
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            continue
        yield stat.st_mtime, stat.st_size, path
