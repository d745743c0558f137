"""Options that several questions have: which counts they are about, and drawings."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from sgreports.errors import UsageError


def values(name: str) -> Callable[[str], list[str]]:
    """Completes an option by the values of that name in model/facts.py, which is imported only when a shell asks."""

    def beginning(incomplete: str) -> list[str]:
        known = getattr(import_module("sgreports.model.facts"), name)
        return [value for value in known if value.startswith(incomplete)]

    return beginning


Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="The dataset of a run.")]
Event = Annotated[
    str | None, typer.Option(help="Only counts with this event: killed, displaced, …", autocompletion=values("EVENTS"))
]
UnitClass = Annotated[
    str | None,
    typer.Option(help="Only counts of children, women, people, money, …", autocompletion=values("UNIT_CLASSES")),
]
Type = Annotated[
    str | None,
    typer.Option(
        "--type", metavar="TYPE", help="Only this relation: supports, leads, mandated_by, …",
        autocompletion=values("RELATION_TYPES"),
    ),
]  # fmt: skip
Country = Annotated[str | None, typer.Option(help="Only this country, by name or ISO code.")]
Agent = Annotated[str | None, typer.Option(help="Only events with this agent: a key, or words of its name.")]
Year = Annotated[int | None, typer.Option(help="Only events in this year, or in a period that includes it.")]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only events mostly from then on: 2041, 2041-05 or 2041-05-17.")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Events mostly up to then; what stands, as of then.")]
About = Annotated[
    str | None, typer.Option(metavar="WORDS", help="Only numbers whose sentence, else paragraph, has these words.")
]
Series = Annotated[str | None, typer.Option(help="Only reports of this series.")]
Source = Annotated[str | None, typer.Option(help="Only numbers that this body reported.")]
Whose = Annotated[str | None, typer.Option(help="Only people and things of this body or State.")]
Excel = Annotated[
    Path | None, typer.Option("--excel", metavar="FILE", help="Write the rows for a spreadsheet (.xlsx, .csv).")
]
Csv = Annotated[bool, typer.Option("--csv", help="Print the rows as CSV.")]
Json = Annotated[bool, typer.Option("--json", help="Print all of the answer as JSON.")]
Plot = Annotated[Path | None, typer.Option(metavar="FILE", help="Draw what is found over time (.svg, .png, .pdf).")]

DecisionFiles = Annotated[
    Path | None,
    typer.Option("--decisions", metavar="FOLDER", help="Put what readers decided (NAME.jsonl) on the rows of counts."),
]


@contextmanager
def drawing(path: Path) -> Iterator[None]:
    """Raises UsageError where matplotlib is not there, or the file cannot be written."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError("drawing needs matplotlib: install sgreports with [plot]") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be drawn: {error}") from error
