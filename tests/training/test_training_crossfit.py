"""Cross-fitting: the models that read a report were fitted on others."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sgreports.settings import Settings
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.training import crossfit as room


def documents(gold: Iterable[GoldParagraph], *_: Any) -> Iterator[str]:
    """In place of examples: the document of each paragraph."""
    return (p.document for p in gold)


def fitted(examples: Sequence[str]) -> SimpleNamespace:
    """In place of a model: what it was fitted on."""
    return SimpleNamespace(weights=None, meta=examples)


def note(folder: Path, *model: Any) -> None:
    its = model[-1] if isinstance(model[-1], list) else model[-1].meta
    (folder / "fitted.txt").write_text("\n".join(its), encoding="utf-8")


def test_no_model_has_seen_what_it_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("event_examples", "relation_examples"):
        monkeypatch.setattr(room, name, documents)
    for name in ("train_events", "train_relations"):
        monkeypatch.setattr(room, name, fitted)
    for name in ("save_events", "save_relations"):
        monkeypatch.setattr(room, name, note)
    gold = [
        GoldParagraph(document=f"S/2041/{n % 10}", paragraph=str(n), letters=1, hash="0", annotator="a")
        for n in range(30)
    ]
    read = list(room.crossfit(gold, (), Settings(), tmp_path, lambda _: None))
    assert sorted(p.paragraph for part, _ in read for p in part) == sorted(p.paragraph for p in gold)
    for part, settings in read:
        own = {p.document for p in part}
        for folder in (settings.event_model, settings.relation_model):
            seen = set((Path(folder) / "fitted.txt").read_text("utf-8").split())
            assert seen == {p.document for p in gold} - own
