"""`sgreports check`: contradictions in the reports."""

import json
from typing import Annotated

import typer

from sgreports.cli.answers.options import Dataset
from sgreports.cli.printed.controls import as_data


def check(
    dataset: Dataset,
    only: Annotated[str, typer.Option(metavar="NAMES", help="Only these checks: parts, shares, columns, …")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what contradicts itself in the reports: sums, shares, changes, columns of tables, cited years.

    Each finding has its sentences, symbols and pages. Some are errors of the program, not of the report: look at the
    page. Exit code 1 where something is found.
    """
    from sgreports.answers.checks.check import check as findings
    from sgreports.cli.printed.findings import print_findings

    found = findings(dataset, tuple(name.strip() for name in only.split(",") if name.strip()))
    if as_json:
        typer.echo(as_data(json.dumps([f.model_dump() for f in found], indent=2, ensure_ascii=False)))
    else:
        print_findings(found)
    if found:
        raise typer.Exit(1)
