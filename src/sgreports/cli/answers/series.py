"""`sgreports series`: one measure over the years."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sgreports.cli.answers.options import Agent, Country, Csv, Dataset, Event, Excel, Json, Plot, UnitClass, drawing

if TYPE_CHECKING:
    from sgreports.answers.series.answer import Measure, Value


def series(  # noqa: PLR0917 - each is an option of the command
    dataset: Dataset,
    event: Event = None,
    unit_class: UnitClass = None,
    country: Country = None,
    agent: Agent = None,
    of: Annotated[str | None, typer.Option(metavar="SERIES", help="Only reports of this series: unifil, …")] = None,
    words: Annotated[str | None, typer.Option(help="Only measures that say these words.")] = None,
    least: Annotated[int, typer.Option(min=2, help="How many periods a measure has at least.")] = 3,
    first: Annotated[int, typer.Option(min=1, help="How many measures are printed.")] = 10,
    as_csv: Csv = False,
    as_json: Json = False,
    excel: Excel = None,
    plot: Plot = None,
) -> None:
    """List what the reports of a series say again and again, with the value of each period and where it is said.

    A measure recurs in alike sentences, or in one cell of alike tables. Those of most periods come first,
    those of a single report last.
    """
    from sgreports.answers.series.answer import ROW, rows
    from sgreports.answers.series.answer import series as measures_of
    from sgreports.answers.series.points import cells_left_out
    from sgreports.answers.series.question import SeriesQuestion
    from sgreports.cli.printed.rows import print_data, write_excel

    question = SeriesQuestion(
        event=event, unit_class=unit_class, country=country, agent=agent, of=of, words=words, least=least
    )
    found = measures_of(dataset, question)
    if left_out := cells_left_out(dataset, question):
        typer.echo(
            f"{left_out:,} numbers of tables are left out: the table has no title, the row no name, or another cell "
            "the same headings.",
            err=True,
        )
    if plot:
        from sgreports.answers.plots import draw_series

        with drawing(plot):
            draw_series(plot, found)
    write_excel(excel, rows(found), ROW)
    if not print_data(rows(found), ROW, as_csv, as_json):
        print_series(found, first)


def print_series(found: "Sequence[Measure]", first: int) -> None:
    """The first measures with their values, in the width of the terminal."""
    console = Console(highlight=False)
    if not found:
        console.print("no measure has values of enough periods; --least 2 asks for fewer")
        return
    for measure in found[:first]:
        console.print(Text(f"{measure.number}  {measure.name}", style="bold"))
        about = filter(None, (measure.series, measure.event, measure.unit, measure.country))
        console.print(Text("   " + " · ".join([*about, f"{len(measure.values)} values"]), style="dim"))
        console.print(_table(measure.values))
    for line in _notes(found, first):
        console.print(Text(line, style="dim"))


def _table(values: "Sequence[Value]") -> Table:
    table = Table(box=None, padding=(0, 1), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    table.add_column(style="dim")
    for value in values:
        point = value.point
        source = f"{point.document} {point.place}" + (f" p. {point.page}" if point.page else "")
        table.add_row(*map(Text, (f"  {point.when}", point.number, source, _remark(value))))
    return table


def _remark(value: "Value") -> str:
    assumed = "the report's period" if value.point.time_from == "document" else ""
    far = "far from the others" if value.outlier else ""
    return ", ".join(filter(None, (far, "" if value.latest else "given again later", assumed)))


def _notes(found: "Sequence[Measure]", first: int) -> Iterator[str]:
    if len(found) > first:
        yield f"{len(found) - first:,} more measures: --first {len(found)} prints all, --csv and --json have all."
    yield "Values are those that the sentences state; --csv lists the sentences."
