"""Figures of recognized tables are read as figures, and what is in no table is told."""

from pathlib import Path

import pytest

from drawn.scans import PROSE, TABLE_DOT, Canned, Row, blank_scans, tsv
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings

HEADED = "table-cell-doubtful", "table-missing"


def read(folder: Path, monkeypatch: pytest.MonkeyPatch, rows: list[Row]) -> Report:
    """The report of a page of text, and one with these words."""
    Canned(monkeypatch, tsv(PROSE), tsv(rows), rows=tsv(rows, dot=TABLE_DOT))
    path = folder / "scan.pdf"
    path.write_bytes(blank_scans(2))
    return read_report(path, Settings())


def in_two_columns(printed: dict[str, str]) -> list[Row]:
    """A table of these names and what is printed beside each."""
    lines = enumerate(printed.items())
    return [(x, 200 + 16 * row, text) for row, pair in lines for x, text in zip((72, 400), pair, strict=True)]


def told(report: Report) -> list[str]:
    return [issue.detail for issue in report.issues if issue.code in HEADED]


def test_letters_in_a_column_of_figures_are_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = {"Norway": "12", "Peru": "l", "Chad": "3", "Mali": "2", "Fiji": "1I", "Ghana": "20", "Togo": "15"}
    report = read(tmp_path, monkeypatch, in_two_columns(printed))
    right = {**printed, "Peru": "1", "Fiji": "11"}
    assert [table.cells for table in report.tables] == [tuple(right.items())]
    assert told(report) == []


def test_what_cannot_be_a_figure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = {"Norway": "12", "Peru": "II", "Chad": "3", "Mali": "2", "Fiji": "1f", "Ghana": "20", "Togo": "15*"}
    report = read(tmp_path, monkeypatch, in_two_columns(printed))
    assert [table.cells for table in report.tables] == [tuple(printed.items())]
    assert told(report) == [
        "Page 2: cells of table-1 are in columns of figures and none (row 2, column 2: II; row 5, column 2: 1f)."
        " Compare with the page."
    ]


@pytest.mark.parametrize("rows", [7, 3])
def test_columns_of_figures_that_are_in_no_table_are_told(
    rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: list[Row] = []
    for row in range(rows):
        words += [
            (72, 200 + 16 * row, "Light rifles"),
            (223, 200 + 16 * row, f"surrendered: {row}6 out of a total of {row}40"),
        ]
        words.append((502, 200 + 16 * row, str(row)))
    words += [(x, 200 + y, text) for x, y, text in PROSE]
    report = read(tmp_path, monkeypatch, words)
    found = (
        []
        if report.tables or rows == 3
        else ["Page 2: columns of figures, in 7 rows, are in no table. Compare with the page."]
    )
    assert told(report) == found


def test_numbers_in_running_text_are_no_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[Row] = [
        (72, 200 + 14 * row, f"In 1993 the mission of {row} had 250 members in the north") for row in range(8)
    ]
    assert told(read(tmp_path, monkeypatch, rows)) == []
