"""`sgreports missions`: mandates, heads and strengths."""

from typing import Annotated

import typer

from sgreports.cli.answers.options import Dataset, Json


def missions(
    dataset: Dataset,
    name: Annotated[
        str | None,
        typer.Argument(metavar="MISSION", help="Only this one, by key, abbreviation or name; with all places."),
    ] = None,
    as_json: Json = False,
) -> None:
    """List the missions that reports are about; of one its mandates by year and its strength by day.

    Mandates are resolutions, from the reports' covers and their paragraphs. Strengths are those that
    paragraphs give, of one mission also the totals of tables.
    """
    from sgreports.answers.missions import missions as found
    from sgreports.cli.printed import missions as printed
    from sgreports.cli.printed.rows import print_data

    rows = found(dataset, name)
    if not print_data(rows, (), False, as_json):
        (printed.print_missions if name is None else printed.print_mission)(rows)
