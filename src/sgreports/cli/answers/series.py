"""`sgreports series`: one measure over the years."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.answers.drawing import drawing
from sgreports.cli.answers.options import Agent, Country, Dataset, Event, UnitClass


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
    from sgreports.cli.printed.controls import as_data
    from sgreports.cli.printed.counts import csv_text

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
    if as_csv:
        typer.echo(as_data(csv_text(rows(found))), nl=False)
    elif as_json:
        typer.echo(as_data(json.dumps(rows(found), indent=2, ensure_ascii=False, default=str)))
    else:
        printed.print_series(found, first)
