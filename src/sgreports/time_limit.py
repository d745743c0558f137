"""The time limit of the file that is being read, and what may extend it: the recognition of its pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[float], None]
_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """In the block, the listener is called with the seconds of each extension; they may be negative."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def extend(seconds: float) -> None:
    """Gives the file more time, or takes back what was not used."""
    for listener in tuple(_listeners):
        listener(seconds)
