"""The gate: the scores on dev are committed paragraph by paragraph; a fall beyond its noise is named."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from sgreports.model.base import Frozen
from sgreports.ownership import marked
from sgreports_gold.annotation.scoring.comparison import Comparison
from sgreports_gold.annotation.scoring.figures import GROUPS, HIGH, Tallies, differences, of_share, order, summed
from sgreports_gold.annotation.scoring.row_questions import QUESTIONS
from sgreports_gold.annotation.scoring.row_scores import SCORED

GATED = tuple(group for group in GROUPS if group != "rule")

BASELINE = marked("baseline", rb'\A\[\n(\{"paragraph": "|\n\])')


class Fall(Frozen):
    """A score that fell: 97.5 % of paired resamplings of the paragraphs say that it is lower than before."""

    name: str
    before: float
    now: float


def baseline(each: Iterable[Comparison]) -> str:
    """The counts of each paragraph as JSON, one paragraph a line, to be committed."""
    rows = [
        {
            "paragraph": f"{c.document} {c.paragraph}",
            "counts": {
                name: [t["tp"], t["fp"], t["fn"]]
                for name, t in sorted(c.tally.items(), key=lambda x: order(x[0]))
                if name.split(maxsplit=1)[0] in GATED and not name.startswith((SCORED, *QUESTIONS)) and t.total()
            },
        }
        for c in each
    ]
    return "[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n]\n"


def falls(before: str, each: Sequence[Comparison]) -> list[Fall]:
    """The scores that fell by more than their noise. Paragraphs on one side only are left out of both."""
    old = {r["paragraph"]: {n: Counter(tp=v[0], fp=v[1], fn=v[2]) for n, v in r["counts"].items()}
           for r in json.loads(before)}  # fmt: skip
    pairs = [(old[key], c.tally) for c in each if (key := f"{c.document} {c.paragraph}") in old]
    names = sorted({n for a, _ in pairs for n in a}, key=order)
    return [f for name in names if (f := _fall(name, [(a.get(name), b.get(name)) for a, b in pairs]))]


def _fall(name: str, pairs: Sequence[tuple[Tallies, Tallies]]) -> Fall | None:
    at = of_share(name)
    before, now = summed((a for a, _ in pairs), at), summed((b for _, b in pairs), at)
    if now >= before:
        return None
    return Fall(name=name, before=before, now=now) if differences(pairs, at)[HIGH] < 0 else None
