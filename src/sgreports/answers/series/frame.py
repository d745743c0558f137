"""Series as rows and as a pandas frame."""

import os
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from sgreports.answers.queries import Record
from sgreports.answers.series.answer import Measure, Value
from sgreports.answers.series.answer import series as measures_of
from sgreports.answers.series.question import SeriesQuestion

POINT = (
    "start", "end", "time_from", "value", "number", "exact", "document", "document_date", "place", "page", "link",
    "sentence", "source_id",
)  # fmt: skip
ROW = ("measure", "series", "name", "unit", "event", "country", "alike", "latest", "after_gap", "outlier", *POINT)


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
    """
    question = SeriesQuestion(
        event=event, unit_class=unit_class, country=country, agent=agent, of=of, words=words, least=least
    )
    return pd.DataFrame.from_records(rows(measures_of(Path(dataset), question)), columns=list(ROW)).convert_dtypes()


def rows(measures: Iterable[Measure]) -> list[Record]:
    """One row a value, by the names of ROW."""
    return [_row(measure, value) for measure in measures for value in measure.values]


def _row(measure: Measure, value: Value) -> Record:
    of_measure = measure.model_dump(include={"series", "name", "unit", "event", "country", "alike"})
    said = {name: getattr(value.point, name) for name in POINT}
    marks = {name: getattr(value, name) for name in ("latest", "after_gap", "outlier")}
    return {"measure": measure.number, **of_measure, **marks, **said}
