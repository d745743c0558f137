"""A run with the initials of those who decided, for a publication: what they decided is public, not who they are."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from sgreports.dataset.files.atomic import beside
from sgreports.dataset.files.folder import RUN, write_json
from sgreports.dataset.files.renewed import TableChange, hashes, link_files, renew_tables
from sgreports.dataset.files.sums import sealed
from sgreports.dataset.stored.stored import run_json, stored
from sgreports.model.records import CountRow

SHORT = 3
"""Letters up to which a name is initials already."""


def initials(name: str) -> str:
    """`mk` of `maria.keller` and of `mk`, `m` of `maria`."""
    parts = [part for part in re.split(r"[._-]+", name) if part]
    if len(parts) == 1:
        return name if len(name) <= SHORT else name[0].lower()
    return "".join(part[0] for part in parts).lower()


def with_initials(names: str) -> str:
    """The same of names that are parted by commas."""
    return ", ".join(initials(name) for name in names.split(", "))


@contextmanager
def with_initials_alone(run: Path, out: Path) -> Iterator[Path]:
    """The run, or where persons decided rows of it a copy beside `out` that has their initials; models keep a name."""
    named = {
        row["count"]: CountRow.model_validate(row | {"decided_by": with_initials(row["decided_by"])})
        for row in stored(run, "counts") if row["decided_kind"] == "person"
    }  # fmt: skip
    if not named:
        yield run
        return
    with beside(out) as copy:
        link_files(run, copy)
        renew_tables(copy, [TableChange(CountRow, named)])
        said = run_json(copy)
        deciders = (row["decided_by"] for row in stored(run, "counts") if row["decided_kind"] == "person")
        people = {name for names in deciders for name in names.split(", ")}
        files = [{**file, "path": _path(file["path"], people)} for file in said.get("decisions", [])]
        (copy / RUN).unlink()
        write_json(copy / RUN, sealed({**said, "decisions": files, "files": hashes(copy, run, said["files"])}))
        yield copy


def _path(path: str, people: set[str]) -> str:
    stem, suffix = PurePath(path).stem, PurePath(path).suffix
    return f"{initials(stem) if stem in people else stem}{suffix}"
