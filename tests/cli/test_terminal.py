"""What the command line prints where a terminal can do harm or little."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sgreports.cli.printed.controls import printable


@pytest.mark.parametrize("mark", ["\x1b", "\x9b", "\u061c", "\u200f", "\u2028", "\u202e", "\u2066", "\u2069"])
def test_what_turns_the_writing_is_not_printed(mark: str) -> None:
    assert printable(f"a{mark}fdp.txt") == "a�fdp.txt"


def test_other_writings_are_printed() -> None:
    assert printable("Côte d’Ivoire\tمالي\n") == "Côte d’Ivoire\tمالي\n"


@pytest.mark.parametrize("words", [["extract", "Côte.csv", "--out", "run"], ["fetch", "S/2025/１"], ["schema"]])
def test_a_terminal_that_knows_ascii_alone(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "Côte.csv").touch()
    plain = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "SGREPORTS_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "sgreports", *words], cwd=tmp_path, env=plain, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stdout + done.stderr
    assert done.returncode == {"extract": 1, "fetch": 2, "schema": 0}[words[0]]
