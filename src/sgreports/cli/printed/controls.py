"""Characters of file names and texts that a terminal would obey, or cannot show, do nothing and end nothing."""

import io
import sys
from collections.abc import MutableMapping
from typing import cast

from rich import control

SPACES = "\t\n"
CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
TURNING = (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
"""What turns the direction of writing, and with it what a reader sees; and two ends of lines."""
TABLE = {code: "�" for code in (*CONTROLS, *TURNING) if chr(code) not in SPACES}


def printable(text: str) -> str:
    """The text without characters that move the cursor, change colours, ring or turn the writing."""
    return text.translate(TABLE)


def as_data(text: str) -> str:
    """The text as it is for a file or a program, printable for a terminal."""
    return printable(text) if sys.stdout.isatty() else text


def guard_terminal() -> None:
    """Has rich replace control characters in every text; the colours that it writes itself stay.

    Rich removes five of them by this table; the others, the escape character among them, it would print. What the
    terminal's coding cannot say (that of `LC_ALL=C` is ASCII) is printed as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    cast(MutableMapping[int, str | None], control._CONTROL_STRIP_TRANSLATE).update(TABLE)
