"""A run over files, good and bad: what becomes of each, and what is written. Finding is a stand-in here."""

import json
import os
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from invented.reports import paragraph_of, report_of
from sgreports import pipeline
from sgreports.batches import runs
from sgreports.batches.progress import Step
from sgreports.dataset.stored.stored import stored
from sgreports.errors import DamagedError, RefusedError, UsageError
from sgreports.model.facts import Extraction
from sgreports.model.report import Masthead, Report
from sgreports.model.run import RunSummary
from sgreports.settings import Settings
from sgreports.time_limit import too_long


def fake_read(path: Path, _: Settings) -> Report:
    """A report whose symbols are the words of the file; a file can also say what is wrong with it."""
    words = path.read_text().split()
    if words == ["scan"]:
        raise RefusedError("no-text", f"{path.name} has no text layer")
    if words == ["damaged"]:
        raise DamagedError("damaged", f"{path.name} is damaged")
    if words == ["bug"]:
        raise KeyError("bug")
    paragraph = paragraph_of(path.name)
    return report_of(paragraph, document=words[0] if words else path.stem, masthead=Masthead(symbols=tuple(words)))


def fake_find(report: Report, _: Settings) -> Extraction:
    return Extraction(report=report, mentions=(), relations=())


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_report", fake_read)
    monkeypatch.setattr(pipeline, "find", fake_find)


def run(folder: Path, **files: str) -> RunSummary:
    reports = folder / "reports"
    reports.mkdir(exist_ok=True)
    for name, content in files.items():
        (reports / f"{name}.txt").write_text(content)
    return runs.run([reports], folder / "run", Settings())


def outcomes(summary: RunSummary) -> dict[str, Any]:
    return {Path(i.path).stem: (i.outcome, i.reason) for i in summary.inputs}


def test_bad_files_do_not_touch_their_neighbours(tmp_path: Path) -> None:
    summary = run(tmp_path, a="A/1/1", b="scan", c="damaged", d="bug", e="A/1/2")
    assert outcomes(summary) == {
        "a": ("ok", None),
        "b": ("refused", "b.txt has no text layer"),
        "c": ("failed", "c.txt is damaged"),
        "d": ("failed", "unexpected KeyError: 'bug'; please report it with the traceback in run.json"),
        "e": ("ok", None),
    }
    assert summary.failed
    assert "fake_read" in (summary.inputs[3].traceback or "")
    assert [d["document"] for d in stored(tmp_path / "run", "documents")] == ["A/1/1", "A/1/2"]
    assert json.loads((tmp_path / "run" / "run.json").read_text())["totals"]["outcomes"] == {
        "ok": 2, "partial": 0, "refused": 1, "failed": 2,
    }  # fmt: skip


def test_of_two_files_of_a_symbol_the_first_is_kept_where_both_have_as_much_text(tmp_path: Path) -> None:
    summary = run(tmp_path, a="A/1/1 E/1/1", b="E/1/1", c="A/1/2")
    reason = f"E/1/1 was read from {tmp_path}/reports/a.txt, which has no less text; give one file of a document"
    assert outcomes(summary) == {"a": ("ok", None), "b": ("refused", reason), "c": ("ok", None)}
    assert [p["text"] for p in stored(tmp_path / "run", "paragraphs")] == ["a.txt", "c.txt"]
    assert not summary.failed


def test_of_two_files_of_a_symbol_the_one_with_more_text_is_kept(tmp_path: Path) -> None:
    summary = run(tmp_path, a="A/1/1 E/1/1", longer_name="E/1/1", b="A/1/1")
    kept = f"{tmp_path}/reports/longer_name.txt"
    reason = f"E/1/1 was read from {kept}, which has no less text; give one file of a document"
    assert outcomes(summary) == {"a": ("refused", reason), "b": ("ok", None), "longer_name": ("ok", None)}
    assert [p["text"] for p in stored(tmp_path / "run", "paragraphs")] == ["b.txt", "longer_name.txt"]
    assert not summary.failed


def test_a_file_that_vanished_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A/1/1")
    summary = runs.run([tmp_path / "a.txt", tmp_path / "gone.txt"], tmp_path / "run", Settings())
    assert [i.outcome for i in summary.inputs] == ["ok", "failed"]


def test_a_name_or_a_text_that_no_file_can_hold_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def halved(report: Report, settings: Settings) -> Extraction:
        torn = report.paragraphs[0].model_copy(update={"text": "half \ud800"})
        return fake_find(
            report.model_copy(update={"paragraphs": (torn,)}) if report.document == "B" else report, settings
        )

    monkeypatch.setattr(pipeline, "find", halved)
    bad = os.fsdecode(b"bad\xff")
    assert {stem: outcome for stem, (outcome, _) in outcomes(run(tmp_path, a="A", b="B", **{bad: "C"})).items()} == {
        "a": "ok", "b": "failed", "bad\\udcff": "failed",
    }  # fmt: skip
    assert [d["document"] for d in stored(tmp_path / "run", "documents")] == ["A"]
    assert b"bad\\udcff.txt failed: " in caplog.text.encode()  # a log is a file, too


def test_finding_too_must_end_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "find", lambda *_: all(n for n in count(1)))
    (tmp_path / "a.txt").write_text("A/1/1")
    done = runs.process(tmp_path / "a.txt", Settings(max_seconds=1))
    assert done.entry.record.reason == too_long(1)


def test_progress_is_told_after_each_file_the_largest_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A/1/1")
    (tmp_path / "b.txt").write_text("damaged")
    told: list[Step] = []
    summary = runs.run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "run", Settings(), told.append)
    b, a = summary.inputs[1], summary.inputs[0]
    assert told == [Step(0, 2), Step(1, 2, failed=1, last=b), Step(2, 2, failed=1, last=a)]


def test_a_wrong_output_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_report", lambda *_: pytest.fail("a file was read"))
    (tmp_path / "a.txt").touch()
    with pytest.raises(UsageError, match="is a file"):
        runs.run([tmp_path / "a.txt"], tmp_path / "a.txt", Settings())
