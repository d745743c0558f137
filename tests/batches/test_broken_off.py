"""A run that is killed at any moment, or whose disk is full, is ended by the next as if nothing had been."""

import errno
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sgreports import pipeline
from sgreports.batches.runs import run
from sgreports.dataset.files import parquet
from sgreports.errors import UsageError
from sgreports.model.facts import Extraction
from sgreports.settings import Settings

SCRIPT = Path(__file__).parent / "run_stub.py"
REPORTS = 12
KILLS = int(os.environ.get("KILLS", "5"))
PAUSE = 0.02
"""Seconds that a report takes longer than it would, so that kills come between them too."""

MEASURES = ("seconds", "ocr_seconds", "memory_mb")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Small reports with paragraphs of their own."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for n in range(REPORTS):
        lines = "\n\n".join(f"{k}. Body{n % 5} said {k} things in the north." for k in range(1, 4 + n))
        (reports / f"report-{n}.txt").write_text(f"# Report {n}\n\n{lines}\n")
    return reports


@pytest.fixture(autouse=True)
def _nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process find nothing."""
    monkeypatch.setattr(pipeline, "find", lambda report, _: Extraction(report=report, mentions=(), relations=()))


class Runs:
    """Starts runs within a hundredth of a second, in forks of a process that has imported everything."""

    def __init__(self, server: "subprocess.Popen[str]") -> None:
        assert server.stdin
        assert server.stdout
        self._ask, self._told = server.stdin, server.stdout

    def start(
        self, folder: Path, out: Path, cache: Path, workers: int = 0, seconds: float = 0.0, *, step: int = 0
    ) -> int:
        """The process's id; it is killed before a step, where one is given."""
        self._ask.write(json.dumps([str(folder), str(out), str(cache), workers, seconds, step]) + "\n")
        self._ask.flush()
        pid = int(self._told.readline())
        assert pid > 1
        return pid

    def end(self) -> int:
        """The exit code of the run started last: negative, the signal that ended it."""
        self._ask.write("end\n")
        self._ask.flush()
        return int(self._told.readline())

    def complete(self, folder: Path, out: Path, cache: Path, workers: int = 0) -> dict[str, Any]:
        """What a run that is not broken off leaves."""
        self.start(folder, out, cache, workers)
        assert self.end() == 0
        return contents(out)


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    """What starts runs, once for all tests: importing everything takes longer than a run."""
    with subprocess.Popen([sys.executable, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as server:  # fmt: skip
        yield Runs(server)


def contents(out: Path) -> dict[str, Any]:
    """All that a run wrote, but for the DuckDB file's bytes and what run.json measured."""
    run = json.loads((out / "run.json").read_text())
    run |= {"start": None, "end": None, "settings": None, "out": None, "totals": run["totals"] | {"seconds": None}}
    run["inputs"] = [{k: v for k, v in i.items() if k not in MEASURES} for i in run["inputs"]]
    run |= {
        "seal": None,
        "files": {name: sha256 for name, sha256 in run["files"].items() if name != "sgreports.duckdb"},
    }
    names = sorted(p.name for p in out.iterdir())
    files = {name: (out / name).read_bytes() for name in names if name not in ("run.json", "sgreports.duckdb")}
    return {"names": names, "run.json": run, **files}


@pytest.mark.parametrize(("workers", "wanted"), [(0, KILLS), (2, KILLS // 4)])
def test_killed_at_random_moments(runs: Runs, folder: Path, tmp_path: Path, workers: int, wanted: int) -> None:
    whole = runs.complete(folder, tmp_path / "whole", tmp_path / "cache-whole")
    began = time.monotonic()
    runs.complete(folder, tmp_path / "timed", tmp_path / "cache-timed", workers)
    takes = time.monotonic() - began + REPORTS * PAUSE / max(workers, 1)
    chance, kills = random.Random(workers), 0
    for n in itertools.count():
        out, cache, ended = tmp_path / f"run-{n}", tmp_path / f"cache-{n}", -signal.SIGKILL
        while ended == -signal.SIGKILL:
            pid = runs.start(folder, out, cache, workers, PAUSE)
            if kills < wanted:
                time.sleep(chance.uniform(0, takes))
                os.kill(pid, signal.SIGKILL)
            ended = runs.end()
            kills += ended == -signal.SIGKILL
            assert not out.exists() or contents(out) == whole
        assert (ended, contents(out) == whole) == (0, True)
        if kills >= wanted:
            break
    sys.stdout.write(f"{kills} kills in {n + 1} runs with {workers} workers\n")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".run")] == []


def test_killed_before_each_step_of_a_run_that_changes_nothing(runs: Runs, folder: Path, tmp_path: Path) -> None:
    out, cache = tmp_path / "run", tmp_path / "cache"
    whole = runs.complete(folder, out, cache)
    for step in itertools.count(1):
        runs.start(folder, out, cache, step=step)
        if runs.end() == 0:
            break
        assert contents(out) == whole
    assert step > 3
    assert runs.complete(folder, out, cache) == whole
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".run")] == []


@pytest.mark.parametrize(("largest", "said"), [(1024, "cannot write to the cache"), (10_240, "cannot write to")])
def test_a_file_that_cannot_grow_is_told(runs: Runs, folder: Path, tmp_path: Path, largest: int, said: str) -> None:
    """Cache entries are larger than the one limit, the DuckDB file is larger than the other."""
    words = json.dumps([str(folder), str(tmp_path / "run"), str(tmp_path / "cache"), 0, 0.0])
    limited = ["bash", "-c", f'ulimit -f {largest // 1024 or 1}; exec "$@"', "bash", sys.executable, str(SCRIPT), words]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(rf"^sgreports\.errors\.UsageError: {said} .*: .*File too large", done.stderr, re.MULTILINE)
    assert not (tmp_path / "run").exists()
    whole = runs.complete(folder, tmp_path / "whole", tmp_path / "cache-whole")
    assert runs.complete(folder, tmp_path / "run", tmp_path / "cache") == whole


@pytest.mark.parametrize("moment", [0, 2, 20])
def test_a_disk_that_is_full_at_some_moment(
    reports: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """The mark of the cache and two entries are synced to the disk, then the files of the dataset."""
    folder, calls, fsync = reports(a="stands", b="lies"), itertools.count(), os.fsync

    def full(descriptor: int) -> None:
        if next(calls) == moment:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left on device"):
        run([folder], tmp_path / "run", Settings())
    assert not (tmp_path / "run").exists()
    reused = run([folder], tmp_path / "run", Settings()).reused
    assert reused == min(max(moment - 1, 0), 2)
    run([folder], tmp_path / "whole", Settings(use_cache=False))
    assert contents(tmp_path / "run") == contents(tmp_path / "whole")


@pytest.mark.parametrize("kind", [duckdb.IOException, duckdb.TransactionException, duckdb.FatalException])
def test_a_disk_that_is_full_for_the_database(
    reports: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[duckdb.Error]
) -> None:
    def full(_: Path) -> None:
        raise kind("Failed to commit: No space left on device")

    monkeypatch.setattr(parquet, "open_duckdb", full)
    with pytest.raises(UsageError, match="No space left on device; nothing there was changed"):
        run([reports(a="stands")], tmp_path / "run", Settings())
    assert not (tmp_path / "run").exists()
