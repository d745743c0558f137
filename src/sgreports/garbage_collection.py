"""How often Python looks for objects that hold one another and nothing else holds."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000
"""New objects after which it looks. A report makes hundreds of thousands, and hardly any that hold one another."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """In the block Python looks for such objects seldom; at 700 new objects, its default, that takes 6% of a report."""
    before = gc.get_threshold()
    gc.set_threshold(max(SELDOM, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
