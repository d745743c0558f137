"""A dataset as a SQLite file: whole, described, its keys sound; and as datasette serves it."""

import json
import re
import shlex
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import pytest

from called_command import outcome
from invented.killed_in_chad import killed_in_chad
from sgreports.dataset.files.columns import columns
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.sqlite import write_metadata
from sgreports.dataset.views import VIEWS, column_meaning, view_meaning
from sgreports.errors import UsageError
from sgreports.model.records import ROWS, CountRow


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return killed_in_chad(tmp_path_factory.mktemp("of_chad") / "run")


@pytest.fixture
def file(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    code, out, _ = outcome(capsys, "export", run, "--sqlite", tmp_path / "un.db")
    size = (tmp_path / "un.db").stat().st_size
    assert (code, out) == (
        0, f"{tmp_path}/un.db: {len(ROWS) + len(VIEWS)} tables, {size:,} bytes; look at it by this:\n"
           f"datasette {tmp_path}/un.db --metadata {tmp_path}/un.metadata.json\n"
    )  # fmt: skip
    return tmp_path / "un.db"


def plain(value: Any) -> Any:
    """A value of DuckDB as SQLite has it."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, int | float | str | None) else value.isoformat()


def test_every_table_and_view_has_its_rows_and_no_key_leads_nowhere(run: Path, file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy, closing(duckdb.connect(str(run / DUCKDB), read_only=True)) as whole:
        for name in [*(row.resource for row in ROWS), *VIEWS]:
            rows = sorted(map(repr, copy.execute(f'SELECT * FROM "{name}"')))
            assert rows == sorted(repr(tuple(map(plain, r))) for r in whole.execute(f'FROM "{name}"').fetchall())
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = {tuple(key[2:5]) for key in copy.execute("PRAGMA foreign_key_list(facts)")}
        ids = {("counts", "count_id", "count"), ("counts", "covered_by", "count")}
        assert keys == {*ids, ("documents", "document", "document")}
        found = copy.execute(
            "SELECT document FROM paragraphs WHERE rowid IN (SELECT rowid FROM paragraphs_fts('dies'))"
        )
        assert found.fetchall() == [("A/99/8",)]


def test_the_file_says_what_each_column_is(file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy:
        made = dict(copy.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
    for name in VIEWS:
        lines = made[name].splitlines()[1:-1]
        assert all(re.search(r" -- (?!None$).{4}|(?:PRIMARY|FOREIGN) KEY", line) for line in lines), name
    first = columns(CountRow)[0]
    assert f'  "count" TEXT,  -- {first.description}\n' in made["counts"]
    assert '  "exact" INTEGER,  -- whether the number is plain' in made["facts"]
    assert '  "score" REAL,  -- estimated probability that value, unit, event' in made["facts"]


def test_no_view_or_column_is_without_a_meaning() -> None:
    assert [view for view in VIEWS if not re.match(r"\w.{10}", view_meaning(view))] == []
    with pytest.raises(LookupError, match="above the view other"):
        view_meaning("other")
    with pytest.raises(LookupError, match="what other of the view facts means"):
        column_meaning("facts", "other")


def test_no_file_is_written_beside_metadata_of_another(
    run: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.with_name("un.metadata.json").write_text("{}")
    file.unlink()
    code, _, err = outcome(capsys, "export", run, "--sqlite", file)
    assert (code, file.exists()) == (2, False)
    assert "un.metadata.json is not as sgreports wrote it" in err


def test_a_description_that_cannot_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"un\.metadata\.json cannot be written: .*; nothing there was changed"):
        write_metadata(tmp_path / "file" / "un.db", ())


def test_the_command_that_serves_a_file_can_be_pasted(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = outcome(capsys, "export", run, "--sqlite", tmp_path / "my un.db")
    assert shlex.split(out.splitlines()[-1]) == [
        "datasette", f"{tmp_path}/my un.db", "--metadata", f"{tmp_path}/my un.metadata.json",
    ]  # fmt: skip


@pytest.fixture
def served(file: Path) -> Iterator[str]:
    """The address at which datasette serves the file, until the test is done."""
    command = [sys.executable, "-m", "datasette", str(file), "-m", str(file.with_name("un.metadata.json")), "-p", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr
            yield next(found[0] for line in server.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        finally:
            server.terminate()
            server.communicate()


def test_every_table_has_facets_and_each_question_an_answer(file: Path) -> None:
    of_file = json.loads(file.with_name("un.metadata.json").read_text())["databases"]["un"]
    with closing(sqlite3.connect(file)) as copy:
        for name, about in of_file["tables"].items():
            assert set(about["facets"]) <= {column for _, column, *_ in copy.execute(f'PRAGMA table_info("{name}")')}
        told = {"event": "killed", "mission": "unmgl", "entity": "guards", "words": "died"}
        answers = {name: copy.execute(q["sql"], told).fetchall() for name, q in of_file["queries"].items()}
    assert answers["killed"] == [
        (None, None, "people", 500, 1, 500), ("Chad", "2043", "people", 90, 1, 90),
        ("Chad", "2043–2044", "people", 4, 1, 4)
    ]  # fmt: skip
    assert [row[3] for row in answers["largest"]] == [500, 90, 30, 10, 4]
    assert [row[:2] for row in answers["said"]] == [("A/99/8", "1")]
    assert len(answers) == 6


def got(address: str) -> Any:
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


@pytest.mark.slow
def test_datasette_serves_facets_sql_json_and_search(served: str) -> None:
    facts = got(f"{served}/un/facts.json?_shape=objects&_sort=char_start&not_added__isnull=1")
    assert [row["number_text"] for row in facts["rows"]] == ["4", "90", "30", "10", "500"]
    facets = facts["facet_results"]
    assert {name: [(v["value"], v["count"]) for v in facets[name]["results"]] for name in ("event", "unit_class")} == {
        "event": [("killed", 5)], "unit_class": [("people", 3), ("children", 1), ("women", 1)]
    }  # fmt: skip
    sql = quote("SELECT country_name, sum(amount) AS most FROM facts WHERE count_id NOT IN (SELECT part FROM wholes) "
                "AND not_added IS NULL AND country_name IS NOT NULL GROUP BY 1")  # fmt: skip
    assert got(f"{served}/un.json?_shape=array&sql={sql}") == [{"country_name": "Chad", "most": 94.0}]
    assert [row["document"] for row in got(f"{served}/un/paragraphs.json?_shape=array&_search=died")] == ["A/99/8"]
    with urllib.request.urlopen(f"{served}/un/facts") as answer:
        page = answer.read().decode()
    assert "reason for which no sum takes the number" in page
    assert 'href="/un/documents/A~2F99~2F7"' in page
