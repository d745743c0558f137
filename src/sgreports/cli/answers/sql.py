"""`sgreports sql`: a query over the tables and views of a dataset."""

from typing import Annotated

import typer

from sgreports.cli.answers.options import Csv, Dataset, Excel, Json


def sql(
    dataset: Dataset,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A query in DuckDB's SQL.")],
    as_csv: Csv = False,
    as_json: Json = False,
    excel: Excel = None,
) -> None:
    """Ask the tables and views of a run, a merged or a published dataset by SQL, wherever it lies.

    `sgreports schema` says which columns there are.
    """
    from sgreports.answers.queries import ask
    from sgreports.cli.printed.controls import printable
    from sgreports.cli.printed.rows import print_data, write_excel

    rows, columns, drawn = ask(dataset, query)
    write_excel(excel, rows, columns)
    if not print_data(rows, columns, as_csv, as_json):
        typer.echo("\n".join(map(printable, drawn.splitlines())))
