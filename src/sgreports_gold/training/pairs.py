"""Trains which rows of a report repeat another, on the pairs of gold's rows that the program finds, too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sgreports.counting.total.pair_evidence import fit, pair_evidence
from sgreports.counting.total.pairs import PAIR_ANSWERS, placed_facts, told_order
from sgreports.evidence.linear import feature_ids
from sgreports.knowledge.linear_model import PAIRS
from sgreports.model.facts import Extraction
from sgreports.model.letters import letter_span
from sgreports_gold.annotation.gold.pairs import Pair
from sgreports_gold.training.linear import Example, Recipe
from sgreports_gold.training.models import Models
from sgreports_gold.training.reports import ReadReport

PAIR = Recipe(PAIRS, PAIR_ANSWERS, strength=0.3)


def pair_examples(report: ReadReport, found: Extraction, pairs: Iterable[Pair]) -> Iterator[Example]:
    """The pairs of a report whose rows are both found, with one number, and may count the same."""
    placed = placed_facts(found.counts, {m.id: m for m in found.mentions}, report.units)
    by_span = {(p.count.paragraph, letter_span(p.text, p.count.start, p.count.end)): p for p in placed}
    for pair in pairs:
        rows = [by_span.get((row.paragraph, row.letters)) for row in (pair, pair.other)]
        one, other = sorted(filter(None, rows), key=told_order, reverse=True) if all(rows) else (None, None)
        if one and other and one.value == other.value and fit(one, other):
            answer = PAIR_ANSWERS[pair.is_ == "same"]
            yield Example(report.document, feature_ids(pair_evidence(one, other)), answer)


def examples_of(reports: Iterable[ReadReport], models: Models, pairs: Iterable[Pair]) -> list[Example]:
    """The pairs of reports, with rows by these models."""
    its: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.other.document == pair.document:
            its[pair.document].append(pair)
    found: list[Example] = []
    for report in reports:
        if report.document in its:
            found += pair_examples(report, models.extraction(report), its[report.document])
    return found
