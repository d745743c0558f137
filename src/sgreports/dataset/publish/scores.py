"""Scores of a run against gold, as `sgreports score RUN --json` prints them."""

import hashlib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sgreports.errors import UsageError
from sgreports.model.base import Frozen


class Score(Frozen):
    """A score with its 95 % interval; of `entity` and `unit` the recall is the share that is right."""

    name: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    n: int


class ScoreFile(Frozen):
    """A file of scores with what it is known by."""

    name: str
    sha256: str
    text: str
    scores: tuple[Score, ...]


def read_scores(file: Path) -> ScoreFile:
    """The scores in a file. Raises UsageError where it holds none."""
    try:
        data = file.read_bytes()
        scores = TypeAdapter(tuple[Score, ...]).validate_json(data)
    except (OSError, ValidationError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error.strerror
        raise UsageError(f"{file} holds no scores ({why}); write it with `sgreports score RUN --json`") from error
    if not any(score.recall for score in scores):
        raise UsageError(
            f"{file} has only zeros: nothing of its gold was found, so it says nothing of this run; score the run on"
            " gold of its own reports, or publish it without scores"
        )
    return ScoreFile(name=file.name, sha256=hashlib.sha256(data).hexdigest(), text=data.decode("utf-8"), scores=scores)
