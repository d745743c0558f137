"""`sgreports ask` and `sgreports answer`: rows as questions for any reader, and the answers as decisions."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.answers import options
from sgreports.cli.printed.controls import printable
from sgreports.errors import UsageError
from sgreports.model.facts import ADDED


def ask(  # noqa: PLR0917 - each is an option of the command
    dataset: options.Dataset,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="JSON Lines of the questions.")],
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
    min_score: Annotated[float, typer.Option(min=0, max=1, help="What the total would take, first.")] = ADDED,
    numbers: Annotated[
        bool, typer.Option("--numbers", help="Ask of numbers without a row in these paragraphs.")
    ] = False,
    proposals: Annotated[bool, typer.Option("--proposals", help="Show what the program found.")] = False,
) -> None:
    """Write the rows of a question as questions for another reader: what is in the total first, the largest first.

    Each has its paragraph, heading, report and definitions, and a JSON Schema of the answer. No network is used.
    """
    from sgreports.answers.counts.answer import cells, in_order
    from sgreports.answers.counts.question import Question
    from sgreports.decisions.deciding import numbers_of
    from sgreports.decisions.packets.answers import write_lines
    from sgreports.decisions.packets.ask import questions

    question = Question(
        event=event, unit_class=unit_class, country=country, year=year, since=since, until=until, about=about,
        agent=agent, series=series, source=source, whose=whose, min_score=min_score, by=(),
    )  # fmt: skip
    counts = in_order(cells(dataset, question))
    with numbers_of(dataset) as opened:
        asked = questions(opened, counts, str(dataset), numbers, proposals)
        written = write_lines(out, (one.model_dump_json(exclude_none=True) for one in asked))
    typer.echo(f"{out}: {written:,} questions, {len(counts):,} of them about rows")


def answer(  # noqa: PLR0917 - each is an option of the command
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS", help="The file of `sgreports ask`.")],
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS", help="JSON Lines of answers, by the schema in each.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who answered: initials or a name, of a model its name.")],
    kind: Annotated[str, typer.Option(metavar="person|model", help="What answered.")] = "person",
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FOLDER", help="Folder of decisions (decisions/).")
    ] = None,
    run: Annotated[
        Path | None, typer.Option("--run", metavar="DATASET", help="The dataset, where it is elsewhere by now.")
    ] = None,
) -> None:
    """Check answers against their schema, compare them with the rows, and append them to decisions/NAME.jsonl.

    What does not fit is told by line; the others are taken. No network is used.
    """
    from sgreports.decisions.deciding import Reader, numbers_of
    from sgreports.decisions.decision import checked_name
    from sgreports.decisions.files import FOLDER, append, file_by
    from sgreports.decisions.packets.answers import dataset_of, take

    if kind not in ("person", "model"):
        raise UsageError(f"{kind!r} is no kind of reader: write person or model")
    with numbers_of(run or dataset_of(questions)) as opened:
        taken = take(opened, questions, answers, Reader(checked_name(by), kind))  # type: ignore[arg-type]
    for line in taken.unread:
        typer.echo(printable(str(line)), err=True)
    path = file_by(by, decisions or FOLDER)
    if taken.decisions:
        append(path, taken.decisions)
    verdicts = Counter("added" if each.added else each.verdict for each in taken.decisions)
    tally = ", ".join(f"{number:,} {verdict}" for verdict, number in verdicts.most_common())
    said = [f"{len(taken.decisions):,} decisions" + (f" ({tally})" if tally else "")]
    said += [f"{taken.no_counts:,} numbers without a row are no counts"] if taken.no_counts else []
    said += [f"{taken.open:,} questions have no answer"] if taken.open else []
    said += [f"{len(taken.unread):,} lines do not fit"] if taken.unread else []
    typer.echo(f"{path}: {'; '.join(said)}")
    raise typer.Exit(1 if taken.unread else 0)
