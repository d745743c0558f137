"""The gold that is learnt from, by split and by report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.run_rows import SPLITS, load_gold, splits

TRAIN, DEV, TEST = "train", "dev", "test"


Gold = Mapping[tuple[str, str], GoldParagraph]


@dataclass(frozen=True, slots=True)
class Annotations:
    """The gold of a folder by paragraph, and the split of each of its documents.

    `cells` holds the paragraphs of which the cells of counts alone were read.
    """

    gold: Gold
    splits: dict[str, str]
    cells: Gold = field(default_factory=dict)

    def of(self, split: str, cells: bool = False) -> list[GoldParagraph]:
        """The gold of a split, in its order; then, if asked for, that of which the cells of counts alone were read."""
        paragraphs = [*self.gold.values(), *(self.cells.values() if cells else ())]
        return [p for p in paragraphs if self.splits.get(p.document) == split]


def annotations(folder: Path) -> Annotations:
    """The gold and the splits of an annotations folder, without what was drawn by cues: dev's calibrates at random.

    Raises UsageError where they cannot be read.
    """
    gold = {(p.document, p.paragraph): p for p in load_gold(folder / "gold", cells=True) if not p.asked}
    whole = {key: p for key, p in gold.items() if p.cells is None}
    cells = {key: p for key, p in gold.items() if p.cells is not None}
    return Annotations(whole, splits(folder / SPLITS), cells)


def by_document(gold: Iterable[GoldParagraph]) -> list[tuple[str, dict[str, GoldParagraph]]]:
    """The paragraphs of each document by their keys, the documents in order: each report is read once."""
    found: dict[str, dict[str, GoldParagraph]] = {}
    for p in gold:
        found.setdefault(p.document, {})[p.paragraph] = p
    return sorted(found.items())
