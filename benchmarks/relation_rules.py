"""What each declared rule finds in gold, with the program's own mentions: right alone, right with others, wrong.

usage: benchmarks/relation_rules.py [--split train] [DOCUMENT …]

Every match counts, also one that the learned model would drop. `alone`: no other rule finds the same relation.
Rules that match nowhere stand at the end.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sgreports.annotation.gold.records import GoldParagraph
from sgreports.annotation.scoring.run_rows import load_gold, splits
from sgreports.annotation.scoring.scores import compare
from sgreports.inputs import gold_source
from sgreports.knowledge.statements.relations import relation_rules
from sgreports.model.facts import Mention
from sgreports.parsing.unit import Unit
from sgreports.pipeline import read_mentions
from sgreports.reading import read_report
from sgreports.relations.find import by_rules
from sgreports.relations.scene import Scene, by_paragraph
from sgreports.settings import Settings

ANNOTATIONS = Path(__file__).resolve().parents[1] / "annotations"


def paragraphs(gold: list[GoldParagraph], settings: Settings) -> Iterator[tuple[GoldParagraph, Unit, list[Mention]]]:
    """The gold paragraphs with their parses and the program's mentions."""
    wanted = {(g.document, g.paragraph): g for g in gold}
    for document in sorted({g.document for g in gold}):
        _, units, mentions, *_ = read_mentions(read_report(gold_source(document, settings.reports), settings), settings)
        by_key = by_paragraph(mentions)
        for unit in units:
            if found := wanted.get((document, unit.paragraph.key)):
                yield found, unit, sorted(by_key.get(unit.paragraph.key, ()), key=lambda m: m.start)


def outcomes(gold: GoldParagraph, unit: Unit, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """Each rule that matches with what its find is."""
    rows = [m.model_dump() for m in mentions]
    by_pair: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for r in by_rules(unit, Scene(unit.doc, mentions)):
        by_pair[r.type, r.subject, r.object].add(r.rule)
    for (kind, subject, other), rules in by_pair.items():
        relation = {"type": kind, "subject": subject, "object": other, "role": None, "rule": ""}
        relation |= {"polarity": "affirmed", "modality": "actual"}
        right = compare(gold, rows, [relation], unit.text).tally[f"relation {kind}"]["tp"] > 0
        for rule in rules:
            yield f"{kind} {rule}", ("alone" if len(rules) == 1 else "with others") if right else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--split", default="train")
    given = parser.parse_args()
    of = splits(ANNOTATIONS / "splits.toml")
    gold = [g for g in load_gold(ANNOTATIONS / "gold") if of.get(g.document) == given.split]
    gold = [g for g in gold if not given.documents or g.document in given.documents]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for paragraph in paragraphs(gold, Settings(relation_model="none")):
        for rule, outcome in outcomes(*paragraph):
            found[rule][outcome] += 1
    names = [f"{rules.type} {p.id}" for rules in relation_rules() for p in rules.patterns if not p.frame]
    lines = [f"{'rule':56} {'alone':>6} {'others':>6} {'wrong':>6}"]
    for name in sorted(names, key=lambda n: (-sum(found[n].values()), n)):
        alone, others, wrong = (found[name][outcome] for outcome in ("alone", "with others", "wrong"))
        lines.append(f"{name:56} {alone:6} {others:6} {wrong:6}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
