"""A report that crashes, hangs or eats memory costs its own row; its neighbours are done."""

import json
import logging
import os
import re
import signal
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import cloudpickle
import psutil
import pytest
from loky import ProcessPoolExecutor

from sgreports.batches import runs, workers
from sgreports.batches.entry import Processed, not_read
from sgreports.batches.workers import Job, Pool
from sgreports.dataset.stored.stored import stored
from sgreports.errors import RefusedError, UsageError
from sgreports.model.run import InputRecord
from sgreports.settings import Settings

Reports = Callable[..., Path]
LARGE = 2_000_000  # bytes
pytestmark = pytest.mark.usefixtures("_as_told")


def by_name(folder: Path) -> dict[str, InputRecord]:
    rows = json.loads((folder / "run.json").read_text())["inputs"]
    return {Path(row["path"]).stem: InputRecord.model_validate(row) for row in rows}


def test_a_poisonous_report_costs_its_own_row(
    reports: Reports, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = reports(a="is", b="crashes", c="is", f="eats", g="is")
    settings = Settings(workers=2, max_memory_mb=1000)
    with caplog.at_level(logging.ERROR, "sgreports"):
        summary = runs.run([folder], tmp_path / "run", settings)
    rows = by_name(tmp_path / "run")
    assert {name: row.reason for name, row in rows.items()} == {
        **dict.fromkeys("acg"),
        "b": "its worker process ended (SIGSEGV(-11)); please report it with the traceback in run.json",
        "f": "it takes more than 1000 MB; raise max_memory_mb if it is a report",
    }  # fmt: skip
    assert summary.totals.outcomes == {"ok": 3, "partial": 0, "refused": 0, "failed": 2}
    assert [d["document"] for d in stored(tmp_path / "run", "documents")] == list("acg")
    assert "as_told" in (rows["b"].traceback or "")
    assert {n: row.memory_mb for n, row in rows.items() if not 10 < (row.memory_mb or 0) < 1000} == {}
    assert all(re.search(rf"{name}\.txt failed: ", caplog.text) for name in "bf")


def test_a_report_that_hangs_is_stopped_and_the_next_is_read(reports: Reports, tmp_path: Path) -> None:
    """The limit is far above what the next report works."""
    runs.run([reports(a="hangs", b="is")], tmp_path / "run", Settings(workers=1, max_seconds=3))
    rows = by_name(tmp_path / "run")
    assert {name: row.reason for name, row in rows.items()} == {
        "a": "it takes longer than 3 s of processor time, or 10 times as long by the clock; raise max_seconds if it is"
        " a report", "b": None,
    }  # fmt: skip
    assert "as_told" in (rows["a"].traceback or "")
    assert rows["a"].seconds >= 3


def test_one_worker_isolates_too_and_memory_that_a_library_is_refused_is_told_as_the_limit(
    reports: Reports, tmp_path: Path
) -> None:
    """The PDF library ends its process with SIGABRT then. The next report is read by the process after it."""
    runs.run([reports(a="aborts", b="is")], tmp_path / "run", Settings(workers=1, max_memory_mb=2000))
    assert {name: row.reason for name, row in by_name(tmp_path / "run").items()} == {
        "a": "it was refused memory (SIGABRT); raise max_memory_mb (2000) if it is a report, and if that does not help,"
        " please report it with the traceback in run.json",
        "b": None,
    }


def test_memory_is_measured_report_by_report(reports: Reports, tmp_path: Path) -> None:
    folder = reports(a="is", b="nibbles", c="is")
    runs.run([folder], tmp_path / "run", Settings(workers=1, max_memory_mb=600))
    rows = by_name(tmp_path / "run")
    assert rows["b"].reason == "it takes more than 600 MB; raise max_memory_mb if it is a report"
    assert 0 < (rows["b"].memory_mb or 0) < 700
    assert (rows["a"].memory_mb or 0) < 400
    assert (rows["c"].memory_mb or 0) < 400


def test_a_worker_that_cannot_start_is_told(reports: Reports, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="max_memory_mb"):
        runs.run([reports(a="is")], tmp_path / "run", Settings(workers=1, max_memory_mb=1))
    assert not (tmp_path / "run").exists()


def killed_while_it_starts(times: int, count: Path, _: Settings) -> None:
    """What a worker loads: the first `times` processes are killed over it."""
    with count.open("a") as file:
        file.write("x")
    if count.stat().st_size <= times:
        os.kill(os.getpid(), signal.SIGKILL)


cloudpickle.register_pickle_by_value(sys.modules[__name__])


@pytest.mark.parametrize(("times", "outcomes"), [(2, ["ok", "ok"]), (3, ["failed", "ok"])])
def test_a_worker_killed_while_it_starts_is_started_again(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, outcomes: list[str]
) -> None:
    load = partial(killed_while_it_starts, times, tmp_path / "count")
    monkeypatch.setattr(runs, "JOB", Job(runs.JOB.work, load))
    summary = runs.run([reports(a="is", b="is")], tmp_path / "run", Settings(workers=1))
    assert sorted(i.outcome for i in summary.inputs) == outcomes
    reason = "a worker process did not start (SIGKILL(-9)), 3 times; the next run tries it again"
    assert [i.reason for i in summary.inputs if i.reason] == [reason] * outcomes.count("failed")


def test_a_worker_starts_again_where_the_process_that_tracks_semaphores_was_killed(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = iter([BrokenPipeError(32, "Broken pipe"), None])

    def executor(*words: Any, **named: Any) -> ProcessPoolExecutor:
        if error := next(starts):
            raise error
        return ProcessPoolExecutor(*words, **named)

    monkeypatch.setattr(workers, "ProcessPoolExecutor", executor)
    summary = runs.run([reports(a="is")], tmp_path / "run", Settings(workers=1))
    assert [i.outcome for i in summary.inputs] == ["ok"]


def test_where_no_worker_ever_starts_the_run_says_so(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "JOB", Job(runs.JOB.work, partial(killed_while_it_starts, 1000, tmp_path / "count")))
    monkeypatch.setattr(workers, "STARTS", 1)
    folder = reports(**dict.fromkeys("abcdef", "is"))
    with pytest.raises(UsageError, match=r"did not start \(SIGKILL\(-9\)\); is max_memory_mb \(4000\) too low"):
        runs.run([folder], tmp_path / "run", Settings(workers=1))
    assert (tmp_path / "count").stat().st_size < 6, "not for each file"


def large(file: Path, settings: Settings) -> Processed:
    """A result that random bytes make large."""
    done = not_read(file, RefusedError("large", "it is an example"), settings)
    return replace(done, rows=os.urandom(LARGE))


def test_results_are_not_held_after_they_are_given(tmp_path: Path) -> None:
    files = [tmp_path / str(n) for n in range(12)]
    with Pool(Job(large, lambda _: None), Settings(workers=2), len(files)) as pool:
        tracemalloc.start()
        try:
            held = [tracemalloc.get_traced_memory()[0] for _ in pool.each(files)]
        finally:
            tracemalloc.stop()
    assert (len(held), held[-1] < 6 * LARGE) == (12, True), held  # some are on their way, or in a thread's hands


def test_a_worker_killed_while_it_waits_costs_no_report(reports: Reports) -> None:
    folder = reports(a="is", b="is")
    with Pool(runs.JOB, Settings(workers=1), 1) as pool:
        first = pool.do(folder / "a.txt")
        (worker,) = (p for p in psutil.Process().children() if "popen_loky_posix" in " ".join(p.cmdline()))
        worker.kill()
        worker.wait(10)
        second = pool.do(folder / "b.txt")
    assert [first.entry.record.outcome, second.entry.record.outcome] == ["ok", "ok"]
