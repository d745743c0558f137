"""What run.json says of a run, and what the command line prints of it."""

import datetime
from typing import Literal, NamedTuple

from pydantic import Field

from sgreports.model.base import Frozen
from sgreports.model.facts import Label, TimeSource
from sgreports.model.report import DocumentKind

Outcome = Literal["ok", "partial", "refused", "failed"]


class Versions(Frozen):
    """What made the run: two runs with equal versions and settings write equal tables from equal input."""

    program: str
    dataset_schema: str
    model: str = Field(description="name and version of the spaCy model")
    model_files: str = Field("", description="sha256 over its files, first 16 digits; empty in older runs")
    relation_model: str = Field("none", description="name and hash of the trained model of relations")
    event_model: str = Field("none", description="name and hash of the trained model of events")
    count_model: str = Field("none", description="names and hashes of the trained models of counts")
    encoder: str = Field("none", description="name and hash of the encoder; `none` where it was not run")
    refit: str = Field("", description="commands that fit models again whose word lists are others now")
    lexicons: str = Field(description="sha256 over the knowledge files, first 16 digits")
    names: str = Field("none", description="sha256 over the user's own names, first 16 digits; `none` without any")
    python: str
    spacy: str
    sources: str = Field("", description="sha256 over the program's files, first 16 digits; empty in older runs")
    recognizer: str = Field("", description="program that recognizes characters, with its version; empty if not used")
    libraries: str = Field("", description="what else reads, finds and writes, with versions; empty in older runs")


class InputRecord(Frozen):
    """What became of one input file. `traceback` is kept for an unexpected error.

    `seconds` (by the clock), `ocr_seconds` (processor time that recognition took) and `memory_mb` (the peak of its
    process, in 10⁶ bytes) are those of its reading, which may be an earlier run's."""

    path: str
    sha256: str | None
    outcome: Outcome
    document: str | None = None
    reason: str | None = None
    pages: int | None = None
    seconds: float
    ocr_seconds: float = 0.0
    memory_mb: float | None = None
    traceback: str | None = None


class EntityCount(NamedTuple):
    """How often a document names an entity, as what, and by which words alone how often."""

    entity: str
    label: Label
    kind: str | None
    mentions: int
    forms: dict[str, int]


class Tally(Frozen):
    """One document in numbers: what a run's totals and its table of entities are summed from."""

    paragraphs: int = 0
    mentions: dict[str, int] = Field({})
    relations: dict[str, int] = Field({})
    issues: dict[str, int] = Field({})
    entities: tuple[EntityCount, ...] = ()


class DocumentContext(Frozen):
    """What the last step over a run reads of a document: what distinguishes it from others, and what others may fill.

    `previous_date` is the date of the report before it, as it says; `characters` is the length of its text;
    `awaited_times` are the ids of the counts whose time is the report's period, with the source of that;
    `facts` are what its counts say, by their ids, for other reports that say the same.
    """

    kind: DocumentKind
    date: datetime.date | None = None
    series: str | None = None
    about_countries: tuple[str, ...] = ()
    previous: str | None = None
    previous_date: datetime.date | None = None
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    characters: int = 0
    awaited_times: dict[str, TimeSource] = Field({})
    facts: dict[str, str] = Field({})


class Entry(Frozen):
    """What became of one file, as the cache holds it beside its rows. `symbols` are all that the document goes by.

    `context` is None where nothing was read. `lasting` is false for what another try may mend: a limit, a crash, an
    unexpected error. `late` is true where it took too long, `left_out` where it did so before and was not tried again.
    """

    record: InputRecord
    symbols: tuple[str, ...] = ()
    tally: Tally | None = None
    context: DocumentContext | None = None
    lasting: bool = True
    late: bool = False
    left_out: bool = False


class Totals(Frozen):
    """The run in numbers. `seconds` are the run's, `ocr_seconds` those that recognition of pages took in all workers,
    that of unchanged files in an earlier run."""

    inputs: int
    outcomes: dict[str, int]
    documents: int
    paragraphs: int
    mentions: dict[str, int]
    relations: dict[str, int]
    issues: dict[str, int]
    seconds: float
    ocr_seconds: float = 0.0


class DecisionInput(Frozen):
    """A file of decisions that was applied to the rows of `counts`."""

    path: str
    sha256: str
    lines: int


class RunSummary(Frozen):
    """The content of run.json."""

    versions: Versions
    settings: dict[str, str | int | float | bool]
    start: datetime.datetime
    end: datetime.datetime
    machine: str
    inputs: tuple[InputRecord, ...]
    totals: Totals
    out: str
    made_by: str = Field(description="hash of program, knowledge, model and settings; equal where input alone differs")
    files: dict[str, str] = Field({}, description="sha256 of each file written beside this one")
    seal: str = Field("", description="sha256 of the rest of this file")
    decisions: tuple[DecisionInput, ...] = Field((), description="files of decisions that were applied")
    decided: dict[str, int] = Field({}, description="rows by verdict, and decisions that were not applied, by reason")
    reused: int = Field(0, exclude=True, description="inputs whose result is an earlier run's")
    left_out: int = Field(0, exclude=True, description="inputs that took too long in earlier runs, and were not tried")
    kept: bool = Field(False, exclude=True, description="nothing could be read, so the dataset of an earlier run stays")

    @property
    def failed(self) -> bool:
        """Whether any input failed, or nothing was read: the exit code is then 1."""
        return not self.totals.documents or any(i.outcome == "failed" for i in self.inputs)
