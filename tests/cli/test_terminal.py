"""What the command line prints where a terminal can do harm or little."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from rich.console import Console

from sgreports.cli.printed.controls import printable
from sgreports.cli.printed.counts import fitting


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


@pytest.mark.parametrize(
    ("width", "printed"),
    [
        (91, ["year total counts assumed left out where", "2040–2041 1,204,000 12 – 3 900,000 in S/2041/115 ¶12 +11"]),
        (77, ["year total counts left out where", "2040–2041 1,204,000 12 3 900,000 in S/2041/115 ¶12 +11"]),
        (65, ["year total counts where", "2040–2041 1,204,000 12 900,000 in S/2041/115 ¶12 +11"]),
        (56, ["year total where", "2040–2041 1,204,000 900,000 in S/2041/115 ¶12 +11"]),
        (24, ["year total", "2040–2041 1,204,000"]),
    ],
)
def test_totals_have_the_columns_that_the_terminal_has_room_for(width: int, printed: list[str]) -> None:
    row = {"year": "2040–2041", "total": 1_204_000, "bound": "exact", "counts": 12, "assumed": 0, "left_out": 3,
           "largest": "S/2041/115 ¶12", "largest_amount": 900_000, "doubtful": False, "decided": 0}  # fmt: skip
    out = StringIO()
    console = Console(width=width, file=out)
    console.print(fitting(console, ["year"], [row]))
    assert [" ".join(line.split()) for line in out.getvalue().splitlines()[:2]] == printed


def test_a_long_name_is_broken_between_its_words_alone() -> None:
    row = {"country": "Isles of Northernmost", "counted": "weapons, gun", "total": 5, "bound": "exact", "counts": 1,
           "assumed": 0, "left_out": 0, "largest": "S/2041/115 ¶12", "largest_amount": 5, "doubtful": False,
           "decided": 0}  # fmt: skip
    for width in range(40, 90):
        out = StringIO()
        console = Console(width=width, file=out)
        console.print(fitting(console, ["country", "counted"], [row]))
        assert "Northernmost" in out.getvalue(), width
