"""The statements as a pandas frame."""

import os
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from sgreports.answers.statements.answer import CELL, MEASURES, answer
from sgreports.answers.statements.answer import cells as sentences
from sgreports.answers.statements.question import StatementQuestion


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
    by: Iterable[str] = ("subject", "object"),
    everything: bool = False,
    cells: bool = False,
) -> pd.DataFrame:
    """Who supports, leads, works with whom, or what `by` names; the same as `sgreports statements`.

    A row a group: in how many `sentences` and `documents` it is said, the `best_score` of them and its `best_place`.
    `frame.attrs["left_out"]` counts what is denied or planned, which only `everything` adds. With `cells` a row a
    statement instead, with its sentence, paragraph, page and link. Raises UsageError if `dataset` holds no run, or for
    an unknown value.

    >>> sgreports.statements("dataset/", type="supports", country="South Sudan", by=["subject"])
    """
    question = StatementQuestion(
        type=type, subject=subject, object=object, country=country, year=year, document=document, min_score=min_score,
        by=tuple(by), everything=everything,
    )  # fmt: skip
    if cells:
        names = [*(f"by_{name}" for name in question.groups), *CELL]
        return pd.DataFrame.from_records(sentences(Path(dataset), question), columns=names).convert_dtypes()
    found = answer(Path(dataset), question)
    frame = pd.DataFrame.from_records(found.rows, columns=[*question.groups, *MEASURES]).convert_dtypes()
    frame.attrs["left_out"] = found.left_out
    return frame
