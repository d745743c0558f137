"""Contradictions: each check with what it finds and what it must not find."""

import datetime
import json
from pathlib import Path

import pytest

from called_command import called
from invented.reports import paragraph_of
from invented.runs import report, whole_run
from sgreports.answers.checks.check import check
from sgreports.errors import UsageError
from sgreports.model.facts import Extraction, Mention
from sgreports.model.report import Masthead, Table


def run(folder: Path, *tables: Table) -> Path:
    masthead = Masthead(symbols=("S/2044/1",), title="Invented", date=datetime.date(2044, 5, 6))
    return whole_run(folder / "run", report(document="S/2044/1", masthead=masthead, tables=tables))


def found(dataset: Path) -> list[tuple[str, str]]:
    return [(finding.check, finding.says) for finding in check(dataset)]


def table(*rows: tuple[str, str, str]) -> Table:
    cells = (("Country", "Observers", "Police"), *rows)
    return Table(key="table-1", number=None, title="Strength as at 1 May 2044", page=9, section=None, cells=cells)


ROWS = (("Chad", "5", "2"), ("Fiji", "7", "3"), ("Mali", "8", "4"))


def test_a_column_that_does_not_add_up_beside_one_that_does(tmp_path: Path) -> None:
    dataset = run(tmp_path, table(*ROWS, ("Total", "21", "9")))
    assert found(dataset) == [("columns", "the column Observers adds up to 20, not 21")]


@pytest.mark.parametrize(
    "rows",
    [
        (*ROWS, ("Total", "20", "9")),  # both fit
        (*ROWS, ("Total", "21", "10")),  # none proves how the table is read
        (*ROWS, ("Total", "45", "9")),  # too far away to be a slip of the report
        (*ROWS, ("Togo", "n 1", "0"), ("Total", "21", "9")),  # a number was not read, here
        (*ROWS, ("Togo", "0", "Q"), ("Total", "21", "9")),  # or there
    ],
)
def test_columns_that_say_nothing(rows: tuple[tuple[str, str, str], ...], tmp_path: Path) -> None:
    assert found(run(tmp_path, table(*rows))) == []


SUMMED = (("Chad", "5", "2", "7"), ("Fiji", "7", "3", "10"), ("Mali", "8", "4", "12"), ("Togo", "9", "2", "11"))


@pytest.mark.parametrize(
    ("title", "rows", "says"),
    [
        ("Strength", (*SUMMED[:3], ("Togo", "9", "2", "12")), ["the row Togo adds up to 11, not 12"]),
        ("Strength", SUMMED, []),
        ("Costs (thousands of dollars)", (*SUMMED[:3], ("Togo", "9", "2", "12")), []),  # rounded
        ("Strength", (*SUMMED[:2], ("Mali", "8", "4", "13"), ("Togo", "9", "2", "12")), []),  # no total of rows
        ("Strength", (*SUMMED[:3], ("Togo", "", "12", "11")), []),  # one number is no sum
        ("Strength", (*SUMMED[:3], ("Togo", "9", "2", "21")), []),  # too far away to be a slip
    ],
)
def test_a_row_that_does_not_add_up_beside_those_that_do(
    title: str, rows: tuple[tuple[str, ...], ...], says: list[str], tmp_path: Path
) -> None:
    cells = (("Country", "Observers", "Police", "Total"), *rows)
    made = Table(key="table-1", number=None, title=title, page=9, section=None, cells=cells)
    assert found(run(tmp_path, made)) == [("rows", told) for told in says]


def test_a_resolution_with_a_year_that_it_cannot_have(tmp_path: Path) -> None:
    text = "It recalled resolution 1325 (2001), resolution 644 (1969) and resolution 1701 (2006)."
    misread, right = ("resolution 644 (1969)", None), ("resolution 1701 (2006)", "S/RES/1701(2006)")
    mentions = tuple(
        Mention.model_validate({
            "id": f"m1-{n}", "label": "INSTRUMENT", "kind": "resolution", "entity": entity, "source": "rule:test",
            "paragraph": "1", "start": text.index(words), "end": text.index(words) + len(words), "text": words,
        })
        for n, (words, entity) in enumerate((("resolution 1325 (2001)", None), misread, right))
    )  # fmt: skip
    said: Extraction = report((paragraph_of(text), mentions), document="S/2044/1")
    assert found(whole_run(tmp_path / "run", said)) == [("resolutions", "resolution 1325 is of 2000, not 2001")]


def test_the_command_prints_sentence_page_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = run(tmp_path, table(*ROWS, ("Total", "21", "9")))
    out = called(capsys, "check", dataset, code=1)
    assert "the column Observers adds up to 20, not 21" in out
    assert "S/2044/1 table-1, row 5 p. 9" in out
    told = json.loads(called(capsys, "check", dataset, "--json", code=1))
    assert [(f["check"], f["places"][0]["document"]) for f in told] == [("columns", "S/2044/1")]
    assert called(capsys, "check", dataset, "--only", "resolutions") == "nothing found\n"
    with pytest.raises(UsageError, match="there is no check 'parts'; there are columns, rows, resolutions"):
        check(dataset, ("parts",))
