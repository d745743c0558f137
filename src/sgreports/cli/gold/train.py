"""`sgreports train`: retrains a model, and replaces it only where asked to."""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from sgreports.cli.gold.fits import Work, Writers, fit_counts, fit_encoder, fit_events, fit_relations
from sgreports.cli.gold.score import figure_table
from sgreports.errors import UsageError
from sgreports.settings import settings_from


class What(StrEnum):
    """What `sgreports train` can fit."""

    names = "names"
    relations = "relations"
    events = "events"
    counts = "counts"
    encoder = "encoder"


FITS = {
    What.relations: fit_relations, What.events: fit_events, What.counts: fit_counts, What.encoder: fit_encoder,
}  # fmt: skip

if TYPE_CHECKING:
    from sgreports.annotation.scoring.figures import Figure
    from sgreports.mentions.open_classes.component import Component
    from sgreports.training.names.train import Trained


def train(  # noqa: PLR0917 - each is an option of the command
    what: Annotated[What, typer.Argument(help="Which model to train.")] = What.names,
    annotations: Annotated[Path, typer.Option(metavar="DIR", help="Folder with gold/ and splits.toml.")] = Path(
        "annotations"
    ),
    config: Annotated[Path, typer.Option(metavar="FILE", help="Training configuration (of names).")] = Path(
        "models/config.cfg"
    ),
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the model; default: models/NAME of what is trained."),
    ] = None,
    curve: Annotated[Path | None, typer.Option(metavar="FILE", help="Also draw the learning curve (SVG).")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the model at --out.")] = False,
    fine_tune: Annotated[
        bool, typer.Option("--fine-tune", help="Fit the encoder's network anew, too, which takes hours.")
    ] = False,
) -> None:
    """Retrain the model of names that no list has, of relations, of events or of the cells of counts, or the encoder.
    Needs the extra "train".

    Reads the reports in the folder of the setting `reports`, except dev and test, which takes some minutes.
    """
    _check_installed()
    out = out or Path("models", "open_classes" if what is What.names else what)
    _check_places(what, out if replace else None, curve)
    from sgreports.dataset.files.atomic import replacing
    from sgreports.knowledge import weights
    from sgreports.training.reports import annotations as read_annotations

    work = Work(annotations, read_annotations(annotations), out, Console(highlight=False), curve, fine_tune)
    writers = fit_names(work, config) if what is What.names else FITS[what](work)
    proof = weights.ENCODER_PROOF if what is What.encoder else weights.PROOF
    for name, write in writers.items() if replace else ():
        with replacing(out / name, proof) as part:
            write(part)
    work.console.print(f"{out} replaced" if replace else "nothing replaced; --replace does")


def fit_names(work: Work, config: Path) -> Writers:
    """The model of names that no list has; prints what it finds beside the one that is there."""
    from sgreports.dataset.files.atomic import replace_text
    from sgreports.mentions.open_classes.component import save
    from sgreports.training.curve_picture import PROOF, picture
    from sgreports.training.names.compare import comparisons, scores
    from sgreports.training.names.curve import WORDS, points
    from sgreports.training.names.recipe import read_recipe
    from sgreports.training.names.train import examples_for
    from sgreports.training.names.train import train as fitted
    from sgreports.training.reports import DEV, reports_of

    settings, recipe, console = settings_from(), read_recipe(config), work.console
    with console.status("reading reports") as status:
        examples = examples_for(recipe, work.known, settings, status.update)
        dev = reports_of(work.known, settings, DEV)
        status.update(f"fitting {len(examples)} spans")
        trained = fitted(recipe, examples, work.known, dev) if examples else None
    if trained is None or not trained.verdicts:
        raise UsageError(f"{settings.reports} has no reports to learn from; set SGREPORTS_REPORTS to another folder")
    console.print(found_table(trained))
    there = _there(work.out, console)
    old = scores(comparisons(dev, work.known.of(DEV), there)) if there else None
    console.print(dev_table(trained, old))
    if work.curve:
        replace_text(work.curve, picture(points(examples, recipe), WORDS), PROOF)
        console.print(f"{work.curve} drawn")
    return {"": partial(save, weights=trained.component.weights, meta=trained.component.meta)}


def _check_installed() -> None:
    """Raises UsageError where the extra `train` is not installed."""
    if not find_spec("sklearn"):
        raise UsageError("training needs scikit-learn: install sgreports[train]")


def _check_places(what: What, out: Path | None, curve: Path | None) -> None:
    """Raises UsageError, before the work, where something that is not ours would be replaced."""
    from sgreports.knowledge import weights
    from sgreports.knowledge.linear_model import COUNT_MODELS
    from sgreports.training import curve_picture

    own = weights.ENCODER_PROOF if what is What.encoder else weights.PROOF
    inside = [kind.name for kind in COUNT_MODELS] if what is What.counts else [""]
    for place in (out / name for name in inside if out):
        own.check(place)
    if curve:
        curve_picture.PROOF.check(curve)


def _there(out: Path, console: Console) -> "Component | None":
    """The component that is there; one that this program cannot use is named, and no hindrance to a new one."""
    from sgreports.mentions.open_classes.component import load

    try:
        return load(out)
    except UsageError as error:
        console.print(f"no old one to compare with: {error}")
        return None


def found_table(trained: "Trained") -> Table:
    """What the new component finds in reports that it was not fitted on, where no rule marks anything."""
    from sgreports.knowledge.components import LABELS

    table = figure_table("spans not learnt from", "marked", "right", "precision", "slope", "shift", "from")
    for label in LABELS:
        known = trained.component.meta.calibration[label]
        least = 1.0 if known.cutoff is None else known.cutoff
        its = [v for v in trained.verdicts if v.label == label and known.share(v.probability) >= least]
        right = sum(v.right for v in its)
        share = f"{right / len(its):.3f}" if its else ""
        cutoff = "does without" if known.cutoff is None else f"{known.cutoff:.2f}"
        table.add_row(label, str(len(its)), str(right), share, f"{known.slope:.2f}", f"{known.shift:.2f}", cutoff)
    return table


def dev_table(trained: "Trained", old: "Mapping[str, Figure] | None") -> Table:
    """Precision, recall and F1 on dev: the rules alone, with the component that is there, with the new one."""
    table = figure_table("dev, exact", "rules P, R, F1", "old P, R, F1", "new P, R, F1")
    for name in ("AGENCY", "PROGRAMME", "INSTRUMENT", "all"):
        table.add_row(name, *(_cell(f, name) for f in (trained.before, old, trained.after)))
    return table


def _cell(found: "Mapping[str, Figure] | None", name: str) -> str:
    if found is None or name not in found:
        return "-"
    f = found[name]
    return f"{f.precision:.3f} {f.recall:.3f} {f.f1:.3f}"
