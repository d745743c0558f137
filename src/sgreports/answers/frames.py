"""Answers as pandas frames: what `sgreports.counts`, `statements` and `series` give."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from sgreports.answers.counts.answer import CELL as COUNT_CELL
from sgreports.answers.counts.answer import answer as count_answer
from sgreports.answers.counts.answer import cells as count_cells
from sgreports.answers.counts.answer import columns as count_columns
from sgreports.answers.counts.question import Question
from sgreports.answers.drawing import Sentences
from sgreports.answers.named import names_of
from sgreports.answers.series.answer import ROW, rows
from sgreports.answers.series.answer import series as measures_of
from sgreports.answers.series.question import SeriesQuestion
from sgreports.answers.statements.answer import CELL as STATEMENT_CELL
from sgreports.answers.statements.answer import MEASURES as STATEMENT_MEASURES
from sgreports.answers.statements.answer import answer as statement_answer
from sgreports.answers.statements.answer import cells as statement_cells
from sgreports.answers.statements.question import StatementQuestion
from sgreports.model.facts import ADDED


def counts(
    dataset: str | os.PathLike[str],
    *,
    event: str | None = None,
    unit_class: str | None = None,
    country: str | None = None,
    year: int | None = None,
    since: str | None = None,
    until: str | None = None,
    about: str | None = None,
    agent: str | None = None,
    series: str | None = None,
    document: str | Iterable[str] = (),
    source: str | None = None,
    whose: str | None = None,
    min_score: float = ADDED,
    decided: bool = False,
    by: str | Iterable[str] = ("country", "year"),
    cells: bool = False,
) -> pd.DataFrame:
    """How many, by country and year of the event, or by what `by` names; the same as `sgreports counts`.

    Each row is a group, null where country or year are unknown. To join other tables there are the code `iso3` beside
    `country`, and the integers `year_start` and `year_end` beside `year`. The other columns:

    - `total`: the sum, of so many `counts`; `exact` if all are plain numbers, else `bound` says `at_least`, `at_most`
      or `about`;
    - `assumed`: how many of these take time or country from the report as a whole;
    - `left_out`: how many more fit the question and are not added;
    - `largest`: where the largest number stands, with its `largest_amount`, `largest_score` and `largest_share` of the
      total, which is `doubtful` if more than half of it is this number and the score is below .7;
    - `decided`: how many readers have decided, and who (`decided_by`). With `decided=True` no others are added.

    `frame.attrs` has what is not in the totals: `left_out` (how many, by reason), `standing` (stocks, running totals
    and limits, which are never added), `tables` (totals of tables), `unsure` (numbers whose score is too low),
    `min_score`: .3 where nothing fits that has .6, so that the totals are of rows more likely wrong than right, and
    `about_in`: `paragraph` where no sentence has the words `about`, so that their paragraphs and sections answer.

    With `cells=True` each row is a count, with its `amount`, sentence, paragraph, page and link; `left_out` is null if
    it is added. A notebook draws these rows as sentences.

    Raises UsageError if `dataset` holds no run, or for an unknown value.

    >>> killed = sgreports.counts("dataset/", event="killed", unit_class="people", by="country")
    >>> killed[["country", "total"]].to_dict("records")[0]
    {'country': 'Chad', 'total': 94}
    """
    question = Question(
        event=event, unit_class=unit_class, country=country, year=year, since=since, until=until, about=about,
        agent=agent, series=series, source=source, documents=names_of(document), whose=whose, min_score=min_score,
        decided=decided, by=names_of(by),
    )  # fmt: skip
    found = count_answer(Path(dataset), question)
    if cells:
        names = [*(f"by_{name}" for name in question.groups), *COUNT_CELL]
        return Sentences(_frame(count_cells(Path(dataset), found.question), names))
    frame = _frame(found.rows, count_columns(question))
    frame.attrs.update(left_out=found.left_out, standing=list(found.standing), tables=list(found.tables))
    asked = found.question
    frame.attrs.update(unsure=list(found.unsure), min_score=asked.min_score, about_in=asked.about_in)
    return frame


def statements(
    dataset: str | os.PathLike[str],
    *,
    type: str | None = None,  # noqa: A002 - the name of the column
    subject: str | None = None,
    object: str | None = None,  # noqa: A002 - likewise
    country: str | None = None,
    year: int | None = None,
    document: str | None = None,
    min_score: float = 0.0,
    by: str | Iterable[str] = ("subject", "object"),
    everything: bool = False,
    cells: bool = False,
) -> pd.DataFrame:
    """Who supports, leads, works with whom, or what `by` names; the same as `sgreports statements`.

    A row a group: in how many `sentences` and `documents` it is said, the `best_score` of them and its `best_place`.
    `frame.attrs["left_out"]` counts what is denied or planned, which only `everything` adds. With `cells` a row a
    statement instead, with its sentence, paragraph, page and link. Raises UsageError if `dataset` holds no run, or for
    an unknown value.

    >>> supporters = sgreports.statements("dataset/", type="supports", by="subject")
    >>> list(supporters)
    ['subject', 'sentences', 'documents', 'best_score', 'best_place']
    """
    question = StatementQuestion(
        type=type, subject=subject, object=object, country=country, year=year, document=document, min_score=min_score,
        by=names_of(by), everything=everything,
    )  # fmt: skip
    if cells:
        names = [*(f"by_{name}" for name in question.groups), *STATEMENT_CELL]
        return _frame(statement_cells(Path(dataset), question), names)
    found = statement_answer(Path(dataset), question)
    frame = _frame(found.rows, [*question.groups, *STATEMENT_MEASURES])
    frame.attrs["left_out"] = found.left_out
    return frame


def series(
    dataset: str | os.PathLike[str],
    *,
    event: str | None = None,
    unit_class: str | None = None,
    country: str | None = None,
    agent: str | None = None,
    of: str | None = None,
    words: str | None = None,
    least: int = 3,
) -> pd.DataFrame:
    """What recurs in the reports of a series, a row a value; the same as `sgreports series`.

    Measures are numbered from 1, those of most periods first. `start` and `end` are null where nothing says the time;
    `latest` is false for a value that a later report gives again, `after_gap` true where a report between says none,
    `outlier` where it is far from the others. Check these first.
    Raises UsageError if `dataset` holds no run, or for an unknown value.

    >>> measures = sgreports.series("dataset/", event="killed")
    >>> list(measures)[:6]
    ['measure', 'series', 'name', 'unit', 'event', 'country']
    """
    question = SeriesQuestion(
        event=event, unit_class=unit_class, country=country, agent=agent, of=of, words=words, least=least
    )
    return _frame(rows(measures_of(Path(dataset), question)), list(ROW))


def _frame(rows: Sequence[dict[str, object]], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame.from_records(rows, columns=names).convert_dtypes()
