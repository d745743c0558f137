"""`sgreports compare-reports`: two reports of one series."""

import json
from typing import Annotated

import typer

from sgreports.cli.answers.options import Dataset
from sgreports.cli.printed.controls import as_data


def compare_reports(
    dataset: Dataset,
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The symbol of the earlier report.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The symbol of the later report.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare two reports of a dataset: countries, agencies and texts that are new or gone, measures that changed."""
    from sgreports.answers.compared.compared import compared
    from sgreports.cli.printed.compared import print_comparison

    found = compared(dataset, before, after)
    if as_json:
        typer.echo(as_data(json.dumps(found.model_dump(mode="json"), indent=2, ensure_ascii=False)))
    else:
        print_comparison(found)
