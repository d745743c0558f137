"""What `sgreports series` prints."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from sgreports.answers.series.answer import Measure, Value
    from sgreports.answers.series.points import Point


def print_series(found: "Sequence[Measure]", first: int) -> None:
    """The first measures with their values, in the width of the terminal."""
    console = Console(highlight=False)
    if not found:
        console.print("no measure has values of enough periods; --least 2 asks for fewer")
        return
    for measure in found[:first]:
        console.print(Text(f"{measure.number}  {measure.name}", style="bold"))
        console.print(Text("   " + " · ".join(_about(measure)), style="dim"))
        console.print(_table(measure.values))
    for line in _notes(found, first):
        console.print(Text(line, style="dim"))


def _about(measure: "Measure") -> Iterator[str]:
    yield from filter(None, (measure.series, measure.event, measure.unit, measure.country))
    yield f"{len(measure.values)} values"


def _table(values: "Sequence[Value]") -> Table:
    table = Table(box=None, padding=(0, 1), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    table.add_column(style="dim")
    for value in values:
        cells = (f"  {value.point.when}", value.point.number, _source(value.point), _remark(value))
        table.add_row(*map(Text, cells))
    return table


def _source(point: "Point") -> str:
    return f"{point.document} {point.place}" + (f" p. {point.page}" if point.page else "")


def _remark(value: "Value") -> str:
    assumed = "the report's period" if value.point.time_from == "document" else ""
    far = "far from the others" if value.outlier else ""
    return ", ".join(filter(None, (far, "" if value.latest else "given again later", assumed)))


def _notes(found: "Sequence[Measure]", first: int) -> Iterator[str]:
    if len(found) > first:
        yield f"{len(found) - first:,} more measures: --first {len(found)} prints all, --csv and --json have all."
    yield "Values are those that the sentences state; --csv lists the sentences."
