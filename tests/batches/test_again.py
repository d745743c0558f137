"""A second run takes up only what is new or changed, and writes what a first one would."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sgreports import pipeline
from sgreports.batches import runs
from sgreports.batches.key import made_by
from sgreports.dataset.stored.stored import stored
from sgreports.model.facts import Extraction
from sgreports.model.report import Report
from sgreports.model.run import RunSummary
from sgreports.settings import CONTENT_SETTINGS, Settings

Reports = Callable[..., Path]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were read, in order."""
    names: list[str] = []

    def find(report: Report, _: Settings) -> Extraction:
        names.append(report.document)
        return Extraction(report=report, mentions=(), relations=())

    monkeypatch.setattr(pipeline, "find", find)
    return names


def run(folder: Path, **settings: object) -> RunSummary:
    return runs.run([folder], folder.parent / "run", Settings.model_validate(settings))


def tables(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in out.iterdir() if p.name not in ("run.json", "sgreports.duckdb")}


def test_only_what_is_new_or_changed_is_read(reports: Reports, found: list[str], tmp_path: Path) -> None:
    folder = reports(a="stands", b="stands", c="stands")
    assert run(folder).reused == 0
    reports(b="lies", d="stands")
    assert run(folder).reused == 2
    assert found[3:] == ["d", "b"]
    (folder / "a.txt").unlink()
    assert run(folder).reused == 3
    assert found[5:] == []
    assert [d["document"] for d in stored(tmp_path / "run", "documents")] == ["b", "c", "d"]
    runs.run([folder], tmp_path / "fresh", Settings(use_cache=False))
    assert tables(tmp_path / "run") == tables(tmp_path / "fresh")


def test_a_run_that_finds_nothing_changed_renews_run_json_alone(
    reports: Reports, found: list[str], tmp_path: Path
) -> None:
    folder = reports(a="stands")
    run(folder)
    times = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "run").iterdir()}
    run(folder)
    assert found == ["a"]
    assert {p.name for p in (tmp_path / "run").iterdir() if p.stat().st_mtime_ns != times[p.name]} == {"run.json"}


@pytest.mark.parametrize("name", ["paragraphs.csv", "sgreports.duckdb", "run.json"])
def test_a_dataset_that_is_not_whole_is_written_anew(
    reports: Reports, found: list[str], tmp_path: Path, name: str
) -> None:
    folder = reports(a="stands")
    run(folder)
    before = tables(tmp_path / "run")
    (tmp_path / "run" / name).unlink()
    (tmp_path / "run" / "issues.csv").write_text("meddled with")
    run(folder)
    assert (tables(tmp_path / "run"), found) == (before, ["a"])
    assert json.loads((tmp_path / "run" / "run.json").read_text())["totals"]["documents"] == 1


def test_a_damaged_entry_is_read_again(reports: Reports, found: list[str], tmp_path: Path) -> None:
    folder, cache = reports(a="stands", b="stands"), tmp_path / "cache"
    run(folder, cache=cache)
    next(cache.glob("*/*.entry")).write_bytes(b"sgreports-entry 1")
    assert run(folder, cache=cache).reused == 1
    assert len(found) == 3


def test_what_a_refused_file_says_is_kept_too(reports: Reports) -> None:
    folder = reports()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 and nothing more")
    summary, again = (run(folder, workers=0) for _ in range(2))
    assert (summary.reused, again.reused) == (0, 1)
    assert [i.reason for i in again.inputs] == [i.reason for i in summary.inputs] != [None]


def test_what_another_try_may_mend_is_tried_again(reports: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "find", lambda *_: 1 / 0)
    folder = reports(a="stands")
    assert [run(folder).reused, run(folder).reused] == [0, 0]


def test_nothing_read_replaces_no_earlier_dataset(
    reports: Reports, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = reports(a="stands")
    run(folder)
    before = tables(tmp_path / "run")
    monkeypatch.setattr(pipeline, "find", lambda *_: 1 / 0)
    reports(a="lies")
    summary = run(folder)
    assert (summary.kept, summary.failed, found) == (True, True, ["a"])
    assert tables(tmp_path / "run") == before


def test_the_key_knows_what_bears_on_content(monkeypatch: pytest.MonkeyPatch) -> None:
    models = {"model", "component", "relation_model", "event_model"}
    assert set(CONTENT_SETTINGS) == models | {"links", "max_pages", "max_megabytes"}
    keys = {made_by(Settings()), made_by(Settings(workers=3, max_seconds=7)), made_by(Settings(links=False))}
    assert len(keys) == 2
    made_by.cache_clear()
    monkeypatch.setattr("sgreports.provenance.source_version", lambda: "another program")
    assert made_by(Settings()) not in keys
    made_by.cache_clear()
