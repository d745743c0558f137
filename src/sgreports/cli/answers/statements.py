"""`sgreports statements`: who supports, leads, works with whom, and which page says so."""

from typing import Annotated

import typer

from sgreports.cli.answers.options import Country, Csv, Dataset, Excel, Json, Type


def statements(  # noqa: PLR0917 - each is an option of the command
    dataset: Dataset,
    type_: Type = None,
    subject: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this body or State does: a key, or words of its name.")
    ] = None,
    object_: Annotated[
        str | None,
        typer.Option(
            "--object", metavar="NAME", help="Only what is done to this body or State (and the State's own bodies)."
        ),
    ] = None,
    country: Country = None,
    year: Annotated[int | None, typer.Option(help="Only reports of this year.")] = None,
    document: Annotated[str | None, typer.Option(metavar="SYMBOL", help="Only this report.")] = None,
    min_score: Annotated[float, typer.Option(min=0, max=1, help="Only rows at least so likely to be right.")] = 0.0,
    everything: Annotated[bool, typer.Option("--all", help="Also what is denied, planned or requested.")] = False,
    by: Annotated[
        str, typer.Option(metavar="NAMES", help="Group by subject, object, type, country, year, document.")
    ] = "subject,object",
    first: Annotated[int, typer.Option(min=1, help="How many rows, or groups of sentences, are printed.")] = 30,
    cells: Annotated[bool, typer.Option("--cells", help="List the sentences.")] = False,
    as_csv: Csv = False,
    as_json: Json = False,
    excel: Excel = None,
) -> None:
    """List who supports, leads, works with whom: what the reports state of two names, and in how many sentences.

    Counted is what they state as a fact; what is denied, planned or requested comes with --all.
    """
    from sgreports.answers.named import names_of
    from sgreports.answers.statements.answer import CELL, MEASURES, answer
    from sgreports.answers.statements.answer import cells as sentences
    from sgreports.answers.statements.question import StatementQuestion
    from sgreports.cli.printed import statements as printed
    from sgreports.cli.printed.rows import print_data, write_excel

    question = StatementQuestion(
        type=type_, subject=subject, object=object_, country=country, year=year, document=document,
        min_score=min_score, by=names_of(by), everything=everything,
    )  # fmt: skip
    found = answer(dataset, question)
    rows = sentences(dataset, question) if cells else list(found.rows)
    columns = [*(f"by_{name}" for name in question.groups), *CELL] if cells else [*question.groups, *MEASURES]
    write_excel(excel, rows, columns)
    if not print_data(rows, columns, as_csv, as_json):
        (printed.print_cells if cells else printed.print_rows)(found, rows, first)
