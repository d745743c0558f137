"""The weights of evidence for a count's link: knowledge/data/relations/count_weights.csv, fitted on gold.

`benchmarks/count_weights.py --fit` writes the file. A row is a relation type, a piece of evidence as
relations/counts/evidence.py names it, and its weight in the log of the odds; the evidence `always` holds the bias.
"""

from collections import defaultdict
from functools import lru_cache
from math import exp

from sgreports.knowledge.data_files import csv_rows

FILE = "relations/count_weights.csv"
ALWAYS = "always"


@lru_cache(maxsize=1)
def count_weights() -> dict[str, dict[str, float]]:
    """Relation type → evidence → weight. ValueError for a row that repeats or is no number."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in csv_rows(FILE):
        kind, evidence = row["type"], row["evidence"]
        if evidence in found[kind]:
            raise ValueError(f"{FILE}: {kind} {evidence!r} is listed twice; remove one row")
        found[kind][evidence] = float(row["weight"])
    return dict(found)


def probability(kind: str, evidence: frozenset[str], more: float = 0.0) -> float:
    """The probability of a count's link by its evidence; 0 for a type without weights.

    `more` is added to the log odds.
    """
    weights = count_weights().get(kind)
    if weights is None:
        return 0.0
    total = more + weights.get(ALWAYS, 0.0) + sum(weights.get(name, 0.0) for name in evidence)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
