"""The `sgreports` command. Its modules load language model, pandas and PDF library only when a command needs them."""

import logging
import sys
from typing import Annotated

import typer

from sgreports.cli.answers.check import check
from sgreports.cli.answers.compare_reports import compare_reports
from sgreports.cli.answers.counts import counts
from sgreports.cli.answers.series import series
from sgreports.cli.answers.statements import statements
from sgreports.cli.cache import cache
from sgreports.cli.diff import diff
from sgreports.cli.explain import explain
from sgreports.cli.export import export
from sgreports.cli.extract import extract
from sgreports.cli.fetch import fetch
from sgreports.cli.gold.agree import agree
from sgreports.cli.gold.files import gold
from sgreports.cli.gold.review import review
from sgreports.cli.gold.score import compare, score
from sgreports.cli.gold.train import train
from sgreports.cli.graph import graph
from sgreports.cli.merge import merge
from sgreports.cli.printed.controls import guard_terminal, printable
from sgreports.cli.publish import publish
from sgreports.cli.schema import schema
from sgreports.cli.show import show
from sgreports.errors import SgreportsError

app = typer.Typer(
    help="Turns reports of the United Nations Secretary-General into structured data.",
    epilog="Example: sgreports extract reports/ --out dataset/",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich",
)  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        from sgreports.provenance import versions
        from sgreports.settings import settings_from

        v = versions(settings_from())
        typer.echo(f"sgreports {v.program}\nschema {v.dataset_schema}\nmodel {v.model}\nlexicons {v.lexicons}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Print the versions of program, schema, model and lexicons.",
        ),
    ] = False,
) -> None:
    """Turns reports of the United Nations Secretary-General into structured data."""


app.command(epilog="Example: sgreports extract S_2025_389.pdf reports/ --out dataset/")(extract)
app.command(epilog="Example: sgreports fetch S/2025/389 --to reports/")(fetch)
app.command(epilog="Example: sgreports show dataset/ S/2025/389 26")(show)
app.command(epilog="Example: sgreports counts dataset/ --event killed --unit-class children --by country,year")(counts)
app.command(epilog="Example: sgreports statements dataset/ --type supports --object MGL --by subject,object --cells")(
    statements
)
app.command(epilog="Example: sgreports series dataset/ --of unmik --plot series.svg")(series)
app.command(epilog="Example: sgreports check dataset/ --only parts,shares")(check)
app.command(name="compare-reports", epilog="Example: sgreports compare-reports dataset/ S/2024/384 S/2025/389")(
    compare_reports
)
app.command(epilog="Example: sgreports explain dataset/ S/2025/389 26")(explain)
app.command(epilog="Example: sgreports graph dataset/ --out graph.html")(graph)
app.command(epilog="Example: sgreports export dataset/ --xlsx dataset.xlsx")(export)
app.command(epilog="Example: sgreports merge parts/1 parts/2 --out archive/")(merge)
app.command(epilog="Example: sgreports cache --trim")(cache)
app.command(epilog="Example: sgreports schema --table counts")(schema)
app.command(epilog="Example: sgreports score outputs/run --split dev --by-rule")(score)
app.command(epilog="Example: sgreports compare outputs/before outputs/after")(compare)
app.command(epilog="Example: sgreports agree annotations/gold annotations/second")(agree)
app.command(epilog="Example: sgreports diff dataset-before/ dataset/ --page changes.html")(diff)
app.command(epilog="Example: sgreports publish dataset/ --out dataset.zip --licence CC-BY-4.0")(publish)
app.command(epilog="Example: sgreports review --annotator mk --run outputs/run")(review)
app.command(epilog="Example: sgreports train --annotations annotations --replace")(train)
app.add_typer(gold, name="gold")


def main() -> None:
    """Runs the command. Exit code 0: done, 1: some documents failed, 2: wrong usage, said in one sentence."""
    logging.getLogger("sgreports").addHandler(logging.NullHandler())
    logging.getLogger("sgreports").propagate = False
    guard_terminal()
    try:
        app()
    except SgreportsError as error:
        typer.secho(f"sgreports: {printable(str(error))}", fg="red", err=True)
        sys.exit(2)
    except SystemExit as end:
        if end.code == 130:  # typer takes Ctrl-C, and says nothing
            said = "stopped; the dataset is as it was, and what was read is kept for the next run"
            typer.secho(f"sgreports: {said}", fg="red", err=True)
        raise
