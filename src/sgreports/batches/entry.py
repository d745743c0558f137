"""What became of one file, with its rows: from the process that read it to the cache, and back."""

import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from sgreports.errors import DamagedError, RefusedError
from sgreports.inputs import sha256_of, writable
from sgreports.model.run import Entry, InputRecord, Outcome
from sgreports.settings import Settings


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
    late = isinstance(error, TimeoutError)
    reason = over_time(settings) if late else f"its worker was lost ({type(error).__name__}); see that worker's log"
    return _without_rows(file, "failed", reason, trace=f"{type(error).__name__}: {error}")


def over_memory(settings: Settings) -> str:
    """Why a file fails that takes too much memory."""
    return f"it takes more than {settings.max_memory_mb} MB; raise max_memory_mb if it is a report"


def over_time(settings: Settings) -> str:
    """Why a file fails that takes too long."""
    return f"it takes longer than {settings.max_seconds} s; raise max_seconds if it is a report"


def measured(processed: Processed, seconds: float, memory_mb: float | None) -> Processed:
    """The same with the time and memory that it took."""
    took = {"seconds": round(seconds, 3), "memory_mb": memory_mb}
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
    """What `to_bytes` was given, now of `file`; None if the data are no entry of this version."""
    try:
        entry = Entry.model_validate_json(data.partition(b"\n")[0])
    except ValidationError:
        return None
    record = entry.record.model_copy(update={"path": writable(str(file))})
    return Processed(entry.model_copy(update={"record": record}), rows_in(data))


def rows_in(data: bytes) -> bytes:
    """The archive in what `to_bytes` made."""
    return data.partition(b"\n")[2]
