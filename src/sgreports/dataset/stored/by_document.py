"""A run's tables document by document: what is held is one document's rows, and where the others stand in the files."""

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sgreports.dataset.files.folder import RUN
from sgreports.dataset.stored.stored import check_columns, check_run
from sgreports.errors import UsageError
from sgreports.model.records import TABLES

Rows = list[dict[str, Any]]
DOCUMENT = re.compile(rb'"document":("(?:[^"\\]|\\.)*")')
"""The column of that name; within a text every quotation mark is led by a backslash, so no text looks like it."""
OF_NO_DOCUMENT = ("entities",)


@dataclass(frozen=True)
class TableFile:
    """An open JSON Lines file; `stretches` are the byte ranges of each document's rows, in the file's order."""

    file: BinaryIO
    stretches: Mapping[str, tuple[tuple[int, int], ...]]
    rows: int

    def lines(self, document: str) -> bytes:
        """The document's rows as they are written, none for one that is not there."""
        return b"".join(self._read(*stretch) for stretch in self.stretches.get(document, ()))

    def _read(self, start: int, end: int) -> bytes:
        self.file.seek(start)
        return self.file.read(end - start)


@dataclass(frozen=True)
class RunTables:
    """An open run: its folder (and the descriptor of that), the content of run.json, its tables by name."""

    folder: Path
    here: int
    run: Mapping[str, Any]
    tables: Mapping[str, TableFile]

    def lines(self, document: str) -> dict[str, bytes]:
        """The rows of a document as they are written, by the names of the tables; entities belong to no document."""
        return {name: table.lines(document) for name, table in self.tables.items() if name not in OF_NO_DOCUMENT}

    def of(self, document: str) -> dict[str, Rows]:
        """The rows of a document in each of those tables; dates are ISO texts."""
        return {name: parsed(lines) for name, lines in self.lines(document).items()}

    def each(self, table: str) -> Iterator[dict[str, Any]]:
        """All rows of a table, one after the other."""
        file = self.tables[table].file
        file.seek(0)
        yield from map(json.loads, file)

    def open(self, name: str) -> BinaryIO:
        """Opens a file of the run."""
        return _open(self.here, name)

    @property
    def names(self) -> frozenset[str]:
        """The names of the run's files."""
        return frozenset(os.listdir(self.here))  # noqa: PTH208 - pathlib takes no descriptor

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents in the run's order."""
        return tuple(self.tables["documents"].stretches)


@contextmanager
def opened(folder: Path) -> Iterator[RunTables]:
    """Opens a run, all of it though another replaces it meanwhile. Raises UsageError if `folder` holds none."""
    check_run(folder, *(f"{name}.jsonl" for name in TABLES))
    with ExitStack() as stack:
        try:
            here = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            stack.callback(os.close, here)
            files = {name: stack.enter_context(_open(here, f"{name}.jsonl")) for name in TABLES}
            run = json.loads(stack.enter_context(_open(here, RUN)).read())
        except FileNotFoundError as error:
            raise UsageError(f"{folder} was replaced while it was read; say it again") from error
        except ValueError as error:
            raise UsageError(f"{folder / RUN} is not JSON: {error}; extract the run again") from error
        yield RunTables(folder, here, run, {name: _indexed(file, folder, name) for name, file in files.items()})


def parsed(lines: bytes) -> Rows:
    """Rows from their JSON lines."""
    return [json.loads(line) for line in lines.splitlines()]


def _open(folder: int, name: str) -> BinaryIO:
    return os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb")


def _indexed(file: BinaryIO, folder: Path, table: str) -> TableFile:
    """Where each document's rows stand. Raises UsageError naming the line that has none."""
    found: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    at = rows = 0
    for line in file:
        if not rows:
            check_columns(_columns(line, folder / f"{table}.jsonl"), TABLES[table], folder)
        rows += 1
        if table not in OF_NO_DOCUMENT:
            match = DOCUMENT.search(line)
            if match is None:
                raise UsageError(f"{folder / table}.jsonl, line {rows}: no document; extract the run again")
            _extend(found[match[1]], at, at + len(line))
        at += len(line)
    return TableFile(file, {json.loads(name): tuple(its) for name, its in found.items()}, rows)


def _columns(line: bytes, path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(line))
    except ValueError as error:
        raise UsageError(f"{path}, line 1: {error}; extract the run again") from error


def _extend(stretches: list[tuple[int, int]], start: int, end: int) -> None:
    if stretches and stretches[-1][1] == start:
        start = stretches.pop()[0]
    stretches.append((start, end))
