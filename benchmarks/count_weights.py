"""Fits the weights of the links of counts on gold, and prints scores on documents left out. Needs the extra `train`.

usage: benchmarks/count_weights.py [--fit]

The weights are those of a logistic regression (L2) over the evidence of relations/counts/evidence.py, for each count
and candidate of the split `train`, on gold mentions. Each document is judged by weights fitted on the others. `--fit`
writes src/sgreports/knowledge/data/relations/count_weights.csv. The same gold gives the same weights.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from sgreports.annotation.gold.letters import character_span
from sgreports.annotation.gold.records import GoldMention, GoldParagraph
from sgreports.annotation.scoring.run_rows import load_gold, splits
from sgreports.annotation.texts import texts_of
from sgreports.knowledge.statements.count_weights import ALWAYS
from sgreports.knowledge.statements.relations import relation_rules
from sgreports.model.facts import Mention
from sgreports.parsing.language import parse
from sgreports.relations.counts.evidence import link_evidence, paragraph_evidence
from sgreports.relations.counts.links import MULTIPLE, linkable_mentions
from sgreports.relations.counts.times import mentions_by_sentence
from sgreports.relations.grammar.arguments import Scene
from sgreports.settings import Settings

HERE = Path(__file__).resolve().parents[1]
FILE = HERE / "src/sgreports/knowledge/data/relations/count_weights.csv"
TYPES = ("count_at", "count_by", "count_in")
RIDGE = 6.0  # strength of the L2 penalty, chosen by leaving documents out
RARE = 3  # evidence seen less often gets no weight


@dataclass(frozen=True)
class Pair:
    """A count and a candidate: what speaks for the link, and whether gold has it."""

    document: str
    count: tuple[str, str, str]
    other: str
    evidence: frozenset[str]
    linked: bool


def scene_of(gold: GoldParagraph, text: str, doc: Doc) -> Scene:
    """A paragraph's parse with its gold mentions."""
    return Scene(doc, sorted((mention(text, gold.paragraph, m) for m in gold.mentions), key=lambda m: m.start))


def mention(text: str, paragraph: str, gold: GoldMention) -> Mention:
    start, end = character_span(text, gold.start, gold.end, gold.text)
    form = {"form": gold.kind} if gold.label == "COUNTRY" else {"kind": gold.kind}
    said = gold.model_dump(include={"id", "label", "entity", "unit"}) | form
    return Mention(paragraph=paragraph, start=start, end=end, text=text[start:end], source="gold", **said)


def pairs_of(golds: Sequence[GoldParagraph], settings: Settings) -> dict[str, list[Pair]]:
    """By type, every count of the paragraphs with every candidate."""
    golds = [g for g in golds if g.paragraph in texts_of(g.document, settings)]
    texts = [texts_of(g.document, settings)[g.paragraph] for g in golds]
    found: dict[str, list[Pair]] = {kind: [] for kind in TYPES}
    for gold, text, doc in zip(golds, texts, parse(texts, settings.model), strict=True):
        scene = scene_of(gold, text, doc)
        paragraph = paragraph_evidence(scene, mentions_by_sentence(scene))
        names = {m.id: m.entity or m.id for m in scene.mentions}
        said = {(r.type, r.subject, names[r.object]) for r in gold.relations}
        for rules in relation_rules():
            for count in (m for m in scene.mentions if m.label == "COUNT" and m.id in paragraph.rows):
                for other in linkable_mentions(paragraph, rules, count) if rules.type in TYPES else ():
                    key = gold.document, gold.paragraph, count.id
                    linked = (rules.type, count.id, names[other.id]) in said
                    seen = frozenset(link_evidence(paragraph, count, other))
                    found[rules.type].append(Pair(gold.document, key, names[other.id], seen, linked))
    return found


def fit(pairs: Sequence[Pair]) -> dict[str, float]:
    """The weights of a logistic regression."""
    seen = Counter(name for p in pairs for name in p.evidence)
    names = sorted(name for name, n in seen.items() if n >= RARE)
    x = np.array([[name in pair.evidence for name in names] for pair in pairs], float)
    model = LogisticRegression(C=1 / RIDGE, solver="newton-cholesky", tol=1e-8)
    model.fit(x, [pair.linked for pair in pairs])
    weights = [model.intercept_[0], *model.coef_[0]]
    return {name: round(float(w), 3) for name, w in zip([ALWAYS, *names], weights, strict=True)}


def chances(pairs: Sequence[Pair], weights: dict[str, float]) -> list[float]:
    totals = [weights[ALWAYS] + sum(weights.get(name, 0.0) for name in p.evidence) for p in pairs]
    return [float(1 / (1 + np.exp(-t))) for t in totals]


def decided(pairs: Sequence[Pair], chance: Sequence[float], threshold: float, several: bool) -> tuple[int, int]:
    """Links right, and links made."""
    best: dict[tuple[tuple[str, str, str], str], tuple[float, bool]] = {}
    for pair, p in zip(pairs, chance, strict=True):
        key = pair.count, "" if not several else pair.other
        if key not in best or p > best[key][0]:
            best[key] = p, pair.linked
    made = [linked for p, linked in best.values() if p >= threshold]
    return sum(made), len(made)


def left_out(kind: str, pairs: Sequence[Pair]) -> None:
    """Prints precision, recall and F1 at some thresholds, each document judged by the others' weights."""
    chance: dict[Pair, float] = {}
    for document in sorted({p.document for p in pairs}):
        weights = fit([p for p in pairs if p.document != document])
        own = [p for p in pairs if p.document == document]
        chance.update(zip(own, chances(own, weights), strict=True))
    total = len({(p.count, p.other) for p in pairs if p.linked})
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        right, made = decided(pairs, [chance[p] for p in pairs], threshold, kind in MULTIPLE)
        print(  # noqa: T201
            f"{kind:9} {threshold:.1f}  P {right / max(1, made):.3f}  R {right / max(1, total):.3f}  "
            f"F1 {2 * right / max(1, made + total):.3f}  of {total}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="write the weights")
    given = parser.parse_args()
    split = splits(HERE / "annotations" / "splits.toml")
    golds = [g for g in load_gold(HERE / "annotations" / "gold") if split[g.document] == "train"]
    found = pairs_of(golds, Settings())
    for kind in TYPES:
        left_out(kind, found[kind])
    if given.fit:
        with FILE.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["type", "evidence", "weight"])
            table.writerows([kind, name, w] for kind in TYPES for name, w in fit(found[kind]).items() if w)
        print(f"written: {FILE}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
