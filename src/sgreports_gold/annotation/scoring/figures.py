"""Precision, recall, F1 and bootstrap intervals of comparisons."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sgreports.dataset.publish.scores import Score
from sgreports_gold.annotation.scoring.comparison import Comparison

DRAWS = 300
RARE = 20  # gold relations of a type below which it is reported together with others
LOW, HIGH = 7, 292  # the 2.5th and 97.5th percentile of 300 draws
SHARES = ("entity", "kind", "unit", "unit_from", "event", "role", "fact", "row")
GROUPS = ("strict", "relaxed", *SHARES[:-2], "relation", "status", "fact", "row", "rule")


class Figure(Score):
    """A score with its 95 % interval over resampled paragraphs (of F1; of recall where only shares make sense)."""

    @property
    def share(self) -> bool:
        """Whether it is a share of what was found that is right, so that only the recall has a meaning."""
        return of_share(self.name) == 1

    @property
    def value(self) -> float:
        """What the score stands for: the share right, or F1."""
        return self.recall if self.share else self.f1


def prf(c: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts of `tp`, `fp`, `fn`."""
    p = c["tp"] / (c["tp"] + c["fp"]) if c["tp"] + c["fp"] else 0.0
    r = c["tp"] / (c["tp"] + c["fn"]) if c["tp"] + c["fn"] else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def total(each: Sequence[Comparison]) -> dict[str, Counter[str]]:
    """The sum of the tallies, by score name."""
    out: dict[str, Counter[str]] = {}
    for c in each:
        for name, counts in c.tally.items():
            out.setdefault(name, Counter()).update(counts)
    return out


def figures(each: Sequence[Comparison], intervals: bool = True) -> list[Figure]:
    """All scores, those of all labels first in their group; relation types with little gold also together."""
    sums = total(each)
    found = {name: [c.tally.get(name, Counter()) for c in each] for name in sums}
    if rare := rare_types(sums):
        name = f"relation rare types ({', '.join(each.removeprefix('relation ') for each in rare)})"
        found[name] = [sum((c.tally.get(kind, Counter()) for kind in rare), Counter()) for c in each]
    return [figure(found[name], name, of_share(name), intervals) for name in sorted(found, key=order)]


def of_share(name: str) -> int:
    """The figure that a score stands for: recall (1) of a share, else F1 (2)."""
    return 1 if name.split(maxsplit=1)[0] in SHARES else 2


def rare_types(sums: Mapping[str, Counter[str]]) -> list[str]:
    """The scores of relation types that have too little gold to say anything each for itself."""
    types = [name for name in sums if name.startswith("relation ") and name.count(" ") == 1 and name != "relation all"]
    return sorted(name for name in types if sums[name]["tp"] + sums[name]["fn"] < RARE)


def order(name: str) -> tuple[int, bool, str]:
    """Its place among the scores: by GROUPS, the total of each group first."""
    group = name.split(maxsplit=1)[0]
    return GROUPS.index(group) if group in GROUPS else len(GROUPS), "all" not in name, name


def figure(rows: Sequence[Counter[str]], name: str, at: int, intervals: bool = True) -> Figure:
    """A score of the tallies of paragraphs; its interval is that of figure `at` (0 precision, 1 recall, 2 F1)."""
    counts = sum(rows, Counter())
    p, r, f = prf(counts)
    low, high = _interval(rows, at) if intervals and not name.startswith("rule") else (0.0, 1.0)
    return Figure(name=name, precision=p, recall=r, f1=f, low=low, high=high, n=counts["tp"] + counts["fn"])


def _interval(rows: Sequence[Counter[str]], at: int) -> tuple[float, float]:
    """The 95 % interval over resampled paragraphs, the same every time."""
    rng, draws, names = random.Random(1), [], ("tp", "fp", "fn")
    tallies = [tuple(c[name] for name in names) for c in rows]
    for _ in range(DRAWS):
        chosen = rng.choices(tallies, k=len(tallies))
        draws.append(prf(Counter(dict(zip(names, map(sum, zip(*chosen, strict=True)), strict=False))))[at])
    draws.sort()
    return draws[LOW], draws[HIGH]


Tallies = Counter[str] | None
"""The `tp`, `fp` and `fn` of a score in a paragraph; None where it has none."""


def differences(pairs: Sequence[tuple[Tallies, Tallies]], at: int) -> list[float]:
    """By how much figure `at` of the second side is above the first's on the same resampled paragraphs, in order."""
    rng, out = random.Random(1), []
    for _ in range(DRAWS):
        drawn = rng.choices(pairs, k=len(pairs))
        out.append(summed((b for _, b in drawn), at) - summed((a for a, _ in drawn), at))
    return sorted(out)


def summed(counts: Iterable[Tallies], at: int) -> float:
    """Figure `at` (0 precision, 1 recall, 2 F1) of the sum of tallies."""
    whole: Counter[str] = Counter()
    for c in counts:
        whole.update(c or {})
    return prf(whole)[at]
