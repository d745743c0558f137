"""`sgreports merge`: one dataset out of those of several runs."""

from pathlib import Path
from typing import Annotated

import typer


def merge(
    parts: Annotated[list[Path], typer.Argument(metavar="DATASET...", help="Datasets of `extract --shard`.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the merged dataset.")],
) -> None:
    """Merge datasets into one: Parquet files by table and year, and a DuckDB file with views over them.

    A document that is in several is taken from the one where it has the most text.
    """
    from sgreports.dataset.merging import merge as merge_parts

    rows = merge_parts(parts, out)
    typer.echo(f"{out}: " + ", ".join(f"{number:,} {table}" for table, number in rows.items() if number))
