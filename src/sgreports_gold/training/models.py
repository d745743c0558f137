"""The models that a report is read by, and how often they are right on reports that were read before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sgreports.counting.cells import CountModels, count_models
from sgreports.counting.event.decision import EventModels, event_models
from sgreports.counting.rows import count_facts
from sgreports.counting.unit.choice import UnitChoice, unit_choice
from sgreports.dataset.rows.document_rows import rows_of
from sgreports.evidence.encoder.model import EncodedParagraphs, Encoder, encoder
from sgreports.links.learned.model import RelationModel, relation_model
from sgreports.model.facts import Extraction
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.annotation.scoring.figures import Figure, figures
from sgreports_gold.annotation.scoring.run_rows import RunRows, score_rows
from sgreports_gold.training.reports import ReadReport


class Models(NamedTuple):
    """All models of a run; without one the rules decide."""

    units: UnitChoice | None
    events: EventModels | None
    relations: RelationModel | None
    counts: CountModels
    encoder: Encoder | None

    @classmethod
    def installed(cls, settings: Settings) -> "Models":
        """Those that settings name."""
        return cls(
            unit_choice(settings.count_model), event_models(settings.event_model),
            relation_model(settings.relation_model), count_models(settings.count_model), encoder(settings.accuracy),
        )  # fmt: skip

    def extraction(self, report: ReadReport) -> Extraction:
        """What is found in a report."""
        encoded = EncodedParagraphs(self.encoder) if self.encoder else None
        report = report.with_units(self.units).with_events(self.events, encoded)
        relations = report.relations(self.relations)
        counts = count_facts(report.units, report.mentions, relations, report.scenes, models=self.counts)
        return Extraction(
            report=report.report, mentions=tuple(report.mentions), relations=tuple(relations), counts=counts
        )


def scores(models: Models, reports: Iterable[ReadReport], gold: Sequence[GoldParagraph]) -> dict[str, Figure]:
    """The scores of models by their names, as `sgreports score` has them."""
    found = run_rows(models.extraction(report) for report in reports)
    return {f.name: f for f in figures(score_rows(gold, found).comparisons, intervals=False)}


def run_rows(extractions: Iterable[Extraction]) -> RunRows:
    """What was found, as the rows of a run."""
    run = RunRows({}, {}, {}, {}, {})
    for each in extractions:
        rows: Mapping[str, list[dict[str, Any]]] = {
            name: [row.model_dump(mode="json") for row in its] for name, its in rows_of(each).items()
        }
        for document in rows["documents"]:
            run.names.update(dict.fromkeys((document["document"], *document["symbols"]), document["document"]))
        run.texts.update({(p["document"], p["paragraph"]): p["text"] for p in rows["paragraphs"]})
        for name, place in (("mentions", run.mentions), ("relations", run.relations)):
            for row in rows[name]:
                place.setdefault((row["document"], row["paragraph"]), []).append(row)
        run.counts.update({c["count"]: c for c in rows["counts"]})
    return run
