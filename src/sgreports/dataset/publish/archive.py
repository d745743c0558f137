"""Checksums of a folder, and the folder as a zip archive that comes out the same every time."""

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from sgreports.dataset.files.share import WHEN
from sgreports.dataset.files.sums import Difference, differences, files_below, sums

CHECKSUMS = "SHA256SUMS"
MARK = "data/run.json"
"""A file that each published dataset has."""
PACKED = frozenset({".parquet", ".duckdb"})
"""Forms that are packed already."""
CHUNK = 1 << 20
UNIX, READABLE = 3, 0o100644


def checksums(folder: Path) -> str:
    """A line for each file, as `sha256sum -c` reads them."""
    return _lines(sums(folder, CHECKSUMS))


def _lines(sums: Mapping[str, str]) -> str:
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())


def zip_folder(folder: Path, archive: Path, name: str) -> None:
    """Writes the folder's files below `name`: sorted, without times or owners, a megabyte in memory at a time."""
    with zipfile.ZipFile(archive, "w") as file:
        for path in files_below(folder):
            member = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", WHEN)
            member.create_system, member.external_attr = UNIX, READABLE << 16
            member.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
            member.file_size = path.stat().st_size
            with path.open("rb") as source, file.open(member, "w") as target:
                shutil.copyfileobj(source, target, CHUNK)


def listed(checksums: str) -> dict[str, str]:
    """The hashes in the lines of `checksums`, by the names."""
    lines = (line.partition("  ") for line in checksums.splitlines())
    return {name: sha256 for sha256, _, name in lines}


def changes(place: Path, mark: str) -> list[Difference] | None:
    """How a folder, or a .zip with one, differs from what its checksums say; None where these do not name `mark`."""
    try:
        if place.is_file():
            text, found = _packed(place)
        else:
            text, found = (place / CHECKSUMS).read_text(encoding="utf-8", errors="replace"), sums(place, CHECKSUMS)
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return None
    if mark not in (written := listed(text)):
        return None
    whole = [] if text == _lines(written) else [Difference(CHECKSUMS, "changed")]
    return [*whole, *differences(written, found)]


def _packed(archive: Path) -> tuple[str, dict[str, str]]:
    """Checksums and hashes of the members of the one folder in an archive; others have their whole name."""
    with zipfile.ZipFile(archive) as file:
        top = next((name.partition("/")[0] for name in file.namelist()), "") + "/"
        found = {name.removeprefix(top): _member_sum(file, name) for name in file.namelist()}
        text = file.read(top + CHECKSUMS).decode("utf-8", "replace")
    del found[CHECKSUMS]
    return text, found


def _member_sum(file: zipfile.ZipFile, name: str) -> str:
    """The hash of a member; none of one that is damaged."""
    digest = hashlib.sha256()
    try:
        with file.open(name) as member:
            for block in iter(lambda: member.read(CHUNK), b""):
                digest.update(block)
        return digest.hexdigest()
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return ""
