"""CSV says everything that a row says, and nothing that a spreadsheet would run."""

import csv
import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgreports.dataset.files.csv_table import cell, csv_header, csv_lines, csv_rows, read_csv
from sgreports.model.records import IssueRow, Row, TableRow
from sgreports.model.report import NoteCall

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=12)
EVIL = st.builds(
    "".join, st.lists(st.sampled_from(["'", "=", "+", "-", "@", "\t", '"', ",", "\n", "1", "é"]), max_size=6)
)


@pytest.mark.parametrize(
    ("content", "written"),
    [
        (None, ""), (12, "12"), (-1.5, "-1.5"), ("=1+1", "'=1+1"), ("+a", "'+a"), ("-a", "'-a"), ("@a", "'@a"),
        ("\ta", "'\ta"), ("'=a", "''=a"), ("'tis", "'tis"), ("a=b", "a=b"), (["é", "="], '["é", "="]'),
    ],
)  # fmt: skip
def test_cell(content: object, written: str) -> None:
    assert cell(content) == written


def write_csv(path: Path, row: type[Row], rows: Sequence[Row]) -> None:
    """A table as a run writes it."""
    path.write_bytes((csv_header(row) + csv_lines(r.model_dump_json() for r in rows)).encode())


@given(st.lists(st.tuples(TEXTS | EVIL, st.none() | TEXTS | EVIL, st.none() | st.integers(-9, 9**9)), max_size=4))
@settings(max_examples=200)
def test_round_trip(
    tmp_path_factory: pytest.TempPathFactory, contents: list[tuple[str, str | None, int | None]]
) -> None:
    rows = [IssueRow(document=d, code="c", paragraph=p, page=n, detail=d) for d, p, n in contents]
    path = tmp_path_factory.mktemp("csv") / "issues.csv"
    write_csv(path, IssueRow, rows)
    assert list(read_csv(path, IssueRow)) == [row.model_dump() for row in rows]
    with path.open("rb") as file:
        lines = [csv_header(IssueRow), *(csv_lines([row.model_dump_json()]) for row in rows)]
        assert list(csv_rows(file)) == [line.encode() for line in lines]


def test_lists_and_lines_stay_in_their_cell(tmp_path: Path) -> None:
    row = TableRow(document="d", table="table-1", number=None, title="two\nlines", page=1, section=None,
                   cells=(("a", "=b"), ("", "c")), notes=None, source_line=None)  # fmt: skip
    path = tmp_path / "tables.csv"
    write_csv(path, TableRow, [row])
    with path.open(newline="") as file:
        assert list(csv.reader(file))[1] == [
            "d", "table-1", "", "two\nlines", "1", "", '[["a", "=b"], ["", "c"]]', "", "",
        ]  # fmt: skip
    assert next(read_csv(path, TableRow))["cells"] == [["a", "=b"], ["", "c"]]


def test_date_and_object_are_json() -> None:
    assert cell(datetime.date(2044, 5, 6).isoformat()) == "2044-05-06"
    assert cell(NoteCall(mark="*", offset=3).model_dump()) == '{"mark": "*", "offset": 3, "paragraph": null}'
