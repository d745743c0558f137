"""Which bytes may be opened as a PDF, and how long it may be: what must not be read raises an error here."""

from pathlib import Path

from sgreports.errors import DamagedError, RefusedError
from sgreports.reading.pages.decompression import unfolds_too_far
from sgreports.reading.signatures import is_pdf
from sgreports.settings import Settings


def check_bytes(path: Path, data: bytes, settings: Settings) -> None:
    """RefusedError: no PDF. DamagedError: over a limit."""
    if len(data) > settings.max_megabytes * 1_000_000:
        raise DamagedError(
            "too-large", f"{path.name} has over {settings.max_megabytes} MB: raise max_megabytes to read it."
        )
    if not is_pdf(data):
        raise RefusedError(
            "not-a-pdf", f"{path.name} is not a PDF: it has no %PDF header. Give the PDF or a .txt file."
        )
    if unfolds_too_far(data):
        raise DamagedError(
            "unfolds-too-far", f"{path.name} has a compressed stream that expands beyond the limit. Download it again."
        )
