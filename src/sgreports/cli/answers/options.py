"""Options that several questions have: which counts they are about."""

from pathlib import Path
from typing import Annotated

import typer

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="The dataset of a run.")]
Event = Annotated[str | None, typer.Option(help="Only counts with this event: killed, displaced, …")]
UnitClass = Annotated[str | None, typer.Option(help="Only counts of children, women, people, money, …")]
Country = Annotated[str | None, typer.Option(help="Only this country, by name or ISO code.")]
Agent = Annotated[str | None, typer.Option(help="Only events with this agent: a key, or words of its name.")]
Excel = Annotated[
    Path | None, typer.Option("--excel", metavar="FILE", help="Write the rows for a spreadsheet (.xlsx, .csv).")
]
