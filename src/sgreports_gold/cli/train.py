"""`sgreports train`: retrains a model, and replaces it only where asked to."""

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sgreports.errors import UsageError
from sgreports_gold.cli.fits import Fit, Work, fit_counts, fit_encoder, fit_events, fit_relations


class What(StrEnum):
    """What `sgreports train` can fit."""

    relations = "relations"
    events = "events"
    counts = "counts"
    encoder = "encoder"


FITS = {
    What.relations: fit_relations, What.events: fit_events, What.counts: fit_counts, What.encoder: fit_encoder,
}  # fmt: skip


def train(  # noqa: PLR0917 - each is an option of the command
    what: Annotated[What, typer.Argument(help="Which model to train.")],
    annotations: Annotated[Path, typer.Option(metavar="DIR", help="Folder with gold/ and splits.toml.")] = Path(
        "annotations"
    ),
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the model; default: models/NAME of what is trained."),
    ] = None,
    curve: Annotated[bool, typer.Option("--curve", help="Also print the learning curve (of relations).")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the model at --out.")] = False,
    fine_tune: Annotated[
        Fit | None, typer.Option(help="Fit the encoder's network, too, anew or further, which takes hours.")
    ] = None,
) -> None:
    """Retrain the model of relations, of events or of the cells of counts, or the encoder. Needs the extra "train".

    Reads the reports in the folder of the setting `reports`, except dev and test, which takes some minutes.
    """
    _check_installed()
    out = out or Path("models", what)
    if replace:
        _check_places(what, out)
    from sgreports.dataset.files.atomic import replacing
    from sgreports.knowledge import weights
    from sgreports_gold.training.reports import annotations as read_annotations

    work = Work(annotations, read_annotations(annotations), out, Console(highlight=False), curve, fine_tune)
    writers = FITS[what](work)
    proof = weights.ENCODER_PROOF if what is What.encoder else weights.PROOF
    for name, write in writers.items() if replace else ():
        with replacing(out / name, proof) as part:
            write(part)
    work.console.print(f"{out} replaced" if replace else "nothing replaced; --replace does")


def _check_installed() -> None:
    """Raises UsageError where the extra `train` is not installed."""
    if not find_spec("sklearn"):
        raise UsageError("training needs scikit-learn: install sgreports[train]")


def _check_places(what: What, out: Path) -> None:
    """Raises UsageError, before the work, where something that is not ours would be replaced."""
    from sgreports.knowledge import weights
    from sgreports.knowledge.linear_model import COUNT_MODELS, EVENT_MODELS

    own = weights.ENCODER_PROOF if what is What.encoder else weights.PROOF
    several = {What.counts: COUNT_MODELS, What.events: EVENT_MODELS}
    for name in [kind.name for kind in several[what]] if what in several else [""]:
        own.check(out / name)
