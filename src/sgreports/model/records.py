"""The rows of the tables that a run writes: one model a table, its fields the columns in their order.

A new column is one field here and its value in dataset/rows.py; names and meanings stand, so columns are only added.
Lists and objects are JSON in CSV cells. Boxes are `[page, x0, top, x1, bottom]` in points from the page's top left.
"""

import datetime
from typing import Any, ClassVar, Literal, NamedTuple, get_args

from pydantic import Field, model_validator

from sgreports.model.base import Frozen
from sgreports.model.facts import Cue, Event, Label, Modality, Polarity, RelationType, Role, UnitSource
from sgreports.model.report import DocumentKind, NoteCall, Part

SCHEMA_VERSION = "2.0.0"
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
    title: str | None = Field(description="title, as printed")
    subtitle: str | None = Field(description="what is printed under the title")
    kind: DocumentKind = Field(description="kind of document, from its masthead")
    author: str | None = Field(description="who submits it")
    organs: tuple[str, ...] = Field(description="organs that it is submitted to")
    session: int | None = Field(description="number of the organ's session")
    agenda_items: tuple[str, ...] = Field(description="items of the agenda, as printed")
    date: datetime.date | None = Field(description="date of the document, ISO 8601")
    period_start: datetime.date | None = Field(description="first day that the report says it covers")
    period_end: datetime.date | None = Field(description="last day that the report says it covers")
    previous: str | None = Field(description="entity of the report that it follows")
    distribution: str | None = Field(description="distribution, as printed: General, Limited, Restricted")
    original_language: str | None = Field(description="language that the document was written in, as printed")
    language: str = Field(description="language of the text that was read, ISO 639-1")
    job_number: str | None = Field(description="job number of the printing, as printed")
    mandates: tuple[str, ...] = Field(description="entities of the texts that it is submitted pursuant to")
    pages: int | None = Field(description="number of pages; null for text input")
    source: str = Field(description="file name")
    sha256: str = Field(description="SHA-256 of the file that was read")
    status: Literal["ok", "partial"] = Field(description="partial where a part could not be read; the issues say which")


class SectionRow(Row):
    """A heading, in the document's order."""

    resource = "sections"
    primary = ("document", "section")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that it belongs to")
    section: str = Field(description="path of labels: IV.A, annex-1/II")
    level: int = Field(description="depth, from 1")
    label: str | None = Field(description="the printed number; null where the heading has none")
    title: str = Field(description="text of the heading")
    parent: str | None = Field(description="section that it stands in; null at the top")
    order: int = Field(description="place in the document, in one count with the paragraphs")


class ParagraphRow(Row):
    """A numbered paragraph, an unnumbered one, or a footnote: one row each."""

    resource = "paragraphs"
    primary = ("document", "paragraph")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that it belongs to")
    paragraph: str = Field(description="key, unique in the document: 26, 26+1, annex-1/3, fn-8")
    number: int | None = Field(description="printed number; null where it has none")
    part: Part = Field(description="part of the document")
    section: str | None = Field(description="section that it stands in")
    order: int = Field(description="place in the document, in one count with the sections")
    text: str = Field(description="running text: lines and pages joined, marks of notes taken out")
    page_first: int | None = Field(description="page that it begins on, from 1; null for text input")
    page_last: int | None = Field(description="page that it ends on")
    boxes: Boxes | None = BOXES
    footnotes: tuple[NoteCall, ...] = Field(description="where notes are called: mark, offset, key of the note's row")


class TableRow(Row):
    """A table with its cells."""

    resource = "tables"
    primary = ("document", "table")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that it belongs to")
    table: str = Field(description="key, unique in the document")
    number: str | None = Field(description="printed number")
    title: str | None = Field(description="title, as printed")
    page: int | None = Field(description="page that it begins on, from 1")
    section: str | None = Field(description="section that it stands in")
    cells: tuple[tuple[str, ...], ...] = Field(description="rows of cells")
    notes: str | None = Field(description="what is printed under it, but for its source")
    source_line: str | None = Field(description="the source that it names")


class FigureRow(Row):
    """A figure's title, notes and source."""

    resource = "figures"
    primary = ("document", "figure")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that it belongs to")
    figure: str = Field(description="key, unique in the document")
    number: str | None = Field(description="printed number")
    title: str | None = Field(description="title, as printed")
    page: int | None = Field(description="page that it stands on, from 1")
    section: str | None = Field(description="section that it stands in")
    notes: str | None = Field(description="what is printed under it, but for its source")
    source_line: str | None = Field(description="the source that it names")


class MentionRow(Row):
    """A span of a paragraph's text that names something."""

    resource = "mentions"
    primary = ("id",)
    foreign = (IN_PARAGRAPH,)
    id: str = Field(description="unique in the run; not the same from run to run")
    document: str = Field(description="document that it stands in")
    paragraph: str = Field(description="key of the paragraph that it stands in")
    label: Label = Field(description="what it names")
    kind: str | None = Field(description="kind within the label: un, national, treaty, resolution, cardinal, money, …")
    form: Literal["name", "demonym"] | None = Field(description="of a COUNTRY: its name, or a demonym")
    start: int = Field(description="offset into the paragraph's text, in characters")
    end: int = Field(description="offset after the last character")
    text: str = Field(description="the words of the span")
    entity: str | None = Field(description="normal form; null where it could not be told")
    unit: str | None = Field(description="what a COUNT counts, as written; for money the currency code")
    unit_from: UnitSource | None = Field(
        description="own where a COUNT stands with its unit, ellipsis where the unit is supplied from elsewhere"
    )
    event: Event | None = Field(description="what the counted underwent, did or were: killed, displaced, funded, …")
    page: int | None = Field(description="page of its first line, from 1; null for text input")
    boxes: Boxes | None = BOXES
    pinpoint: str | None = Field(description="place within the text that it names: para. 4, annex I")
    sentence: int = Field(description="index of the sentence in the paragraph, from 0")
    source: str = Field(description="rule:<name>, model, link or coref")
    score: float = Field(ge=0, le=1, description="estimated probability that the row is right")
    year_start: int | None = Field(description="first year of a YEAR")
    year_end: int | None = Field(description="last year of a YEAR")
    value_min: float | None = Field(description="least value of a COUNT; null where open")
    value_max: float | None = Field(description="greatest value of a COUNT; null where open")
    comparator: str | None = Field(description="how a COUNT compares: >, >=, <, <=, ~; null for a plain number")


class EntityRow(Row):
    """An entity that the run mentions (calendar expressions and counts are no entities)."""

    resource = "entities"
    primary = ("entity",)
    entity: str = Field(description="normal form: a key of the registries, an ISO code, a symbol, or name/<slug>")
    label: Label = Field(description="what it is")
    kind: str | None = Field(description="kind within the label: un, national, treaty, resolution, …")
    name: str | None = Field(description="official name; null where no list has it")
    abbreviation: str | None = Field(description="usual abbreviation")
    aliases: tuple[str, ...] = Field(description="other names that the lists have")
    iso3: str | None = Field(description="ISO 3166-1 alpha-3 code of a country")
    m49: str | None = Field(description="UN M49 code of a country")
    url: str | None = Field(description="official address, where one is known")
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
    id: str = Field(description="unique in the run; not the same from run to run")
    document: str = Field(description="document that says it")
    paragraph: str = Field(description="key of the paragraph that says it")
    type: RelationType = Field(description="what is said of the two")
    subject: str = Field(description="id of a mention")
    object: str = Field(description="id of a mention")
    subject_label: Label = Field(description="label of the subject")
    subject_entity: str | None = Field(description="normal form of the subject")
    subject_text: str = Field(description="words of the subject")
    object_label: Label = Field(description="label of the object")
    object_entity: str | None = Field(description="normal form of the object")
    object_text: str = Field(description="words of the object")
    polarity: Polarity = Field(description="whether it is affirmed or negated")
    modality: Modality = Field(description="whether it is so, or planned, wished or requested")
    role: Role | None = Field(description="of a count_by: agent who did it, whose it is, or source who reported it")
    attributed_to: str | None = Field(description="id of the mention of the source named")
    source: Literal["rule", "frame", "coref", "model"] = Field(
        description="found by a rule, by the paragraph's frame, through a pronoun or short form, or by the model"
    )
    trigger: Cue | None = Field(description="start, end and text of the cue")
    evidence: str = Field(description="the sentence")
    rule: str = Field(description="name of the rule that found it")
    score: float = Field(ge=0, le=1, description="estimated probability that the row is right")


class IssueRow(Row):
    """Trouble in a document that did not stop its reading."""

    resource = "issues"
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that it is about")
    code: str = Field(description="name of the kind of trouble")
    paragraph: str | None = Field(description="key of the paragraph")
    page: int | None = Field(description="page, from 1")
    detail: str = Field(description="what is the matter")


ROWS: tuple[type[Row], ...] = (
    DocumentRow, SectionRow, ParagraphRow, TableRow, FigureRow, MentionRow, EntityRow, RelationRow, IssueRow,
)  # fmt: skip
