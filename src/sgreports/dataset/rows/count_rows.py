"""The counts of a report as rows."""

from sgreports.dataset.rows.boxes import range_boxes
from sgreports.dataset.rows.ids import row_id
from sgreports.model.facts import CountFact, Extraction, Mention
from sgreports.model.records import CountRow

OF_MENTION = ("paragraph", "text", "value_min", "value_max", "comparator", "kind", "unit", "unit_from", "event")
IDS = ("count", "part_of", "attributed_to")


def count_rows(extraction: Extraction) -> list[CountRow]:
    """A row a count, in the order of the text."""
    mentions = {m.id: m for m in extraction.mentions}
    pieces = {p.key: p.pieces for p in extraction.report.paragraphs}

    def row(fact: CountFact, mention: Mention) -> CountRow:
        boxes = range_boxes(pieces[mention.paragraph], mention.start, mention.end)
        ids = {name: getattr(fact, name) and row_id(extraction, getattr(fact, name)) for name in IDS}
        values = fact.model_dump(exclude={"scores", *IDS}) | fact.scores.model_dump()
        return CountRow(
            document=extraction.report.document, page=boxes[0][0] if boxes else None,
            additive=fact.not_additive is None, **{name: getattr(mention, name) for name in OF_MENTION},
            **values, **ids,
        )  # fmt: skip

    return [row(fact, mentions[fact.count]) for fact in extraction.counts]
