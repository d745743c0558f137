"""Puts cells of counts that readers wrote as JSON Lines into gold, in paragraphs of which nothing else was read.

    python annotations/place_cells.py read.jsonl RUN

A line has document, paragraph, hash (of the text that was read), letters (`[from, to]`), quote and reader, perhaps
`"asked": true` (the paragraph was drawn by words of what people ask about); then unit, event, measure, years, country,
or `"no_count": true` where the number is none. RUN is the run whose texts were read.
The value is read from the quote by the program: readers do not write it.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from sgreports.counting.quantity.quantities import quantities_in
from sgreports.dataset.stored.stored import read_jsonl
from sgreports.errors import SgreportsError, UsageError
from sgreports.model.letters import digest, letter_span, letters
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph, NoCount
from sgreports_gold.annotation.gold.row import Row
from sgreports_gold.desk.files.folder import AnnotationFolder

ANNOTATOR = "a1"
Cells = Mapping[str, Any]
Place = tuple[str, str]


def by_paragraph(lines: Iterable[str]) -> dict[Place, list[Cells]]:
    """The lines of a table by document and paragraph, those of each in the text's order."""
    found: dict[Place, list[Cells]] = {}
    for line in lines:
        cells = json.loads(line)
        found.setdefault((cells["document"], cells["paragraph"]), []).append(cells)
    return {place: sorted(its, key=lambda c: (c["letters"][0], -c["letters"][1])) for place, its in found.items()}


def texts_in(run: Path) -> dict[str, dict[str, str]]:
    """The texts of a run's paragraphs by document and key, in the run's order."""
    found: dict[str, dict[str, str]] = {}
    for p in read_jsonl(run, "paragraphs"):
        found.setdefault(p["document"], {})[p["paragraph"]] = p["text"]
    return found


class Text:
    """A paragraph's text, and the quantities that the program reads in it, by their letters."""

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where

    @cached_property
    def values(self) -> dict[tuple[int, int], tuple[str, str]]:
        return {letter_span(self.text, q.start, q.end): (q.entity, q.kind) for q in quantities_in(self.text)}

    def value(self, start: int, end: int, quote: str) -> tuple[str, str]:
        """Normal form and kind of a number. Raises UsageError where it is not there, or is none to the program."""
        if letters(self.text)[start:end] != letters(quote):
            raise UsageError(f"{self.where}: {quote!r} is not at letters {start}-{end}")
        alone = [(q.entity, q.kind) for q in quantities_in(quote) if (q.start, q.end) == (0, len(quote))]
        if (found := self.values.get((start, end)) or next(iter(alone), None)) is None:
            raise UsageError(f"{self.where}: {quote!r} is no quantity: write entity and kind into its line")
        return found


def paragraph_of(place: Place, cells: Iterable[Cells], text: str, before: GoldParagraph | None) -> GoldParagraph:
    """The paragraph with these cells, and those that were there before. Raises UsageError where it was read whole."""
    where = f"{place[0]} ¶{place[1]}"
    if before and before.cells is None:
        raise UsageError(f"{where} was read whole: `sgreports gold take` puts rows into its counts")
    its = list(cells)
    if any(c["hash"] != digest(text) for c in its):
        raise UsageError(f"{where} has other letters than were read")
    counts = [*(before.mentions if before else ()), *_counts(its, Text(text, where))]
    nones = [*(before.no_counts if before else ()), *(_none(c) for c in its if c.get("no_count"))]
    known = before.cells.split("+") if before and before.cells else []
    readers = dict.fromkeys([*known, *(c["reader"] for c in its)])
    ordered = sorted(counts, key=lambda m: m.start)
    if wrong := next((b for a, b in pairwise(ordered) if b.start < a.end), None):
        raise UsageError(f"{where}: {wrong.text!r} overlaps another count")
    return GoldParagraph(
        document=place[0], paragraph=place[1], letters=len(letters(text)), hash=digest(text), annotator=ANNOTATOR,
        cells="+".join(readers), asked=any(c.get("asked") for c in its) or bool(before and before.asked),
        mentions=tuple(m.model_copy(update={"id": f"m{i}"}) for i, m in enumerate(ordered, 1)),
        no_counts=tuple(sorted(nones, key=lambda n: (n.start, n.end))),
    )  # fmt: skip


def _counts(cells: Iterable[Cells], text: Text) -> Iterator[GoldMention]:
    for c in cells:
        if not c.get("no_count"):
            start, end = c["letters"]
            entity, kind = (c["entity"], c["kind"]) if "entity" in c else text.value(start, end, c["quote"])
            country = tuple(c["country"]) if c["country"] else None
            row = Row(measure=c["measure"], years=c["years"], country=country)
            yield GoldMention(
                id="m1", label="COUNT", start=start, end=end, text=c["quote"], entity=entity, kind=kind,
                unit=c["unit"] or "", event=c["event"], row=row,
            )  # fmt: skip


def _none(c: Cells) -> NoCount:
    return NoCount(start=c["letters"][0], end=c["letters"][1], text=c["quote"])


def place_cells(table: Path, run: Path, folder: AnnotationFolder) -> Iterator[GoldParagraph]:
    """Keeps the cells of a table in the gold files; the paragraphs as they are now."""
    texts = texts_in(run)
    for place, cells in by_paragraph(table.read_text(encoding="utf-8").splitlines()).items():
        document, key = place
        if key not in texts.get(document, {}):
            raise UsageError(f"{run} has no {document} ¶{key}")
        path = folder.gold_file(ANNOTATOR, document)
        there = folder.read(path, key)
        new = paragraph_of(place, cells, texts[document][key], there.paragraph)
        folder.save(path, new, there.version, list(texts[document]))
        yield new


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="JSON Lines of cells")
    parser.add_argument("run", type=Path, help="the run whose texts were read")
    parser.add_argument("--annotations", type=Path, default=Path(__file__).parent, help="folder of the gold's folder")
    asked = parser.parse_args()
    try:
        placed = list(place_cells(asked.table, asked.run, AnnotationFolder(asked.annotations)))
    except (OSError, SgreportsError) as error:
        sys.exit(str(error))
    sys.stdout.write(f"{len(placed)} paragraphs hold {sum(len(p.mentions) for p in placed)} counts\n")


if __name__ == "__main__":
    main()
