"""Checksums of a folder, and the folder as a zip archive that comes out the same every time."""

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from sgreports.dataset.files.folder import sha256_of_file

CHECKSUMS = "SHA256SUMS"
WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the first that the format can say."""
PACKED = frozenset({".parquet", ".duckdb"})
"""Forms that are packed already."""
CHUNK = 1 << 20
UNIX, READABLE = 3, 0o100644


def files_below(folder: Path) -> list[Path]:
    """The files in a folder and its folders, by their names relative to it."""
    return sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix())


def checksums(folder: Path) -> str:
    """A line for each file, as `sha256sum -c` reads them."""
    return "".join(_checksum_lines(folder))


def _checksum_lines(folder: Path) -> Iterator[str]:
    for path in files_below(folder):
        name = path.relative_to(folder).as_posix()
        if name != CHECKSUMS:
            yield f"{sha256_of_file(path)}  {name}\n"


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


def names_listed(checksums: str) -> set[str]:
    """The names in the lines of `checksums`."""
    return {line.partition("  ")[2] for line in checksums.splitlines()}


def members(archive: Path, text: str) -> tuple[list[str], str]:
    """The names of an archive's members, and the text of the one named `text`; nothing of a file of another kind."""
    try:
        with zipfile.ZipFile(archive) as file:
            names = file.namelist()
            found = next((name for name in names if name.partition("/")[2] == text), None)
            return names, file.read(found).decode("utf-8", "replace") if found else ""
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return [], ""
