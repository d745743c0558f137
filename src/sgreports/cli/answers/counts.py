"""`sgreports counts`: how many, by country and year of the event, by whom, and which page says so."""

from typing import TYPE_CHECKING, Annotated

import typer

from sgreports.cli.answers import options
from sgreports.cli.answers.options import drawing
from sgreports.model.facts import ADDED

if TYPE_CHECKING:
    from sgreports.answers.counts.answer import Answer
    from sgreports.dataset.workbook.sheet import Sheet


def counts(  # noqa: PLR0917 - each is an option of the command
    dataset: options.Dataset,
    event: options.Event = None,
    unit_class: options.UnitClass = None,
    country: options.Country = None,
    year: options.Year = None,
    since: options.Since = None,
    until: options.Until = None,
    about: options.About = None,
    agent: options.Agent = None,
    series: options.Series = None,
    document: Annotated[
        list[str] | None, typer.Option(help="Only this report, by its symbol; may be given more than once.")
    ] = None,
    source: options.Source = None,
    whose: options.Whose = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Add only rows at least so likely to be right.")
    ] = ADDED,
    by: Annotated[
        str, typer.Option(metavar="NAMES", help="Group by country, year, date, agent, whose, event, words, class, …")
    ] = "country,year",
    cells: Annotated[bool, typer.Option("--cells", help="List the sentences behind the numbers.")] = False,
    as_csv: options.Csv = False,
    as_json: options.Json = False,
    excel: options.Excel = None,
    plot: options.Plot = None,
    decided: Annotated[bool, typer.Option("--decided", help="Add only rows that a reader decided.")] = False,
) -> None:
    """Total the counts by country and year of the event, and list what the totals leave out.

    What happened is added, if the row is likely enough to be right; parts of a total and what an
    earlier report of the dataset says are not added again. Strengths, running totals and limits stand
    below, with their dates; they are never added.
    """
    from sgreports.answers.counts.answer import CELL, answer
    from sgreports.answers.counts.answer import cells as sentences
    from sgreports.answers.counts.answer import columns as columns_of
    from sgreports.answers.counts.question import Question
    from sgreports.answers.named import names_of
    from sgreports.cli.printed import counts as printed
    from sgreports.cli.printed.rows import print_data, write_excel

    question = Question(
        event=event, unit_class=unit_class, country=country, year=year, since=since, until=until, about=about,
        agent=agent, series=series, source=source, documents=tuple(document or ()), whose=whose, min_score=min_score,
        decided=decided, by=names_of(by),
    )  # fmt: skip
    found = answer(dataset, question)
    if plot:
        from sgreports.answers.plots import draw_totals

        with drawing(plot):
            draw_totals(plot, dataset, question)
    records = sentences(dataset, found.question) if cells else list(found.rows)
    print_ = printed.print_cells if cells else printed.print_rows
    columns = [*(f"by_{name}" for name in question.groups), *CELL] if cells else columns_of(question)
    write_excel(excel, records, columns, _sheets(found) if excel else ())
    whole = {"rows": records, "standing": found.standing, "tables": found.tables, "unsure": found.unsure,
             "left_out": found.left_out, "min_score": found.question.min_score,
             "about_in": found.question.about_in}  # fmt: skip
    if not print_data(records, columns, as_csv, as_json, whole):
        print_(found, records)


def _sheets(found: "Answer") -> "list[Sheet]":
    """What stands beside the rows in a workbook."""
    from sgreports.answers.counts.answer import STANDING, UNSURE
    from sgreports.answers.counts.tables import TABLE_TOTAL
    from sgreports.dataset.workbook.sheet import Sheet

    reasons = [{"left_out": reason, "counts": number} for reason, number in found.left_out.items()]
    return [
        Sheet("standing", STANDING, found.standing),
        Sheet("tables", TABLE_TOTAL, found.tables),
        Sheet("unsure", UNSURE, found.unsure),
        Sheet("left_out", ("left_out", "counts"), reasons),
    ]
