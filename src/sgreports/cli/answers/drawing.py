"""What can go wrong with a drawing that a command was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sgreports.errors import UsageError


@contextmanager
def drawing(path: Path) -> Iterator[None]:
    """Raises UsageError where matplotlib is not there, or the file cannot be written."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError("drawing needs matplotlib: install sgreports[plot]") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be drawn: {error}") from error
