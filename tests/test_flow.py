"""The flow on the seed: what `make run` does, on Prefect's embedded default in a home of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sgreports.dataset.stored import stored

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.slow, pytest.mark.model]


def run_flow(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The flow in a process of its own, with no state of Prefect from before, and any proxy leading nowhere."""
    nowhere = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    env = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT") and k != "CI"} | nowhere
    env |= {"NO_PROXY": "127.0.0.1,localhost", "PREFECT_HOME": str(tmp_path / "home"), "COLUMNS": "80"}
    command = [sys.executable, str(ROOT / "flows" / "extract_reports.py"), *words, "--out", str(tmp_path / "run")]
    return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False)


def test_a_first_start_prints_our_lines_only(tmp_path: Path) -> None:
    done = run_flow(tmp_path)
    assert (done.returncode, done.stderr) == (0, "1/1 child-protection-2016.txt\n")
    lines = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    words = ["Documents", "Paragraphs", "Mentions", "Relations", "Warnings", "Seconds", "Dataset"]
    assert [line.split()[0] for line in lines] == words
    assert max(map(len, done.stdout.splitlines())) <= 80
    numbered = [p["number"] for p in stored(tmp_path / "run", "paragraphs") if p["number"]]
    assert numbered == list(range(1, 73))


def test_wrong_usage_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run_flow(tmp_path, str(tmp_path / "empty"))
    assert done.returncode == 2
    assert re.fullmatch(r"sgreports: \S+ holds no reports .*\n", done.stderr)
