"""The files of decisions: read line by line with what is wrong named by file and line, appended to, lines replaced.

Nothing that stands in a file is ever lost: what cannot be read is told, and stays as it is.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sgreports.dataset.files.atomic import replacing_file, sync
from sgreports.dataset.files.locks import alone
from sgreports.decisions.decision import Decision
from sgreports.errors import UsageError
from sgreports.inputs import writable
from sgreports.model.run import DecisionInput
from sgreports.ownership import Proof, no_file

SUFFIX = ".jsonl"
FOLDER = Path("decisions")
"""Where decisions are kept unless another folder is named."""


@dataclass(frozen=True, slots=True)
class Line:
    """A decision with the file and line that it stands in."""

    file: Path
    number: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is no decision, torn or wrongly edited, and why."""

    file: Path
    number: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.number}: {self.reason}"


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """A file of decisions as it was read."""

    path: Path
    sha256: str
    lines: int


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a folder or file, in the order of file names and lines; `unread` are the lines that are none."""

    files: tuple[DecisionFile, ...] = ()
    lines: tuple[Line, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def inputs(self) -> tuple[DecisionInput, ...]:
        """The files as run.json names them."""
        return tuple(DecisionInput(path=writable(str(f.path)), sha256=f.sha256, lines=f.lines) for f in self.files)


NO_DECISIONS = Decisions()


def read_decisions(where: Path) -> Decisions:
    """The decisions of a folder's files, or of one file. Raises UsageError where there is neither."""
    paths = sorted(where.glob(f"*{SUFFIX}")) if where.is_dir() else [where]
    files: list[DecisionFile] = []
    lines: list[Line] = []
    unread: list[Unread] = []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}; name a folder of decisions (NAME.jsonl), or a file") from error
        files.append(DecisionFile(path, hashlib.sha256(data).hexdigest(), data.count(b"\n")))
        for number, text in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            if text.strip():
                found = read_line(text, path, number)
                (lines if isinstance(found, Line) else unread).append(found)  # type: ignore[arg-type]
    return Decisions(tuple(files), tuple(lines), tuple(unread))


def read_line(text: bytes, path: Path, number: int) -> Line | Unread:
    """One line of a file, or why it is no decision."""
    try:
        return Line(path, number, Decision.model_validate_json(text))
    except ValidationError as error:
        return Unread(path, number, why(error))


def why(error: ValidationError) -> str:
    """What is wrong with JSON, its first fault in a sentence: `cells.years: Value error, …`."""
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else first["msg"]


def file_by(reader: str, folder: Path) -> Path:
    """The file of a reader's decisions."""
    return folder / f"{reader}{SUFFIX}"


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Appends decisions to a file: all of them or none are there when it ends, whatever happens to the machine then.

    What a line that was torn before has left is ended first, and stays. Raises UsageError where it cannot be written.
    """
    data = "".join(f"{decision.line()}\n" for decision in decisions).encode()
    try:
        with alone(path.parent):
            is_new = not path.exists()
            _append(path, data)
            if is_new:
                sync(path.parent)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; what was decided before is unchanged") from error


def _append(path: Path, data: bytes) -> None:
    with path.open("a+b", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
            data = data if file.read(1) == b"\n" else b"\n" + data
        try:
            written = file.write(data)
            if written != len(data):
                raise OSError(0, "the disk is full")
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(end)
            raise


def replace_lines(path: Path, new: Mapping[int, Decision]) -> None:
    """Puts decisions in the place of the lines of these numbers; every other byte of the file stays."""
    with alone(path.parent):
        lines = path.read_bytes().split(b"\n")
        for number, decision in new.items():
            end = b"\r" if lines[number - 1].endswith(b"\r") else b""
            lines[number - 1] = decision.line().encode() + end
        with replacing_file(path, Proof(no_file)) as file:
            file.write_bytes(b"\n".join(lines))
