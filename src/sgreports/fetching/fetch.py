"""A list of symbols → files in a folder with a manifest; what is there already is not asked for again.

MANIFEST.csv says what each file is, where it came from, when, and the hash of its bytes.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sgreports.dataset.files.atomic import replacing_file
from sgreports.dataset.files.locks import locked
from sgreports.errors import DamagedError, RefusedError, UsageError
from sgreports.fetching.requests import Requests
from sgreports.fetching.service import Form, document
from sgreports.fetching.symbols import checked_language, checked_symbol, stem
from sgreports.inputs import MANIFEST, sha256_of
from sgreports.ownership import Proof, marked
from sgreports.settings import Settings


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was downloaded. `format` is what was asked for, `pdf` or `doc`; `time` is UTC."""

    file: str
    symbol: str
    language: str
    format: str
    address: str
    time: str
    sha256: str


_COLUMNS = [column.name for column in fields(Download)]
_NOT_OURS, _REMEDY = "was not fetched, or has changed since", "move it away to fetch it"
_PROOF = marked("manifest", rf"\A{','.join(_COLUMNS)}\r?\n".encode())


@dataclass
class Manifest:
    """The downloads of a folder, in the order in which they came."""

    folder: Path
    rows: list[Download]

    @classmethod
    def of(cls, folder: Path) -> "Manifest":
        """The manifest of a folder, empty where it has none. Raises UsageError for one of another kind."""
        path = folder / MANIFEST
        if not path.exists():
            return cls(folder, [])
        try:
            reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
            columns, rows = list(reader.fieldnames or []), list(reader)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise UsageError(f"{path} cannot be read ({error}); name another folder") from error
        if columns != _COLUMNS:
            raise UsageError(f"{path} was not written by `sgreports fetch`; name another folder with --to")
        if wrong := next((n for n, row in enumerate(rows, 1) if None in row or None in row.values()), None):
            raise UsageError(f"{path}: row {wrong} has not {len(_COLUMNS)} cells; mend it, or name another folder")
        return cls(folder, [Download(**row) for row in rows])

    def held(self, symbol: str, language: str, form: str) -> Download | None:
        """The download whose file is there, with the bytes that came; None where it must be fetched.

        Raises UsageError where the file has other bytes by now: it may have somebody's notes in it.
        """
        wanted = (symbol, language, form)
        found = next((row for row in self.rows if (row.symbol, row.language, row.format) == wanted), None)
        if found is None or not (self.folder / found.file).exists():
            return None
        self.proof(found.file, found.sha256).check(self.folder / found.file)
        return found

    def proof(self, name: str, sha256: str) -> Proof:
        """Proves that a file of the name is a download as it came, or has the hash."""
        own = {sha256, *(row.sha256 for row in self.rows if row.file == name)}
        return Proof(lambda path: "" if sha256_of(path) in own else _NOT_OURS, _REMEDY)

    def same_elsewhere(self, symbol: str, language: str, sha256: str) -> Download | None:
        """A download of the symbol in another language with the same bytes."""
        same = (row for row in self.rows if row.symbol == symbol and row.sha256 == sha256 and row.language != language)
        return next(same, None)

    def keep(self, row: Download, data: bytes) -> None:
        """Writes a file and then its row, each as a whole: a run that is killed leaves no part of either."""
        _write(self.folder / row.file, data, self.proof(row.file, row.sha256))
        key = (row.symbol, row.language, row.format)
        self.rows = [*(r for r in self.rows if (r.symbol, r.language, r.format) != key), row]
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(r) for r in self.rows)
        _write(self.folder / MANIFEST, out.getvalue().encode(), _PROOF)


def _write(path: Path, data: bytes, proof: Proof) -> None:
    try:
        with replacing_file(path, proof) as new:
            new.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}; name another folder") from error


_LOCK = ".fetch.lock"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of a symbol: `fetched` now, `held` from before, `none` there is, or `failed` for now."""

    symbol: str
    outcome: Literal["fetched", "held", "none", "failed"]
    file: Path | None = None
    reason: str | None = None


def fetch(
    symbols: Iterable[str], folder: Path, settings: Settings, language: str = "en", form: Form = "pdf"
) -> Iterator[Fetched]:
    """Downloads documents one after the other, and says what became of each as it is done.

    Raises UsageError for a wrong symbol, language or folder before any request, StoppedError where the service says to
    stop: what was fetched is kept, and the same call goes on from there.
    """
    wanted = list(dict.fromkeys(map(checked_symbol, symbols)))
    checked_language(language)
    if not wanted:
        raise UsageError("no symbol; name symbols, or a list of them with --list")
    with _alone_in(folder), closing(Requests(settings)) as requests:
        manifest = Manifest.of(folder)
        for symbol in wanted:
            yield _one(requests, manifest, symbol, language, form)


def _one(requests: Requests, manifest: Manifest, symbol: str, language: str, form: Form) -> Fetched:
    try:
        if held := manifest.held(symbol, language, form):
            return Fetched(symbol, "held", manifest.folder / held.file)
        found = document(requests, symbol, language, form)
        sha256, name = hashlib.sha256(found.data).hexdigest(), f"{stem(symbol, language)}{found.ending}"
        manifest.proof(name, sha256).check(manifest.folder / name)
    except RefusedError as error:
        return Fetched(symbol, "none", reason=error.reason)
    except DamagedError as error:
        return Fetched(symbol, "failed", reason=error.reason)
    except UsageError as error:
        return Fetched(symbol, "failed", reason=str(error))
    if same := manifest.same_elsewhere(symbol, language, sha256):
        return Fetched(symbol, "none", reason=f"{symbol}: the service gives the {same.language} text for {language}")
    time = datetime.now(UTC).isoformat(timespec="seconds")
    manifest.keep(Download(name, symbol, language, form, found.address, time, sha256), found.data)
    return Fetched(symbol, "fetched", manifest.folder / name)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Raises UsageError where the folder cannot be made, or another call downloads into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / _LOCK) as held:
            if held == "elsewhere":
                raise UsageError(f"another call downloads into {folder}; wait for it, or name another folder")
            yield
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}; name another folder") from error
