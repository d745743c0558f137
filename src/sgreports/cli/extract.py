"""`sgreports extract`: files and folders to a dataset."""

from pathlib import Path
from typing import Annotated

import typer

from sgreports.settings import settings_from


def extract(  # noqa: PLR0917 - each is an option of the command
    inputs: Annotated[list[Path], typer.Argument(metavar="FILE_OR_FOLDER...", help="Reports: .pdf, .txt, .md.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the dataset; a run there is replaced.")],
    links: Annotated[
        bool | None,
        typer.Option("--links/--no-links", help="Use the PDF's own hyperlinks as evidence.", show_default=False),
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Installed spaCy model to parse with.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the run's numbers as JSON.")] = False,
) -> None:
    """Read reports, find what they say, and write the tables."""
    settings = settings_from(links=links, model=model)
    from sgreports.cli.progress import progress_bar
    from sgreports.cli.summary import print_summary

    with progress_bar(hidden=quiet) as progress:
        progress(0, 0, None)
        from sgreports.pipeline import run

        summary = run(inputs, out, settings, progress)
    if as_json:
        typer.echo(summary.totals.model_dump_json(indent=2))
    elif not quiet:
        print_summary(summary)
    raise typer.Exit(1 if summary.failed else 0)
