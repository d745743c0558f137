"""What `import sgreports` gives: it shows itself, and its examples run."""

import doctest
import inspect
import pydoc
import shutil
from pathlib import Path

import pytest

import sgreports
from called_command import called, outcome
from sgreports.dataset.merging import merge
from sgreports.errors import UsageError

NAMES = [
    "Dataset", "counts", "extract", "extract_folder", "extract_text", "open_duckdb", "read", "series", "statements",
]  # fmt: skip
REPORT = "1. The team visited Chad in 2043.\n\n2. In 2043, UNICEF vaccinated 1,234 children in Chad.\n"


@pytest.fixture
def here(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a dataset and a report."""
    shutil.copytree(run, tmp_path / "dataset")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/report.txt").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_package_names_all_that_it_gives() -> None:
    assert sgreports.__all__ == NAMES
    assert {*NAMES, "Settings", "SgreportsError"} <= set(dir(sgreports))
    page = pydoc.plain(pydoc.render_doc(sgreports))
    sections = [line for line in page.splitlines() if line.isalpha() and line.isupper()]
    assert sections == ["NAME", "DESCRIPTION", "CLASSES", "FUNCTIONS", "DATA", "VERSION", "FILE"]
    assert "__getattr__" not in page.partition("FUNCTIONS")[2]
    assert len(page.splitlines()) < 300
    assert [name for name in NAMES if f" {name}(" not in page and f"class {name}(" not in page] == []
    with pytest.raises(AttributeError, match="module 'sgreports' has no attribute 'other'"):
        sgreports.other  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.model
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", NAMES)
def test_each_docstring_has_an_example_that_runs(name: str) -> None:
    thing = getattr(sgreports, name)
    text = inspect.getdoc(thing) or ""
    test = doctest.DocTestParser().get_doctest(text, {"sgreports": sgreports}, name, None, None)
    told: list[str] = []
    assert test.examples
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=told.append).failed == 0, told


def test_groups_are_a_string_or_a_list(here: Path) -> None:
    by = [sgreports.counts(here / "dataset", by=by) for by in ("country, year", ["country", "year"])]
    assert by[0].equals(by[1])
    assert "subject" in sgreports.statements(here / "dataset", by="subject")


def test_what_is_missing_is_a_file_not_found(here: Path) -> None:
    for call in (
        lambda: sgreports.extract("nowhere.pdf"),
        lambda: sgreports.counts("nowhere"),
        lambda: sgreports.Dataset("nowhere"),
        lambda: sgreports.extract_folder("nowhere", out="new"),
    ):
        with pytest.raises(FileNotFoundError, match="nowhere") as told:
            call()
        assert isinstance(told.value, sgreports.SgreportsError)
    with pytest.raises(UsageError, match="reports is a folder; extract_folder reads one"):
        sgreports.extract("reports")
    assert sorted(p.name for p in here.iterdir()) == ["dataset", "reports"]


@pytest.mark.model
def test_a_result_is_told_in_a_line() -> None:
    found = sgreports.extract_text(REPORT)
    assert repr(found) == str(found)
    assert repr(found).startswith("<Extraction of text: 2 paragraphs, ")
    assert repr(found.report) == "<Report text: 2 paragraphs>"


def test_a_merged_dataset_is_asked_from_anywhere(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merge([here / "dataset"], here / "merged")
    shutil.move(here / "merged", here / "elsewhere")
    monkeypatch.chdir("reports")
    with sgreports.open_duckdb("../elsewhere") as connection:
        assert connection.execute("SELECT count(*) FROM counts").fetchone() == (7,)
    assert sgreports.Dataset("../elsewhere").sql("SELECT count(*) AS n FROM facts").n.tolist() == [7]


def test_a_query_is_asked_from_anywhere(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    merge([here / "dataset"], here / "merged")
    query = "SELECT document, count(*) AS facts FROM facts GROUP BY ALL ORDER BY ALL"
    for place in (here / "dataset", here / "merged"):
        assert called(capsys, "sql", place, query, "--csv") == "document,facts\nA/99/7,6\nA/99/8,1\n"
        assert "│ A/99/7   │     6 │" in called(capsys, "sql", place, query)
        assert called(capsys, "sql", place, "SELECT document, page FROM facts LIMIT 0", "--csv") == "document,page\n"
    code, _, err = outcome(capsys, "sql", here / "merged", "SELECT nothing FROM facts")
    told = ("the query has no answer: ", "nothing", "`sgreports schema --table NAME`")
    assert (code, *(words in err for words in told)) == (2, True, True, True)


def test_a_folder_that_is_missing_is_told_before_anything_is_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = outcome(capsys, "extract", "reports", "nowhere", "--out", "new")
    assert (code, "there is no file or folder nowhere; name files or folders with reports" in err) == (2, True)
    assert sorted(p.name for p in here.iterdir()) == ["dataset", "reports"]
