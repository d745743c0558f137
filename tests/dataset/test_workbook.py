"""A run as a workbook: a sheet a table, links to pages, no formula."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from invented.runs import report, said, whole_run
from sgreports.cli.app import main
from sgreports.dataset.workbook import sheet as sheets
from sgreports.dataset.workbook import write_workbook
from sgreports.errors import UsageError
from sgreports.model.facts import Extraction
from sgreports.model.records import ROWS


@pytest.fixture
def run(tmp_path: Path, extraction: Extraction) -> Path:
    return whole_run(tmp_path / "run", extraction)


def written(run: Path) -> Any:
    write_workbook(run, run.parent / "a.xlsx")
    return openpyxl.load_workbook(run.parent / "a.xlsx")


def test_a_sheet_a_table_that_begins_with_the_columns(run: Path) -> None:
    book = written(run)
    assert book.sheetnames == ["about", "facts", *(row.resource for row in ROWS)]
    for row in ROWS:
        sheet = book[row.resource]
        assert [cell.value for cell in sheet[1]] == list(row.model_fields)
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_cells_have_their_types(run: Path) -> None:
    book = written(run)
    head, first = ([cell.value for cell in line] for line in list(book["documents"].iter_rows())[:2])
    row = dict(zip(head, first, strict=True))
    assert (row["date"], row["session"], row["symbols"]) == (datetime.datetime(2044, 5, 6), 99, "A/99/7; E/2044/3")
    assert (row["period_start"], row["organs"]) == (None, None)


def test_no_cell_is_a_formula(run: Path) -> None:
    book = written(run)
    texts = {cell.value: cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert texts["=SUM(A1)"] == "s"
    assert texts["+1"] == "s"
    assert "f" not in texts.values()


def test_pages_are_numbers_that_lead_there(run: Path) -> None:
    sheet = written(run)["mentions"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    page = sheet.cell(2, columns["page"])
    address = "https://docs.un.org/en/A/99/7"
    assert (page.value, page.hyperlink.target, page.hyperlink.location) == (2, address, "page=2")
    assert sheet.cell(2, columns["document"]).hyperlink.target == address
    assert sheet.cell(2, columns["text"]).hyperlink is None


def test_texts_that_no_workbook_holds_whole(tmp_path: Path) -> None:
    run = whole_run(tmp_path / "run", report(said(f"A \x01\x0b bell {'x' * 40_000}")))
    out = tmp_path / "a.xlsx"
    told = {w.name: (w.rows, w.cut) for w in write_workbook(run, out)}
    assert told["paragraphs"] == (1, "the ends of 1 long texts")
    book = openpyxl.load_workbook(out)
    assert len(book["paragraphs"]["G2"].value) >= 32_767
    assert ("paragraphs", "1", "the ends of 1 long texts") in [tuple(c.value for c in line) for line in book["about"]]


def test_rows_beyond_a_sheet_are_told(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    told = {w.name: (w.rows, w.cut) for w in write_workbook(run, run.parent / "a.xlsx")}
    assert told["mentions"] == (3, "the last 1 rows")


def test_links_beyond_a_sheet_are_plain(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LINKS", 1)
    sheet = written(run)["mentions"]
    linked = [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.hyperlink]
    assert len(linked) == 1
    assert sheet["L2"].value == sheet["L3"].value


def test_the_same_run_gives_the_same_bytes(run: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(run, run.parent / name)
    assert (run.parent / "one.xlsx").read_bytes() == (run.parent / "two.xlsx").read_bytes()


def test_a_workbook_is_dated_to_the_end_of_its_run(run: Path) -> None:
    assert written(run).properties.created == datetime.datetime(2044, 5, 6, 1)


def test_places_that_will_not_do(run: Path, tmp_path: Path) -> None:
    for folder, out in ((run, tmp_path / "a.csv"), (tmp_path, tmp_path / "a.xlsx")):
        with pytest.raises(UsageError):
            write_workbook(folder, out)
    assert not (tmp_path / "a.xlsx").exists()


def test_the_command(run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    out = run.parent / "b.xlsx"
    monkeypatch.setattr("sys.argv", ["sgreports", "export", str(run), "--xlsx", str(out)])
    with pytest.raises(SystemExit) as end:
        main()
    rows = sum(len(list(sheet.iter_rows())) - 1 for sheet in openpyxl.load_workbook(out) if sheet.title != "about")
    told = f"{out}: 13 sheets, {rows} rows, {out.stat().st_size:,} bytes\n"
    assert (end.value.code, capsys.readouterr().out) == (0, told)
