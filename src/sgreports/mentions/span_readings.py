"""What a few words say by themselves, by the finders' own grammars without a parse: for a reader who marks them."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.vocab import Vocab

from sgreports.mentions.candidate import Candidate
from sgreports.mentions.counts.counts import quantities_in
from sgreports.mentions.dates.dates import date_candidate, date_expressions
from sgreports.mentions.dates.edtf import UNKNOWN_YEAR
from sgreports.mentions.instruments.citations import find_citations
from sgreports.mentions.lexical.name_key import name_key
from sgreports.model.facts import Label
from sgreports.model.report import Masthead, Paragraph, Report
from sgreports.parsing.unit import Unit


class Reading(NamedTuple):
    """A normal form with its kind and unit, where the label has them."""

    entity: str
    kind: str | None = None
    unit: str | None = None


def read_span(label: Label, words: str, text: str, date: datetime.date | None = None) -> Iterator[Reading]:
    """The normal forms of `words`, the surest first; `text` is the paragraph that holds them, `date` the report's."""
    match label:
        case "YEAR":
            yield from _dates(words, date)
        case "COUNT":
            yield from (Reading(q.entity, q.kind, q.tail or None) for q in quantities_in(words))
        case "INSTRUMENT":
            yield from (Reading(c.entity, c.kind) for c in _cited(words, text) if c.entity)
            yield Reading(name_key(words))
        case "AGENCY" | "PROGRAMME":
            yield Reading(name_key(words))
        case "COUNTRY":
            pass  # a closed list, which the desk has without a grammar


def _dates(words: str, date: datetime.date | None) -> Iterator[Reading]:
    """Each date; one without its year in the report's year and the year before, then as it stands."""
    for found in date_expressions(words):
        entity = date_candidate(found).entity or ""
        if UNKNOWN_YEAR in entity and date:
            yield from (Reading(entity.replace(UNKNOWN_YEAR, f"{year:04}")) for year in (date.year, date.year - 1))
        yield Reading(entity)


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
