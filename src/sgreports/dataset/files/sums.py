"""Hashes of what was written: they prove that a file is as the program left it, when it is read or replaced."""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, NamedTuple

SEAL = "seal"
"""The key of a JSON file whose value is the hash of all the rest of it."""
SETTLED = 2.0
"""Seconds after which a change of a file has another time than the one before: file systems count in steps."""
_KNOWN: dict[tuple[int, ...], str] = {}


class Difference(NamedTuple):
    """A file that is not as it was written: other bytes, no file, or a file that was not written."""

    name: str
    what: Literal["changed", "missing", "added"]


def sha256_of_file(path: Path) -> str:
    """The hash of a file's content, in hexadecimal digits; a file that has not changed since is read once."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        key = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)  # a new link changes its ctime
        if key in _KNOWN:
            return _KNOWN[key]
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if time.time() - status.st_mtime > SETTLED:
        _KNOWN[key] = found
    return found


def files_below(folder: Path) -> list[Path]:
    """The files in a folder and its folders, by their names relative to it."""
    return sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix())


def sums(folder: Path, *without: str) -> dict[str, str]:
    """The hash of each file below a folder, by its name relative to it, but for some; several are read at once."""
    named = {p.relative_to(folder).as_posix(): p for p in files_below(folder)}
    names = [name for name in named if name not in without]
    with ThreadPoolExecutor() as pool:
        return dict(zip(names, pool.map(sha256_of_file, map(named.__getitem__, names)), strict=True))


def differences(written: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Difference]:
    """How files differ from what was written, by the hashes of both."""
    for name in sorted({*written, *found}):
        if name not in found:
            yield Difference(name, "missing")
        elif name not in written:
            yield Difference(name, "added")
        elif written[name] != found[name]:
            yield Difference(name, "changed")


def first_lost(found: Iterable[Difference]) -> str:
    """The name of the first file that somebody changed or added: it would be lost if all were replaced; "" for none."""
    return next((difference.name for difference in found if difference.what != "missing"), "")


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a JSON file with its seal."""
    rest = {name: value for name, value in content.items() if name != SEAL}
    return {**rest, SEAL: hashlib.sha256(json_text(rest).encode()).hexdigest()}


def is_sealed(data: bytes) -> bool:
    """Whether the bytes are those of a JSON file that was written with its seal."""
    try:
        content = json.loads(data)
        return isinstance(content, dict) and json_text(sealed(content)).encode() == data
    except (ValueError, RecursionError):
        return False


def json_text(content: object) -> str:
    """Indented JSON, ending in a line feed."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
