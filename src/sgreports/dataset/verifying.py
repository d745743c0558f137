"""Whether a dataset is as it was written, by the hashes that were written with it."""

from pathlib import Path
from typing import Literal

from sgreports.dataset.files import folder as run_folder
from sgreports.dataset.files.folder import RUN
from sgreports.dataset.files.sums import Difference, files_below
from sgreports.dataset.publish import archive
from sgreports.dataset.publish.archive import CHECKSUMS, MARK
from sgreports.dataset.stored.stored import RENEW, is_merged
from sgreports.errors import MissingFolderError, UsageError
from sgreports.model.base import Frozen

SAID = {"changed": "has changed since it was written", "missing": "is missing", "added": "was added to it"}


class Verified(Frozen):
    """What was compared: the kind of dataset, its files with their bytes in all, and which are not as written.

    `beside` are files that were added and that nothing reads.
    """

    kind: Literal["run", "merged dataset", "publication"]
    files: int
    size: int
    faults: tuple[Difference, ...]
    beside: tuple[str, ...]


def verify(place: Path) -> Verified:
    """Compares each file of a run, a merged dataset or a publication (a folder or .zip) with the hash of what was
    written. Raises UsageError for what is no dataset, and for one of a version that kept no hashes.
    """
    if not place.exists():
        raise MissingFolderError(f"{place} holds no dataset of sgreports: there is no such folder")
    published = place.is_file() or (place / CHECKSUMS).is_file()
    if not (published or (place / RUN).is_file()):
        raise UsageError(f"{place} holds no dataset of sgreports (no {RUN}); name the --out of a run")
    found = archive.changes(place, MARK) if published else run_folder.changes(place)
    if found is None:
        raise UsageError(f"{place} has no hashes of what was written, or is damaged; {RENEW}")
    there = [place] if place.is_file() else files_below(place)
    faults = [d for d in found if d.what != "added" or d.name.endswith(".parquet")]  # a merged dataset reads these
    return Verified(
        kind="publication" if published else "merged dataset" if is_merged(place) else "run", files=len(there),
        size=sum(file.stat().st_size for file in there), faults=tuple(faults),
        beside=tuple(d.name for d in found if d not in faults),
    )  # fmt: skip


def check_verified(place: Path) -> None:
    """Raises UsageError, naming the file, where a dataset is not as it was written."""
    if (done := verify(place)).faults:
        first = done.faults[0]
        raise UsageError(
            f"{place / first.name} {SAID[first.what]}, so nothing is made of it; bring it back or make the dataset "
            f"anew (`sgreports verify {place}` names all such files)"
        )
