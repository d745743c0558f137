"""Trains which rows of a report repeat or contain another, on the pairs of gold's rows that the program finds, too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sgreports.counting.total.contained_evidence import contained_evidence, may_contain
from sgreports.counting.total.pair_evidence import PlacedFact, fit, pair_evidence
from sgreports.counting.total.pairs import PAIR_ANSWERS, paragraphs, placed_facts, told_order
from sgreports.evidence.linear import FeatureIds, feature_ids
from sgreports.knowledge.linear_model import PAIRS
from sgreports.model.facts import Extraction
from sgreports.model.letters import letter_span
from sgreports_gold.annotation.gold.pairs import Pair
from sgreports_gold.training.linear import Example, Recipe
from sgreports_gold.training.models import Models
from sgreports_gold.training.reports import ReadReport

PAIR = Recipe(PAIRS, PAIR_ANSWERS, strength=0.2)


def pair_examples(report: ReadReport, found: Extraction, pairs: Iterable[Pair]) -> Iterator[Example]:
    """The pairs of a report whose rows are both found and that the model is asked about, with gold's answer."""
    placed = placed_facts(found.counts, {m.id: m for m in found.mentions}, report.units)
    beside = {each.fact.count: its for its in paragraphs(placed) for each in its}
    by_span = {(p.count.paragraph, letter_span(p.text, p.count.start, p.count.end)): p for p in placed}
    for pair in pairs:
        one, other = (by_span.get((row.paragraph, row.letters)) for row in (pair, pair.other))
        if one and other and (features := features_of(one, other, beside[one.fact.count])) is not None:
            yield Example(report.document, features, pair.is_ if pair.is_ in PAIR_ANSWERS else PAIR_ANSWERS[0])


def features_of(one: PlacedFact, other: PlacedFact, beside: Sequence[PlacedFact]) -> FeatureIds | None:
    """The features of a pair: of equal numbers, or of a paragraph's; None where the model is not asked."""
    if one.value == other.value:
        one, other = sorted((one, other), key=told_order, reverse=True)
        return feature_ids(pair_evidence(one, other)) if fit(one, other) else None
    one, other = sorted((one, other), key=lambda each: each.value)
    asked = one.paragraph == other.paragraph and may_contain(other, one)
    return feature_ids(contained_evidence(one, other, beside)) if asked else None


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
