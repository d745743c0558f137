"""What became of one file, with its rows: from the process that read it to the cache, and back."""

import io
import traceback
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from sgreports.errors import DamagedError, RefusedError
from sgreports.inputs import sha256_of, writable
from sgreports.model.run import Entry, InputRecord, Outcome
from sgreports.settings import Settings
from sgreports.time_limit import too_long

LATE_RUNS = 2
"""In so many runs a file is tried that takes too long."""


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one file, and the archive of its rows (`dataset.share.packed`), empty where there are none."""

    entry: Entry
    rows: bytes = b""


def not_read(file: Path, error: Exception, settings: Settings) -> Processed:
    """A file without rows, for the reason that the error gives."""
    match error:
        case RefusedError():
            return _without_rows(file, "refused", error.reason, lasting=True)
        case DamagedError(code="over-time" | "too-slow"):
            return late(file, settings)
        case DamagedError():
            return _without_rows(file, "failed", error.reason, lasting=not error.passing)
        case MemoryError():
            return _without_rows(file, "failed", over_memory(settings))
        case _:
            reason = f"unexpected {type(error).__name__}: {error}; please report it with the traceback in run.json"
            return _without_rows(file, "failed", reason, trace="".join(traceback.format_exception(error)))


def ended(file: Path, reason: str, trace: str | None) -> Processed:
    """A file whose worker process ended."""
    return _without_rows(file, "failed", reason, trace=trace)


def lost(file: Path, error: BaseException, settings: Settings) -> Processed:
    """A file whose worker, on another machine perhaps, gave no result."""
    trace = f"{type(error).__name__}: {error}"
    if isinstance(error, TimeoutError):
        return late(file, settings, trace)
    return ended(file, f"its worker was lost ({type(error).__name__}); see that worker's log", trace)


def late(file: Path, settings: Settings, trace: str | None = None) -> Processed:
    """A file that took too long."""
    reason = too_long(settings.max_seconds)
    done = _without_rows(file, "failed", reason, trace=trace)
    return replace(done, entry=done.entry.model_copy(update={"late": True}))


def left_out(file: Path, settings: Settings) -> Entry:
    """A file that took too long in earlier runs, and is not tried again."""
    reason = (
        f"it took longer than {settings.max_seconds} s in {LATE_RUNS} runs, so it is left out until the file, the"
        " program or max_seconds changes"
    )
    done = _without_rows(file, "failed", reason)
    return done.entry.model_copy(update={"left_out": True})


def over_memory(settings: Settings) -> str:
    """Why a file fails that takes too much memory."""
    return f"it takes more than {settings.max_memory_mb} MB; raise max_memory_mb if it is a report"


def aborted(settings: Settings) -> str:
    """Why a file fails whose worker was ended by SIGABRT, as the PDF library does where it is refused memory."""
    return (
        f"it was refused memory (SIGABRT); raise max_memory_mb ({settings.max_memory_mb}) if it is a report, and if"
        " that does not help, please report it with the traceback in run.json"
    )


def measured(processed: Processed, seconds: float, memory_mb: float | None, ocr_seconds: float = 0.0) -> Processed:
    """The same with the time and memory that it took."""
    took = {"seconds": round(seconds, 3), "memory_mb": memory_mb, "ocr_seconds": round(ocr_seconds, 3)}
    record = processed.entry.record.model_copy(update=took)
    return replace(processed, entry=processed.entry.model_copy(update={"record": record}))


def _without_rows(
    file: Path, outcome: Outcome, reason: str, trace: str | None = None, lasting: bool = False
) -> Processed:
    record = InputRecord(
        path=writable(str(file)), sha256=sha256_of(file), outcome=outcome, reason=writable(reason), seconds=0,
        traceback=trace and writable(trace),
    )  # fmt: skip
    return Processed(Entry(record=record, lasting=lasting))


def to_bytes(processed: Processed) -> bytes:
    """A line of JSON, then the archive."""
    return processed.entry.model_dump_json().encode() + b"\n" + processed.rows


def from_bytes(data: bytes, file: Path) -> Processed | None:
    """What `to_bytes` was given, now of `file`; None if the data are no entry of this version with its archive."""
    try:
        entry = Entry.model_validate_json(data.partition(b"\n")[0])
    except ValidationError:
        return None
    if entry.tally and not zipfile.is_zipfile(io.BytesIO(rows_in(data))):
        return None
    record = entry.record.model_copy(update={"path": writable(str(file))})
    return Processed(entry.model_copy(update={"record": record}), rows_in(data))


def rows_in(data: bytes) -> bytes:
    """The archive in what `to_bytes` made."""
    return data.partition(b"\n")[2]
