"""Whether a mention's score is the share that is right: prints the share right in each tenth of the score.

Usage: python benchmarks/calibration.py [--fit] SPLIT REPORT.pdf …

Reads the reports, finds their mentions and compares them with the gold of SPLIT (train, dev). `--fit` writes the counts
that the scores rest on (src/sgreports/knowledge/data/calibration.csv); it takes the train split only.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from sgreports.knowledge.calibration import share_right
from sgreports.mentions import finders_and_steps
from sgreports.names.assembly import mention_of
from sgreports.names.candidate import Candidate
from sgreports.names.overlap import resolve
from sgreports.parsing.language import parse_report
from sgreports.parsing.unit import Unit
from sgreports.reading import read_report
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.run_rows import load_gold, splits
from sgreports_gold.annotation.scoring.scores import compare

GOLD = Path("annotations/gold")
SPLITS = Path("annotations/splits.toml")
TABLE = Path("src/sgreports/knowledge/data/calibration.csv")
WRONG = ("spurious", "entity")


def judged(paths: list[Path], gold: dict[tuple[str, str], GoldParagraph]) -> Iterator[tuple[Candidate, bool]]:
    """Every mention of a gold paragraph as its finder proposed it, and whether it is right."""
    settings = Settings(links=False)
    finders, steps = finders_and_steps(settings)
    for path in paths:
        units = parse_report(read_report(path, settings), settings.model)
        found = [[c for finder in finders for c in finder(unit)] for unit in units]
        for step in steps:
            found = step(units, found)
        for unit, candidates in zip(units, found, strict=True):
            if here := gold.get((unit.report.document, unit.paragraph.key)):
                yield from judge(here, unit, resolve(candidates))


def judge(gold: GoldParagraph, unit: Unit, candidates: list[Candidate]) -> Iterator[tuple[Candidate, bool]]:
    """The candidates of one paragraph with the verdict of the scores."""
    for c in candidates:
        row = mention_of(unit, c, "m").model_dump()
        slips = compare(gold, [row], [], unit.text).slips
        yield c, not any(slip.what in WRONG for slip in slips)


def fit(verdicts: list[tuple[Candidate, bool]]) -> None:
    """Writes the counts by label, rule and raw score."""
    every = Counter((str(c.label), c.rule, f"{c.score:.2f}") for c, _ in verdicts)
    right = Counter((str(c.label), c.rule, f"{c.score:.2f}") for c, good in verdicts if good)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("label", "rule", "raw", "right", "of"))
        rows.writerows((*key, right[key], every[key]) for key in sorted(every))


def tenths(verdicts: list[tuple[Candidate, bool]]) -> Iterator[str]:
    """One line a tenth that has mentions: its bounds, the mean score, the share right, how many."""
    boxes: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for c, good in verdicts:
        score = share_right(str(c.label), c.rule, c.score)
        boxes[min(int(score * 10), 9)].append((score, good))
    for tenth, box in sorted(boxes.items()):
        mean, share = sum(s for s, _ in box) / len(box), sum(g for _, g in box) / len(box)
        yield f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}  score {mean:.3f}  right {share:.3f}  of {len(box)}\n"


def main() -> None:
    """Prints the tenths; with `--fit` writes the counts first."""
    fits = "--fit" in sys.argv
    split, *files = [a for a in sys.argv[1:] if a != "--fit"]
    if fits and split != "train":
        raise SystemExit("the counts are taken from the train split only")
    where = splits(SPLITS)
    gold = {(p.document, p.paragraph): p for p in load_gold(GOLD) if where.get(p.document) == split}
    verdicts = list(judged([Path(f) for f in files], gold))
    if fits:
        fit(verdicts)
        share_right.cache_clear()
        sys.stdout.write(f"{TABLE} written from {len(verdicts)} mentions\n")
    else:
        sys.stdout.writelines(tenths(verdicts))


if __name__ == "__main__":
    main()
