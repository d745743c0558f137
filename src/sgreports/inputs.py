"""The files that a run is given: which ones, their bytes' hash, and the time that reading one may take."""

import csv
import hashlib
import os
import re
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from sgreports.dataset.files.folder import is_run
from sgreports.dataset.publish.archive import CHECKSUMS
from sgreports.errors import DamagedError, MissingFolderError, RefusedError, UsageError
from sgreports.time_limit import BACKSTOP, listening, too_long

_SOON = 0.001  # seconds; a timer set to 0 would never end
FORMATS = (".pdf", ".txt", ".md", ".docx")
_REFUSED = (".doc", ".docm")  # Word files that are refused with advice, which a folder must not hide
_WORD_LOCK = "~$"  # begins the name of the small file that Word keeps beside an open one
MANIFEST = "MANIFEST.csv"


def expand(inputs: Iterable[Path]) -> list[Path]:
    """The files named and those in the folders named (not in hidden ones), by file name, none twice.

    A file that is named is taken whatever it is called, and though it is missing: its outcome says so. So does that of
    what is left out. Raises UsageError for a folder that is missing or without reports, and for no input at all.
    """
    inputs = list(inputs)
    kinds = (*FORMATS, *_REFUSED)
    if missing := next((p for p in inputs if p.suffix.lower() not in kinds and not os.path.lexists(p)), None):
        raise MissingFolderError(f"there is no file or folder {missing}; name files or folders with reports")
    found = {_resolved(file): file for path in inputs for file in (_inside(path) if path.is_dir() else [path])}
    if not found:
        raise UsageError("no input; name files or folders with reports")
    return sorted(found.values(), key=lambda f: (f.name, str(f)))


def in_shard(inputs: Iterable[Path], shard: str) -> list[Path]:
    """The files of one share (`2/8`): by a hash of their names, so that new files move no others.

    Raises UsageError for what is no share, and for a share without files.
    """
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", shard)
    number, of = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= of:
        raise UsageError(f"{shard!r} is no share of the files; say 1/4, 2/4, 3/4 or 4/4 for quarters")
    own = [
        f
        for f in expand(inputs)
        if int.from_bytes(hashlib.sha256(os.fsencode(f.stem)).digest()[:8], "big") % of == number - 1
    ]
    if not own:
        raise UsageError(f"share {shard} has no file; make fewer shares")
    return own


def _resolved(file: Path) -> Path:
    """The file that a path leads to; the path itself where it is a link to itself."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):
        return file.absolute()


def _inside(folder: Path) -> list[Path]:
    """The reports of a folder, and in their places the folders that are left out: linked, closed to us, datasets."""
    seen = sorted(p for p in _below(folder) if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    found = list(dict.fromkeys(_dataset_of(p, folder) or p for p in seen))
    if not found:
        raise UsageError(f"{folder} holds no reports ({', '.join(FORMATS)}); name a folder that does")
    return found


def _below(folder: Path) -> Iterator[Path]:
    """What may be a report in a folder and in those below, and folders that are not entered."""
    closed: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        yield from (link for name in folders if (link := Path(place, name)).is_symlink())
        for file in (Path(place, name) for name in names if not name.startswith(_WORD_LOCK)):
            if file.suffix.lower() in (*FORMATS, *_REFUSED) and file.is_file():
                yield file
    yield from closed


def _dataset_of(file: Path, folder: Path) -> Path | None:
    """The dataset that a file is part of, if it lies in `folder`."""
    above = [*file.parents][: len(file.relative_to(folder).parts)]
    return next((place for place in above if _is_dataset(place)), None)


def _is_dataset(folder: Path) -> bool:
    """Whether a run or `publish` wrote the folder."""
    return is_run(folder) or ((folder / CHECKSUMS).is_file() and is_run(folder / "data"))


def gold_source(document: str, folder: Path) -> Path:
    """The file of a document in `folder` or below, or the packaged sample. Raises UsageError where there is none.

    It is found by its stem (`S_2025_389.pdf`), else by a MANIFEST.csv (columns `file`, `symbol`) that lies beside it.
    """
    sample = Path(str(files("sgreports") / "data" / f"{document}.txt"))
    if sample.is_file():
        return sample
    stem = re.sub(r"[/() ]", "_", document)
    found = sorted(p for ending in FORMATS for p in folder.rglob(f"{stem}*{ending}") if p.stem in (stem, f"{stem}_c"))
    found = found or [file for manifest in sorted(folder.rglob(MANIFEST)) for file in _listed(document, manifest)]
    if not found:
        raise UsageError(
            f"{folder} has no file {stem}.pdf for {document}, and no {MANIFEST} there names one; "
            "set SGREPORTS_REPORTS to the folder that does"
        )
    return found[0]


def _listed(document: str, manifest: Path) -> list[Path]:
    with manifest.open(encoding="utf-8", newline="") as lines:
        named = [row["file"] for row in csv.DictReader(lines) if row.get("symbol") == document and row.get("file")]
    return [file for name in named if (file := manifest.parent / name).suffix.lower() in FORMATS and file.is_file()]


def writable(text: str) -> str:
    """The text with what UTF-8 cannot say (bytes of a file name that are no text) written as an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def check_file(file: Path) -> None:
    """Raises DamagedError for a file whose name no table can hold, and for a pipe or device, which may never end.

    RefusedError for what is no report by its name or place: a README, a file of a dataset, a folder that is left out.
    """
    check_kept_out(file)
    if writable(file.name) != file.name:
        raise DamagedError("name", f"{writable(file.name)} has a name that is not UTF-8: rename the file")
    if file.is_symlink() and not file.exists():
        raise DamagedError("unreadable", f"{file.name} is a link to nothing, or to itself: name the file itself")
    if file.exists() and not file.is_file():
        raise DamagedError("no-file", f"{file.name} is no regular file: copy what it gives into one")


def check_kept_out(file: Path) -> None:
    """Raises RefusedError for a README, and for a folder or file that is a dataset's or lies behind a link."""
    if file.is_dir() and file.is_symlink():
        raise RefusedError("linked-folder", f"{file.name} is a link to a folder, left out: name the folder itself")
    if (file.is_dir() and _is_dataset(file)) or _is_dataset(file.parent):
        raise RefusedError("own-dataset", f"{file.name} was written by sgreports and is no report: left out")
    if file.is_dir():
        raise DamagedError("unreadable", f"{file.name} is a folder that cannot be opened: check its rights")
    if re.fullmatch(r"read[ _-]?me", file.stem, re.IGNORECASE):
        raise RefusedError("readme", f"{file.name} is no report, left out: rename it if it is one")


def sha256_of(path: Path) -> str | None:
    """The hash of a file's bytes; None where it cannot be read, or is no regular file."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raises DamagedError in the block after `seconds` of work, or many times as many by the clock, unless extended.
    Only the main thread can be stopped so."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def late(*_: object) -> None:
        raise DamagedError("over-time", too_long(seconds))

    clocks = ((signal.ITIMER_PROF, signal.SIGPROF, 1), (signal.ITIMER_REAL, signal.SIGALRM, BACKSTOP))

    def extended(more: float) -> None:
        for timer, _, times in clocks:
            signal.setitimer(timer, max(signal.getitimer(timer)[0] + times * more, _SOON))

    before = [signal.signal(number, late) for _, number, _ in clocks]
    for timer, _, times in clocks:
        signal.setitimer(timer, times * seconds)
    try:
        with listening(extended):
            yield
    finally:
        for (timer, number, _), handler in zip(clocks, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
