"""Rows for Excel: a workbook and CSV with the texts that were written, and no file of another's written over."""

import csv
import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from called_command import outcome
from invented.killed_in_chad import killed_in_chad
from invented.runs import related, report, said, whole_run
from sgreports.answers.counts.answer import UNSURE
from sgreports.answers.counts.tables import TABLE_TOTAL
from sgreports.dataset.spreadsheet import write_table
from sgreports.dataset.workbook import sheet as sheets
from sgreports.errors import UsageError

ROWS: list[dict[str, Any]] = [
    {"sentence": "Côte d’Ivoire", "amount": 4.5, "day": datetime.date(2041, 5, 4), "names": ["a", "b"]},
    {"sentence": "=1+1", "amount": None, "day": None, "names": []},
]
NAMES = list(ROWS[0])


def test_csv_is_utf8_to_excel_and_has_the_texts(tmp_path: Path) -> None:
    assert [w.rows for w in write_table(tmp_path / "a.csv", NAMES, ROWS)] == [2]
    assert (tmp_path / "a.csv").read_bytes().decode() == (
        '\ufeffsentence,amount,day,names\nCôte d’Ivoire,4.5,2041-05-04,"[""a"", ""b""]"\n\'=1+1,,,[]\n'
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (text, f"'{text}")
        for text in ("4/20", "1-2", "1.10", "12:30", "007", "123456789012", "2E5", "4 May", "May 2041", "March 4, 2041",
                     "2041-05", "=A1", "+1", "-1", "@x", "'4/20")
    ]
    + [(text, text) for text in ("26", "1,204", "May", "MAR", "Mayor 4", "annex-1/4", "S/2041/115", "2041-05-04")],
)  # fmt: skip
def test_texts_stay_texts(tmp_path: Path, text: str, written: str) -> None:
    for name in ("a.csv", "a.xlsx"):
        write_table(tmp_path / name, ["sentence"], [{"sentence": text}])
    lines = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert lines == [["sentence"], [written]]
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["sgreports"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_table_of_ours_is_replaced_and_no_other(tmp_path: Path, name: str) -> None:
    write_table(tmp_path / name, NAMES, ROWS)
    assert [w.rows for w in write_table(tmp_path / name, ["counts"], [{"counts": 1}])] == [1]
    for strange in (b"sentence,day\n", "\ufeffsentence,day\r\n".encode(), "\ufeffname,day\n".encode(), b"PK"):
        (tmp_path / name).write_bytes(strange)
        with pytest.raises(UsageError, match="would be lost"):
            write_table(tmp_path / name, NAMES, ROWS)
        assert (tmp_path / name).read_bytes() == strange


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"name a file that ends in \.xlsx or \.csv"):
        write_table(tmp_path / "a.ods", NAMES, ROWS)


def test_answers_and_views_are_written_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = killed_in_chad(tmp_path / "run")
    code, out, _ = outcome(capsys, "export", run, "--facts", tmp_path / "f.csv", "--statements", tmp_path / "s.xlsx")
    assert (code, [line.rsplit("/", 1)[1].split(",")[0] for line in out.splitlines()]) == (
        0, ["f.csv: 7 rows", "s.xlsx: 0 rows"]
    )  # fmt: skip
    facts = list(csv.DictReader((tmp_path / "f.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["number_text"] for row in facts] == ["90", "30", "10", "500", "7", "8", "4"]
    asked = ("counts", run, "--unit-class", "people", "--by", "country", "--excel")
    assert outcome(capsys, *asked, tmp_path / "f.csv")[0] == 0
    chad = "Chad,killed,people,,94.0,false,2,1,0,about,A/99/7 ¶1,90.0,1.0,0.957,false,0,"
    assert (tmp_path / "f.csv").read_text(encoding="utf-8-sig").splitlines()[1] == chad
    code, _, err = outcome(capsys, "counts", run, "--event", "trained", "--excel", tmp_path / "n.csv")
    assert (code, err) == (2, f"sgreports: nothing fits; {tmp_path}/n.csv is not written\n")


def test_what_a_workbook_has_no_room_for_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    monkeypatch.setattr(sheets, "MOST_LETTERS", 50)
    run, file = killed_in_chad(tmp_path / "run"), tmp_path / "f.xlsx"
    said_of = f"{file} has no room for the last {{}} rows, the ends of 1 long texts: see another form of it"
    _, out, _ = outcome(capsys, "export", run, "--facts", file)
    assert out.splitlines()[1:] == [said_of.format(6)]
    told = outcome(capsys, "counts", run, "--unit-class", "people", "--cells", "--csv", "--excel", file)
    cut = "has no room for the last {} rows, the ends of 1 long texts: see another form of it"
    assert told[2].splitlines()[1:] == [
        f"sgreports {cut.format(4)}", f"standing {cut.format(1)}",
        "left_out has no room for the last 1 rows: see another form of it",
    ]  # fmt: skip


def test_a_workbook_of_counts_has_what_the_command_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, file = killed_in_chad(tmp_path / "run"), tmp_path / "f.xlsx"
    asked = ("counts", run, "--unit-class", "people", "--by", "country", "--csv", "--excel")
    assert outcome(capsys, *asked, file)[2] == f"{file}: 5 sheets, 6 rows, {file.stat().st_size:,} bytes\n"
    book = openpyxl.load_workbook(file)
    held = {sheet.title: [[cell.value for cell in line] for line in sheet.iter_rows()] for sheet in book}
    assert list(held) == ["sgreports", "standing", "tables", "unsure", "left_out"]
    assert [[*line[:3], line[4]] for line in held["sgreports"]] == [
        ["country", "event", "counted", "total"], ["Chad", "killed", "people", 94], [None, "killed", "people", 500]
    ]  # fmt: skip
    assert [(line[0], line[6], line[8]) for line in held["standing"]] == [
        ("measure", "on_day", "amount"), ("limit", datetime.datetime(2043, 12, 31), 7),
        ("stock", datetime.datetime(2040, 1, 1), 8),
    ]  # fmt: skip
    assert held["tables"] == [list(TABLE_TOTAL)]
    assert held["unsure"] == [list(UNSURE)]
    assert held["left_out"] == [["left_out", "counts"], ["limit", 1], ["stock", 1]]
    file = file.with_suffix(".csv")
    assert outcome(capsys, *asked, file)[2].splitlines() == [
        f"{file}: 2 rows, {file.stat().st_size:,} bytes",
        f"{file} is one table: a file that ends in .xlsx has standing, left_out, too",
    ]


def test_statements_are_in_the_order_of_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "UNDP supports Mali."
    keys = ("1", "2", "10")
    parts = [said(text, key, undp="AGENCY UNDP", MLI="COUNTRY Mali") for key in keys]
    relations = [related("supports", "undp", "MLI", text, key) for key in keys]
    run = whole_run(tmp_path / "run", report(*parts, relations=relations))
    outcome(capsys, "export", run, "--statements", tmp_path / "s.csv")
    held = csv.DictReader((tmp_path / "s.csv").read_text(encoding="utf-8-sig").splitlines())
    assert [(row["paragraph"], row["paragraph_order"]) for row in held] == [("1", "0"), ("2", "1"), ("10", "2")]
    file = tmp_path / "t.xlsx"
    told = outcome(capsys, "statements", run, "--cells", "--excel", file)[2]
    assert told == f"{file}: 3 rows, {file.stat().st_size:,} bytes\n"
