"""Facts to rows: what one report says, as the rows of the tables. Ids of a row are unique in the run."""

from collections.abc import Mapping, Sequence

from sgreports.dataset.rows.boxes import paragraph_boxes, range_boxes
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
    TableRow,
)
from sgreports.model.report import Paragraph, Report

Tables = Mapping[str, Sequence[Row]]
"""Rows by the name of their table."""


NO_COLUMNS = {"unit_score", "event_cue", "event_score"}
"""What a mention knows for the counts table alone."""


def rows_of(extraction: Extraction) -> Tables:
    """The rows that one report gives, in the order of its text. The entities of a run are counted afterwards."""
    report, document = extraction.report, extraction.report.document
    return {
        "documents": [document_row(report)],
        "sections": [
            SectionRow(document=document, section=s.key, **s.model_dump(exclude={"key"})) for s in report.sections
        ],
        "paragraphs": [paragraph_row(document, p) for p in report.paragraphs],
        "tables": [TableRow(document=document, table=t.key, **t.model_dump(exclude={"key"})) for t in report.tables],
        "figures": [
            FigureRow(document=document, figure=f.key, **f.model_dump(exclude={"key"})) for f in report.figures
        ],
        "mentions": mention_rows(extraction),
        "relations": relation_rows(extraction),
        "issues": [IssueRow(document=document, **i.model_dump()) for i in (*report.issues, *extraction.issues)],
    }


def check_writable(tables: Tables) -> None:
    """Raises ValueError for a row that no file can hold (half of a surrogate pair): its file fails, not the run."""
    for rows in tables.values():
        for row in rows:
            row.model_dump_json()


def document_row(report: Report) -> DocumentRow:
    """The masthead and the file."""
    return DocumentRow(
        document=report.document, pages=report.pages, source=report.source, sha256=report.sha256, status=report.status,
        **report.masthead.model_dump(),
    )  # fmt: skip


def paragraph_row(document: str, paragraph: Paragraph) -> ParagraphRow:
    """A paragraph with its pages and boxes."""
    pages = [piece.box.page for piece in paragraph.pieces]
    return ParagraphRow(
        document=document, paragraph=paragraph.key, number=paragraph.number, part=paragraph.part,
        section=paragraph.section, order=paragraph.order, text=paragraph.text,
        page_first=min(pages, default=None), page_last=max(pages, default=None),
        boxes=paragraph_boxes(paragraph.pieces), footnotes=paragraph.calls,
    )  # fmt: skip


def mention_rows(extraction: Extraction) -> list[MentionRow]:
    """The mentions with their boxes, in the order of the extraction."""
    pieces = {p.key: p.pieces for p in extraction.report.paragraphs}
    rows = []
    for m in extraction.mentions:
        boxes = range_boxes(pieces[m.paragraph], m.start, m.end)
        rows.append(
            MentionRow(
                document=extraction.report.document,
                page=boxes[0][0] if boxes else None,
                boxes=boxes,
                **m.model_dump(exclude=NO_COLUMNS) | {"id": row_id(extraction, m.id)},
            )
        )
    return rows


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


def row_id(extraction: Extraction, name: str) -> str:
    """An id unique in the run: `S/2025/389#m12`."""
    return f"{extraction.report.document}#{name}"
