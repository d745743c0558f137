"""Worker processes that are forks of this one, which has imported everything: another starts in no time.

Put in the place of loky's, so that the limits, the watch over them and what is said of an end are those of real runs.
"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import Any, NoReturn

from sgreports.batches import workers


class Result:
    """What a fork is asked for."""

    def __init__(self, fork: "Fork") -> None:
        self._fork = fork

    def result(self, seconds: float) -> Any:
        """The result. Raises TimeoutError where it is not there yet, and what was raised in the fork or ended it."""
        if not self._fork.line.poll(seconds):
            raise TimeoutError
        try:
            done, value = self._fork.line.recv()
        except (EOFError, ConnectionError):
            raise workers.BrokenExecutor(f"The exit codes of the workers are {{{self._fork.ending()}}}") from None
        if done:
            return value
        raise value


class Fork:
    """One fork, which does one thing at a time."""

    def __init__(
        self, _count: int, initializer: Callable[..., None], initargs: tuple[Any, ...], env: dict[str, str]
    ) -> None:
        os.environ |= env
        self.line, theirs = Pipe()
        self._pid: int | None = os.fork()
        if not self._pid:
            self.line.close()
            serve(theirs, initializer, initargs)
        theirs.close()

    def submit(self, do: Callable[..., Any], *given: Any) -> Result:
        """Starts on it."""
        with suppress(ConnectionError):  # it has ended; the result says how
            self.line.send((do, given))
        return Result(self)

    def ending(self) -> str:
        """How it ended, in loky's words."""
        if self._pid is None:
            return "UNKNOWN"
        code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        self._pid = None
        return f"{signal.Signals(-code).name}({code})" if code < 0 else f"EXIT({code})"

    def shutdown(self, kill_workers: bool = True) -> None:
        """Ends it, whatever it is doing."""
        if self._pid is not None:
            if kill_workers:
                os.kill(self._pid, signal.SIGKILL)
            self.ending()
        self.line.close()


def serve(line: Connection, initializer: Callable[..., None], initargs: tuple[Any, ...]) -> NoReturn:
    """Does what it is asked for, in the fork, until its parent closes the line."""
    try:
        initializer(*initargs)
        while True:
            do, given = line.recv()
            try:
                line.send((True, do(*given)))
            except Exception as error:
                line.send((False, error))
    finally:
        os._exit(1)


def use() -> None:
    """Lets the workers of this process be forks."""
    workers.ProcessPoolExecutor = Fork  # type: ignore[misc,assignment]
