"""Files read in worker processes, so that one which crashes, hangs or eats memory costs its own row and no other.

The processes are loky's (joblib's and scikit-learn's pool): it starts them by exec, which is safe beside the threads of
Prefect, says by which signal one ended, and can kill it. Each worker is an executor of one process with one file at a
time, so that it is known whose fault an end is.
"""

import os
import queue
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import psutil
from loky import ProcessPoolExecutor

from sgreports.batches import inside
from sgreports.batches.entry import Processed, ended, measured
from sgreports.batches.watch import Watch, ending
from sgreports.errors import UsageError
from sgreports.settings import Settings

START_SECONDS = 300.0
STARTS = 3
"""How often a process is started for one file: a system short of memory may end one that has done nothing yet."""
GIVEN_UP = 3
"""Files in a row for which none started, after which the fault is not theirs."""

Work = Callable[[Path, Settings], Processed]
Warm = Callable[[Settings], None]


class StoppedError(Exception):
    """The pool was left while a file was being read."""


class NotStartedError(Exception):
    """A process was ended while it started."""


@dataclass(frozen=True, slots=True)
class Job:
    """What workers do with a file, and what they load before the first."""

    work: Work
    warm: Warm


class Worker:
    """One process that reads one file at a time, started when there is one and again after it had to be ended."""

    def __init__(self, job: Job, settings: Settings, trace: Path) -> None:
        self._job, self._settings, self._trace = job, settings, trace
        self._executor: ProcessPoolExecutor | None = None
        self._process: psutil.Process | None = None
        self._stopped = False
        self._given_up = 0

    def do(self, file: Path) -> Processed:
        """The outcome of the file, also where its process crashed. Raises UsageError if no process starts."""
        began = time.monotonic()
        try:
            executor = self._running() or self._started()
        except NotStartedError as error:
            return self._give_up(file, str(error), time.monotonic() - began)
        watch = Watch(file, self._settings, self._process, self._trace)
        try:
            done = watch.result(executor.submit(inside.do, self._job.work, file, self._settings))
        except UsageError:
            raise
        except Exception as error:
            self._end()
            if self._stopped:
                raise StoppedError from error
            return watch.failure(error, inside.read_trace(self._trace))
        if watch.memory_mb > self._settings.max_memory_mb / 2 or not done.entry.lasting:
            self._end()  # what one file left behind must not count against the next
        return done

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        self._stopped = True
        self._end()

    def _running(self) -> ProcessPoolExecutor | None:
        """The executor of a process that is there; None where there is none, or where it was ended while it waited."""
        if self._process and not (self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE):
            self._end()
        return self._executor

    def _started(self) -> ProcessPoolExecutor:
        """A new process. Raises NotStartedError where each of several was ended before it was ready."""
        for _ in range(STARTS - 1):
            with suppress(NotStartedError):
                return self._start()
        return self._start()

    def _give_up(self, file: Path, reason: str, seconds: float) -> Processed:
        """The row of a file for which no process started. Raises UsageError if that happens again and again."""
        self._given_up += 1
        if self._given_up >= GIVEN_UP:
            raise self._unusable(reason)
        return measured(ended(file, f"{reason}, {STARTS} times; the next run tries it again", None), seconds, None)

    def _unusable(self, reason: str) -> UsageError:
        most = self._settings.max_memory_mb
        return UsageError(f"{reason}; is max_memory_mb ({most}) too low for the language model?")

    def _start(self) -> ProcessPoolExecutor:
        if self._stopped:
            raise StoppedError
        try:
            self._executor = ProcessPoolExecutor(
                1, initializer=inside.prepare, initargs=(self._settings, self._trace, os.getpid()),
                # One thread: the matrices are small, and the processes share the cores among them.
                env={"LOKY_MAX_MEMORY_LEAK_SIZE": "1e15", "OPENBLAS_NUM_THREADS": "1"},
            )  # fmt: skip
            with without_interrupts():
                ready = self._executor.submit(inside.ready, self._job.warm, self._settings)
            self._process = psutil.Process(ready.result(START_SECONDS))
        except (TimeoutError, MemoryError, BrokenExecutor, BrokenPipeError, psutil.NoSuchProcess) as error:
            self._end()
            if self._stopped:
                raise StoppedError from error
            said = ending(error)
            reason = f"a worker process did not start ({said})"
            # A broken pipe: loky's resource tracker was ended; the next start has another.
            if said.startswith("SIG") or isinstance(error, (BrokenPipeError, psutil.NoSuchProcess)):
                raise NotStartedError(reason) from error
            raise self._unusable(reason) from error
        self._given_up = 0
        return self._executor

    def _end(self) -> None:
        executor, self._executor, self._process = self._executor, None, None
        if executor:
            executor.shutdown(kill_workers=True)


class Pool:
    """Workers that share the files of a run; each file goes to one that is free."""

    def __init__(self, job: Job, settings: Settings, most: int) -> None:
        self._job, self._settings = job, settings
        self._count = min(max(settings.workers, 1), max(most, 1))
        self._free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._workers: list[Worker] = []
        self._threads = ThreadPoolExecutor(self._count, "sgreports")

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="sgreports-")
        traces = (Path(self._folder.name) / f"{n}.trace" for n in range(self._count))
        self._workers = [Worker(self._job, self._settings, trace) for trace in traces]
        for worker in self._workers:
            self._free.put(worker)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown()
        self._folder.cleanup()

    def do(self, file: Path) -> Processed:
        """What became of the file; waits for a worker that is free. For any thread."""
        worker = self._free.get()
        try:
            return worker.do(file)
        finally:
            self._free.put(worker)

    def each(self, files: Iterable[Path]) -> Iterator[tuple[Path, Processed]]:
        """The files with what became of them, as they are done. The work begins at once.

        A result is kept no longer than until the next one is asked for.
        """
        futures = {self._threads.submit(self.do, file): file for file in files}
        return ((futures.pop(future), future.result()) for future in as_completed(futures))


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Ctrl-C is the main thread's: processes and threads that are started in the block inherit that they do not get it.

    The resource tracker that Python starts with the first such process lifts the block, so it is started before.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
