"""The shares of mentions that are right on the project's gold, by label, rule and raw score.

`data/calibration.csv`: `label,rule,raw,right,of`, written by `benchmarks/calibration.py --fit` from the train split.
The rules were tuned on that split, so they make more errors elsewhere, by the factor `UNSEEN`. Few cases say little: a
rule's share is drawn to its label's, a score's to its rule's, by `PRIOR` cases each."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from sgreports.knowledge.data_files import data_folder, read_csv

PRIOR = 4.0
UNSEEN = 3.0  # errors to one on train: on 207 paragraphs that were scored before anybody read them for rules
ANY = 0.9  # the share for an unknown label


@lru_cache(maxsize=1)
def _counts() -> Mapping[tuple[str, ...], tuple[int, int]]:
    """Cases right and all, by label, by label and rule, by label, rule and raw score."""
    right: Counter[tuple[str, ...]] = Counter()
    every: Counter[tuple[str, ...]] = Counter()
    for _, row in read_csv(data_folder() / "calibration.csv"):
        path = (row["label"], row["rule"], row["raw"])
        for n in (1, 2, 3):
            right[path[:n]] += int(row["right"])
            every[path[:n]] += int(row["of"])
    return {path: (right[path], every[path]) for path in every}


@lru_cache(maxsize=2048)
def share_right(label: str, rule: str, raw: float) -> float:
    """The estimated probability, 0 to 1, that such a mention is right: span, label and normal form."""
    share = 1 - (1 - ANY) / UNSEEN
    path = (label, rule, f"{raw:.2f}")
    for n in (1, 2, 3):
        right, every = _counts().get(path[:n], (0, 0))
        share = (right + PRIOR * share) / (every + PRIOR)
    return round(max(0.0, 1 - UNSEEN * (1 - share)), 3)
