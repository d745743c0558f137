"""Results on disk by key, one file each: whole or not there, checked by hash, shared by runs at once.

The folder is marked as ours when it is made (see https://bford.info/cachedir/: backups leave such folders out); only
names of our own exact form are ever removed from it.
"""

import hashlib
import logging
import os
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sgreports.errors import UsageError
from sgreports.ownership import Proof, strange_in

logger = logging.getLogger(__name__)
MAGIC = b"sgreports-entry 2"
DAY = 24 * 3600
TAG = "CACHEDIR.TAG"
MARK = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of sgreports"
TAG_TEXT = (
    MARK
    + b"""; it may be removed when no run goes on.
# For information about cache directory tags, see https://bford.info/cachedir/
"""
)
SHELF = re.compile(r"[0-9a-f]{2}")
ENTRY = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}\.entry")
PART = re.compile(r"([0-9a-f]{2})/\.\1[0-9a-f]{62}\.\d+-[0-9a-f]{8}")
TAG_PART = re.compile(r"\.CACHEDIR\.TAG\.\d+-[0-9a-f]{8}")
REMEDY = "set SGREPORTS_CACHE to a folder for the cache alone, or say --no-cache"


class Cache:
    """A folder of entries, `ab/ab12….entry`: a line with the hash of the key and all that follows, then that.

    An entry that lies under another key than it was stored under is as good as damaged.
    """

    def __init__(self, folder: Path, what: str = "", remedy: str = "") -> None:
        """`what` and `remedy` are said where it cannot be written, instead of the cache and advice on it."""
        self.folder, self._what = folder, what or f"to the cache {folder}"
        self._remedy = remedy or f"{REMEDY} (what is done is kept, the next run goes on from there)"

    def check(self) -> None:
        """Raises UsageError where the folder has other content than a cache."""
        if not _is_marked(self.folder):
            PROOF.check(self.folder)

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
        try:
            self._mark()
            path.parent.mkdir(exist_ok=True)
            if path.is_dir():
                path.rmdir()  # none of ours, and empty or the cache cannot be written
            _write(path, _head(key, data) + b"\n" + data)
        except OSError as error:
            raise UsageError(f"cannot write {self._what}: {error.strerror}; {self._remedy}") from error

    def _mark(self) -> None:
        """Makes the folder and marks it as ours. Raises UsageError where it has other content."""
        if not _is_marked(self.folder):
            PROOF.check(self.folder)
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / TAG, TAG_TEXT)

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
        return sorted(self._files(ENTRY))

    def trim(self, megabytes: int, unused_for: float = DAY) -> int:
        """Removes the longest unused until `megabytes` hold the rest; how many went.

        Those used in the last `unused_for` seconds stay: a run beside this one may count on them. Raises UsageError
        where the folder has other content than a cache.
        """
        self.check()
        now, entries, gone = time.time(), self.entries(), 0
        over = sum(size for _, size, _ in entries) - megabytes * 1_000_000
        for used, size, path in entries:
            if over <= 0 or used > now - unused_for:
                break
            path.unlink(missing_ok=True)
            over, gone = over - size, gone + 1
        self._sweep(now - DAY)
        return gone

    def _sweep(self, before: float) -> None:
        """Removes what writers that were killed have left."""
        for used, _, path in self._files(PART):
            if used < before:
                path.unlink(missing_ok=True)

    def _files(self, form: re.Pattern[str]) -> Iterator[tuple[float, int, Path]]:
        """Time, size and path of the files whose names have a form."""
        for path in self.folder.glob("*/*"):
            if form.fullmatch(path.relative_to(self.folder).as_posix()) and path.is_file():
                with suppress(OSError):  # another run removed it
                    stat = path.stat()
                    yield stat.st_mtime, stat.st_size, path

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.entry"


def _is_marked(folder: Path) -> bool:
    try:
        return (folder / TAG).read_bytes().startswith(MARK)
    except OSError:
        return False


def _stranger(folder: Path) -> str:
    if not folder.is_dir():
        return "is a file"
    strange = strange_in(folder, _is_own)
    return f"holds {strange!r}, which is of no cache" if strange else ""


def _is_own(path: Path, name: str) -> bool:
    """Whether a path in a folder that has no mark yet has the form of what a cache holds."""
    if path.is_dir():
        return bool(SHELF.fullmatch(name))
    return any(form.fullmatch(name) for form in (ENTRY, PART, TAG_PART)) or (name == TAG and _is_marked(path.parent))


PROOF = Proof(_stranger, REMEDY)


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    own = path.name.removesuffix(".entry")
    part = path.with_name(f".{own}.{os.getpid()}-{uuid.uuid4().hex[:8]}")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _head(key: str, data: bytes) -> bytes:
    digest = hashlib.sha256(key.encode() + b"\n")
    digest.update(data)
    return MAGIC + b" " + digest.hexdigest().encode()
