"""What runs on reports does without `sgreports_gold`: without it only its own commands are not there."""

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = "import sys; sys.modules['sgreports_gold'] = None; from sgreports.cli.app import main; main()"


def run(folder: Path, *words: str) -> str:
    command = [sys.executable, "-c", WITHOUT, *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.model
def test_a_report_is_read_and_asked(tmp_path: Path) -> None:
    (tmp_path / "A_99_7.txt").write_text("# Report\n\n1. In 2044, UNICEF helped 40 children in Chad.\n")
    run(tmp_path, "extract", "A_99_7.txt", "--out", "run", "--quiet")
    assert "40" in run(tmp_path, "counts", "run", "--event", "assisted", "--cells")


def test_its_commands_are_not_there(tmp_path: Path) -> None:
    told = run(tmp_path, "--help")
    assert ("Decide" in told, "│ review" in told, "Train" in told) == (True, False, False)
