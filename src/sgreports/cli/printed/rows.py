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
    from sgreports.answers.queries import Record


def print_data(rows: "Sequence[Record]", as_csv: bool, as_json: bool) -> bool:
    """Prints the rows as CSV or JSON, whichever is asked for; whether one was."""
    if as_csv:
        typer.echo(as_data(csv_text(rows)), nl=False)
    elif as_json:
        typer.echo(as_data(json.dumps(rows, indent=2, ensure_ascii=False, default=str)))
    return as_csv or as_json


def csv_text(rows: "Sequence[Record]") -> str:
    """CSV by the rules of the dataset's own files."""
    from sgreports.dataset.files.csv_table import cell

    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows([cell(json.loads(json.dumps(v, default=str))) for v in row.values()] for row in rows)
    return file.getvalue()


def write_excel(path: Path | None, rows: "Sequence[Record]") -> None:
    """Writes the rows for a spreadsheet where a file is named. Raises UsageError where there are none."""
    from sgreports.dataset.spreadsheet import write_table

    if path and not rows:
        raise UsageError(f"nothing fits; {path} is not written")
    if path:
        say_cut(path, write_table(path, list(rows[0]), rows).cut, err=True)


def say_cut(what: Path | str, cut: str, err: bool = False) -> None:
    """Says what a workbook or sheet has no room for, where there is such; `err` keeps it apart from printed data."""
    if cut:
        typer.secho(f"{what} has no room for {cut}: see another form of it", fg="yellow", err=err)
