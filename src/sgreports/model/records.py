"""The rows of the tables that a run writes: one model a table, its fields the columns in their order.

A new column is one field here and its value in dataset/rows.py; names and meanings stand, so columns are only added.
Lists and objects are JSON in CSV cells. Boxes are `[page, x0, top, x1, bottom]` in points from the page's top left.
"""

import datetime
from typing import Any, ClassVar, Literal, NamedTuple, get_args

from pydantic import Field, model_validator

from sgreports.model.base import Frozen
from sgreports.model.facts import Cue, Label, Modality, Polarity, RelationType
from sgreports.model.report import DocumentKind, NoteCall, Part

SCHEMA_VERSION = "1.0.0"
"""Semantic version of the tables: the first number rises when a column goes or changes its meaning."""

BoxCells = tuple[int, float, float, float, float]
Boxes = tuple[BoxCells, ...]
BOXES = Field(
    None, description="boxes [page, x0, top, x1, bottom]; null for text input", json_schema_extra={"unit": "pt"}
)


class Foreign(NamedTuple):
    """Columns of a table whose values are found in the columns of another."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


IN_DOCUMENT = Foreign(("document",), "documents", ("document",))
IN_PARAGRAPH = Foreign(("document", "paragraph"), "paragraphs", ("document", "paragraph"))


class Row(Frozen):
    """A row. An empty string in a column that may be null is null, so that CSV can say everything that a row can."""

    resource: ClassVar[str]
    primary: ClassVar[tuple[str, ...]] = ()
    foreign: ClassVar[tuple[Foreign, ...]] = ()

    @model_validator(mode="before")
    @classmethod
    def _empty_is_null(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {k: None if v == "" and _nullable(cls, k) else v for k, v in values.items()}


def _nullable(row: type[Row], name: str) -> bool:
    field = row.model_fields.get(name)
    return field is not None and type(None) in get_args(field.annotation)


class DocumentRow(Row):
    """A document that was read."""

    resource = "documents"
    primary = ("document",)
    document: str = Field(description="the symbol, of a joint report the first; the file's stem where it names none")
    symbols: tuple[str, ...] = Field(description="all symbols of the report")
    title: str | None
    subtitle: str | None
    kind: DocumentKind
    author: str | None
    organs: tuple[str, ...] = Field(description="organs that it is submitted to")
    session: int | None
    agenda_items: tuple[str, ...]
    date: datetime.date | None
    period_start: datetime.date | None = Field(description="first day that the report says it covers")
    period_end: datetime.date | None = Field(description="last day that the report says it covers")
    previous: str | None = Field(description="entity of the report that it follows")
    distribution: str | None
    original_language: str | None
    language: str
    job_number: str | None
    mandates: tuple[str, ...] = Field(description="entities of the texts that it is submitted pursuant to")
    pages: int | None
    source: str = Field(description="file name")
    sha256: str
    status: Literal["ok", "partial"]


class SectionRow(Row):
    """A heading, in the document's order."""

    resource = "sections"
    primary = ("document", "section")
    foreign = (IN_DOCUMENT,)
    document: str
    section: str = Field(description="path of labels: IV.A, annex-1/II")
    level: int
    label: str | None = Field(description="the printed number; null where the heading has none")
    title: str
    parent: str | None
    order: int


class ParagraphRow(Row):
    """A numbered paragraph, an unnumbered one, or a footnote: one row each."""

    resource = "paragraphs"
    primary = ("document", "paragraph")
    foreign = (IN_DOCUMENT,)
    document: str
    paragraph: str = Field(description="key, unique in the document: 26, 26+1, annex-1/3, fn-8")
    number: int | None
    part: Part
    section: str | None
    order: int
    text: str
    page_first: int | None
    page_last: int | None
    boxes: Boxes | None = BOXES
    footnotes: tuple[NoteCall, ...] = Field(description="where notes are called: mark, offset, key of the note's row")


class TableRow(Row):
    """A table with its cells."""

    resource = "tables"
    primary = ("document", "table")
    foreign = (IN_DOCUMENT,)
    document: str
    table: str = Field(description="key, unique in the document")
    number: str | None
    title: str | None
    page: int | None
    section: str | None
    cells: tuple[tuple[str, ...], ...] = Field(description="rows of cells")
    notes: str | None
    source_line: str | None


class FigureRow(Row):
    """A figure's title, notes and source."""

    resource = "figures"
    primary = ("document", "figure")
    foreign = (IN_DOCUMENT,)
    document: str
    figure: str = Field(description="key, unique in the document")
    number: str | None
    title: str | None
    page: int | None
    section: str | None
    notes: str | None
    source_line: str | None


class MentionRow(Row):
    """A span of a paragraph's text that names something."""

    resource = "mentions"
    primary = ("id",)
    foreign = (IN_PARAGRAPH,)
    id: str
    document: str
    paragraph: str
    label: Label
    kind: str | None
    form: Literal["name", "demonym"] | None
    start: int = Field(description="offset into the paragraph's text, in characters")
    end: int = Field(description="offset after the last character")
    text: str
    entity: str | None = Field(description="normal form; null where it could not be told")
    unit: str | None = Field(description="what a COUNT counts, as written; for money the currency code")
    page: int | None
    boxes: Boxes | None = BOXES
    pinpoint: str | None
    sentence: int = Field(description="index of the sentence in the paragraph, from 0")
    source: str = Field(description="rule:<name>, model, link or coref")
    score: float = Field(ge=0, le=1)
    year_start: int | None
    year_end: int | None
    value_min: float | None
    value_max: float | None
    comparator: str | None


class EntityRow(Row):
    """An entity that the run mentions (calendar expressions and counts are no entities)."""

    resource = "entities"
    primary = ("entity",)
    entity: str
    label: Label
    kind: str | None
    name: str | None = Field(description="official name; null where no list has it")
    abbreviation: str | None
    aliases: tuple[str, ...]
    iso3: str | None
    m49: str | None
    url: str | None
    mentions: int = Field(description="number of mentions in the run")
    documents: int = Field(description="number of documents of the run that mention it")


class RelationRow(Row):
    """A relation that a paragraph says."""

    resource = "relations"
    primary = ("id",)
    foreign = (
        IN_PARAGRAPH,
        Foreign(("subject",), "mentions", ("id",)),
        Foreign(("object",), "mentions", ("id",)),
        Foreign(("attributed_to",), "mentions", ("id",)),
    )
    id: str
    document: str
    paragraph: str
    type: RelationType
    subject: str = Field(description="id of a mention")
    object: str = Field(description="id of a mention")
    subject_label: Label
    subject_entity: str | None
    subject_text: str
    object_label: Label
    object_entity: str | None
    object_text: str
    polarity: Polarity
    modality: Modality
    attributed_to: str | None = Field(description="id of the mention of the source named")
    source: Literal["rule", "frame", "coref"]
    trigger: Cue | None = Field(description="start, end and text of the cue")
    evidence: str = Field(description="the sentence")
    rule: str
    score: float = Field(ge=0, le=1)


class IssueRow(Row):
    """Trouble in a document that did not stop its reading."""

    resource = "issues"
    foreign = (IN_DOCUMENT,)
    document: str
    code: str
    paragraph: str | None
    page: int | None
    detail: str


ROWS: tuple[type[Row], ...] = (
    DocumentRow, SectionRow, ParagraphRow, TableRow, FigureRow, MentionRow, EntityRow, RelationRow, IssueRow,
)  # fmt: skip
