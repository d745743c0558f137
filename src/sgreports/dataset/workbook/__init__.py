"""A run as one workbook: a sheet a table, with filters, a frozen header and links to the pages.

No cell is a formula: texts are written as texts, numbers as numbers.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from sgreports.dataset.files.columns import columns
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.files.parquet import each, open_duckdb
from sgreports.dataset.files.written import writing
from sgreports.dataset.stored.by_document import opened
from sgreports.dataset.stored.stored import check_run, with_dates
from sgreports.dataset.workbook.sheet import Sheet, Written, write_sheet
from sgreports.errors import UsageError
from sgreports.model.records import ROWS

ABOUT, FACTS, SHEET = "about", "facts", "sgreports"
INTRODUCTION = (
    "Reports of the United Nations Secretary-General as structured data, made by sgreports {program}, schema {schema}.",
    "`facts` has a row a count with names and links, and is the one to begin with; the other sheets are the tables.",
    "A count may be summed where `additive` is true; leave out parts whose total (`part_of`) you sum too.",
)
FAILURES = (xlsxwriter.exceptions.FileCreateError,)
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip


def write_workbook(folder: Path, out: Path) -> list[Written]:
    """Writes the run as a workbook, whole or not at all. Raises UsageError for no run, or a place that cannot be."""
    if out.suffix != ".xlsx":
        raise UsageError(f"{out} is no workbook; name a file that ends in .xlsx")
    check_run(folder, DUCKDB)
    with writing(out, failures=FAILURES) as new:
        return _write(folder, new)


def write_rows(
    out: Path, names: Sequence[str], rows: Iterable[Mapping[str, Any]], beside: Iterable[Sheet]
) -> list[Written]:
    """Writes rows as the first sheet of a workbook, others beside it. Raises UsageError as `write_workbook` does."""
    with writing(out, failures=FAILURES) as new, xlsxwriter.Workbook(new, OPTIONS) as workbook:
        return [write_sheet(workbook, sheet) for sheet in (Sheet(SHEET, names, iter(rows)), *beside)]


def _write(folder: Path, path: Path) -> list[Written]:
    with xlsxwriter.Workbook(path, OPTIONS) as workbook, opened(folder) as run:
        # dated to the end of its run; else XlsxWriter writes the time, and no two workbooks are the same
        created = datetime.datetime.fromisoformat(run.run["end"]).astimezone(datetime.UTC)
        workbook.set_properties({"created": created})
        about = workbook.add_worksheet(ABOUT)
        written = [write_sheet(workbook, _facts(folder))]
        for row in ROWS:
            names = [column.name for column in columns(row)]
            written.append(write_sheet(workbook, Sheet(row.resource, names, with_dates(run.each(row.resource), row))))
        _write_about(workbook, about, run.run, written)
    return written


def _facts(folder: Path) -> Sheet:
    """The view of that name, in the order of the text."""
    with open_duckdb(folder / DUCKDB, read_only=True) as connection:
        names, rows = each(connection, "SELECT * FROM facts ORDER BY document, paragraph_order, char_start")
        return Sheet(FACTS, names, list(rows))


def _write_about(workbook: Any, sheet: Any, run: Any, written: list[Written]) -> None:
    """What the sheets hold, and what every column means."""
    bold, versions = workbook.add_format({"bold": True}), run["versions"]
    lines: list[tuple[str, ...]] = [
        (text.format(program=versions["program"], schema=versions["dataset_schema"]),) for text in INTRODUCTION
    ]
    lines += [(), ("sheet", "rows", "what was cut")]
    lines += [(w.name, f"{w.rows:,}", w.cut) for w in written]
    lines += [(), ("sheet", "column", "meaning")]
    lines += [(row.resource, c.name, c.description) for row in ROWS for c in columns(row)]
    for i, line in enumerate(lines):
        for j, text in enumerate(line):
            sheet.write_string(i, j, text, bold if line[0] == "sheet" else None)
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 100)
