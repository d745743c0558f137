"""Agreement between readers of the same paragraphs: F1 of spans, labels, values of mentions, and relations.

Symmetric: the first reader measured against the second gives the same as the other way round. A label, normal form or
unit agrees only where the span does; a relation's arguments are compared as pairing.py says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sgreports.model.facts import LABELS, RELATION_TYPES
from sgreports_gold.annotation.comparing.differences import Difference, differences
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph
from sgreports_gold.annotation.gold.row import CELLS
from sgreports_gold.annotation.scoring.comparison import Comparison
from sgreports_gold.annotation.scoring.figures import Figure, figure, total
from sgreports_gold.annotation.scoring.pairing import Paired, paired

Both = tuple[GoldParagraph, GoldParagraph]
SCORES = ("spans", "labels", "normal forms", "units", "unit sources", "events", "rows", "relations", "roles", "status")


def both_accepted(first: Iterable[GoldParagraph], second: Iterable[GoldParagraph]) -> list[Both]:
    """The paragraphs that both have read whole and accepted, in the first's order."""
    others = {(p.document, p.paragraph): p for p in second if _is_whole(p)}
    return [(a, others[key]) for a in first if _is_whole(a) and (key := (a.document, a.paragraph)) in others]


def _is_whole(p: GoldParagraph) -> bool:
    return not p.draft and p.cells is None


def both_read(first: Iterable[GoldParagraph], second: Iterable[GoldParagraph], blind: bool = False) -> list[Both]:
    """The paragraphs that both have accepted, in the first's order; `blind`: only those read without proposals by both.

    Raises ValueError where the two had different texts.
    """
    pairs = both_accepted(first, second)
    for a, b in pairs:
        if a.hash != b.hash:
            raise ValueError(f"{a.document} ¶{a.paragraph}: the two readers had different texts")
    return [(a, b) for a, b in pairs if not blind or not (a.proposed or b.proposed)]


def agreement(pairs: Iterable[Both]) -> list[Comparison]:
    """Each paragraph's counts: `tp` where both agree, `fn` what the first has alone, `fp` what the second has."""
    return [_compared(a, b) for a, b in pairs]


def agreement_figures(each: Sequence[Comparison]) -> list[Figure]:
    """F1 with its 95 % interval of every score; `n` is what the two marked on average. Totals first in their group."""
    sums = total(each)
    found = (figure([c.tally.get(name, Counter()) for c in each], name, 2) for name in sorted(sums, key=_order))
    return [f.model_copy(update={"n": (sums[f.name].total() + sums[f.name]["tp"] + 1) // 2}) for f in found]


def disagreements(pairs: Iterable[Both], names: tuple[str, str]) -> Iterator[tuple[GoldParagraph, Difference]]:
    """Every difference with the first reader's paragraph; places count letters."""
    for a, b in pairs:
        yield from ((a, d) for d in differences(a, b, names))


def _compared(a: GoldParagraph, b: GoldParagraph) -> Comparison:
    out, same = Comparison(a.document, a.paragraph), paired(a, b)
    partner = dict(same.mentions)
    for i, m in enumerate(a.mentions):
        _count(m, b.mentions[partner[i]] if i in partner else None, "fn", out)
    partner = {j: i for i, j in same.mentions}
    for j, n in enumerate(b.mentions):
        _count(n, a.mentions[partner[j]] if j in partner else None, "fp", out)
    for m, n in ((a.mentions[i], b.mentions[j]) for i, j in same.mentions):
        if m.row and n.row:
            cells = {cell: getattr(m.row, cell) == getattr(n.row, cell) for cell in CELLS}
            _tell(out, all(cells.values()), "rows")
            for cell, agrees in cells.items():
                _tell(out, agrees, f"rows {cell}")
    _count_relations(a, b, same, out)
    return out


def _count(m: GoldMention, other: GoldMention | None, alone: str, out: Comparison) -> None:
    """One reader's mention: what agrees is counted once, by the first reader's; `alone` is what the others are."""
    label = other is not None and other.label == m.label
    same = {"spans": other is not None, "labels": label, f"labels {m.label}": label}
    entity = other is not None and label and other.entity == m.entity
    same |= {"normal forms": entity, f"normal forms {m.label}": entity}
    if m.label == "COUNT":
        for score, field in (("units", "unit"), ("unit sources", "unit_from"), ("events", "event")):
            same[score] = other is not None and label and getattr(other, field) == getattr(m, field)
    for name, agrees in same.items():
        if not agrees:
            out.count(alone, name)
        elif alone == "fn":
            out.count("tp", name)


def _tell(out: Comparison, agrees: bool, name: str) -> None:
    """Of what both have, whether they say the same of it."""
    out.tally[name].update({"tp": 1} if agrees else {"fn": 1, "fp": 1})


def _count_relations(a: GoldParagraph, b: GoldParagraph, same: Paired, out: Comparison) -> None:
    for i, j in same.relations:
        r, s = a.relations[i], b.relations[j]
        out.count("tp", "relations", f"relations {r.type}")
        if r.role or s.role:
            _tell(out, r.role == s.role, "roles")
        _tell(out, (r.polarity, r.modality) == (s.polarity, s.modality), "status")
    for alone, side, relations in (("fn", 0, a.relations), ("fp", 1, b.relations)):
        for i in same.unpaired(same.relations, side, len(relations)):
            out.count(alone, "relations", f"relations {relations[i].type}")


def _order(name: str) -> tuple[int, int]:
    group = next(score for score in SCORES if name.startswith(score))
    parts: tuple[str, ...] = (*LABELS, *CELLS, *RELATION_TYPES)
    part = name.removeprefix(group).strip()
    return SCORES.index(group), parts.index(part) + 1 if part else 0
