"""Ctrl-C while the flow runs with Prefect's embedded server, which a terminal's Ctrl-C ends as well.

Prefect would then try for a minute and a half to tell a server that is gone that the run has crashed. A run may be
killed at any moment: what it has read is in the cache, and what it has not written whole no reader sees.
"""

import os
import signal
import sys

import psutil

STOPPED = "sgreports: stopped; the dataset is as it was, and what was read is kept for the next run\n"
SHOW_CURSOR = "\x1b[?25h"


def end_at_once() -> None:
    """Lets Ctrl-C say so and end this process with all that it started; not where a server of one's own is told."""
    if "PREFECT_API_URL" not in os.environ:
        signal.signal(signal.SIGINT, _end)


def _end(*_: object) -> None:
    for child in psutil.Process().children(recursive=True):
        try:
            child.kill()
        except psutil.Error:
            continue
    os.write(2, f"{SHOW_CURSOR if sys.stderr.isatty() else ''}{STOPPED}".encode())
    os._exit(130)
