"""What a run has to do: which of its files are known from earlier runs, and which are new or changed."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sgreports.batches.cache import Cache
from sgreports.batches.entry import Processed, from_bytes, rows_in, to_bytes
from sgreports.batches.key import key_of, made_by
from sgreports.errors import UsageError
from sgreports.inputs import sha256_of
from sgreports.model.run import Entry
from sgreports.settings import Settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a run in its order; `known` has what earlier runs found of those that have not changed since."""

    files: tuple[Path, ...]
    known: dict[Path, Entry]
    cache: Cache
    made_by: str

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
        return entry

    def rows(self, entry: Entry) -> bytes:
        """The archive of an entry's rows. Raises UsageError where the cache has lost it meanwhile."""
        file = Path(entry.record.path)
        data = self.cache.load(key_of(entry.record.sha256 or "", file.name, self.made_by))
        if data is None:
            raise UsageError(f"the cache {self.cache.folder} lost the result of {file} during the run; run it again")
        return rows_in(data)


def planned(files: Sequence[Path], cache: Cache, settings: Settings) -> Plan:
    """Looks each file up in the cache, by the hash of its bytes and of all else that bears on its rows."""
    made = made_by(settings)
    looked = {file: _known(file, cache, made) for file in files}
    return Plan(tuple(files), {file: entry for file, entry in looked.items() if entry}, cache, made)


def _known(file: Path, cache: Cache, made: str) -> Entry | None:
    sha256 = sha256_of(file)
    if sha256 is None:
        return None
    key = key_of(sha256, file.name, made)
    data = cache.load(key)
    found = from_bytes(data, file) if data is not None else None
    if found is None:
        return None
    cache.touch(key)
    return found.entry


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
