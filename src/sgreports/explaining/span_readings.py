"""What a few words say by themselves, by the finders' own grammars without a parse: for a reader who marks them."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from sgreports.counting.quantity.quantities import quantities_in
from sgreports.knowledge.names.keys import name_key
from sgreports.model.dates import UNKNOWN_YEAR
from sgreports.model.facts import Label
from sgreports.model.report import Masthead, Paragraph, Report
from sgreports.names.candidate import Candidate
from sgreports.names.dates.dates import DateExpression, date_candidate, date_expressions
from sgreports.names.instruments.citations import find_citations
from sgreports.parsing.unit import Unit


class Reading(NamedTuple):
    """A normal form with its kind and unit, where the label has them; `covers`: it reads all of the words."""

    entity: str
    kind: str | None = None
    unit: str | None = None
    covers: bool = True


def read_span(label: Label, words: str, text: str, date: datetime.date | None) -> Iterator[Reading]:
    """The normal forms of `words`, the surest first; `text` is the paragraph that holds them, `date` the report's."""
    match label:
        case "YEAR":
            yield from _dates(words, text, date)
        case "COUNT":
            yield from (Reading(q.entity, q.kind, q.tail or None) for q in quantities_in(words))
        case "INSTRUMENT":
            yield from (Reading(c.entity, c.kind) for c in _cited(words, text) if c.entity)
            yield Reading(name_key(words))
        case "AGENCY" | "PROGRAMME":
            yield Reading(name_key(words))
        case "COUNTRY":
            pass  # a closed list, which the desk has without a grammar


def _dates(words: str, text: str, date: datetime.date | None) -> Iterator[Reading]:
    """Each date, those that cover the words first; without its year in the report’s and the one before.

    Of the two years the one in which it is not after the report comes first.
    """
    for found, covers in sorted(_expressions(words, text), key=lambda row: not row[1]):
        entity = date_candidate(found).entity or ""
        if UNKNOWN_YEAR in entity and date:
            years = [entity.replace(UNKNOWN_YEAR, f"{year:04}") for year in (date.year, date.year - 1)]
            years.sort(key=lambda its: its > date.isoformat())
            yield from (Reading(its, covers=covers) for its in years)
        yield Reading(entity, covers=covers)


def _expressions(words: str, text: str) -> Iterator[tuple[DateExpression, bool]]:
    """The dates of the words, each with whether it covers them: by themselves, where they stand, after a preposition.

    `March` and `May` are other words too unless something before them says otherwise; who marked them has said so.
    """
    alone = words.strip()
    yield from ((d, alone == words[d.start : d.end]) for d in date_expressions(words))
    yield from ((d, True) for d in date_expressions(text) if text[d.start : d.end] == alone)
    led = f"in {alone}"
    yield from ((d, True) for d in date_expressions(led) if led[d.start : d.end] == alone)


def _cited(words: str, text: str) -> list[Candidate]:
    """The citations that the words hold where they stand in their paragraph: the sentence may name the organ."""
    start = text.find(words)
    if start < 0:
        return list(find_citations(_unit(words)))
    return [c for c in find_citations(_unit(text)) if c.start < start + len(words) and start < c.end]


def _unit(text: str) -> Unit:
    paragraph = Paragraph(key="1", number=1, part="body", section=None, order=0, text=text)
    report = Report(document="-", masthead=Masthead(), sections=(), paragraphs=(paragraph,), source="-", sha256="-")
    return Unit(report, paragraph, Doc(Vocab(), words=[text]))
