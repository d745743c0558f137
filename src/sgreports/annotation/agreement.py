"""Agreement between two readers of the same paragraphs: F1 of spans, normal forms and relations, per label."""

from collections.abc import Iterable

from sgreports.annotation.gold import GoldParagraph
from sgreports.annotation.scores import Comparison, compare_spans, gold_span


def agreement(first: Iterable[GoldParagraph], second: Iterable[GoldParagraph]) -> list[Comparison]:
    """The paragraphs that both have read, the second measured against the first. F1 is the same both ways."""
    others = {(p.document, p.paragraph): p for p in second}
    pairs = [(a, others[key]) for a in first if (key := (a.document, a.paragraph)) in others]
    return [_compared(a, b) for a, b in pairs]


def _compared(a: GoldParagraph, b: GoldParagraph) -> Comparison:
    if a.hash != b.hash:
        raise ValueError(f"{a.document} ¶{a.paragraph}: the two readers had different texts")
    return compare_spans(a, [gold_span(m) for m in b.mentions], [r.model_dump() for r in b.relations])
