"""Draws pairs of gold's rows that may tell one fact, for readers who say what the one is to the other.

    python annotations/draw_pairs.py RUN --split test [--across | --equal] [--most 300] [--seed 47] > pairs.jsonl

The rows are those of the gold files alone; RUN gives the texts, the titles and dates of the reports, nothing that the
program found in them. Two rows fit where they have one event, one noun (its last word, or both count people) and
countries that may be the same. Near ones, large ones, equal values and words of collecting go first, by seed among
equals; `--across` draws from two reports of one series or mission that follow each other, `--equal` pairs of equal
numbers at random.
"""

import argparse
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any

from sgreports.dataset.stored.stored import read_jsonl
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.model.base import Frozen
from sgreports.model.letters import character_span, digest, last_word
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph
from sgreports_gold.annotation.scoring.run_rows import load_gold, splits

HERE = Path(__file__).parent
COLLECTING = re.compile(
    r"\b(?:total\w*|in all|altogether|overall|document(?:ed|s)|verif\w+|record(?:ed|s)|registered|reporting period|"
    r"since|so far|to date|more than|over)\b",
    re.IGNORECASE,
)
PARTS = re.compile(
    r"\b(?:of|among|from) (?:wh(?:om|ich)|th(?:ese|ose|em|is)|the)\b|\b(?:includ|compris|total)\w*|"
    r"\bin all\b|\bnamely\b|[:(]",
    re.IGNORECASE,
)
AROUND, BETWEEN = 90, 300
"""Characters before a number, and between two, that are read for such words."""
APART = 400
"""Days between two reports that follow each other."""
HARM = frozenset({
    "killed", "injured", "casualties", "abducted", "detained", "recruited", "released", "sexual_violence", "violence",
    "displaced", "returned", "in_need", "prosecuted", "assisted", "seized",
})  # fmt: skip
"""What people ask about most."""
STRESS = 1.5
OF_A_ROW = 4  # pairs: no row fills the draw


class Place(Frozen):
    """A row of gold at its place: `value` is its number, whatever sign stands before it."""

    document: str
    paragraph: str
    letters: tuple[int, int]
    quote: str
    hash: str
    value: float
    noun: str
    people: bool
    event: str
    country: frozenset[str]
    order: int
    start: int
    before: str


class Run:
    """The texts and the table of documents of a run."""

    def __init__(self, folder: Path) -> None:
        self.documents = {d["document"]: d for d in read_jsonl(folder, "documents")}
        self.names = {s: d for d, its in self.documents.items() for s in [d, *(its.get("symbols") or [])]}
        self.texts = {(p["document"], p["paragraph"]): p["text"] for p in read_jsonl(folder, "paragraphs")}
        self.order = {place: i for i, place in enumerate(self.texts)}

    def place(self, document: str, paragraph: str) -> tuple[str, str]:
        return self.names.get(document, document), paragraph


def rows(gold: Path, run: Run, documents: frozenset[str]) -> Iterator[Place]:
    """Gold's rows of these documents whose value is a number of things, those that count nothing left out."""
    for p in load_gold(gold, cells=True):
        where = run.place(p.document, p.paragraph)
        if p.document in documents and digest(run.texts.get(where, "")) == p.hash:
            for m in p.mentions:
                number = re.search(r"[0-9]+(?:\.[0-9]+)?", m.entity or "")
                if m.row and m.row.measure not in {"none", "rate"} and number and m.kind != "percent":
                    yield _place(m, p, float(number[0]), run)


def _place(m: GoldMention, p: GoldParagraph, value: float, run: Run) -> Place:
    where = run.place(p.document, p.paragraph)
    start, _ = character_span(run.texts[where], m.start, m.end, m.text)
    unit = m.unit or ""
    return Place(
        document=p.document, paragraph=p.paragraph, letters=(m.start, m.end), quote=m.text, hash=p.hash, value=value,
        noun=last_word(unit), people=bool(unit) and is_person_class(unit_class(unit, m.kind or "")),
        event=m.event or "", country=frozenset(m.row.country or () if m.row else ()), order=run.order[where],
        start=start, before=run.texts[where][max(0, start - BETWEEN) : start],
    )  # fmt: skip


def fit(a: Place, b: Place) -> bool:
    """Whether the two may tell one fact, by event, noun and country."""
    noun = a.noun == b.noun or (a.people and b.people)
    return a.event == b.event and noun and (not a.country or not b.country or bool(a.country & b.country))


def weight(a: Place, b: Place) -> float:
    """How soon a pair is read: equal values, words of collecting and of parts, size, nearness, harm to people."""
    large, small = max(a.value, b.value), min(a.value, b.value)
    near = 1.5 / (1 + abs(a.order - b.order) / 8) if a.document == b.document else 0
    same = 3.5 * (large == small > 3) * (a.order != b.order or a.document != b.document)
    return near + same + STRESS * _collected(a, b) + min(math.log10(large + 1), 4) / 2 + 1.5 * (a.event in HARM)


def _collected(a: Place, b: Place) -> bool:
    """Whether words say that the larger holds the smaller."""
    if a.value == b.value:
        return False
    if (a.document, a.paragraph) == (b.document, b.paragraph):
        first, last = sorted((a, b), key=lambda p: p.start)
        return bool(PARTS.search(last.before[-(last.start - first.start) :]))
    return bool(COLLECTING.search(max(a, b, key=lambda p: p.value).before[-AROUND:]))


def follows(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two reports are of one series, mission or country, within a good year."""
    same = any(a.get(k) and a.get(k) == b.get(k) for k in ("series", "mission", "about_countries"))
    return same and bool(a.get("date") and b.get("date")) and abs((a["date"] - b["date"]).days) <= APART


def drawn(places: Sequence[Place], run: Run, across: bool, most: int, seed: int) -> Iterator[tuple[Place, Place]]:
    """The pairs by weight, few of each row and not too many of a report."""
    chance, used, full = random.Random(seed), Counter[Place](), Counter[frozenset[str]]()
    fitting = [pair for pair in (_across(places, run) if across else _within(places)) if fit(*pair)]
    limit = max(most // 14, 8)
    for a, b in sorted(fitting, key=lambda pair: -weight(*pair) - chance.random()):
        reports = frozenset({a.document, b.document})
        if max(used[a], used[b]) < OF_A_ROW and full[reports] < limit and full.total() < most:
            used.update((a, b))
            full[reports] += 1
            yield a, b


def equal(places: Iterable[Place], most: int, seed: int) -> Iterator[tuple[Place, Place]]:
    """Pairs of equal numbers of a report at random, each with one of the twelve before, not too many of a report."""
    alike: dict[tuple[str, float, str], list[Place]] = defaultdict(list)
    pairs, full = [], Counter[str]()
    for place in sorted(places, key=lambda p: (p.order, p.start)):
        before = alike[place.document, place.value, place.event]
        pairs += [(other, place) for other in before[-12:] if fit(other, place)]
        before.append(place)
    random.Random(seed).shuffle(pairs)
    for a, b in pairs:
        if full[a.document] < OF_A_ROW * 3 and full.total() < most:
            full[a.document] += 1
            yield a, b


def _within(places: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    for its in _by_report(places).values():
        yield from combinations(its, 2)


def _across(places: Iterable[Place], run: Run) -> Iterator[tuple[Place, Place]]:
    reports = {run.documents[run.place(d, "")[0]]["document"]: its for d, its in _by_report(places).items()}
    dated = sorted(reports, key=lambda d: (run.documents[d].get("date") or date.min, d))
    for a, b in combinations(dated, 2):
        if follows(run.documents[a], run.documents[b]):
            yield from product(reports[a], reports[b])


def _by_report(places: Iterable[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.document, []).append(place)
    return found


def line(a: Place, b: Place) -> dict[str, Any]:
    """A pair without what it is: the reader writes `is` and `by`."""
    one, other = (
        {"document": p.document, "paragraph": p.paragraph, "letters": p.letters, "quote": p.quote, "hash": p.hash}
        for p in (a, b)
    )
    return {**one, "other": other}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, metavar="RUN", help="the run whose texts gold was read from")
    parser.add_argument("--split", required=True, help="train, dev or test")
    parser.add_argument("--across", action="store_true", help="pairs over two reports of a series")
    parser.add_argument("--equal", action="store_true", help="pairs of equal numbers, at random")
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--seed", type=int, default=47)
    asked = parser.parse_args()
    documents = frozenset(d for d, split in splits(HERE / "splits.toml").items() if split == asked.split)
    run = Run(asked.run)
    places = list(rows(HERE / "gold", run, documents))
    its = (
        equal(places, asked.most, asked.seed) if asked.equal
        else drawn(places, run, asked.across, asked.most, asked.seed)
    )  # fmt: skip
    sys.stdout.writelines(json.dumps(line(a, b), ensure_ascii=False) + "\n" for a, b in its)


if __name__ == "__main__":
    main()
