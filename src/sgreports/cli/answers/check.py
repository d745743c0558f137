"""`sgreports check`: contradictions in the reports, and how they are printed."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sgreports.cli.answers.options import Dataset, Json
from sgreports.cli.printed.controls import as_data

if TYPE_CHECKING:
    from sgreports.answers.checks.check import Finding


def check(
    dataset: Dataset,
    only: Annotated[str, typer.Option(metavar="NAMES", help="Only these checks: columns, rows, resolutions.")] = "",
    as_json: Json = False,
) -> None:
    """List what contradicts itself in the reports: columns and rows of tables, cited years.

    Each finding has its sentences, symbols and pages. Some are errors of the program, not of the report: look at the
    page. Exit code 1 where something is found.
    """
    from sgreports.answers.checks.check import check as findings

    found = findings(dataset, tuple(name.strip() for name in only.split(",") if name.strip()))
    if as_json:
        typer.echo(as_data(json.dumps([f.model_dump() for f in found], indent=2, ensure_ascii=False)))
    else:
        print_findings(found)
    if found:
        raise typer.Exit(1)


def print_findings(found: "Sequence[Finding]") -> None:
    """The findings check by check, each with its places."""
    from sgreports.answers.checks.check import CHECKS
    from sgreports.dataset.stored.stored import plural

    console = Console(highlight=False)
    for name, group in groupby(found, key=lambda finding: finding.check):
        console.print(Text(f"{name}: {CHECKS[name]}", style="bold"))
        for finding in group:
            _print_finding(console, finding)
    number = len(found)
    console.print(plural(number, "finding") if number else "nothing found")


def _print_finding(console: Console, finding: "Finding") -> None:
    console.print(Padding(Text(f"{finding.says}  ({finding.sure:.0%} sure)"), (0, 0, 0, 2)))
    for place in finding.places:
        page = f" p. {place.page}" if place.page else ""
        console.print(Padding(Text(f"{place.document} {place.place}{page}"), (0, 0, 0, 4)))
        console.print(Padding(Text(place.text, style="dim"), (0, 0, 0, 6)))
