"""Datasets of shards become one: the same rows as of one run, in Parquet files by year."""

import datetime
import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from called_command import called, outcome
from invented.runs import whole_run
from sgreports.dataset import merging
from sgreports.dataset.files.folder import DUCKDB, RUN
from sgreports.dataset.files.parquet import open_duckdb
from sgreports.dataset.merging import merge
from sgreports.dataset.stored.frames import read
from sgreports.dataset.stored.stored import Form
from sgreports.dataset.views import VIEWS
from sgreports.errors import UsageError
from sgreports.inputs import in_shard
from sgreports.model.facts import Extraction
from sgreports.model.records import ROWS

TABLES = [row.resource for row in ROWS]


def of_year(extraction: Extraction, document: str, year: int | None, words: str = "") -> Extraction:
    """The same report under another symbol, of another year, with more words in its note."""
    report = extraction.report
    date = datetime.date(year, 5, 6) if year else None
    masthead = report.masthead.model_copy(update={"symbols": (document,), "date": date})
    first, note = report.paragraphs
    texts = (first, note.model_copy(update={"text": f"{note.text} {words}".strip()}))
    return extraction.model_copy(
        update={"report": report.model_copy(update={"document": document, "masthead": masthead, "paragraphs": texts})}
    )


def rows(folder: Path, *names: str) -> dict[str, list[tuple[object, ...]]]:
    """The rows of tables and views in the DuckDB file."""
    with open_duckdb(folder / DUCKDB, read_only=True) as connection:
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}


@dataclass(frozen=True)
class Made:
    """Four reports, the run of all, the runs of the first and of the others, and the dataset merged of these two."""

    reports: list[Extraction]
    whole: Path
    parts: list[Path]
    merged: Path
    counted: dict[str, int]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, extraction: Extraction) -> Made:
    """Made once for all tests; the merged dataset has been moved since it was written."""
    folder = tmp_path_factory.mktemp("made")
    years: dict[str, int | None] = {"A/60/1": 2005, "A/60/2": 2005, "A/61/1": 2006, "A/61/2": None}
    reports = [of_year(extraction, document, year) for document, year in years.items()]
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    parts = [whole_run(folder / "a" / "run", *reports[:1]), whole_run(folder / "b" / "run", *reports[1:])]
    counted = merge(parts, folder / "merged")
    moved = (folder / "merged").rename(folder / "elsewhere")
    return Made(reports, whole_run(folder / "whole", *reports), parts, moved, counted)


def test_it_holds_the_rows_of_one_run(made: Made) -> None:
    whole = rows(made.whole, *TABLES, *VIEWS)
    assert rows(made.merged, *TABLES, *VIEWS) == whole
    assert made.counted == {table: len(whole[table]) for table in TABLES}
    years = {p.parent.name for p in (made.merged / "mentions").rglob("*.parquet")}
    assert years == {"year=2005", "year=2006", "year=__HIVE_DEFAULT_PARTITION__"}
    assert len(json.loads((made.merged / RUN).read_text())["inputs"]) == 4


def test_one_year_is_read_without_the_others(made: Made) -> None:
    files = f"{made.merged}/mentions/*/*.parquet"
    query = f"SELECT DISTINCT document FROM read_parquet('{files}', hive_partitioning = true) WHERE year = 2005"
    assert sorted(duckdb.connect().execute(query).fetchall()) == [("A/60/1",), ("A/60/2",)]


def test_a_block_of_parts_is_a_file_of_each_year(tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "BLOCK", 2)
    parts = [whole_run(tmp_path / str(n), report) for n, report in enumerate(made.reports[:3])]
    merge([*parts, shutil.copytree(made.whole, tmp_path / "more")], tmp_path / "merged")
    assert rows(tmp_path / "merged", *TABLES, *VIEWS) == rows(made.whole, *TABLES, *VIEWS)
    files = (f.relative_to(tmp_path / "merged" / "documents") for f in tmp_path.glob("merged/documents/*/*"))
    assert sorted(map(str, files)) == [
        "year=2005/data_0_0.parquet", "year=2006/data_1_0.parquet", "year=__HIVE_DEFAULT_PARTITION__/data_2_0.parquet",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_its_tables_are_read_as_those_of_one_run(made: Made, form: Form) -> None:
    expected = read(made.whole)
    for name, table in read(made.merged, form).items():
        pd.testing.assert_frame_equal(table, expected[name])


def test_its_paragraphs_are_shown(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    shown = called(capsys, "show", made.merged, "A/61/1")
    assert "UNICEF[1], jointly with UNHCR[2], reached" in shown
    assert shown == called(capsys, "show", made.whole, "A/61/1")


def test_a_command_that_wants_other_files_names_the_parts(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = outcome(capsys, "diff", made.merged, made.whole)
    said = f"is a merged dataset and has no documents.jsonl; name one of its parts: {made.parts[0]}, {made.parts[1]}"
    assert (code, said in err) == (2, True)


def test_a_document_in_two_parts_is_taken_where_it_has_more_text(
    tmp_path: Path, extraction: Extraction, made: Made
) -> None:
    longer = of_year(extraction, "A/60/1", 2005, "And more.")
    merge([made.whole, whole_run(tmp_path / "b", longer)], tmp_path / "merged")
    assert rows(tmp_path / "merged", *TABLES) == rows(whole_run(tmp_path / "c", longer, *made.reports[1:]), *TABLES)


def test_what_does_not_fit_together_is_told(tmp_path: Path, made: Made) -> None:
    parts = [shutil.copytree(part, tmp_path / name) for name, part in zip("ab", made.parts, strict=True)]
    run = json.loads((parts[1] / RUN).read_text())
    (parts[1] / RUN).write_text(json.dumps({**run, "made_by": "another"}))
    with pytest.raises(UsageError, match="is of another version or has other settings"):
        merge(parts, tmp_path / "merged")
    with pytest.raises(UsageError, match="is no merged dataset"):
        merge(parts[:1], parts[1])
    (tmp_path / "own" / "documents").mkdir(parents=True)
    with pytest.raises(UsageError, match="is no merged dataset"):
        merge(parts[:1], tmp_path / "own")
    with pytest.raises(UsageError, match="holds the part"):
        merge(parts[:1], tmp_path)
    assert not (tmp_path / "merged").exists()
    merge(parts[:1], tmp_path / "merged")
    merge(parts[:1], tmp_path / "merged")


def test_files_of_a_stem_are_in_one_shard(tmp_path: Path) -> None:
    for n in range(20):
        for ending in ("txt", "pdf", "docx"):
            (tmp_path / f"r{n}.{ending}").touch()
    for i in (1, 2, 3):
        assert set(Counter(f.stem for f in in_shard([tmp_path], f"{i}/3")).values()) == {3}


def test_shards_share_the_files_by_name(tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"r{n}.txt").touch()
    shards = [in_shard([tmp_path], f"{i}/3") for i in (1, 2, 3)]
    assert sorted(f.name for shard in shards for f in shard) == sorted(f.name for f in tmp_path.iterdir())
    assert min(map(len, shards)) > 2
    (tmp_path / "r99.txt").touch()
    assert all(set(shard) <= set(in_shard([tmp_path], f"{i}/3")) for i, shard in enumerate(shards, 1))
    for wrong in ("0/3", "4/3", "1", "a/b", "1/0"):
        with pytest.raises(UsageError, match="is no share of the files"):
            in_shard([tmp_path], wrong)
