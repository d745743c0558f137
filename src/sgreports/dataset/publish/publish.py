"""A published dataset in its place: written beside it, then put there as a whole."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from sgreports.dataset.files.atomic import beside, replacing, replacing_file
from sgreports.dataset.files.folder import RUN, write_json
from sgreports.dataset.files.renewed import TableChange, hashes, link_files, renew_tables
from sgreports.dataset.files.sums import files_below, first_lost, sealed, sha256_of_file
from sgreports.dataset.publish.archive import CHECKSUMS, MARK, changes, listed, zip_folder
from sgreports.dataset.publish.contents import Contents, Options, Progress, gathered, write_contents
from sgreports.dataset.stored.stored import run_json, stored
from sgreports.dataset.verifying import check_verified
from sgreports.errors import UsageError
from sgreports.model.base import Frozen
from sgreports.model.records import CountRow
from sgreports.ownership import Proof, strange_in

SHORT = 3
"""Letters up to which a name is initials already."""


class Published(Frozen):
    """What was written: its place, the number of files, bytes in all, and the hash of a zip."""

    path: Path
    files: int
    size: int
    sha256: str | None


def publish(
    folder: Path, out: Path, options: Options, progress: Progress = lambda _: None, force: bool = False
) -> Published:
    """Publishes a run at `out`, a folder or a .zip, replaced as a whole. Raises UsageError where that cannot be, and
    where the run is not as it was written.

    `force` lets it replace a .zip that is no published dataset.
    """
    check_verified(folder)
    proof = _checked_out(folder, out, force)
    write = _zipped if out.suffix == ".zip" else _in_folder
    try:
        with ExitStack() as stack:
            source = folder if options.names else stack.enter_context(with_initials_alone(folder, out))
            contents = stack.enter_context(gathered(source, options))
            return write(contents, out, proof, progress)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}; nothing there was changed") from error


def _checked_out(folder: Path, out: Path, force: bool) -> Proof:
    """What proves that `out` is ours. Raises UsageError for a place that holds anything but an older publication."""
    if folder.resolve() in (out.resolve(), *out.resolve().parents):
        raise UsageError(f"{out} lies in the dataset itself; name a place outside of {folder}")
    proof = (FORCED if force else ZIP) if out.suffix == ".zip" else FOLDER
    proof.check(out)
    return proof


def folder_with(mark: str) -> Proof:
    """The proof of a folder whose checksums have the hash of each of its files, `mark` among them."""
    return Proof(partial(_strange_in_folder, mark=mark), "name another folder, or a file that ends in .zip")


def _strange_in_folder(out: Path, mark: str) -> str:
    """What a publication did not write: its checksums have the hash of each of its files."""
    if not out.is_dir():
        return "is a file"
    sums = out / CHECKSUMS
    names = listed(sums.read_text(encoding="utf-8", errors="replace")) if sums.is_file() else {}
    own = {*names, CHECKSUMS} if mark in names else set()
    folders = {str(parent) for name in own for parent in PurePosixPath(name).parents}
    if strange := strange_in(out, lambda path, name: name in (folders if path.is_dir() else own)):
        return f"holds {strange!r}, which is of no published dataset and would be lost"
    return _edited(out, mark) if own else ""


def _strange_zip(out: Path) -> str:
    """What no publication is: it is empty, or its checksums have the hash of each member."""
    if not out.is_file():
        return "is a folder"
    if not out.stat().st_size:
        return ""
    return _edited(out, MARK)


def _edited(out: Path, mark: str) -> str:
    if (found := changes(out, mark)) is None:
        return "is no published dataset and would be lost"
    lost = first_lost(found)
    return f"holds {lost!r}, which is not as it was published and would be lost" if lost else ""


FOLDER = folder_with(MARK)
ZIP = Proof(_strange_zip, "name another file, or replace it with --force")
FORCED = Proof(lambda out: "" if out.is_file() else "is a folder")


def _in_folder(contents: Contents, out: Path, proof: Proof, progress: Progress) -> Published:
    with replacing(out, proof) as part:
        write_contents(contents, part, progress)
        files = files_below(part)
        return Published(path=out, files=len(files), size=sum(p.stat().st_size for p in files), sha256=None)


def _zipped(contents: Contents, out: Path, proof: Proof, progress: Progress) -> Published:
    with replacing_file(out, proof) as archive:
        inside = archive.with_name("contents")
        inside.mkdir()
        write_contents(contents, inside, progress)
        progress("Packing")
        zip_folder(inside, archive, out.stem)
        size, sha256 = archive.stat().st_size, sha256_of_file(archive)
        return Published(path=out, files=len(files_below(inside)), size=size, sha256=sha256)


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
