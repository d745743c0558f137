"""An error that no command has a reason for, in a sentence: a file that cannot be used, or holds what it must not."""

import errno
import sys
from collections.abc import Iterator
from io import IOBase
from json import JSONDecodeError
from pathlib import Path
from traceback import walk_tb

from sgreports.inputs import writable

AGAIN = "make it again, or take it from a backup"
_LONGEST = 300  # characters of a name or of what a library says


def sentence(error: Exception) -> str | None:
    """What is wrong, with which file, and what to do; None for an error that is the program's own."""
    said = _said(error)
    return f"{_place(error)}{said}" if said else None


def _said(error: Exception) -> str:
    """What is said after the file's name."""
    match error:
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            said = ": there is no room on the disk; make some and run it again"
        case OSError():
            said = f" cannot be used: {error.strerror or error}; check its name and rights"
        case UnicodeEncodeError():
            said = " is no text in UTF-8; rename the file"
        case UnicodeDecodeError():
            said = f" is no text in UTF-8 (byte {error.start}); save it as UTF-8, or {AGAIN}"
        case JSONDecodeError():
            said = f" is no whole JSON ({error}); {AGAIN}"
        case RecursionError():
            said = f" holds what is nested too deeply; {AGAIN}"
        case _ if (duckdb := sys.modules.get("duckdb")) and isinstance(error, duckdb.Error):
            said = f" cannot be read by DuckDB ({_short(str(error).splitlines()[0])}); {AGAIN}"
        case _:
            said = ""
    return said


def _place(error: Exception) -> str:
    """The file that an error is about: the one it names, else the last that was at hand when it was raised."""
    named = error.object if isinstance(error, UnicodeEncodeError) else getattr(error, "filename", None)
    return _short(named if isinstance(named, str) else next(_at_hand(error), "a file"))


def _at_hand(error: Exception) -> Iterator[str]:
    for frame, _ in reversed(list(walk_tb(error.__traceback__))):
        for value in reversed(frame.f_locals.values()):
            if isinstance(value, Path):
                yield str(value)
            elif isinstance(value, IOBase) and isinstance(name := getattr(value, "name", None), str):
                yield name


def _short(text: str) -> str:
    """The text as it can be printed, without its middle where it is long."""
    text = writable(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
