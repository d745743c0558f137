"""`sgreports score --questions`: which questions of users a dataset answers rightly."""

import json
from itertools import groupby
from pathlib import Path

import typer
from rich.console import Console

from sgreports.answers.checks.true_answers import Answered, ask, can_ask, read_questions
from sgreports.errors import UsageError

QUESTIONS = "questions.jsonl"


def score_questions(run: Path, file: Path, split: str | None, as_json: bool) -> None:
    """Prints what is right and wrong by split. Raises UsageError where there is nothing to ask."""
    if not file.is_file():
        raise UsageError(f"{file}: no questions here; name the gold beside which they are by --gold")
    questions = [q for q in read_questions(file) if split in (None, q.split)]
    asked = can_ask(run, questions)
    if not asked:
        raise UsageError(f"{run} has the reports of none of the {len(questions)} questions of {file}")
    answered = [ask(run, q) for q in asked]
    if as_json:
        typer.echo(json.dumps([a.model_dump() for a in answered], indent=2, ensure_ascii=False))
        return
    if len(asked) < len(questions):
        typer.echo(f"{len(questions) - len(asked)} questions are of reports that the dataset has not")
    _print_answers(answered)


def _print_answers(answered: list[Answered]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for split, group in groupby(sorted(answered, key=lambda a: a.question.split), key=lambda a: a.question.split):
        its = list(group)
        console.print(f"{split}: {sum(a.right for a in its)} of {len(its)} questions answered", style="bold")
        for a in sorted(its, key=lambda a: not a.right):
            q = a.question
            wanted, got = (" or ".join(f"{n:,.10g}" for n in each) for each in (q.answers, a.printed))
            verdict, told = ("right", got) if a.right else ("wrong", f"{got or 'nothing'}, not {wanted}")
            console.print(f"  {verdict} {q.id}: {q.question} {told}", markup=False)
            console.print(f"        {q.command}", style="dim", markup=False)
