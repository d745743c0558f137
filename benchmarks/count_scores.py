"""Whether the scores of counts are the shares that are right: prints them for each cell by tenths of the score.

Usage: python benchmarks/count_scores.py [--fit] SPLIT REPORT.pdf …

Reads the reports, puts their counts together and compares them with the gold of SPLIT (train, dev). `--fit` writes the
counts that the scores rest on (src/sgreports/knowledge/data/count_scores.csv); it takes the train split only.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sgreports.annotation.gold.letters import letter_span
from sgreports.annotation.gold.records import GoldMention, GoldParagraph
from sgreports.annotation.scoring.run_rows import load_gold, splits
from sgreports.facts.counts import raw_count_facts
from sgreports.knowledge.statements.count_scores import CELLS, Cell, calibrated, step_of
from sgreports.model.facts import CountFact, Mention
from sgreports.pipeline import read_mentions
from sgreports.reading import read_report
from sgreports.relations.find import find_relations
from sgreports.relations.learned.model import relation_model
from sgreports.settings import Settings

GOLD, SPLITS = Path("annotations/gold"), Path("annotations/splits.toml")
TABLE = Path("src/sgreports/knowledge/data/count_scores.csv")
INFERRED = ("period", "document")


class Verdict(NamedTuple):
    """A filled cell's raw score, and whether the cell is right."""

    cell: Cell
    raw: float
    right: bool


def judged(paths: list[Path], gold: dict[tuple[str, str], GoldParagraph], *, fits: bool) -> Iterator[Verdict]:
    """The cells of every count of a gold paragraph; for a fit by the rules alone, as the models have learned from
    train, where they are surer than elsewhere."""
    models = {"relation_model": "none", "event_model": "none"} if fits else {}
    settings = Settings(links=False, **models)
    for path in paths:
        _, units, mentions, others, _ = read_mentions(read_report(path, settings), settings)
        relations = find_relations(units, mentions, relation_model(settings.relation_model))
        facts = raw_count_facts(units, mentions, relations, others)
        known = {m.id: m for m in mentions}
        texts = {unit.paragraph.key: unit.text for unit in units}
        for fact in facts:
            count = known[fact.count]
            if here := gold.get((units[0].report.document, count.paragraph)):
                yield from judge(here, fact, count, letter_span(texts[count.paragraph], count.start, count.end))


def judge(gold: GoldParagraph, fact: CountFact, count: Mention, span: tuple[int, int]) -> Iterator[Verdict]:
    """The cells of a count that are filled, and the row; of a count that gold does not have only the row."""
    marked = next((m for m in gold.mentions if m.label == "COUNT" and (m.start, m.end) == span), None)
    right = {} if marked is None else cells(gold, marked, fact, count)
    yield Verdict("row", fact.scores.score, bool(right) and all(right.values()))
    for cell in CELLS[1:]:
        raw = getattr(fact.scores, f"{cell}_score")
        if raw is not None and right:
            yield Verdict(cell, raw, right[cell])


def cells(gold: GoldParagraph, marked: GoldMention, fact: CountFact, count: Mention) -> dict[str, bool]:
    """Which cells are gold's; what is inferred from the document is empty there."""
    entity = {m.id: m.entity for m in gold.mentions}

    def objects(kind: str, role: str | None = None) -> set[str | None]:
        its = (r for r in gold.relations if r.type == kind and r.subject == marked.id and r.role == role)
        return {entity[r.object] for r in its}

    countries = objects("count_in")
    agents = {key for e in objects("count_by", "agent") if e for key in e.split("+")}
    return {
        "value": count.entity == marked.entity,
        "unit": (count.unit or "").casefold() == (marked.unit or "").casefold(),
        "event": count.event == marked.event,
        "time": (set() if fact.time_from in INFERRED else set(fact.times)) == objects("count_at"),
        "country": (fact.country if fact.country_from not in INFERRED else None)
        == (next(iter(countries)) if len(countries) == 1 else None),
        "agent": set(fact.agents) == agents,
    }


def fit(verdicts: Iterable[Verdict]) -> None:
    """Writes the counts by cell and step of the raw score."""
    every: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for v in verdicts:
        key = v.cell, f"{step_of(v.raw):.1f}"
        every[key] += 1
        right[key] += v.right
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("cell", "raw", "right", "of"))
        rows.writerows((*key, right[key], every[key]) for key in sorted(every))


def tenths(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """One line a cell and tenth: its bounds, the mean score, the share right, how many."""
    boxes: dict[tuple[int, int], list[tuple[float, bool]]] = defaultdict(list)
    for v in verdicts:
        score = calibrated(v.cell, v.raw)
        boxes[CELLS.index(v.cell), min(int(score * 10), 9)].append((score, v.right))
    for (cell, tenth), box in sorted(boxes.items()):
        mean, share = sum(s for s, _ in box) / len(box), sum(g for _, g in box) / len(box)
        bounds = f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}"
        yield f"{CELLS[cell]:8} {bounds}  score {mean:.3f}  right {share:.3f}  of {len(box)}\n"


def main() -> None:
    """Prints the tenths; with `--fit` writes the counts first."""
    fits = "--fit" in sys.argv
    split, *files = [a for a in sys.argv[1:] if a != "--fit"]
    if fits and split != "train":
        raise SystemExit("--fit takes the train split alone: the others measure")
    of = splits(SPLITS)
    gold = {(p.document, p.paragraph): p for p in load_gold(GOLD) if of.get(p.document) == split}
    verdicts = list(judged([Path(f) for f in files], gold, fits=fits))
    if fits:
        fit(verdicts)
    sys.stdout.writelines(tenths(verdicts))


if __name__ == "__main__":
    main()
