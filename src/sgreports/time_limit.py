"""The time limit of the file that is being read, and what may extend it: the recognition of its pages.

Limits count the work, not the clock: beside other work a file takes longer, and is as good. What hangs without working
ends after a time that no work takes, however much there is beside it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[float], None]
_listeners: list[Listener] = []

BACKSTOP = 10
"""How many times its limit of work a file may take by the clock."""


def worked() -> float:
    """The seconds of processor time of this process and of those that it started and has seen end (Tesseract)."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def too_long(seconds: float) -> str:
    """Why a file fails that has this limit."""
    limit = f"{seconds} s of processor time, or {BACKSTOP} times as long by the clock"
    return f"it takes longer than {limit}; raise max_seconds if it is a report"


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """In the block, the listener is called with the seconds of each extension; they may be negative."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def extend(seconds: float) -> None:
    """Gives the file more time to work, or takes back what was not used."""
    for listener in tuple(_listeners):
        listener(seconds)
