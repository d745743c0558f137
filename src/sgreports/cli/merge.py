"""`sgreports merge`: one dataset out of those of several runs."""

from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.answers.options import DecisionFiles


def merge(
    parts: Annotated[list[Path], typer.Argument(metavar="DATASET...", help="Datasets of `extract --shard`.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the merged dataset.")],
    decisions: DecisionFiles = None,
) -> None:
    """Merge datasets into one: Parquet files by table and year, and a DuckDB file with views over them.

    A document that is in several is taken from the one where it has the most text.
    """
    from sgreports.dataset.merging import merge as merge_parts
    from sgreports.decisions.files import NO_DECISIONS, read_decisions
    from sgreports.decisions.finishing import finishing

    rows = merge_parts(parts, out, finishing(read_decisions(decisions) if decisions else NO_DECISIONS))
    typer.echo(f"{out}: " + ", ".join(f"{number:,} {table}" for table, number in rows.items() if number))
