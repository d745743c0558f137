"""Ctrl-C at any time ends with one line, and nothing half-written."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = f"""
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell turns off for what runs behind it
sys.path.insert(0, {str(Path(__file__).parent)!r})
import run_stub
from functools import partial
from sgreports.batches import runs
from sgreports.batches.workers import Job
if __name__ == "__main__":
    runs.JOB = Job(partial(run_stub.work, seconds=0.3), run_stub.loaded)
    from sgreports.__main__ import main
    main()
"""
"""The command line with a stand-in for finding that takes its time."""


@pytest.mark.parametrize("moment", [0.0, 0.8])
def test_ctrl_c_ends_with_one_line(reports: Callable[..., Path], tmp_path: Path, moment: float) -> None:
    folder = reports(**{f"r{n}": "stands" for n in range(400)})  # the last come long after the signal
    script = tmp_path / "command.py"
    script.write_text(COMMAND)
    words = ["extract", str(folder), "--out", str(tmp_path / "run"), "--workers", "2"]
    with subprocess.Popen([sys.executable, str(script), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, start_new_session=True) as process:  # fmt: skip
        assert process.stderr
        told = process.stderr.readline()
        time.sleep(random.Random(moment).random() * moment)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers too
        out, err = process.communicate()
    *lines, last = (told + err).splitlines()
    assert (process.returncode, out) == (130, "")
    assert last == "sgreports: stopped; the dataset is as it was, and what was read is kept for the next run"
    assert all(line.endswith(".txt") for line in lines), lines
    assert sorted(p.name for p in tmp_path.iterdir()) == ["command.py", "reports"]
