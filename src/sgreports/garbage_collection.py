"""How often Python's garbage collector runs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000
"""New objects after which it runs: a report makes hundreds of thousands, and hardly any that refer to one another in a
circle, which are all that it is there for."""


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """In the block it runs seldom; at Python's default of 700 new objects it takes 6% of a report's time.

    A threshold that is higher already is kept, and a collector that is turned off stays so.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(SELDOM, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
