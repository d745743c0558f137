"""What was read: documents, sections, paragraphs, tables with their cells, figures, and trouble in them."""

import datetime
from typing import Literal

from pydantic import Field

from sgreports.model.base import Frozen
from sgreports.model.records.row import BOXES, IN_DOCUMENT, Boxes, Foreign, Row
from sgreports.model.report import DocumentKind, NoteCall, Part, TextUnitKind


class DocumentRow(Row):
    """A document that was read."""

    resource = "documents"
    primary = ("document",)
    document: str = Field(
        description="the symbol (the first, of a joint report); the file name without suffix if the report states none",
        examples=["S/2044/7"],
    )
    symbols: tuple[str, ...] = Field(description="all symbols of the report", examples=[["S/2044/7"]])
    title: str | None = Field(description="title, as printed", examples=["Situation in Ruritania"])
    subtitle: str | None = Field(
        description="text printed under the title", examples=["Report of the Secretary-General"]
    )
    kind: DocumentKind = Field(description="kind of document, from its masthead", examples=["report"])
    author: str | None = Field(description="author, as a rule the Secretary-General", examples=["Secretary-General"])
    organs: tuple[str, ...] = Field(description="organs to which it is submitted", examples=[["Security Council"]])
    session: int | None = Field(description="number of the organ's session", examples=[99])
    agenda_items: tuple[str, ...] = Field(description="items of the agenda, as printed", examples=[["Item 65 (a)"]])
    date: datetime.date | None = Field(description="date of the document, ISO 8601", examples=["2044-05-06"])
    period_start: datetime.date | None = Field(
        description="first day that the report covers; period_from says how this is known", examples=["2044-01-01"]
    )
    period_end: datetime.date | None = Field(description="last day that the report covers", examples=["2044-03-31"])
    previous: str | None = Field(description="entity of the previous report on the subject", examples=["S/2043/812"])
    distribution: str | None = Field(
        description="distribution, as printed: General, Limited, Restricted", examples=["General"]
    )
    original_language: str | None = Field(
        description="language in which the document was written, as printed", examples=["English"]
    )
    language: str = Field(description="language of the text that was read, ISO 639-1", examples=["en"])
    job_number: str | None = Field(description="job number of the printing, as printed", examples=["44-01234"])
    mandates: tuple[str, ...] = Field(
        description="entities of the texts that requested it (submitted pursuant to …)", examples=[["S/RES/9999(2043)"]]
    )
    pages: int | None = Field(description="number of pages; null for text and Word files", examples=[18])
    source: str = Field(description="file name", examples=["S_2044_7.pdf"])
    sha256: str = Field(description="SHA-256 of the file that was read", examples=["9f86d081884c7d65…"])
    status: Literal["ok", "partial"] = Field(
        description="partial if a part could not be read; the issues table says which", examples=["ok"]
    )
    about_countries: tuple[str, ...] = Field(
        (), description="countries that the report is about, ISO 3166-1 alpha-3 codes", examples=[["TCD"]]
    )
    mission: str | None = Field(
        None, description="the mission that the report is about, a key of the registry", examples=["minurcat"]
    )
    series: str | None = Field(
        None,
        description="the series of recurring reports to which it belongs",
        examples=["children-and-armed-conflict"],
    )
    period_from: Literal["said", "previous"] | None = Field(
        None,
        description="whether the period is stated by the report or derived from the previous one",
        examples=["said"],
    )
    corrects: str | None = Field(
        None, description="symbol of the report that a corrigendum corrects", examples=["S/2044/6"]
    )


class SectionRow(Row):
    """A heading, in the document's order."""

    resource = "sections"
    primary = ("document", "section")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that contains it", examples=["S/2044/7"])
    section: str = Field(description="key, a path of labels: IV.A, annex-1/II", examples=["IV.A"])
    level: int = Field(description="depth, from 1", examples=[2])
    label: str | None = Field(description="the printed number; null if the heading has none", examples=["A"])
    title: str = Field(description="text of the heading", examples=["Security situation"])
    parent: str | None = Field(description="parent section; null at the top level", examples=["IV"])
    order: int = Field(description="position in the document, in one sequence with the paragraphs", examples=[31])


class StyledRange(Frozen):
    """A range of a paragraph's text in bold or in italics; what is both has two ranges."""

    start: int
    end: int
    style: Literal["bold", "italic"]


class ParagraphRow(Row):
    """A numbered paragraph, an unnumbered one, or a footnote: one row each."""

    resource = "paragraphs"
    primary = ("document", "paragraph")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that contains it", examples=["S/2044/7"])
    paragraph: str = Field(description="key, unique in the document: 26, 26+1, annex-1/3, fn-8", examples=["26"])
    number: int | None = Field(
        description="printed number; null if it has none; of a number with a chapter, 6.1, the last part", examples=[26]
    )
    part: Part = Field(description="part of the document", examples=["body"])
    section: str | None = Field(description="section that contains it", examples=["IV.A"])
    order: int = Field(description="position in the document, in one sequence with the sections", examples=[40])
    text: str = Field(
        description="running text: lines and pages joined, note marks removed",
        examples=["In Chad, 40 children were killed in 2043."],
    )
    page_first: int | None = Field(description="first page, from 1; null for text and Word files", examples=[5])
    page_last: int | None = Field(description="last page", examples=[6])
    boxes: Boxes | None = BOXES
    footnotes: tuple[NoteCall, ...] = Field(
        description="note calls: mark, offset in the text, key of the note's row",
        examples=[[{"mark": "3", "offset": 41, "paragraph": "fn-3"}]],
    )
    styles: tuple[StyledRange, ...] = Field(
        (),
        description="ranges in bold or italics: start, end, style",
        examples=[[{"start": 0, "end": 8, "style": "italic"}]],
    )
    ocr: float | None = Field(
        None,
        ge=0,
        le=1,
        description="mean confidence of character recognition; null if the file has text of its own",
        examples=[0.97],
    )
    word_index: int | None = Field(
        None,
        ge=0,
        description="index of its first paragraph in a Word file, tables not counted, from 0; null for other files",
        examples=[44],
    )


class TableRow(Row):
    """A table with its cells."""

    resource = "tables"
    primary = ("document", "table")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that contains it", examples=["S/2044/7"])
    table: str = Field(description="key, unique in the document", examples=["table-1"])
    number: str | None = Field(description="printed number", examples=["1"])
    title: str | None = Field(description="title, as printed", examples=["Casualties by month"])
    page: int | None = Field(description="first page, from 1", examples=[7])
    section: str | None = Field(description="section that contains it", examples=["IV.A"])
    cells: tuple[tuple[str, ...], ...] = Field(
        description="rows of cells", examples=[[["Month", "Killed"], ["January", "12"]]]
    )
    notes: str | None = Field(description="text printed under it, without the source line", examples=["Provisional."])
    source_line: str | None = Field(description="the source line, as printed", examples=["Source: country task force."])


class TableCellRow(Row):
    """A table cell that has text."""

    resource = "table_cells"
    primary = ("document", "table_key", "row_index", "col_index")
    foreign = (IN_DOCUMENT, Foreign(("document", "table_key"), "tables", ("document", "table")))
    document: str = Field(description="document that contains it", examples=["S/2044/7"])
    table_key: str = Field(description="key of the table", examples=["table-1"])
    row_index: int = Field(ge=0, description="row, from 0", examples=[1])
    col_index: int = Field(ge=0, description="column, from 0", examples=[1])
    row_span: int = Field(default=1, ge=1, description="number of rows that the cell covers", examples=[1])
    col_span: int = Field(default=1, ge=1, description="number of columns that the cell covers", examples=[1])
    row_header: str | None = Field(
        description="headings of the row, from the outermost, joined by ` | `: the name over its group of rows, then "
        "its first cell, or that of its block if two blocks are side by side",
        examples=["Police | January"],
    )
    col_header: str | None = Field(
        description="headings of the column, from the outermost, joined by ` | `; of a cell over several columns those "
        "that these share",
        examples=["Casualties | Killed"],
    )
    text: str = Field(description="the text, as printed", examples=["1,204"])
    number: float | None = Field(
        description="the text as a number; null for other text and for headings", examples=[1204]
    )
    page: int | None = Field(description="page of the cell, from 1", examples=[7])
    boxes: Boxes | None = BOXES


class FigureRow(Row):
    """A figure's title, notes and source."""

    resource = "figures"
    primary = ("document", "figure")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that contains it", examples=["S/2044/7"])
    figure: str = Field(description="key, unique in the document", examples=["figure-1"])
    number: str | None = Field(description="printed number", examples=["I"])
    title: str | None = Field(description="title, as printed", examples=["Displacement by region"])
    page: int | None = Field(description="page, from 1", examples=[8])
    section: str | None = Field(description="section that contains it", examples=["IV.A"])
    notes: str | None = Field(description="text printed under it, without the source line", examples=["Provisional."])
    source_line: str | None = Field(description="the source line, as printed", examples=["Source: UNHCR."])


class TextUnitRow(Row):
    """A title, heading, caption or table cell: text that is no paragraph but has mentions."""

    resource = "text_units"
    primary = ("document", "text_unit")
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document that contains it", examples=["S/2044/7"])
    text_unit: str = Field(
        description="key: title/1, heading/<section>, caption/<table or figure> (its notes: …/notes, its source line:"
        " …/source), cell/<table>/<row>/<column>",
        examples=["heading/IV.A"],
    )
    kind: TextUnitKind = Field(description="title, heading, caption or cell", examples=["heading"])
    text: str | None = Field(
        description="the text; null for a cell, whose text is in table_cells", examples=["Security situation"]
    )
    page: int | None = Field(description="page of its first line, from 1; null for text input", examples=[5])
    boxes: Boxes | None = BOXES


class IssueRow(Row):
    """A problem in a document that did not stop the reading."""

    resource = "issues"
    foreign = (IN_DOCUMENT,)
    document: str = Field(description="document", examples=["S/2044/7"])
    code: str = Field(description="type of problem", examples=["numbering-gap"])
    paragraph: str | None = Field(description="key of the paragraph", examples=["26"])
    page: int | None = Field(description="page, from 1", examples=[5])
    detail: str = Field(description="description of the problem", examples=["no paragraph 25"])
