"""All models, fitted from reports that are read once; each is made on first use.

What a model learns from what others say of a report comes from such as were fitted without it: on the reports that they
were fitted on, models are right more often than on new ones, and would be trusted too much (Chernozhukov et al. 2018,
Double/debiased machine learning).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sgreports.counting.cells import CountModels
from sgreports.counting.context import CountContext
from sgreports.errors import UsageError
from sgreports.evidence.encoder.model import EncodedParagraphs, Encoder, encoder, encoder_of
from sgreports.evidence.linear import LinearModel
from sgreports.knowledge.encoder_model import EncoderMeta
from sgreports.settings import Settings
from sgreports_gold.annotation.scoring.figures import Figure
from sgreports_gold.training.counts import CountExample, Trained, count_examples, train_counts
from sgreports_gold.training.encoder.dataset import EncoderExample, encoder_examples
from sgreports_gold.training.encoder.weigh import fit_mix
from sgreports_gold.training.events import TrainedEvents, event_examples, train_events
from sgreports_gold.training.linear import train
from sgreports_gold.training.models import Models, scores
from sgreports_gold.training.pairs import PAIR, examples_of
from sgreports_gold.training.relations.examples import Example
from sgreports_gold.training.relations.fit import TrainedRelations, relation_examples, train_relations
from sgreports_gold.training.reports import DEV, TRAIN, Annotations, ReadReport, read_reports
from sgreports_gold.training.units import TrainedUnits, train_units


@dataclass
class Fitting:
    """The models of a folder of annotations. `unseen` names the documents that no rule was written from; `encoder` is
    the one that is run, which `weigh` replaces."""

    known: Annotations
    unseen: frozenset[str]
    settings: Settings
    say: Callable[[str], None]

    def __post_init__(self) -> None:
        self.encoder: Encoder | None = encoder(self.settings.accuracy)

    @cached_property
    def read(self) -> list[ReadReport]:
        return self._read(TRAIN)

    @cached_property
    def units(self) -> TrainedUnits:
        self.say("units of counts")
        return train_units(self.read)

    @cached_property
    def train(self) -> list[ReadReport]:
        """The reports of train with units by models that have not learned from them."""
        return [report.with_units(self.units.without[report.document]) for report in self.read]

    @cached_property
    def dev(self) -> list[ReadReport]:
        return self._read(DEV)

    def _read(self, split: str) -> list[ReadReport]:
        found = []
        for report in read_reports(self.known.of(split, cells=True, asked=split == DEV), self.settings):
            found.append(report)
            self.say(f"{len(found)} reports of {split} read")
        return found

    @cached_property
    def events(self) -> TrainedEvents:
        examples = [e for report in self.train for e in event_examples(report)]
        self.say(f"events of {len(examples)} counts")
        return train_events(examples)

    @cached_property
    def decided(self) -> list[ReadReport]:
        """The reports of train with events by models that have not learned from them."""
        return [report.with_events(self.events.without(report.document)) for report in self.train]

    @cached_property
    def pairs(self) -> list[list[Example]]:
        """The pairs of each report of train."""
        return [list(relation_examples(report, self.unseen)) for report in self.decided]

    @cached_property
    def relations(self) -> TrainedRelations:
        return train_relations([e for pairs in self.pairs for e in pairs if e.is_read], self.say)

    @cached_property
    def places(self) -> list[list[CountContext]]:
        """The counts of each report of train, with relations by models that have not learned from it."""
        self.say("relations of counts")
        return [list(r.counts(r.relations(self.relations.without(r.document)))) for r in self.decided]

    @cached_property
    def encoder_examples(self) -> list[EncoderExample]:
        each = zip(self.decided, self.pairs, self.places, strict=True)
        return [e for report, pairs, places in each for e in encoder_examples(report, pairs, places)]

    def weigh(self, files: Mapping[str, bytes]) -> EncoderMeta:
        """Weighs an encoder against the other models; it is run from then on."""
        self.say("weighing the encoder")
        meta = fit_mix(self.encoder_examples, files, self.events, self.relations)
        self.encoder = encoder_of(files, meta)
        return meta

    @cached_property
    def counts(self) -> Trained:
        """Scores are calibrated on dev, of which no model has learned."""
        examples = [
            e for r, places in zip(self.decided, self.places, strict=True) for e in count_examples(places, r.gold)
        ]
        self.say("counts of dev")
        others = [e for report in self.dev for e in self._of_dev(report)]
        self.say(f"cells of {len(examples)} counts")
        return train_counts(examples, others)

    def _of_dev(self, report: ReadReport) -> list[CountExample]:
        encoded = EncodedParagraphs(self.encoder) if self.encoder else None
        report = report.with_units(self.units.choice).with_events(self.events.models, encoded)
        at_random = {key: p for key, p in report.gold.items() if not p.asked}
        return list(count_examples(report.counts(report.relations(self.relations.model)), at_random))

    def changes(self) -> tuple[dict[str, Figure], dict[str, Figure]]:
        """The scores on dev by the models of the settings, and by those that were fitted. Without the former where they
        were made for other features."""
        self.say("scores on dev")
        gold = self.known.of(DEV, cells=True, asked=True)
        try:
            before = scores(Models.installed(self.settings), self.dev, gold)
        except UsageError as error:
            self.say(str(error))
            before = {}
        return before, scores(self.models, self.dev, gold)

    @cached_property
    def rows(self) -> Models:
        """All models that a row needs."""
        counts = self.counts
        of_counts = CountModels(counts.measures, counts.times, counts.countries, counts.rows)
        return Models(self.units.choice, self.events.models, self.relations.model, of_counts, self.encoder)

    @cached_property
    def told_twice(self) -> LinearModel:
        """What two rows of a report are to each other, learned from the rows of train as a run would find them."""
        return train(PAIR, examples_of(self.read, self.rows, self.known.pairs))

    @property
    def models(self) -> Models:
        """All that was fitted."""
        return self.rows._replace(counts=replace(self.rows.counts, pairs=self.told_twice))
