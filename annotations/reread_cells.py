"""Draws paragraphs whose counts a second reader is to read blind, and compares the cells of two readings.

    python annotations/reread_cells.py draw RUN [--counts 300] [--packet 75] [--seed 20261201] > packets.txt
    python annotations/reread_cells.py compare annotations/gold annotations/F2

Drawn are whole paragraphs of train of which the cells of counts alone were read. A packet shows the report's title,
date and period, the headings, the end of the paragraph before, and the text with its counts numbered, nothing of
their cells.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sgreports.dataset.stored.stored import read_jsonl
from sgreports.model.letters import character_span, digest, last_word
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph
from sgreports_gold.annotation.scoring.run_rows import load_gold, splits
from sgreports_gold.desk.sources.run_source import headings

HERE = Path(__file__).parent
BEFORE = 260  # characters of the paragraph before
DRAWS, LOW, HIGH = 2000, 50, 1949  # of the bootstrap, and its 95 % interval
CELLS = ("unit", "event", "measure", "years", "country")
Row = Mapping[str, Any]
Place = tuple[str, str]


def drawn(gold: Iterable[GoldParagraph], texts: Mapping[Place, str], counts: int, seed: int) -> list[GoldParagraph]:
    """Whole paragraphs with so many counts, drawn by seed, in their order: those that the run has as they were read."""
    each = [p for p in gold if p.cells and not p.asked and p.mentions]
    each = [p for p in each if digest(texts.get((p.document, p.paragraph), "")) == p.hash]
    chosen, left = set[Place](), counts
    for p in random.Random(seed).sample(each, len(each)):
        if left > 0:
            chosen.add((p.document, p.paragraph))
            left -= len(p.mentions)
    return [p for p in each if (p.document, p.paragraph) in chosen]


class Surroundings:
    """What a reader sees around a paragraph."""

    def __init__(self, run: Path) -> None:
        self.documents = {row["document"]: row for row in read_jsonl(run, "documents")}
        self.sections = defaultdict[str, dict[str, Row]](dict)
        for row in read_jsonl(run, "sections"):
            self.sections[row["document"]][row["section"]] = row
        self.texts: dict[Place, str] = {}
        self.before: dict[Place, str] = {}
        self.section: dict[Place, str | None] = {}
        for row in read_jsonl(run, "paragraphs"):
            place = row["document"], row["paragraph"]
            last = next(reversed(self.texts), None)
            self.before[place] = self.texts[last] if last and last[0] == place[0] else ""
            self.texts[place], self.section[place] = row["text"], row["section"]

    def head(self, p: GoldParagraph) -> str:
        """Report, headings, and the end of the paragraph before."""
        place = p.document, p.paragraph
        of = self.documents[p.document]
        titles = [heading.title for heading in headings(self.sections[p.document], self.section[place])]
        told = f"{p.document} ¶{p.paragraph} | {of['title']} | {of['date']}, {of['period_start']} to {of['period_end']}"
        return f"{told} | {' > '.join(titles)}\n(before: … {self.before[place][-BEFORE:]})"

    def marked(self, p: GoldParagraph, number: int) -> str:
        """The text with its counts numbered."""
        text, out, done = self.texts[p.document, p.paragraph], "", 0
        for i, m in enumerate(p.mentions, number):
            start, end = character_span(text, m.start, m.end, m.text)
            out, done = f"{out}{text[done:start]}[[{i}: {text[start:end]}]]", end
        return out + text[done:]


def packets(run: Path, counts: int, size: int, seed: int) -> Iterator[str]:
    """The paragraphs as a reader gets them; a line of equal signs begins a packet."""
    around, of = Surroundings(run), splits(HERE / "splits.toml")
    gold = [p for p in load_gold(HERE / "gold", cells=True) if of[p.document] == "train"]
    number, packet = 1, 0
    for p in drawn(gold, around.texts, counts, seed):
        if number > size * packet:
            packet += 1
            yield f"===== packet {packet}\n"
        yield f"\n{around.head(p)}\n{around.marked(p, number)}\n"
        number += len(p.mentions)


def agreed(one: GoldMention, other: GoldMention) -> dict[str, bool]:
    """Which cells two readings of a count have alike, and whether the row is."""
    same = {"unit": last_word(one.unit or "") == last_word(other.unit or ""), "event": one.event == other.event}
    same |= {cell: _value(one, cell) == _value(other, cell) for cell in CELLS[2:]}
    return same | {"row": all(same.values())}


def _value(m: GoldMention, cell: str) -> Any:
    """A cell of a count's row; of several countries the order means nothing."""
    value = getattr(m.row, cell, None)
    return frozenset(value) if isinstance(value, tuple) else value


def compared(first: Iterable[GoldParagraph], second: Iterable[GoldParagraph]) -> dict[str, list[dict[str, bool]]]:
    """By document, what two readings agree in, a count of both."""
    theirs = {(p.document, p.paragraph, m.start, m.end): m for p in second for m in p.mentions}
    found = defaultdict[str, list[dict[str, bool]]](list)
    for p in first:
        for m in p.mentions:
            if other := theirs.get((p.document, p.paragraph, m.start, m.end)):
                found[p.document].append(agreed(m, other))
    return found


def share(documents: Sequence[Sequence[Mapping[str, bool]]], cell: str) -> float:
    """The share of counts whose cell is alike."""
    each = [same[cell] for document in documents for same in document]
    return sum(each) / len(each)


def agreement(found: Mapping[str, Sequence[Mapping[str, bool]]]) -> Iterator[str]:
    """A line a cell: the share that is alike, and its interval over resampled documents."""
    documents = list(found.values())
    for cell in (*CELLS, "row"):
        rng = random.Random(1)
        draws = sorted(share(rng.choices(documents, k=len(documents)), cell) for _ in range(DRAWS))
        yield f"{cell:8} {share(documents, cell):.3f} [{draws[LOW]:.3f}, {draws[HIGH]:.3f}]\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    draw = tasks.add_parser("draw", help="print packets for a reader")
    draw.add_argument("run", type=Path, help="run that has the texts")
    draw.add_argument("--counts", type=int, default=300)
    draw.add_argument("--packet", type=int, default=75, help="counts a packet")
    draw.add_argument("--seed", type=int, default=20261201)
    compare = tasks.add_parser("compare", help="print the agreement of two readings, a cell a line")
    compare.add_argument("first", type=Path)
    compare.add_argument("second", type=Path)
    asked = parser.parse_args()
    if asked.task == "draw":
        sys.stdout.writelines(packets(asked.run, asked.counts, asked.packet, asked.seed))
    elif found := compared(load_gold(asked.first, cells=True), load_gold(asked.second, cells=True)):
        sys.stdout.writelines(agreement(found))
    else:
        sys.exit(f"{asked.first} and {asked.second} have no count in common")


if __name__ == "__main__":
    main()
