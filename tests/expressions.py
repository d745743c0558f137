"""Every regular expression of the program: compiled while its modules load, used on a report, or declared in data."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import sgreports

OURS = "sgreports"


@lru_cache(maxsize=1)
def expressions() -> tuple[re.Pattern[str], ...]:
    """All expressions over text, each once, in a fixed order. Modules are loaded anew to see what they compile."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    for module in modules():
        for value in vars(module).values():
            for pattern in patterns_in(value):
                found[pattern.pattern, pattern.flags] = pattern
    for pattern in declared():
        found[pattern.pattern, pattern.flags] = pattern
    return tuple(found[key] for key in sorted(found))


def modules() -> Iterator[Any]:
    for info in pkgutil.walk_packages(sgreports.__path__, f"{OURS}."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    """Compiled expressions in a module's value: alone, or in a tuple, list or mapping."""
    match value:
        case re.Pattern() if isinstance(value.pattern, str):
            yield value
        case dict():
            for inner in value.values():
                yield from patterns_in(inner)
        case tuple() | list() | frozenset() | set():
            for inner in value:
                yield from patterns_in(inner)
        case _:
            pass
