"""The gold that is learnt from, by split and by report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sgreports.annotation.gold.records import GoldParagraph
from sgreports.annotation.scoring.run_rows import SPLITS, load_gold, splits

TRAIN, DEV, TEST = "train", "dev", "test"


@dataclass(frozen=True, slots=True)
class Annotations:
    """The gold of a folder by paragraph, and the split of each of its documents."""

    gold: Mapping[tuple[str, str], GoldParagraph]
    splits: dict[str, str]

    def of(self, split: str) -> list[GoldParagraph]:
        """The gold of a split, in its order."""
        return [p for p in self.gold.values() if self.splits.get(p.document) == split]


def annotations(folder: Path) -> Annotations:
    """The gold and the splits of an annotations folder. Raises UsageError where they cannot be read."""
    gold = {(p.document, p.paragraph): p for p in load_gold(folder / "gold")}
    return Annotations(gold, splits(folder / SPLITS))


def by_document(gold: Iterable[GoldParagraph]) -> list[tuple[str, dict[str, GoldParagraph]]]:
    """The paragraphs of each document by their keys, the documents in order: each report is read once."""
    found: dict[str, dict[str, GoldParagraph]] = {}
    for p in gold:
        found.setdefault(p.document, {})[p.paragraph] = p
    return sorted(found.items())
