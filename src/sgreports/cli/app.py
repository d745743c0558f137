"""The `sgreports` command. Its modules load language model, pandas and PDF library only when a command needs them."""

import logging
import sys
from typing import Annotated

import typer

from sgreports.cli.added import Command, added
from sgreports.cli.answers.check import check
from sgreports.cli.answers.counts import counts
from sgreports.cli.answers.missions import missions
from sgreports.cli.answers.series import series
from sgreports.cli.answers.sql import sql
from sgreports.cli.answers.statements import statements
from sgreports.cli.cache import cache
from sgreports.cli.decisions.apply import apply
from sgreports.cli.decisions.packets import answer, ask
from sgreports.cli.diff import diff
from sgreports.cli.doctor.doctor import doctor
from sgreports.cli.explain import explain
from sgreports.cli.export import export
from sgreports.cli.extract import extract
from sgreports.cli.fetch import fetch
from sgreports.cli.gone import add_stubs
from sgreports.cli.merge import merge
from sgreports.cli.printed.controls import guard_terminal, printable
from sgreports.cli.printed.failures import sentence
from sgreports.cli.publish import publish, verify
from sgreports.cli.schema import schema
from sgreports.cli.show import show
from sgreports.errors import SgreportsError

app = typer.Typer(
    help="Turns reports of the United Nations Secretary-General into structured data.",
    epilog="Example: sgreports extract reports/ --out dataset/",
    no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="rich",
)  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        from sgreports.provenance import versions
        from sgreports.settings import settings_from

        v = versions(settings_from())
        typer.echo(
            f"sgreports {v.program}\nschema {v.dataset_schema}\nmodel {v.model} {v.model_files}\nlexicons {v.lexicons}"
        )
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


RUN, ASK, DECIDE, LOOK, PUBLISH = "Run", "Ask", "Decide", "Look", "Publish"
COMMANDS: tuple[Command, ...] = (
    (RUN, extract, "extract S_2025_389.pdf reports/ --out dataset/"),
    (RUN, fetch, "fetch S/2025/389 --to reports/"),
    (RUN, merge, "merge parts/1 parts/2 --out archive/"),
    (RUN, cache, "cache --trim"),
    (RUN, doctor, "doctor"),
    (ASK, counts, "counts dataset/ --event killed --unit-class children --by country,year"),
    (ASK, statements, "statements dataset/ --type supports --country Chad --by subject,object --cells"),
    (ASK, missions, "missions dataset/ minustah"),
    (ASK, series, "series dataset/ --of unmik --plot series.svg"),
    (ASK, check, "check dataset/ --only columns"),
    (ASK, sql, 'sql dataset/ "SELECT document, count(*) FROM facts GROUP BY ALL"'),
    (DECIDE, ask, "ask dataset/ --event killed --country MLI --year 2025 --out questions.jsonl"),
    (DECIDE, answer, "answer questions.jsonl answers.jsonl --by mk"),
    (DECIDE, apply, "apply dataset/ --decisions decisions/"),
    (LOOK, show, "show dataset/ S/2025/389 26"),
    (LOOK, explain, "explain dataset/ S/2025/389 26"),
    (LOOK, diff, "diff dataset-before/ dataset/ --page changes.html"),
    (LOOK, schema, "schema --table counts"),
    (PUBLISH, verify, "verify dataset/"),
    (PUBLISH, export, "export dataset/ --xlsx dataset.xlsx"),
    (PUBLISH, publish, "publish dataset/ --out dataset.zip --licence CC-BY-4.0"),
    *added(),
)
"""The commands in the groups of `sgreports --help`, each with an example; a group of commands has its own."""
for group, command, example in COMMANDS:
    if isinstance(command, typer.Typer):
        app.add_typer(command, rich_help_panel=group)
    else:
        name, said = command.__name__.replace("_", "-"), f"Example: sgreports {example}"
        app.command(name, epilog=said, rich_help_panel=group)(command)
add_stubs(app)


def main() -> None:
    """Runs the command. Exit code 0: done, 1: some documents failed, or a file could not be used, 2: wrong usage; said
    in one sentence, with the traceback in the log."""
    logging.getLogger("sgreports").addHandler(logging.NullHandler())
    logging.getLogger("sgreports").propagate = False
    guard_terminal()
    try:
        app()
    except SgreportsError as error:
        typer.secho(f"sgreports: {printable(str(error))}", fg="red", err=True)
        sys.exit(2)
    except Exception as error:
        said = sentence(error)
        if said is None:
            raise
        logging.getLogger("sgreports").error(said, exc_info=error)
        typer.secho(f"sgreports: {printable(said)}", fg="red", err=True)
        sys.exit(1)
    except SystemExit as end:
        if end.code == 130:  # typer takes Ctrl-C, and says nothing
            said = "stopped; the dataset is as it was, and what was read is kept for the next run"
            typer.secho(f"sgreports: {said}", fg="red", err=True)
        raise
