"""Pairs of gold's rows, and what the one is to the other (annotations/README.md, "Pairs")."""

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from sgreports.decisions.files import why
from sgreports.errors import UsageError
from sgreports.model.base import Frozen

Is = Literal["same", "revised", "part", "covered", "different"]
PAIRS = "pairs.jsonl"
"""The file beside the folder of gold."""
Spot = tuple[str, str, tuple[int, int]]


class PairRow(Frozen):
    """A row of gold, by its place: letters of the paragraph whose hash it is, and the words there."""

    document: str
    paragraph: str
    letters: tuple[int, int]
    quote: str
    hash: str

    @property
    def spot(self) -> Spot:
        return self.document, self.paragraph, self.letters

    def __str__(self) -> str:
        return f"{self.document} ¶{self.paragraph} {self.letters[0]}-{self.letters[1]}"


class Pair(PairRow):
    """What this row is to the other: its later telling, a part of it, revised or covered by it, or different."""

    other: PairRow
    is_: Is = Field(alias="is")
    by: str
    note: str | None = None


def load_pairs(file: Path) -> list[Pair]:
    """The pairs of a file of JSON Lines. Raises UsageError with the line that is none."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(
            f"{file}: no pairs of rows here ({error.strerror}); name a folder of gold beside it by --gold"
        ) from error
    return [_pair(line, f"{file}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]


def _pair(line: str, where: str) -> Pair:
    try:
        return Pair.model_validate_json(line)
    except ValidationError as error:
        raise UsageError(f"{where}: {why(error)}") from error
