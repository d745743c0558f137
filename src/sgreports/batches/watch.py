"""One file in a worker process: waits for its result, and keeps it within its limits of work, time and memory."""

import re
import signal
import time
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from sgreports.batches import inside
from sgreports.batches.entry import Processed, aborted, ended, late, measured, over_memory
from sgreports.settings import Settings
from sgreports.time_limit import BACKSTOP

LOOK_SECONDS = 0.1
"""How often a worker's memory is looked at: the peak of one that dies is known to within this time."""


class LateError(Exception):
    """A worker did not end within its time."""


class LargeError(Exception):
    """A worker took more memory than it may."""


@dataclass(slots=True)
class Watch:
    """Waits for a worker's result, and keeps it within its limits."""

    file: Path
    settings: Settings
    process: psutil.Process | None
    trace: Path
    began: float = field(default_factory=time.monotonic)
    memory_mb: float = 0.0
    before: float = 0.0
    late_at: float | None = None

    def __post_init__(self) -> None:
        with suppress(psutil.Error):
            self.before = _worked(self.process)

    def result(self, future: "Future[Processed]") -> Processed:
        """The result. Raises LateError, LargeError, or what loky says of a process that ended."""
        self._look(strict=False)  # otherwise one that crashes at once has no memory figure
        while True:
            try:
                done = future.result(LOOK_SECONDS)
            except TimeoutError:
                self._look()
            else:
                self._look(strict=False)
                return done

    def failure(self, error: Exception, trace: str | None) -> Processed:
        """The row of a file whose process had to be ended, or ended by itself."""
        seconds, limits = time.monotonic() - self.began, self.settings
        large = isinstance(error, LargeError | MemoryError) or self.memory_mb > limits.max_memory_mb * 0.95
        if large:
            failed = ended(self.file, over_memory(limits), trace)
        elif self.late_at or isinstance(error, LateError) or seconds > BACKSTOP * self._limit() + inside.GRACE:
            failed = late(self.file, limits, trace)
        else:
            failed = ended(self.file, _reason(ending(error), limits), trace)
        return measured(failed, seconds, self.memory_mb or None)

    def _look(self, strict: bool = True) -> None:
        try:
            held = self.process.memory_info().rss / 1e6 if self.process else 0.0
            worked = _worked(self.process) - self.before
        except psutil.Error:
            return
        self.memory_mb = max(self.memory_mb, round(held, 1))
        if strict and held > self.settings.max_memory_mb:
            raise LargeError
        if strict:
            self._end_late(worked - 2 * inside.GRACE, time.monotonic() - self.began - 2 * inside.GRACE)

    def _end_late(self, worked: float, took: float) -> None:
        """Has a worker that is late end with a traceback; raises LateError where it does not, or hangs."""
        if took > BACKSTOP * self.settings.max_seconds and took > BACKSTOP * self._limit():
            raise LateError
        if self.late_at and time.monotonic() > self.late_at + inside.GRACE:
            raise LateError
        if self.process and not self.late_at and worked > self.settings.max_seconds and worked > self._limit():
            self.late_at = time.monotonic()
            with suppress(psutil.Error, ValueError):  # not on Windows
                self.process.send_signal(signal.SIGABRT)

    def _limit(self) -> float:
        """The seconds that the file may work, with what its worker has added for character recognition."""
        return self.settings.max_seconds + inside.extension(self.trace)


def _worked(process: psutil.Process | None) -> float:
    """The seconds of processor time of a process and of those that it started and has seen end."""
    times = process.cpu_times() if process else None
    return times.user + times.system + times.children_user + times.children_system if times else 0.0


def _reason(ending: str, settings: Settings) -> str:
    if ending.startswith("SIGABRT"):
        return aborted(settings)
    return f"its worker process ended ({ending}); please report it with the traceback in run.json"


def ending(error: BaseException) -> str:
    """How a process ended, from loky's words: `SIGSEGV(-11)`."""
    said = re.search(r"exit codes of the workers are \{(.+?)\}", str(error))
    return said[1] if said else f"{type(error).__name__}: {error}"
