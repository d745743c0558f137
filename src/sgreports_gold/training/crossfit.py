"""Cross-fitting: events and relations of gold reports, as input of other models, by models not fitted on these reports.

On the reports that they were fitted on, models are right more often than on new ones, and would be trusted too much
(Chernozhukov et al. 2018, Double/debiased machine learning).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from sgreports.links.learned.model import save as save_relations
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.training.events import event_examples, save_events, train_events
from sgreports_gold.training.linear import fold_of
from sgreports_gold.training.relations.fit import relation_examples, train_relations

FOLDS, SEED = 4, 20261129
T = TypeVar("T")


def by_fold(gold: Iterable[GoldParagraph]) -> list[list[GoldParagraph]]:
    """The paragraphs in FOLDS parts, all of a document in one."""
    paragraphs = list(gold)
    of = fold_of((p.document for p in paragraphs), FOLDS, SEED)
    return [[p for p in paragraphs if of[p.document] == n] for n in range(FOLDS)]


def crossfit(
    gold: Iterable[GoldParagraph], unseen: Collection[str], settings: Settings, folder: Path, say: Callable[[str], None]
) -> Iterator[tuple[list[GoldParagraph], Settings]]:
    """Each part of the gold with settings whose models of events and relations were fitted on the other parts.

    The models are written into `folder`. `unseen` is as in `relation_examples`.
    """
    parts = by_fold(gold)
    own = [_without(n, settings, folder) for n in range(FOLDS)]
    say("events of the folds")
    plain = settings.model_copy(update={"event_model": "none", "relation_model": "none"})
    events = [list(event_examples(part, plain)) for part in parts]
    for n, fold_settings in enumerate(own):
        save_events(_new_folder(fold_settings.event_model), train_events(_others(events, n)))
    say("relations of the folds")
    unrelated = (fold_settings.model_copy(update={"relation_model": "none"}) for fold_settings in own)
    pairs = [
        list(relation_examples(part, unseen, fold_settings))
        for part, fold_settings in zip(parts, unrelated, strict=True)
    ]
    for n, fold_settings in enumerate(own):
        save_relations(_new_folder(fold_settings.relation_model), train_relations(_others(pairs, n)))
    yield from zip(parts, own, strict=True)


def _without(fold: int, settings: Settings, folder: Path) -> Settings:
    """The settings with the models of a fold."""
    models = {f"{kind}_model": str(folder / str(fold) / kind) for kind in ("event", "relation")}
    return settings.model_copy(update=models)


def _others(parts: Sequence[Sequence[T]], fold: int) -> list[T]:
    return [each for n, part in enumerate(parts) if n != fold for each in part]


def _new_folder(folder: str) -> Path:
    Path(folder).mkdir(parents=True)
    return Path(folder)
