"""The command itself: prints what the checks found."""

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from sgreports.cli.doctor.checks import Finding

COLOURS = {"ok": "green", "note": "yellow", "broken": "red"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Try what a run needs: Python, settings, models, Tesseract, cache, disk, extras; say what to do.

    Exit code 1 where something is broken that a run needs. What is noted, a run does without.
    """
    from sgreports.cli.doctor.checks import findings

    console = Console(highlight=False)
    if as_json:
        found = list(findings())
        typer.echo(json.dumps([finding._asdict() for finding in found], indent=2, ensure_ascii=False))
    else:
        found = []
        for finding in findings():  # each is printed when it is known: reading takes some seconds
            console.print(_row(finding))
            found.append(finding)
    if any(finding.state == "broken" for finding in found):
        raise typer.Exit(1)


def _row(finding: "Finding") -> Table:
    table = Table.grid(padding=(0, 2))
    for width in (6, 9):
        table.add_column(width=width, no_wrap=True)
    said = Text(finding.said, overflow="fold")
    table.add_row(Text(finding.state, style=COLOURS[finding.state]), Text(finding.what, style="bold"), said)
    if finding.remedy:
        table.add_row("", "", Text(finding.remedy, style="yellow"))
    return table
