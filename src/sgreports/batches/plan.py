"""What a run has to do: which of its files are known from earlier runs, and which are new or changed.

The key of a result is one hash over all that bears on it: equal keys, equal rows.
"""

import hashlib
import json
import logging
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.batches.entry import LATE_RUNS, Processed, from_bytes, left_out, rows_in, to_bytes
from sgreports.cache import Cache
from sgreports.errors import UsageError
from sgreports.inputs import sha256_of
from sgreports.model.run import Entry
from sgreports.provenance import versions
from sgreports.settings import CONTENT_SETTINGS, Settings

if TYPE_CHECKING:
    from sgreports.dataset.files.share import Share


UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError)
"""What Python raises for an archive that is none, or is not whole."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a run in its order; `known` has what earlier runs found of those that have not changed since."""

    files: tuple[Path, ...]
    known: dict[Path, Entry]
    cache: Cache
    made_by: str
    max_seconds: int

    @property
    def todo(self) -> list[Path]:
        """The files to read, the largest first, so that no worker is left with one at the end."""
        return sorted((f for f in self.files if f not in self.known), key=_size, reverse=True)

    def keep(self, file: Path, processed: Processed) -> Entry:
        """Puts what became of a file into the cache, unless another try may mend it; logs a failure."""
        entry = processed.entry
        if entry.record.outcome == "failed":
            logger.error("%s failed: %s\n%s", entry.record.path, entry.record.reason, entry.record.traceback or "")
        if entry.lasting and entry.record.sha256:
            self.cache.store(key_of(entry.record.sha256, file.name, self.made_by), to_bytes(processed))
        if entry.late and entry.record.sha256:
            late = Lateness(self.cache, self.made_by, self.max_seconds)
            late.add(entry.record.sha256, file)
        return entry

    def rows(self, entry: Entry) -> bytes:
        """The archive of an entry's rows. Raises UsageError where the cache has lost it meanwhile."""
        data = self.cache.load(self._key(entry))
        if data is None:
            raise self._lost(entry)
        return rows_in(data)

    def share(self, entry: Entry) -> "Share":
        """The entry's rows. Raises UsageError where the archive does not read; it is removed, for the next run."""
        from sgreports.dataset.files.share import unpacked

        try:
            return unpacked(self.rows(entry))
        except UNREADABLE as error:
            self.cache.discard(self._key(entry))
            raise self._lost(entry) from error

    def _key(self, entry: Entry) -> str:
        return key_of(entry.record.sha256 or "", Path(entry.record.path).name, self.made_by)

    def _lost(self, entry: Entry) -> UsageError:
        return UsageError(f"the cache {self.cache.folder} lost the result of {entry.record.path}; run it again")


@dataclass(frozen=True, slots=True)
class Lateness:
    """In how many runs a file took too long, by its bytes and name, what made the run, and the limit."""

    cache: Cache
    made_by: str
    max_seconds: int

    def runs(self, sha256: str, file: Path) -> int:
        """How many runs so far."""
        counted = self.cache.load(self._key(sha256, file)) or b""
        return int(counted) if counted.isdigit() else 0

    def add(self, sha256: str, file: Path) -> None:
        """Counts one more."""
        self.cache.store(self._key(sha256, file), b"%d" % (self.runs(sha256, file) + 1))

    def _key(self, sha256: str, file: Path) -> str:
        return key_of(sha256, file.name, f"{self.made_by} within {self.max_seconds} s")


def planned(files: Sequence[Path], cache: Cache, settings: Settings) -> Plan:
    """Looks each file up in the cache, by the hash of its bytes and of all else that bears on its rows."""
    made = made_by(settings)
    looked = {file: _known(file, cache, made, settings) for file in files}
    known = {file: entry for file, entry in looked.items() if entry}
    return Plan(tuple(files), known, cache, made, settings.max_seconds)


def _known(file: Path, cache: Cache, made: str, settings: Settings) -> Entry | None:
    sha256 = sha256_of(file)
    if sha256 is None:
        return None
    key = key_of(sha256, file.name, made)
    data = cache.load(key)
    found = from_bytes(data, file) if data is not None else None
    if found is None or found.entry.record.sha256 != sha256:
        late = Lateness(cache, made, settings.max_seconds).runs(sha256, file) >= LATE_RUNS
        return left_out(file, settings) if late else None
    cache.touch(key)
    return found.entry


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def key_of(sha256: str, name: str, made_by: str) -> str:
    """The key of a file's result; its name counts, since rows name their source and may take its stem for a symbol."""
    return hashlib.sha256(json.dumps([sha256, name, made_by]).encode("utf-8", "backslashreplace")).hexdigest()


def made_by(settings: Settings) -> str:
    """A hash of what run.json says: the versions of all that made a result, and the settings that affect content."""
    said = {
        "versions": versions(settings).model_dump(),
        "settings": settings.model_dump(mode="json", include=set(CONTENT_SETTINGS)),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
