"""A list of symbols → files in a folder with a manifest; what is there already is not asked for again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sgreports.dataset.files.locks import locked
from sgreports.errors import DamagedError, RefusedError, UsageError
from sgreports.fetching.manifest import Download, Manifest, sha256_hex
from sgreports.fetching.requests import Requests
from sgreports.fetching.service import Form, document
from sgreports.fetching.symbols import checked_language, checked_symbol, stem
from sgreports.settings import Settings

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
    with _alone_in(folder), Requests(settings) as requests:
        manifest = Manifest.of(folder)
        for symbol in wanted:
            yield _one(requests, manifest, symbol, language, form)


def _one(requests: Requests, manifest: Manifest, symbol: str, language: str, form: Form) -> Fetched:
    try:
        if held := manifest.held(symbol, language, form):
            return Fetched(symbol, "held", manifest.folder / held.file)
        found = document(requests, symbol, language, form)
        sha256, name = sha256_hex(found.data), f"{stem(symbol, language)}{found.ending}"
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
