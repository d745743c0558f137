"""What a document's rows take from other documents of the run: the report before it, the period since that, and which
other reports say the same facts (column `also_in` of `counts`).

It is filled when a run is written, never when a file is read, so that a file's own result depends on no other file.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sgreports.dataset.rows.count_rows import awaited_times, with_period
from sgreports.model.facts import CountFact, Extraction, TimeSource
from sgreports.model.records import CountRow, DocumentRow
from sgreports.model.report import SHORTEST_PERIOD
from sgreports.model.run import DocumentContext

Contexts = Mapping[tuple[str, ...], DocumentContext]
"""The documents of a run by all of their symbols, the document's own first."""

NEXT = datetime.timedelta(days=1)


def context_of(extraction: Extraction) -> DocumentContext:
    """What the last step over a run reads of a report."""
    report = extraction.report
    fields = set(DocumentContext.model_fields) - {"characters", "awaited_times", "facts"}
    return DocumentContext(
        characters=sum(len(p.text) for p in report.paragraphs), awaited_times=awaited_times(extraction),
        **report.masthead.model_dump(include=fields),
    )  # fmt: skip


def changes(contexts: Contexts) -> dict[str, dict[str, Any]]:
    """The columns to fill, by document; only documents with some. Earlier reports come first: an end that is filled
    is where the next one begins."""
    filled: dict[str, dict[str, Any]] = {}
    ends = {symbol: c.period_end for symbols, c in contexts.items() for symbol in symbols}
    for symbols, context in sorted(contexts.items(), key=lambda item: (item[1].date or datetime.date.min, item[0])):
        found = dict(_previous(symbols, context, contexts))
        period = _period(context, ends.get(found.get("previous") or context.previous or ""))
        ends |= dict.fromkeys(symbols, period["period_end"]) if period else {}
        if found or period:
            filled[symbols[0]] = {**found, **period}
    return filled


def _previous(symbols: tuple[str, ...], own: DocumentContext, contexts: Contexts) -> Iterator[tuple[str, str]]:
    """The one report of the said date that is of the same series, or on the same countries."""
    if own.previous is not None or own.previous_date is None:
        return
    found = [
        others[0]
        for others, other in contexts.items()
        if others != symbols and other.kind == "report" and other.date == own.previous_date and _alike(own, other)
    ]
    if len(found) == 1:
        yield "previous", found[0]


def _alike(own: DocumentContext, other: DocumentContext) -> bool:
    if own.series or other.series:
        return own.series == other.series
    return bool(own.about_countries) and own.about_countries == other.about_countries


def _period(own: DocumentContext, end_before: datetime.date | None) -> dict[str, Any]:
    """The period from the day after the previous report's end to the report's date, where the report says no start:
    a week or more."""
    end = own.period_end or own.date
    if own.kind != "report" or own.period_start or end_before is None or end is None:
        return {}
    if end - end_before < SHORTEST_PERIOD:
        return {}
    return {"period_start": end_before + NEXT, "period_end": end, "period_from": "previous"}


def with_changes(row: DocumentRow, columns: Mapping[str, Any]) -> DocumentRow:
    """The row with those columns, validated anew."""
    return DocumentRow.model_validate(row.model_dump() | dict(columns))


def with_times(
    rows: Iterable[CountRow], awaited: Mapping[str, TimeSource], columns: Mapping[str, Any]
) -> Iterator[CountRow]:
    """The rows of a document's counts, those that await its period with the period that was filled."""
    for row in rows:
        source = awaited.get(row.count.rpartition("#")[2])
        yield with_period(row, source, columns["period_start"], columns["period_end"]) if source else row


TELLING = 100
"""From this value on, two reports that say the same number of the same things in the same days say one fact; any number
of a day that both say does: of train's reports all six such numbers under it are told twice."""
OF_A_DAY = ("said", "near", "carried")
Repeats = Mapping[str, tuple[str, ...]]
"""The other reports that say a count's fact, by the count's id within its report."""


def facts_told(extraction: Extraction) -> dict[str, str]:
    """What a report's counts say, in words that are the same where another report says the same, by the count's id.

    Of counts that say one fact twice only the first is there, and none whose time or country is not known.
    """
    mentions = {m.id: m for m in extraction.mentions}
    told = [(fact, mentions[fact.count]) for fact in extraction.counts]
    return {
        fact.count: f"{count.value_min} {count.value_max} {fact.unit_lemma} {count.event} {fact.country}"
        f" {fact.time_start} {fact.time_end}"
        for fact, count in told if _telling(fact, count.value_min)
    }  # fmt: skip


def _telling(fact: CountFact, value: float | None) -> bool:
    known = fact.country is not None and fact.time_start is not None and fact.awaited_time is None
    of_a_day = fact.measure == "flow" and fact.time_start == fact.time_end and fact.time_from in OF_A_DAY
    return known and fact.repeats is None and fact.measure != "none" and (of_a_day or (value or 0) >= TELLING)


def also_in(contexts: Contexts) -> dict[str, Repeats]:
    """The other reports that say the facts of each document, the earliest first."""
    order = sorted(contexts.items(), key=lambda item: (str(item[1].date or ""), item[0]))
    told: dict[str, list[str]] = {}
    for symbols, context in order:
        for fact in dict.fromkeys(context.facts.values()):
            told.setdefault(fact, []).append(symbols[0])
    found = {
        symbols[0]: {
            count: tuple(other for other in told[fact] if other != symbols[0])
            for count, fact in context.facts.items() if len(told[fact]) > 1
        }
        for symbols, context in order
    }  # fmt: skip
    return {document: repeats for document, repeats in found.items() if repeats}


def with_repeats(rows: Iterable[CountRow], repeats: Repeats) -> Iterator[CountRow]:
    """The rows of a document's counts, those that other reports say too with their names."""
    for row in rows:
        others = repeats.get(row.count.rpartition("#")[2])
        yield row.model_copy(update={"also_in": others}) if others else row
