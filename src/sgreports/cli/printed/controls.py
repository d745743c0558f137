"""Control characters of file names and texts, which a terminal would obey, are shown as `�` and do nothing."""

import sys
from collections.abc import MutableMapping
from typing import cast

from rich import control

SPACES = "\t\n"
TABLE = {code: "�" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in SPACES}


def printable(text: str) -> str:
    """The text without characters that move the cursor, change colours or ring."""
    return text.translate(TABLE)


def as_data(text: str) -> str:
    """The text as it is for a file or a program, printable for a terminal."""
    return printable(text) if sys.stdout.isatty() else text


def guard_terminal() -> None:
    """Has rich replace control characters in every text; the colours that it writes itself stay.

    Rich removes five of them by this table; the others, the escape character among them, it would print.
    """
    cast(MutableMapping[int, str | None], control._CONTROL_STRIP_TRANSLATE).update(TABLE)
