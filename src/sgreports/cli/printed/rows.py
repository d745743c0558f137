"""Rows of an answer as data: CSV, JSON, or a file for a spreadsheet."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sgreports.cli.printed.controls import as_data
from sgreports.errors import UsageError

if TYPE_CHECKING:
    from sgreports.dataset.files.parquet import Record
    from sgreports.dataset.workbook.sheet import Sheet, Written


def print_data(
    rows: "Sequence[Record]", names: "Sequence[str]", as_csv: bool, as_json: bool, whole: "Record | None" = None
) -> bool:
    """Prints the rows as CSV under their names, or these or the whole answer as JSON, whichever is asked for; whether
    one was."""
    if as_csv:
        typer.echo(as_data(csv_text(rows, names)), nl=False)
    elif as_json:
        typer.echo(as_data(json.dumps(whole or rows, indent=2, ensure_ascii=False, default=str)))
    return as_csv or as_json


def csv_text(rows: "Sequence[Record]", names: "Sequence[str]") -> str:
    """CSV by the rules of the dataset's own files, with the names of the columns also where there is no row."""
    from sgreports.dataset.files.csv_table import cell

    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(json.loads(json.dumps(v, default=str))) for v in row.values()] for row in rows)
    return file.getvalue()


def write_excel(
    path: Path | None, rows: "Sequence[Record]", names: "Sequence[str]", beside: "Sequence[Sheet]" = ()
) -> None:
    """Writes the rows for a spreadsheet where a file is named, with other sheets in a workbook, and says so.

    Raises UsageError where there is nothing to write.
    """
    others = [sheet.name for sheet in beside if sheet.rows]
    if path and not rows and not others:
        raise UsageError(f"nothing fits; {path} is not written")
    if path:
        from sgreports.dataset.spreadsheet import write_table

        say_written(path, write_table(path, names, rows, beside), err=True)
        if others and path.suffix != ".xlsx":
            typer.echo(f"{path} is one table: a file that ends in .xlsx has {', '.join(others)}, too", err=True)


def say_written(path: Path, written: "Sequence[Written]", err: bool = False) -> None:
    """Says what a file got, and what it has no room for; `err` keeps it apart from printed data."""
    sheets = f"{len(written)} sheets, " if len(written) > 1 else ""
    typer.echo(f"{path}: {sheets}{sum(w.rows for w in written):,} rows, {path.stat().st_size:,} bytes", err=err)
    for sheet in written:
        if sheet.cut:
            what = sheet.name if len(written) > 1 else path
            typer.secho(f"{what} has no room for {sheet.cut}: see another form of it", fg="yellow", err=err)
