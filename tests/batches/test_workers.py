"""A report that crashes, hangs or eats memory costs its own row; its neighbours are done."""

import json
import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sgreports.batches import runs
from sgreports.dataset.stored.stored import stored
from sgreports.errors import UsageError
from sgreports.model.run import InputRecord
from sgreports.settings import Settings

Reports = Callable[..., Path]
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
    """The limit is far above what the next report takes, also on a busy machine."""
    runs.run([reports(a="hangs", b="is")], tmp_path / "run", Settings(workers=1, max_seconds=10))
    rows = by_name(tmp_path / "run")
    assert {name: row.reason for name, row in rows.items()} == {
        "a": "it takes longer than 10 s; raise max_seconds if it is a report", "b": None,
    }  # fmt: skip
    assert "as_told" in (rows["a"].traceback or "")
    assert rows["a"].seconds >= 10


def test_one_worker_isolates_too(reports: Reports, tmp_path: Path) -> None:
    summary = runs.run([reports(a="crashes", b="is")], tmp_path / "run", Settings(workers=1))
    assert [i.outcome for i in summary.inputs] == ["failed", "ok"]


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
