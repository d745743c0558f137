"""The answer as a pandas frame."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from sgreports.answers.counts.answer import CELL, MEASURES, answer
from sgreports.answers.counts.answer import cells as sentences
from sgreports.answers.counts.question import Question


def counts(
    dataset: str | os.PathLike[str],
    *,
    event: str | None = None,
    unit_class: str | None = None,
    country: str | None = None,
    year: int | None = None,
    agent: str | None = None,
    series: str | None = None,
    source: str | None = None,
    whose: str | None = None,
    min_score: float = 0.0,
    by: Iterable[str] = ("country", "year"),
    cells: bool = False,
) -> pd.DataFrame:
    """How many, by country and year of the event, or by what `by` names; the same as `sgreports counts`.

    A row a group: `total`, whether all summed numbers are `exact`, of how many `counts` it is the sum, of how many of
    these time or country is `assumed` from the report, how many counts are `left_out`, the total's `bound`, and where
    the `largest` stands. A null group is unknown. `frame.attrs["left_out"]` says why counts are left out,
    `frame.attrs["standing"]` lists the stocks, running totals and limits, which are never added, and
    `frame.attrs["tables"]` the totals of tables. With `cells` a row a count instead, with its sentence, paragraph, page
    and link; `left_out` is null where it is summed. Raises UsageError if `dataset` holds no run, or for an unknown
    value.
    """
    question = Question(
        event=event, unit_class=unit_class, country=country, year=year, agent=agent, series=series, source=source,
        whose=whose, min_score=min_score, by=tuple(by),
    )  # fmt: skip
    if cells:
        return _frame(sentences(Path(dataset), question), [*(f"by_{name}" for name in question.groups), *CELL])
    found = answer(Path(dataset), question)
    frame = _frame(found.rows, [*question.groups, *MEASURES])
    frame.attrs["left_out"] = found.left_out
    frame.attrs["standing"] = list(found.standing)
    frame.attrs["tables"] = list(found.tables)
    return frame


def _frame(rows: Sequence[dict[str, object]], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame.from_records(rows, columns=names).convert_dtypes()
