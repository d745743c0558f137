"""What runs inside a worker process: its limits, and one file after the other."""

import faulthandler
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from sgreports.batches import memory
from sgreports.batches.entry import Processed
from sgreports.settings import Settings
from sgreports.time_limit import BACKSTOP, listening

GRACE = 2.0
"""Seconds after its limit in which Python code that is late can still say so itself; then the process ends."""

_trace: IO[str] | None = None


def prepare(settings: Settings, trace: Path, parent: int) -> None:
    """Sets a new process up: what it says when it crashes, how much it may take, that it ends with its parent.

    `parent` is the process id of the parent, passed by it: it may have been killed before this one could ask.
    """
    global _trace  # noqa: PLW0603 - faulthandler needs a file that stays open as long as the process
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _trace = trace.open("w", encoding="utf-8")
    faulthandler.enable(_trace)
    memory.limit(settings.max_memory_mb)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def ready(warm: Callable[[Settings], None], settings: Settings) -> int:
    """The id of this process, when it has loaded what it needs."""
    warm(settings)
    return os.getpid()


def do(work: Callable[[Path, Settings], Processed], file: Path, settings: Settings) -> Processed:
    """One file. What hangs without working is ended from outside Python, after a traceback of where it is; what works
    on and on the parent ends, by a signal that gives a traceback, too."""
    limit = _Limit(settings.max_seconds)
    try:
        with listening(limit.extend):
            return work(file, settings)
    finally:
        faulthandler.cancel_dump_traceback_later()


class _Limit:
    """The time after which the process is ended; the parent learns of an extension from a file beside the trace."""

    def __init__(self, seconds: float) -> None:
        self._end, self._more = time.monotonic() + BACKSTOP * seconds + GRACE, 0.0
        self._set()

    def extend(self, seconds: float) -> None:
        self._end, self._more = self._end + BACKSTOP * seconds, self._more + seconds
        self._set()

    def _set(self) -> None:
        assert _trace is not None
        tell_extension(Path(_trace.name), self._more)
        faulthandler.cancel_dump_traceback_later()
        faulthandler.dump_traceback_later(max(self._end - time.monotonic(), GRACE), file=_trace, exit=True)


def extension_file(trace: Path) -> Path:
    """Where a worker says by how many seconds the limit of its file is extended."""
    return trace.with_suffix(".more")


def tell_extension(trace: Path, seconds: float) -> None:
    """Says it in one step: half a number, or none, would be read as no extension."""
    said = extension_file(trace)
    part = said.with_suffix(".part")
    part.write_text(str(seconds), encoding="utf-8")
    part.replace(said)


def extension(trace: Path) -> float:
    """The seconds that the worker's file may work beside its limit."""
    try:
        return float(extension_file(trace).read_text(encoding="utf-8"))
    except FileNotFoundError:  # none yet
        return 0.0


def read_trace(trace: Path) -> str | None:
    """What faulthandler wrote in a process that has ended; None if nothing."""
    try:
        return trace.read_text(encoding="utf-8", errors="replace").strip() or None
    except OSError:
        return None


def _end_with(parent: int) -> None:
    """A worker whose parent was killed reads no further."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
