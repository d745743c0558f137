"""Facts to rows: what a report says as rows of the tables, cells as long rows. Ids of a row are unique in the run."""

from collections.abc import Iterator, Mapping, Sequence

from sgreports.dataset.rows.boxes import page_at, pages_of, paragraph_boxes, range_boxes
from sgreports.dataset.rows.count_rows import count_rows, row_id
from sgreports.dataset.rows.headed_cells import headed_cells
from sgreports.model.base import Issue
from sgreports.model.facts import Extraction, Mention, Relation
from sgreports.model.records import (
    DocumentRow,
    FigureRow,
    IssueRow,
    MentionRow,
    ParagraphRow,
    RelationRow,
    Row,
    SectionRow,
    StyledRange,
    TableCellRow,
    TableRow,
    TextUnitRow,
)
from sgreports.model.report import Paragraph, Report, Style, Table, TextUnit

Tables = Mapping[str, Sequence[Row]]
"""Rows by the name of their table."""


NO_COLUMNS = {"unit_score", "noun", "event_cue", "event_score"}
"""What a mention knows for the counts table alone."""


def rows_of(extraction: Extraction) -> Tables:
    """The rows that one report gives, in the order of its text. The entities of a run are counted afterwards."""
    report, document = extraction.report, extraction.report.document
    return {
        "documents": [document_row(report)],
        "sections": [
            SectionRow(document=document, section=s.key, **s.model_dump(exclude={"key", "pieces", "links"}))
            for s in report.sections
        ],
        "paragraphs": [paragraph_row(document, p) for p in report.paragraphs],
        "tables": [
            TableRow(
                document=document,
                table=t.key,
                **t.model_dump(exclude={"key", "cell_pieces", "heading_rows", "spans", "box"}),
            )
            for t in report.tables
        ],
        "table_cells": cell_rows(report),
        "figures": [
            FigureRow(document=document, figure=f.key, **f.model_dump(exclude={"key", "box"})) for f in report.figures
        ],
        "text_units": text_unit_rows(report),
        "mentions": mention_rows(extraction),
        "relations": relation_rows(extraction),
        "counts": count_rows(extraction),
        "issues": issue_rows(extraction),
    }


def document_row(report: Report) -> DocumentRow:
    """The masthead and the file."""
    return DocumentRow(
        document=report.document, pages=report.pages, source=report.source, sha256=report.sha256, status=report.status,
        **report.masthead.model_dump(exclude={"previous_date"}),
    )  # fmt: skip


def paragraph_row(document: str, paragraph: Paragraph) -> ParagraphRow:
    """A paragraph with its pages and boxes."""
    pages = pages_of(paragraph)
    return ParagraphRow(
        document=document, paragraph=paragraph.key, number=paragraph.number, part=paragraph.part,
        section=paragraph.section, order=paragraph.order, text=paragraph.text,
        page_first=min(pages, default=None), page_last=max(pages, default=None),
        boxes=paragraph_boxes(paragraph.pieces), footnotes=paragraph.calls,
        styles=style_ranges(paragraph.styles), ocr=paragraph.ocr, word_index=paragraph.word_index,
    )  # fmt: skip


def style_ranges(styles: Sequence[Style]) -> tuple[StyledRange, ...]:
    """The ranges in bold and those in italics, in order; what is in both is in a range of each."""
    bold = [(style.start, style.end) for style in styles if style.bold]
    italic = [(style.start, style.end) for style in styles if style.italic]
    found = [StyledRange(start=a, end=b, style="bold") for a, b in _joined(bold)]
    found += [StyledRange(start=a, end=b, style="italic") for a, b in _joined(italic)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.style)))


def _joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return joined


def issue_rows(extraction: Extraction) -> list[IssueRow]:
    """The issues of reading and finding; one of a paragraph is on the page where that begins."""
    report = extraction.report
    pages = {p.key: min(pages_of(p), default=None) for p in report.paragraphs}

    def row(issue: Issue) -> IssueRow:
        page = issue.page if issue.page is not None else pages.get(issue.paragraph or "")
        return IssueRow(document=report.document, **issue.model_dump() | {"page": page})

    return [row(issue) for issue in (*report.issues, *extraction.issues)]


def text_unit_rows(report: Report) -> list[TextUnitRow]:
    """The text units with their boxes, in the order of reading."""
    return [
        TextUnitRow(
            document=report.document, text_unit=u.key, kind=u.kind, text=None if u.kind == "cell" else u.text,
            page=u.page, boxes=paragraph_boxes(u.pieces),
        )
        for u in report.text_units
    ]  # fmt: skip


def mention_rows(extraction: Extraction) -> list[MentionRow]:
    """The mentions with their boxes: those of paragraphs, then those of text units, each in the order of the text."""
    paragraphs = {p.key: p for p in extraction.report.paragraphs}
    units = {u.key: u for u in extraction.report.text_units}
    own = [_mention_row(extraction, m, paragraphs[m.paragraph]) for m in extraction.mentions]
    for m in extraction.text_unit_mentions:
        row = _mention_row(extraction, m, units[m.paragraph])
        own.append(row.model_copy(update={"paragraph": None, "text_unit": m.paragraph}))
    return own


def _mention_row(extraction: Extraction, m: Mention, place: Paragraph | TextUnit) -> MentionRow:
    boxes = range_boxes(place.pieces, m.start, m.end)
    values = m.model_dump(exclude=NO_COLUMNS) | {"id": row_id(extraction, m.id)}
    page = page_at(place, m.start, boxes) if isinstance(place, Paragraph) else (boxes[0][0] if boxes else place.page)
    return MentionRow(document=extraction.report.document, page=page, boxes=boxes, **values)


def relation_rows(extraction: Extraction) -> list[RelationRow]:
    """The relations with what their mentions say."""
    mentions = {m.id: m for m in extraction.mentions}
    return [relation_row(extraction, r, mentions[r.subject], mentions[r.object]) for r in extraction.relations]


def relation_row(extraction: Extraction, relation: Relation, subject: Mention, target: Mention) -> RelationRow:
    """A relation, readable without a look at the mentions."""
    ids = {
        "id": row_id(extraction, relation.id),
        "subject": row_id(extraction, relation.subject),
        "object": row_id(extraction, relation.object),
        "attributed_to": row_id(extraction, relation.attributed_to) if relation.attributed_to else None,
    }
    return RelationRow(
        document=extraction.report.document,
        subject_label=subject.label, subject_entity=subject.entity, subject_text=subject.text,
        object_label=target.label, object_entity=target.entity, object_text=target.text,
        **relation.model_dump() | ids,
    )  # fmt: skip


def cell_rows(report: Report) -> list[TableCellRow]:
    """A row a cell with content, table by table, row by row."""
    return [row for table in report.tables for row in _cells(report.document, table)]


def _cells(document: str, table: Table) -> Iterator[TableCellRow]:
    for cell in headed_cells(table):
        pieces = table.cell_pieces[cell.row][cell.column] if table.cell_pieces else ()
        yield TableCellRow(
            document=document, table_key=table.key, row_index=cell.row, col_index=cell.column,
            row_span=cell.rows, col_span=cell.columns, row_header=cell.row_header, col_header=cell.col_header,
            text=cell.text, number=cell.number, page=pieces[0].box.page if pieces else table.page,
            boxes=paragraph_boxes(pieces),
        )  # fmt: skip
