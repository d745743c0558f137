"""Files that a command writes beside what it prints."""

from pathlib import Path

from sgreports.errors import UsageError
from sgreports.ownership import Proof


def check_place(path: Path) -> None:
    """Raises UsageError, before the work, where no file can be."""
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"{path} cannot be written: name a file in an existing folder")


def write(path: Path, content: str | bytes, proof: Proof | None = None) -> None:
    """Writes a file whole or not at all. Raises UsageError where it cannot be written.

    `proof` is that of what may be replaced, else that it is as the program wrote it.
    """
    from sgreports.dataset.files.written import WRITTEN, writing

    with writing(path, proof or WRITTEN) as new:
        new.write_bytes(content if isinstance(content, bytes) else content.encode())
