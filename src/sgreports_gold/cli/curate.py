"""`sgreports curate`: the rows of a question with their pages, decided one by one in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.answers import options
from sgreports.model.facts import ADDED
from sgreports.settings import settings_from


def curate(  # noqa: PLR0917 - each is an option of the command
    dataset: options.Dataset,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Your name or initials; decisions go to NAME.jsonl.")],
    event: options.Event = None,
    unit_class: options.UnitClass = None,
    country: options.Country = None,
    year: options.Year = None,
    since: options.Since = None,
    until: options.Until = None,
    about: options.About = None,
    agent: options.Agent = None,
    series: options.Series = None,
    source: options.Source = None,
    whose: options.Whose = None,
    min_score: Annotated[float, typer.Option(min=0, max=1, help="What the total takes undecided.")] = ADDED,
    decisions: Annotated[Path, typer.Option(metavar="FOLDER", help="Folder of decisions.")] = Path("decisions"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open no browser.")] = False,
) -> None:
    """Decide the rows of a question in the browser, on this machine: right, changed, or no such fact.

    Each has its sentence, its paragraph and its page beside it. What you decide is appended to a file at
    once; `sgreports apply` puts it on the dataset.
    """
    from sgreports.answers.counts.question import Question
    from sgreports.decisions.deciding import Reader
    from sgreports.decisions.decision import checked_name
    from sgreports_gold.desk.curating.app import application
    from sgreports_gold.desk.curating.curation import curation
    from sgreports_gold.desk.curating.surroundings import Surroundings
    from sgreports_gold.desk.server.serve import Address, run

    question = Question(
        event=event, unit_class=unit_class, country=country, year=year, since=since, until=until, about=about,
        agent=agent, series=series, source=source, whose=whose, min_score=min_score, by=(),
    )  # fmt: skip

    def tell(address: Address) -> None:
        typer.echo(f"{len(sitting.rows):,} rows are at {address.url}\nEach decision is saved at once. Ctrl-C ends it.")

    with curation(dataset, question, Reader(checked_name(by)), decisions) as sitting:
        around = Surroundings(dataset, settings_from().reports, sitting)
        run(lambda at: application(sitting, around, at.token, at.hosts), port, 0, not no_browser, tell)
    typer.echo(
        f"\nThe page is closed. What you decided is in {sitting.path}; `sgreports apply` puts it on the dataset."
    )
