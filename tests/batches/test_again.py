"""A second run takes up only what is new or changed, and writes what a first one would."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sgreports import pipeline, read
from sgreports.batches import runs
from sgreports.batches.plan import made_by
from sgreports.cache import Cache
from sgreports.dataset.stored.stored import Form, stored
from sgreports.errors import DamagedError, UsageError
from sgreports.model.facts import Extraction, Mention
from sgreports.model.report import Report
from sgreports.model.run import RunSummary
from sgreports.settings import CONTENT_SETTINGS, Settings
from sgreports.time_limit import too_long

FORMS: tuple[Form, ...] = ("csv", "parquet")
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


@pytest.mark.parametrize("name", ["paragraphs.csv", "sgreports.duckdb"])
def test_a_dataset_that_is_not_whole_is_written_anew(
    reports: Reports, found: list[str], tmp_path: Path, name: str
) -> None:
    folder = reports(a="stands")
    run(folder)
    before = tables(tmp_path / "run")
    (tmp_path / "run" / name).unlink()
    run(folder)
    assert (tables(tmp_path / "run"), found) == (before, ["a"])
    assert json.loads((tmp_path / "run" / "run.json").read_text())["totals"]["documents"] == 1


def test_what_somebody_edited_is_not_written_anew(reports: Reports, tmp_path: Path) -> None:
    folder = reports(a="stands")
    run(folder)
    (tmp_path / "run" / "issues.csv").write_text("edited")
    with pytest.raises(UsageError, match=r"run holds 'issues\.csv', which is not as the run wrote it"):
        run(folder)
    assert (tmp_path / "run" / "issues.csv").read_text() == "edited"


def test_a_result_of_another_report_is_not_taken(reports: Reports, found: list[str], tmp_path: Path) -> None:
    folder, cache = reports(a="stands", b="lies"), tmp_path / "cache"
    run(folder, cache=cache)
    before = tables(tmp_path / "run")
    one, other = cache.glob("*/*.entry")
    one.write_bytes(other.read_bytes())
    assert run(folder, cache=cache).reused == 1
    assert (len(found), tables(tmp_path / "run")) == (3, before)


@pytest.mark.parametrize("in_the_middle", [False, True])
def test_rows_that_do_not_read_end_no_second_run(
    reports: Reports, found: list[str], tmp_path: Path, in_the_middle: bool
) -> None:
    """Its hash is right: what stored the entry was at fault. Only where the archive opens, writing finds it."""
    folder, cache = reports(a="stands"), Cache(tmp_path / "cache")
    run(folder, cache=cache.folder)
    before = tables(tmp_path / "run")
    key = next(cache.folder.glob("*/*.entry")).stem
    head, _, rows = (cache.load(key) or b"").partition(b"\n")
    cache.store(key, head + b"\n" + (rows[:40] + bytes(20) + rows[60:] if in_the_middle else b"no archive"))
    shutil.rmtree(tmp_path / "run")
    if in_the_middle:
        with pytest.raises(UsageError, match=r"lost the result of .*a\.txt; run it again"):
            run(folder, cache=cache.folder)
    run(folder, cache=cache.folder)
    assert (found, tables(tmp_path / "run")) == (["a", "a"], before)


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


def test_what_took_too_long_in_two_runs_is_left_out(
    reports: Reports, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(report: Report, _: Settings) -> Extraction:
        found.append(report.document)
        raise DamagedError("over-time", "it takes too long")

    monkeypatch.setattr(pipeline, "find", find)
    folder = reports(a="stands")
    summaries = [run(folder, max_seconds=30) for _ in range(3)]
    assert [(s.left_out, s.reused, s.failed) for s in summaries] == [(0, 0, True), (0, 0, True), (1, 0, True)]
    assert [s.inputs[0].reason for s in summaries] == [
        *[too_long(30)] * 2,
        "it took longer than 30 s in 2 runs, so it is left out until the file, the program or max_seconds changes",
    ]
    assert found == ["a", "a"]
    run(folder, max_seconds=60)
    reports(a="lies")
    run(folder, max_seconds=30)
    assert found == ["a"] * 4


def test_files_of_one_name_are_told_apart_by_folder(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(report: Report, _: Settings) -> Extraction:
        word = Mention(
            id="m1", paragraph=report.paragraphs[-1].key, label="AGENCY", start=0, end=4, text="This",
            source="rule:stub",
        )  # fmt: skip
        return Extraction(report=report, mentions=(word,), relations=())

    monkeypatch.setattr(pipeline, "find", find)
    folder = reports(a="stands")
    for where, word in (("north", "stands"), ("south", "lies"), ("south/copy", "lies")):
        (folder / where).mkdir()
        (folder / where / "b.txt").write_text(f"# A report\n\n1. This one {word} in the north.\n")
    summary = run(folder)
    assert [i.document for i in summary.inputs] == ["a", "north/b", "south/b", None]
    assert summary.inputs[3].reason == (
        f"south/b was read from {folder}/south/b.txt, which has no less text; give one file of a document"
    )
    mentions = stored(tmp_path / "run", "mentions")
    assert [(m["document"], m["id"]) for m in mentions] == [(d, f"{d}#m1") for d in ("a", "north/b", "south/b")]
    texts = {form: read(tmp_path / "run", form)["documents"].document.to_list() for form in FORMS}
    assert texts == {form: ["a", "north/b", "south/b"] for form in FORMS}


def test_two_files_of_one_name_in_one_folder_are_one_document(
    reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "find", lambda report, _: Extraction(report=report, mentions=(), relations=()))
    folder = reports(a="stands")
    (folder / "a.md").write_text("1. This one lies.\n")
    assert [i.document for i in run(folder).inputs] == [None, "a"]


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
    models = {"model", "relation_model", "event_model", "count_model"}
    assert set(CONTENT_SETTINGS) == models | {
        "accuracy", "links", "ocr", "reader", "text_unit_mentions", "max_pages", "max_megabytes",
    }  # fmt: skip
    keys = {made_by(Settings()), made_by(Settings(workers=3, max_seconds=7)), made_by(Settings(links=False))}
    assert len(keys) == 2
    monkeypatch.setattr("sgreports.provenance.source_version", lambda: "another program")
    assert made_by(Settings()) not in keys
