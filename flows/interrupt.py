"""Ctrl-C while the flow runs with Prefect's embedded server, which a terminal's Ctrl-C would reach as well.

Prefect would then try for a minute and a half to tell a server that is gone that the run has crashed, and the server
would print a line of its own. A run may be killed at any moment: what it has read is in the cache, and what it has not
written whole no reader sees.
"""

import os
import signal
import sys
import threading

STOPPED = "sgreports: stopped; the dataset is as it was, and what was read is kept for the next run\n"
SHOW_CURSOR = "\x1b[?25h"
ROUNDS = 3
"""How often processes are looked for and killed: one may be starting while others are."""

_once = threading.Lock()


def end_at_once() -> None:
    """Makes Ctrl-C print one line and end this process with all that it starts. Not used with a server of one's own.

    The signal is blocked here, which the processes started from now on inherit (uvicorn would handle it were it only
    ignored), and a thread waits for it. A library that unblocks it gets the handler.
    """
    if "PREFECT_API_URL" in os.environ:
        return
    signal.signal(signal.SIGINT, _end)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        threading.Thread(target=lambda: _end(signal.sigwait({signal.SIGINT})), daemon=True).start()


def _end(*_: object) -> None:
    if not _once.acquire(blocking=False):
        return
    terminal = os.dup(2)
    cursor = SHOW_CURSOR if sys.stderr.isatty() else ""
    for stream in (1, 2):  # threads that miss what is killed here have nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    _kill_children()
    os.write(terminal, f"{cursor}{STOPPED}".encode())
    os._exit(130)


def give_way() -> None:
    """Waits for the end where Ctrl-C was pressed: what fails then, fails because the processes it needs were killed."""
    if _once.locked():
        threading.Event().wait()


def _kill_children() -> None:
    import psutil  # only now: the signal is to be blocked at once

    for _ in range(ROUNDS):
        for child in psutil.Process().children(recursive=True):
            try:
                child.kill()
            except psutil.Error:
                continue
