"""A published dataset in its place: written beside it, then put there as a whole."""

from pathlib import Path

from sgreports.dataset.files.atomic import beside, replacing
from sgreports.dataset.files.folder import RUN
from sgreports.dataset.publish.archive import CHECKSUMS, files_below, names_in, sha256_of_file, sync, zip_folder
from sgreports.dataset.publish.contents import DATA, Contents, Options, Progress, gathered, write_contents
from sgreports.errors import UsageError
from sgreports.model.base import Frozen


class Published(Frozen):
    """What was written: its place, the number of files, bytes in all, and the hash of a zip."""

    path: Path
    files: int
    size: int
    sha256: str | None


def publish(
    folder: Path, out: Path, options: Options, progress: Progress = lambda _: None, force: bool = False
) -> Published:
    """Publishes a run at `out`, a folder or a .zip, replaced as a whole. Raises UsageError where that cannot be.

    `force` lets it replace a .zip that is no published dataset.
    """
    _check_out(folder, out, force)
    write = _zipped if out.suffix == ".zip" else _in_folder
    try:
        with gathered(folder, options) as contents:
            return write(contents, out, progress)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}; nothing there was changed") from error


def _check_out(folder: Path, out: Path, force: bool) -> None:
    """Raises UsageError for a place that holds anything but an older publication."""
    if folder.resolve() in (out.resolve(), *out.resolve().parents):
        raise UsageError(f"{out} lies in the dataset itself; name a place outside of {folder}")
    if out.suffix == ".zip" and out.is_dir():
        raise UsageError(f"{out} is a folder; name a file for the archive, or a folder without .zip")
    if out.suffix != ".zip" and out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder, or a file that ends in .zip")
    if out.is_file() and not force and not _is_published(names_in(out)):
        raise UsageError(
            f"{out} is no published dataset and would be lost; name another file, or replace it with --force"
        )
    if out.is_dir() and any(out.iterdir()) and not ((out / CHECKSUMS).is_file() and (out / DATA / RUN).is_file()):
        raise UsageError(f"{out} holds other things than a published dataset, which would be lost; name another folder")


def _is_published(names: list[str]) -> bool:
    """Whether the files of an archive are those of a published dataset, in one folder."""
    inside = {name.partition("/")[2] for name in names}
    return {CHECKSUMS, f"{DATA}/{RUN}"} <= inside


def _in_folder(contents: Contents, out: Path, progress: Progress) -> Published:
    with replacing(out) as part:
        write_contents(contents, part, progress)
        files = files_below(part)
        return Published(path=out, files=len(files), size=sum(p.stat().st_size for p in files), sha256=None)


def _zipped(contents: Contents, out: Path, progress: Progress) -> Published:
    place = out.resolve()
    with beside(place) as part:
        inside, archive = part / "contents", part / "archive"
        inside.mkdir()
        write_contents(contents, inside, progress)
        progress("Packing")
        zip_folder(inside, archive, out.stem)
        size, sha256 = archive.stat().st_size, sha256_of_file(archive)
        done = Published(path=out, files=len(files_below(inside)), size=size, sha256=sha256)
        sync(archive)
        archive.replace(place)
        sync(place.parent)
    return done
