"""`sgreports verify`: whether a dataset is as it was written."""

from pathlib import Path
from typing import Annotated

import typer


def verify(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="A run, a merged dataset, or a publication (folder or .zip).")
    ],
) -> None:
    """Compare each file of a dataset with the hash of what was written; exit code 1 where one differs or is missing.

    `publish`, `merge` and `export` do it before they begin.
    """
    from sgreports.cli.printed.controls import printable
    from sgreports.dataset.verifying import SAID
    from sgreports.dataset.verifying import verify as verify_dataset

    done = verify_dataset(dataset)
    for fault in done.faults:
        typer.secho(printable(f"{dataset / fault.name} {SAID[fault.what]}"), fg="red")
    for name in done.beside:
        typer.echo(printable(f"{dataset / name} is none of its files, and nothing reads it"))
    said = f"{len(done.faults)} not as written" if done.faults else "all as written"
    typer.echo(printable(f"{dataset}: a {done.kind}, {done.files:,} files, {done.size / 1e6:,.1f} MB, {said}"))
    raise typer.Exit(1 if done.faults else 0)
