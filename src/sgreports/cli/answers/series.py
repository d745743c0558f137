"""`sgreports series`: one measure over the years."""

from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.answers.drawing import drawing
from sgreports.cli.answers.options import Agent, Country, Dataset, Event, Excel, UnitClass


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
    as_csv: Annotated[bool, typer.Option("--csv", help="Print all values as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all values as JSON.")] = False,
    excel: Excel = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the first measures over time (.svg, .png, .pdf).")
    ] = None,
) -> None:
    """List what the reports of a series say again and again, with the value of each period and where it is said.

    A measure recurs in alike sentences, or in one cell of alike tables. Those of most periods come first.
    """
    from sgreports.answers.series.answer import series as measures_of
    from sgreports.answers.series.frame import rows
    from sgreports.answers.series.points import cells_left_out
    from sgreports.answers.series.question import SeriesQuestion
    from sgreports.cli.printed import series as printed
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
        from sgreports.answers.series.plot import draw

        with drawing(plot):
            draw(plot, found)
    write_excel(excel, rows(found))
    if not print_data(rows(found), as_csv, as_json):
        printed.print_series(found, first)
