"""The reports that are learnt from and compared on, each read, parsed and marked by the rules alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sgreports.annotation.gold.records import GoldParagraph
from sgreports.annotation.scoring.run_rows import SPLITS, load_gold, splits
from sgreports.errors import DamagedError, RefusedError
from sgreports.inputs import expand, gold_source
from sgreports.knowledge.components import NONE
from sgreports.mentions.assembly import CandidateLists, find_candidates
from sgreports.mentions.document.context import with_context
from sgreports.mentions.finders import finders_and_steps
from sgreports.parsing.language import parse_report
from sgreports.parsing.unit import Unit
from sgreports.reading import read_report
from sgreports.settings import Settings
from sgreports.training.names.examples import Gold

TRAIN, DEV, TEST = "train", "dev", "test"


@dataclass(frozen=True, slots=True)
class Marked:
    """A report with what the rules found in it, overlaps and all."""

    units: Sequence[Unit]
    found: CandidateLists


@dataclass(frozen=True, slots=True)
class Annotations:
    """The gold of a folder by paragraph, and the split of each of its documents."""

    gold: Gold
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


def marked(files: Iterable[Path], settings: Settings, but: frozenset[str] = frozenset()) -> Iterator[Marked]:
    """The reports of files, one at a time; those that cannot be read and the documents of `but` are passed over."""
    rules = settings.model_copy(update={"component": NONE, "links": False})
    finders, steps = finders_and_steps(rules)
    for file in files:
        try:
            report = read_report(file, rules)
        except (RefusedError, DamagedError):
            continue
        if not but & {report.document, *report.masthead.symbols}:
            units = parse_report(with_context(report), rules.model)
            yield Marked(units, find_candidates(units, finders, steps))


def files_to_learn_from(known: Annotations, folder: Path) -> list[Path]:
    """All PDFs of the folder and those of the train gold that lie elsewhere (the packaged sample), none twice."""
    gold = {gold_source(p.document, folder).resolve() for p in known.of(TRAIN)}
    there = [file for file in expand([folder]) if file.suffix.lower() == ".pdf"]
    return [*there, *sorted(gold - {file.resolve() for file in there})]


def reports_of(known: Annotations, settings: Settings, split: str) -> list[Marked]:
    """The reports of a split, marked by the rules."""
    documents = sorted({p.document for p in known.of(split)})
    return list(marked([gold_source(d, settings.reports) for d in documents], settings))
