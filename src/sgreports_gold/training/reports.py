"""The gold that is learnt from, by split and by report; each report is read once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sgreports.counting.context import CountContext
from sgreports.counting.event.decision import EventModels
from sgreports.counting.event.events import with_events
from sgreports.counting.quantity.quantities import find_counts
from sgreports.counting.rows import count_contexts
from sgreports.counting.unit.choice import UnitChoice
from sgreports.evidence.encoder.model import EncodedParagraphs
from sgreports.inputs import gold_source
from sgreports.links.find import find_relations
from sgreports.links.learned.model import RelationModel
from sgreports.model.facts import Mention, Relation
from sgreports.model.report import Report
from sgreports.names.candidate import Candidate
from sgreports.parsing.unit import Unit
from sgreports.pipeline import read_mentions
from sgreports.reading import read_report
from sgreports.scene.scene import Scene, Scenes, by_paragraph
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.pairs import PAIRS, Pair, load_pairs
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.run_rows import SPLITS, load_gold, splits

TRAIN, DEV = "train", "dev"

Gold = Mapping[tuple[str, str], GoldParagraph]


@dataclass(frozen=True, slots=True)
class Annotations:
    """The gold of a folder by paragraph, and the split of each of its documents.

    `cells` holds the paragraphs of which the cells of counts alone were read, `asked` those that were drawn by words of
    what people ask about: dev's calibrates at random.
    """

    gold: Gold
    splits: dict[str, str]
    cells: Gold = field(default_factory=dict)
    asked: Gold = field(default_factory=dict)
    pairs: Sequence[Pair] = ()

    def of(self, split: str, cells: bool = False, asked: bool = False) -> list[GoldParagraph]:
        """The gold of a split, in its order; then, if wanted, that of which the cells of counts alone were read, and
        what was drawn by words."""
        paragraphs = [*self.gold.values(), *(self.cells.values() if cells else ())]
        paragraphs += self.asked.values() if asked else ()
        return [p for p in paragraphs if self.splits.get(p.document) == split]


def annotations(folder: Path) -> Annotations:
    """The gold and the splits of an annotations folder. Raises UsageError where they cannot be read."""
    gold = {(p.document, p.paragraph): p for p in load_gold(folder / "gold", cells=True)}
    asked = {key: p for key, p in gold.items() if p.asked}
    whole = {key: p for key, p in gold.items() if not p.asked and p.cells is None}
    cells = {key: p for key, p in gold.items() if not p.asked and p.cells is not None}
    pairs = load_pairs(folder / PAIRS) if (folder / PAIRS).exists() else ()
    return Annotations(whole, splits(folder / SPLITS), cells, asked, pairs)


def by_document(gold: Iterable[GoldParagraph]) -> list[tuple[str, dict[str, GoldParagraph]]]:
    """The paragraphs of each document by their keys, the documents in order: each report is read once."""
    found: dict[str, dict[str, GoldParagraph]] = {}
    for p in gold:
        found.setdefault(p.document, {})[p.paragraph] = p
    return sorted(found.items())


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report with its gold paragraphs by key, and its mentions with the events that were decided last."""

    document: str
    gold: Mapping[str, GoldParagraph]
    report: Report
    units: Sequence[Unit]
    mentions: Sequence[Mention]
    scenes: Scenes

    def paragraphs(self) -> Iterator[tuple[GoldParagraph, Unit, Scene]]:
        """The gold paragraphs that the report has, in its order."""
        for unit in self.units:
            if unit.paragraph.key in self.gold:
                yield self.gold[unit.paragraph.key], unit, self.scenes.of(unit)

    def with_units(self, choice: UnitChoice | None) -> "ReadReport":
        """The report, read without models, with the units that a choice says."""
        found = {(u.paragraph.key, c.start, c.end): c for u in self.units for c in find_counts(u, choice)}
        mentions = [_counting(m, found.get((m.paragraph, m.start, m.end))) for m in self.mentions]
        return replace(self, mentions=mentions, scenes=Scenes(by_paragraph(mentions)))

    def with_events(self, models: EventModels | None, encoded: EncodedParagraphs | None = None) -> "ReadReport":
        """The report with the events that models decide."""
        scenes = Scenes(by_paragraph(self.mentions), encoded)
        return replace(self, mentions=with_events(self.units, self.mentions, models, scenes), scenes=scenes)

    def relations(self, model: RelationModel | None) -> list[Relation]:
        return find_relations(self.units, self.mentions, model, self.scenes)

    def counts(self, relations: Sequence[Relation]) -> Iterator[CountContext]:
        """The counts of the gold paragraphs."""
        units = [unit for _, unit, _ in self.paragraphs()]
        return count_contexts(units, {m.id: m for m in self.mentions}, relations, self.scenes)


def _counting(mention: Mention, found: Candidate | None) -> Mention:
    """A mention, a COUNT with what it was found to count."""
    if found is None or mention.label != "COUNT":
        return mention
    fields = ("unit", "unit_from", "unit_score", "noun")
    return mention.model_copy(update={name: getattr(found, name) for name in fields})


def read_reports(gold: Iterable[GoldParagraph], settings: Settings) -> Iterator[ReadReport]:
    """The reports of gold paragraphs, read without models, with the units and events that rules find."""
    plain = settings.model_copy(update={"event_model": "none", "count_model": "none"})
    for document, wanted in by_document(gold):
        source = read_report(gold_source(document, plain.reports), plain)
        report, units, mentions, _, _, scenes = read_mentions(source, plain)
        yield ReadReport(document, wanted, report, units, mentions, scenes)
