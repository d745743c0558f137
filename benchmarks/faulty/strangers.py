"""A stranger's files beside what the program writes and within it: whatever it does, they stay as they are."""

import os
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from sgreports.batches.runs import check_out
from sgreports.dataset.linked.write import write_jsonld
from sgreports.dataset.merging import merge
from sgreports.dataset.publish.contents import Options
from sgreports.dataset.publish.publish import publish
from sgreports.dataset.workbook import write_workbook
from sgreports.errors import UsageError

NAMES = (
    ".env", ".git/HEAD", ".venv/bin/python", "notes.txt", "thesis/chapter.docx", "ab/notes.entry", "ab/.hid/deep/file",
    f"ab/{'0' * 64}.entry", f"cd/.cd{'0' * 62}.1-0123abcd/file", "data/table.csv", "documents/year=2044/mine.parquet",
    ".run.part-0123456789abcdef/thesis", ".new-publish.part-0123456789abcdef/thesis", ".run.part-01/new/thesis",
)  # fmt: skip
"""Names that are near to ours, and others."""
TOPS = {name.partition("/")[0] for name in NAMES}
IN_FOLDER: dict[str, Callable[[Path, Path], object]] = {
    "run": lambda _, out: check_out(out),
    "publish": lambda run, out: publish(run, out, Options(browser=False)),
    "merge": lambda run, out: merge([run], out),
}
AS_FILE: dict[str, Callable[[Path, Path], object]] = {
    "publish.zip": lambda run, out: publish(run, out, Options(browser=False)),
    "book.xlsx": write_workbook,
    "linked.jsonld": write_jsonld,
}
"""What writes a run in another form, given the run and the place."""


class Strangers:
    """A stranger's files of some of these names below some folders, all of them old."""

    def __init__(self, chance: random.Random, folders: Iterable[Path]) -> None:
        self._held: dict[Path, bytes] = {}
        for folder in folders:
            for name in chance.sample(NAMES, chance.randint(1, len(NAMES))):
                self._put(folder / name, chance.randbytes(20))

    def _put(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self._held[path] = data
        for old in (path, path.parent, path.parent.parent):
            os.utime(old, (0, 0))

    def stay(self) -> bool:
        """Whether all of them are there as they were."""
        return all(path.is_file() and path.read_bytes() == data for path, data in self._held.items())

    def leave(self) -> None:
        """Takes them away."""
        for path in self._held:
            path.unlink()
            for parent in path.parents:
                try:
                    parent.rmdir()
                except OSError:
                    break


def refused(write: Callable[[Path, Path], object], run: Path, out: Path) -> bool:
    """Whether a place is refused with a sentence."""
    try:
        write(run, out)
    except UsageError:
        return True
    return False


def some_outputs(chance: random.Random, run: Path, folder: Path) -> bool:
    """Whether two kinds of output are written beside strangers and refused where they are in it; all stay."""
    beside = Strangers(chance, [folder])
    for name, write in chance.sample(sorted((IN_FOLDER | AS_FILE).items()), 2):
        out = folder / f"new-{name}"
        if refused(write, run, out):
            return False
        within = Strangers(chance, [out] if name in IN_FOLDER else [])
        if name in AS_FILE:
            out.write_bytes(data := chance.randbytes(200))
        if not refused(write, run, out) or not within.stay() or (name in AS_FILE and out.read_bytes() != data):
            return False
    return beside.stay()
