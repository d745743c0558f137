"""What the command line prints where a terminal can do harm or little."""

import os
import subprocess
import sys

import pytest

from sgreports.cli.printed.controls import printable


@pytest.mark.parametrize("mark", ["\x1b", "\x9b", "\u061c", "\u200f", "\u2028", "\u202e", "\u2066", "\u2069"])
def test_what_turns_the_writing_is_not_printed(mark: str) -> None:
    assert printable(f"a{mark}fdp.txt") == "a�fdp.txt"


def test_other_writings_are_printed() -> None:
    assert printable("Côte d’Ivoire\tمالي\n") == "Côte d’Ivoire\tمالي\n"


def test_a_terminal_that_knows_ascii_alone_gets_escapes() -> None:
    printed = (
        "from rich.console import Console\n"
        "from sgreports.cli.printed.controls import guard_terminal\n"
        "guard_terminal()\n"
        "Console().print('AGENCY 2 \\u00b7 YEAR 1')\n"
    )
    plain = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", printed], env=plain, capture_output=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, rb"AGENCY 2 \xb7 YEAR 1"), done.stderr
