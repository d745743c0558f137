"""Datasets of other versions: read where that is right, else one sentence says what to do; so for a lost column."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from invented.runs import report, said, whole_run
from sgreports import read
from sgreports.answers.queries import opened as opened_for_answers
from sgreports.dataset.files.folder import RUN, write_json
from sgreports.dataset.files.sums import sealed
from sgreports.dataset.linked.write import write_jsonld
from sgreports.dataset.merging import merge
from sgreports.dataset.publish.contents import Options
from sgreports.dataset.publish.publish import publish
from sgreports.dataset.stored import stored as schema
from sgreports.dataset.stored.by_document import opened
from sgreports.dataset.stored.stored import stored
from sgreports.dataset.workbook import write_workbook
from sgreports.errors import UsageError
from sgreports.fetching.symbols import known_symbols
from sgreports_gold.annotation.scoring.run_rows import load_run
from sgreports_gold.desk.sources.run_source import RunSource

READERS: dict[str, Callable[[Path], object]] = {
    "read": read,
    "stored": lambda run: stored(run, "documents"),
    "show, diff": lambda run: opened(run).__enter__(),
    "counts, series, check": lambda run: opened_for_answers(run).__enter__(),
    "merge": lambda run: merge([run], run.with_name("merged")),
    "publish": lambda run: publish(run, run.with_name("published"), Options()),
    "export to a workbook": lambda run: write_workbook(run, run.with_name("a.xlsx")),
    "export of linked data": lambda run: write_jsonld(run, run.with_name("a.jsonld")),
    "fetch": lambda run: known_symbols(run, None, cited=False, since=None, held_too=True),
    "score": load_run,
    "review": lambda run: RunSource(run, run).check(),
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_run(tmp_path_factory.mktemp("original") / "run", report(said("Chad spoke.", chad="COUNTRY Chad")))


@pytest.fixture
def run(tmp_path: Path, original: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "run"))


def of_version(run: Path, version: str | None) -> Path:
    """The run as a program of that schema seals it: what changed since is refused before its schema is looked at."""
    content = json.loads((run / RUN).read_text())
    content["versions"]["dataset_schema"] = version
    write_json(run / RUN, sealed(content))
    return run


def without(run: Path, table: str, column: str) -> Path:
    """The run, its JSON Lines table without a column."""
    path = run / f"{table}.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text(
        "".join(json.dumps({k: v for k, v in row.items() if k != column}, separators=(",", ":")) + "\n" for row in rows)
    )
    return run


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_says_what_it_does_not_read(run: Path, reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "OLDEST_READ", "2.1.0")
    monkeypatch.setattr(schema, "SCHEMA_VERSION", "3.3.0")
    renew = "make it anew with `sgreports extract`"
    for version, told in {
        "1.0.0": f"tables of schema 1.0.0, and those from 2.1.0 on are read; {renew}",
        "2.0.9": f"tables of schema 2.0.9, and those from 2.1.0 on are read; {renew}",
        "4.0.0": "tables of schema 4.0.0, which a newer sgreports wrote; install that one",
        "": f"does not say the schema of its tables; {renew}", "new": "does not say", None: "does not say",
    }.items():  # fmt: skip
        with pytest.raises(UsageError, match=told):
            READERS[reader](of_version(run, version))
    for version in ("2.1.0", "2.10.0", "3.2.0", "3.9.1"):
        schema.check_schema(of_version(run, version))


@pytest.mark.parametrize("reader", READERS)
def test_a_run_of_today_is_read(run: Path, reader: str) -> None:
    READERS[reader](run)


def test_a_merged_dataset_of_another_version_is_told(run: Path) -> None:
    merge([run], run.with_name("merged"))
    with pytest.raises(UsageError, match=r"tables of schema 1\.0\.0.*\(or `merge`\)"):
        read(of_version(run.with_name("merged"), "1.0.0"))


def test_a_column_that_an_older_dataset_lacks_is_null(run: Path) -> None:
    assert [row["subtitle"] for row in stored(without(run, "documents", "subtitle"), "documents")] == [None]
    assert read(without(run, "documents", "date"), "jsonl")["documents"].date.isna().all()


@pytest.mark.parametrize("reader", ["stored", "show, diff", "export of linked data", "fetch"])
def test_a_lost_column_is_told(run: Path, reader: str) -> None:
    with pytest.raises(UsageError, match="the table documents has no column 'symbols'; make it anew"):
        READERS[reader](without(run, "documents", "symbols"))


def test_a_run_json_that_is_not_whole_is_told(run: Path) -> None:
    (run / RUN).write_text('{"versions": ')
    with pytest.raises(UsageError, match=r"run\.json is not JSON: .*; extract the run again"):
        read(run)


def test_a_first_line_that_is_not_whole_is_told(run: Path) -> None:
    (run / "entities.jsonl").write_text('{"entity": \n')
    with pytest.raises(UsageError, match=r"entities\.jsonl, line 1: .*; extract the run again"), opened(run):
        pass


def test_a_list_for_run_json_says_no_version(run: Path) -> None:
    content: Any = ["versions"]
    (run / RUN).write_text(json.dumps(content))
    with pytest.raises(UsageError, match="does not say the schema"):
        read(run)
