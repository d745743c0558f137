"""Rows as a file for Excel and its like: a workbook, or CSV that they open as it is meant.

A workbook is the surer form: its texts are texts and its dates dates in every language of Excel. CSV is UTF-8 to Excel
only after a byte order mark; Excel wants semicolons where decimals have commas, and makes a date of `4/20`.
"""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sgreports.dataset.files.csv_table import cell
from sgreports.dataset.files.written import writing
from sgreports.dataset.workbook import SHEET, write_rows
from sgreports.dataset.workbook.sheet import Sheet, Written
from sgreports.errors import UsageError

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
CHANGED = re.compile(
    rf"'*(?!\d{{4}}-\d\d-\d\d$)(?:\d+(?:[/.:-]\d+)+|0\d+|\d{{12,}}|\d+e\d+"
    rf"|\d{{1,2}}[ -]{MONTH}(?:[ -]\d{{2,4}})?|{MONTH}[ -]\d{{1,4}}(?:, ?\d{{4}})?)",
    re.IGNORECASE,
)
"""A text that a spreadsheet would make another thing of: a date, a time, a number that is rounded or cut. A whole date
stays one."""


def write_table(
    path: Path, names: Sequence[str], rows: Iterable[dict[str, Any]], beside: Iterable[Sheet] = ()
) -> list[Written]:
    """Writes the rows, whole or not at all, as the file's name ends: `.xlsx`, with the sheets beside them, or `.csv`,
    which has room for all rows and no other sheet.

    Raises UsageError for another ending, and where the file cannot be, or is not as it was written.
    """
    if path.suffix == ".xlsx":
        return write_rows(path, names, rows, beside)
    if path.suffix != ".csv":
        raise UsageError(f"{path} is no table for a spreadsheet; name a file that ends in .xlsx or .csv")
    with writing(path) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        return [Written(SHEET, _write(csv.writer(file, lineterminator="\n"), names, rows), "")]


def _write(writer: Any, names: Sequence[str], rows: Iterable[dict[str, Any]]) -> int:
    writer.writerow(names)
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - the last is how many there are
        writer.writerow([_text(row[name]) for name in names])
    return number


def _text(value: Any) -> str:
    """A cell's text; one that would be changed has an apostrophe before it, as formulas have in all tables."""
    if isinstance(value, str) and CHANGED.fullmatch(value):
        return f"'{value}"
    return cell(json.loads(json.dumps(value, default=str)))
