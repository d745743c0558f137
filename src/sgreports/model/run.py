"""What run.json says of a run, and what the command line prints of it."""

import datetime
from typing import Literal

from pydantic import Field

from sgreports.model.base import Frozen

Outcome = Literal["ok", "partial", "refused", "failed"]


class Versions(Frozen):
    """What made the run: two runs with equal versions and settings write equal tables from equal input."""

    program: str
    dataset_schema: str
    model: str = Field(description="name and version of the spaCy model")
    lexicons: str = Field(description="sha256 over the knowledge files, first 16 digits")
    python: str
    spacy: str


class InputRecord(Frozen):
    """What became of one input file. `traceback` is kept for an error that nobody foresaw."""

    path: str
    sha256: str | None
    outcome: Outcome
    document: str | None = None
    reason: str | None = None
    seconds: float
    traceback: str | None = None


class Totals(Frozen):
    """The run in numbers."""

    inputs: int
    outcomes: dict[str, int]
    documents: int
    paragraphs: int
    mentions: dict[str, int]
    relations: dict[str, int]
    issues: dict[str, int]
    seconds: float


class RunSummary(Frozen):
    """The content of run.json."""

    versions: Versions
    settings: dict[str, str | int | bool]
    start: datetime.datetime
    end: datetime.datetime
    machine: str
    inputs: tuple[InputRecord, ...]
    totals: Totals
    out: str

    @property
    def failed(self) -> bool:
        """Whether any input failed: the exit code is then 1."""
        return any(i.outcome == "failed" for i in self.inputs)
