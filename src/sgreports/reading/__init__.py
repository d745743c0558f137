"""Files → Report. `read_report` is all that other rooms need."""

from pathlib import Path

from sgreports.errors import DamagedError
from sgreports.model.report import Report
from sgreports.settings import Settings

__all__ = ["read_report"]

_PDF_WITHIN = 1024  # bytes; readers find `%PDF-` anywhere in the first kilobyte


def read_report(path: Path, settings: Settings) -> Report:
    """Reads a PDF, a Word file or a text. RefusedError for a file that is no English report with text, DamagedError for
    one that cannot be read."""
    from sgreports.reading.assemble import assemble
    from sgreports.reading.word.signatures import is_word

    data = _data(path, settings)
    if b"%PDF-" in data[:_PDF_WITHIN] or path.suffix.lower() == ".pdf":
        from sgreports.reading.pages.pdf import read_pdf

        return assemble(read_pdf(path, data, settings))
    if is_word(data):
        from sgreports.reading.word.word import read_word

        return assemble(read_word(path, data))
    from sgreports.reading.text import read_text

    return assemble(read_text(path, data, settings))


def _data(path: Path, settings: Settings) -> bytes:
    try:
        size = path.stat().st_size
        if size > settings.max_megabytes * 1_000_000:
            limit = f"the limit of {settings.max_megabytes} MB: raise max_megabytes to read it"
            raise DamagedError("too-large", f"{path.name} is larger than {limit}")
        return path.read_bytes()
    except OSError as error:
        raise DamagedError(
            "unreadable", f"{path.name} cannot be read ({error.strerror}): check path and rights"
        ) from error
