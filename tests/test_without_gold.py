"""What runs on reports does without `sgreports_gold`: without it only its own commands are not there."""

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = """
import sys
sys.modules["sgreports_gold"] = None
from sgreports.cli.app import main

for line in ("--help", "extract A_99_7.txt --out run --quiet", "counts run --event assisted --cells"):
    sys.argv = ["sgreports", *line.split()]
    try:
        main()
    except SystemExit as end:
        assert not end.code, line
    print("ENDED")
"""


@pytest.mark.model
def test_a_report_is_read_and_asked_and_its_commands_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "A_99_7.txt").write_text("# Report\n\n1. In 2044, UNICEF helped 40 children in Chad.\n")
    command = [sys.executable, "-c", WITHOUT]
    out = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    told, _, answer, _ = out.split("ENDED")
    assert ("Decide" in told, "│ review" in told, "Train" in told) == (True, False, False)
    assert "40" in answer
