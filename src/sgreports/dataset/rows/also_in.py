"""Which facts several reports of a run say (column `also_in` of `counts`)."""

from collections.abc import Iterable, Iterator, Mapping

from sgreports.dataset.rows.run_context import Contexts
from sgreports.model.facts import CountFact, Extraction
from sgreports.model.records import CountRow

TELLING = 100
"""From this value on, two reports that say the same number of the same things in the same days say one fact."""
Repeats = Mapping[str, tuple[str, ...]]
"""The other reports that say a count's fact, by the count's id within its report."""


def facts_told(extraction: Extraction) -> dict[str, str]:
    """What a report's counts say, in words that are the same where another report says the same, by the count's id.

    Of counts that say one fact twice only the first is there, and none whose time or country is not known.
    """
    mentions = {m.id: m for m in extraction.mentions}
    return {
        fact.count: f"{count.entity} {fact.unit_lemma} {count.event} {fact.country} {fact.time_start} {fact.time_end}"
        for fact in extraction.counts
        if (count := mentions[fact.count]) and _telling(fact, count.value_min)
    }


def _telling(fact: CountFact, value: float | None) -> bool:
    known = fact.country is not None and fact.time_start is not None and fact.awaited_time is None
    return known and fact.repeats is None and fact.measure != "none" and (value or 0) >= TELLING


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
