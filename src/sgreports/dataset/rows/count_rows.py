"""The counts of a report as rows."""

import datetime

from sgreports.counting.additivity import reason_said
from sgreports.counting.wording import wording
from sgreports.dataset.rows.boxes import page_at, range_boxes
from sgreports.model.dates import interval
from sgreports.model.facts import CountFact, Extraction, Mention, TimeSource
from sgreports.model.records import CountRow


def row_id(extraction: Extraction, name: str) -> str:
    """An id unique in the run: `S/2025/389#m12`."""
    return f"{extraction.report.document}#{name}"


OF_MENTION = ("paragraph", "text", "value_min", "value_max", "comparator", "kind", "unit", "unit_from", "event")
IDS = ("count", "part_of", "repeats", "covered_by", "attributed_to")


def count_rows(extraction: Extraction) -> list[CountRow]:
    """A row a count, in the order of the text."""
    mentions = {m.id: m for m in extraction.mentions}
    paragraphs = {p.key: p for p in extraction.report.paragraphs}

    def row(fact: CountFact, mention: Mention) -> CountRow:
        paragraph = paragraphs[mention.paragraph]
        boxes = range_boxes(paragraph.pieces, mention.start, mention.end)
        ids = {name: getattr(fact, name) and row_id(extraction, getattr(fact, name)) for name in IDS}
        values = fact.model_dump(exclude={"scores", "awaited_time", *IDS}) | fact.scores.model_dump()
        values |= {name: getattr(mention, name) for name in OF_MENTION}
        values |= wording(values)
        values["not_additive"] = fact.not_additive or reason_said(values["said"], mention.event)
        return CountRow(
            document=extraction.report.document, page=page_at(paragraph, mention.start, boxes),
            additive=values["not_additive"] is None, cumulative=fact.measure == "running_total", **values, **ids,
        )  # fmt: skip

    return [row(fact, mentions[fact.count]) for fact in extraction.counts]


def awaited_times(extraction: Extraction) -> dict[str, TimeSource]:
    """The counts that take the report's period as their time once it is known, by their ids within the report."""
    return {fact.count: fact.awaited_time for fact in extraction.counts if fact.awaited_time}


def with_period(row: CountRow, source: TimeSource, start: datetime.date, end: datetime.date) -> CountRow:
    """The row with the report's period as its time, validated anew."""
    times = {"times": (interval(start, end),), "time_from": source, "time_start": start, "time_end": end}
    return CountRow.model_validate(row.model_dump() | times)
