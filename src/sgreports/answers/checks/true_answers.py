"""Questions of users with their true answers, and how many of them a dataset answers rightly.

A question is a command `sgreports counts` with the reports that it is asked of. Of a `flow` the answer is the sum of
the printed lines, of all else the first line at a moment that is the latest and has this measure. `thing`, where it is
said, is a word of the lines that a reader would look at (`patrol`): those of `--by unit`.
"""

import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from sgreports.answers.counts.answer import Answer, answer
from sgreports.answers.counts.question import Question
from sgreports.answers.queries import opened
from sgreports.dataset.files.parquet import Record, records
from sgreports.errors import UsageError
from sgreports.model.base import Frozen
from sgreports.model.facts import Measure

COMMAND = "sgreports counts RUN"


class LeftOut(Frozen):
    """A number that may not be in the sum, with its paragraph and the reason."""

    number: float
    place: str
    why: str


class AskedQuestion(Frozen):
    """A question in a user's words and as a command, and what a careful reader of the reports answers.

    `answers` are the numbers that are right, each for itself; `places` are the paragraphs that say them.
    """

    id: str
    split: str
    question: str
    command: str
    measures: tuple[Measure, ...]
    thing: str | None = None
    answers: tuple[float, ...]
    places: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def asked(self) -> Question:
        """The command as a question. Raises UsageError where it is none of `sgreports counts`."""
        if not self.command.startswith(COMMAND):
            raise UsageError(f"{self.id}: the command begins with `{COMMAND}`, not {self.command!r}")
        words = shlex.split(self.command.removeprefix(COMMAND))
        options = [(name[2:].replace("-", "_"), value) for name, value in zip(words[::2], words[1::2], strict=True)]
        documents = tuple(value for name, value in options if name == "document")
        rest = {name: value for name, value in options if name != "document"}
        by = "unit" if self.thing else "counted"
        return Question.model_validate({"by": (by,), "documents": documents} | rest)


class Answered(Frozen):
    """A question, and the numbers that the dataset printed for it; `right` says whether one of them is an answer."""

    question: AskedQuestion
    printed: tuple[float, ...]
    right: bool


def read_questions(path: Path) -> list[AskedQuestion]:
    """The questions of a JSON Lines file. Raises UsageError at the first line that is wrong."""
    found = list[AskedQuestion]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(AskedQuestion.model_validate_json(line))
            found[-1].asked  # noqa: B018 - a command that is none is told with its line
        except (ValidationError, ValueError, UsageError) as error:
            raise UsageError(f"{path}:{number}: {error}") from error
    return found


def ask(dataset: Path, question: AskedQuestion) -> Answered:
    """What a dataset answers; nothing for a body that no count of it names."""
    try:
        printed = tuple(_printed(question, answer(dataset, question.asked)))
    except UsageError:
        printed = ()
    return Answered(question=question, printed=printed, right=any(n in question.answers for n in printed))


def can_ask(dataset: Path, questions: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """The questions whose reports a dataset has, all of them."""
    with opened(dataset) as connection:
        documents = records(connection, "SELECT document, symbols FROM documents")
    known = {name for d in documents for name in (d["document"], *(d["symbols"] or ()))}
    return [q for q in questions if known >= set(q.asked.documents)]


def _printed(question: AskedQuestion, found: Answer) -> Iterator[float]:
    """The total of what happened, and what stands at a moment, as far as the question asks for it."""
    if "flow" in question.measures:
        totals = [row["total"] for row in found.rows if row["total"] is not None and _is_about(question, row)]
        yield from [float(sum(totals))] * bool(totals)
    for measure in question.measures:
        lines = (row for row in found.standing if row["measure"] == measure and row["latest"])
        yield from [float(row["amount"]) for row in lines if _is_about(question, row)][:1]


def _is_about(question: AskedQuestion, row: Record) -> bool:
    said = " ".join(row.get(name) or "" for name in ("holder", "thing", "counted", "unit")).casefold()
    return question.thing is None or question.thing.casefold() in said
