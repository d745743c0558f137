"""`sgreports export`: a run as a workbook."""

from pathlib import Path
from typing import Annotated

import typer


def export(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="The dataset of a run.")],
    xlsx: Annotated[Path, typer.Option(metavar="FILE", help="The workbook to write.")],
) -> None:
    """Write a run as one workbook: a sheet for each table, with filters and links to pages, without formulas."""
    from sgreports.dataset.workbook import write_workbook

    written = write_workbook(dataset, xlsx)
    typer.echo(f"{xlsx}: {len(written)} sheets, {sum(w.rows for w in written):,} rows, {xlsx.stat().st_size:,} bytes")
    for sheet in written:
        if sheet.cut:
            typer.secho(f"{sheet.name} has no room for {sheet.cut}: see another form of it", fg="yellow")
