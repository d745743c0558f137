"""What proves that a place is the program's own: nothing else is ever removed, renamed or written over.

Each kind of output has a `Proof`, which stands beside the code that writes that kind.
"""

import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sgreports.errors import UsageError

HEAD = 4096
"""Bytes from the beginning of a file in which its mark stands."""


@dataclass(frozen=True, slots=True)
class Proof:
    """`stranger` says what at a place is not ours, as the end of a sentence that begins with the place; "" for nothing.

    `remedy` is what to do then. `keep` notes what is about to take a place, for a proof that knows it again.
    """

    stranger: Callable[[Path], str]
    remedy: str = "name another folder"
    keep: Callable[[Path, Path], object] = lambda new, place: None  # noqa: ARG005 - names say what it is given

    def check(self, place: Path) -> None:
        """Raises UsageError where something lies at `place` that is not ours, or where more than ours would lie."""
        try:
            here = place.resolve()
            found = _shared(here) or (self.stranger(here) if here.exists() else "")
        except RuntimeError as error:  # Path.resolve, in Python 3.11 and 3.12
            raise UsageError(f"{place} is a link to itself; {self.remedy}") from error
        if found:
            raise UsageError(f"{place} {found}; {self.remedy}")


def marked(what: str, mark: bytes) -> Proof:
    """The proof of a file that people edit, too, or keep in git: it is empty, or `mark` is found in its first bytes.

    `what` it is, is said of others.
    """

    def stranger(path: Path) -> str:
        if found := no_file(path):
            return found
        with path.open("rb") as file:
            head = file.read(HEAD)
        return "" if not head or re.search(mark, head) else f"is no {what} that sgreports wrote, and would be lost"

    return Proof(stranger, "name another file")


def no_file(path: Path) -> str:
    """What lies at a path that is no file, as the end of a sentence; "" for a file."""
    return "" if path.is_file() else "is a folder" if path.is_dir() else "is no regular file"


def strange_in(folder: Path, is_own: Callable[[Path, str], object]) -> str:
    """What the program did not make of all that a folder holds, as its path there; `is_own` is asked with both paths.

    A link is never ours.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not is_own(path, name):
            return name
    return ""


def _shared(place: Path) -> str:
    """Why a folder is no place of the program's alone, whatever lies there."""
    if place == Path(place.anchor):
        return "is a whole disk"
    with suppress(RuntimeError):  # a user without a home
        if place in (home := Path.home().resolve(), *home.parents):
            return "is a home folder, or holds one"
    with suppress(FileNotFoundError):  # the folder that we are in was removed
        if place in (here := Path.cwd(), *here.parents):
            return "is the folder that you are in, or holds it"
    return "is the folder for temporary files" if place == Path(tempfile.gettempdir()).resolve() else ""
