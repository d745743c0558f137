"""Files → Report. `read_report` and, of a text that is no file, `read_string` are all that other rooms need."""

from pathlib import Path

from sgreports.errors import DamagedError, MissingFileError, RefusedError
from sgreports.model.report import Report
from sgreports.reading.optional import STEP_FAILED, failures
from sgreports.reading.signatures import is_html, is_pdf, is_word
from sgreports.settings import Settings

__all__ = ["read_report", "read_string"]

TEXTS = (".txt", ".md")
"""How the names of texts end; PDF and Word files are known by their bytes."""


def read_report(path: Path, settings: Settings) -> Report:
    """Reads a PDF, a Word file or a text. RefusedError for a file that is no English report with text, DamagedError for
    one that cannot be read. A step that it can do without costs no report (`optional.py`)."""
    with failures() as failed:
        try:
            report = _read(path, settings)
        except RefusedError as error:
            if failed:  # without which it might have been read
                raise DamagedError(STEP_FAILED, f"{error.reason} {failed[0].detail}") from error
            raise
    return report.model_copy(update={"issues": (*report.issues, *failed)}) if failed else report


def _read(path: Path, settings: Settings) -> Report:
    from sgreports.reading.assemble import assemble

    data = _data(path, settings)
    if is_html(data):
        raise RefusedError(
            "web-page", f"{path.name} is a page of a website (HTML): give the report as PDF, Word file or text"
        )
    if is_pdf(data) or path.suffix.lower() == ".pdf":
        from sgreports.reading.pages.pdf import read_pdf

        return assemble(read_pdf(path, data, settings))
    if is_word(data):
        from sgreports.reading.word.word import read_word

        return assemble(read_word(path, data))
    if path.suffix.lower() not in TEXTS:
        text = f"rename it to {path.stem}.txt if it is a report's text"
        how = "give the report as PDF, Word file or text" if b"\0" in data else text
        raise RefusedError("unknown-kind", f"{path.name} is no PDF or Word file: {how}")
    from sgreports.reading.text import read_text

    return assemble(read_text(path, data, settings))


def read_string(text: str, name: str, settings: Settings) -> Report:
    """A text as if it were a file of that name. Raises as `read_report` does."""
    from sgreports.reading.assemble import assemble
    from sgreports.reading.text import read_text

    return assemble(read_text(Path(f"{name}.txt"), text.encode(), settings))


def _data(path: Path, settings: Settings) -> bytes:
    try:
        size = path.stat().st_size
        if size > settings.max_megabytes * 1_000_000:
            limit = f"the limit of {settings.max_megabytes} MB: raise max_megabytes to read it"
            raise DamagedError("too-large", f"{path.name} is larger than {limit}")
        return path.read_bytes()
    except OSError as error:
        kind = MissingFileError if isinstance(error, FileNotFoundError) else DamagedError
        raise kind("unreadable", f"{path.name} cannot be read ({error.strerror}): check path and rights") from error
