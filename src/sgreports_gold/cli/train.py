"""`sgreports train`: retrains a model, and replaces it only where asked to."""

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from sgreports.errors import UsageError
from sgreports.settings import settings_from
from sgreports_gold.cli.fits import Fit, Work, fit_all, fit_counts, fit_encoder, fit_events, fit_relations
from sgreports_gold.cli.review import ANNOTATIONS

if TYPE_CHECKING:
    from sgreports.ownership import Proof


class What(StrEnum):
    """What `sgreports train` can fit."""

    all = "all"
    relations = "relations"
    events = "events"
    counts = "counts"
    encoder = "encoder"


FITS = {
    What.all: fit_all, What.relations: fit_relations, What.events: fit_events, What.counts: fit_counts,
    What.encoder: fit_encoder,
}  # fmt: skip


def train(  # noqa: PLR0917 - each is an option of the command
    what: Annotated[What, typer.Argument(help="Which model to train.")],
    annotations: Annotated[Path, typer.Option(metavar="DIR", help="Folder with gold/ and splits.toml.")] = ANNOTATIONS,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder of the model; default: models/NAME of what is trained, models for all."
        ),
    ] = None,
    curve: Annotated[bool, typer.Option("--curve", help="Also print the learning curve (of relations).")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the model at --out.")] = False,
    fine_tune: Annotated[
        Fit | None, typer.Option(help="Fit the encoder's network, too, anew or further, which takes hours.")
    ] = None,
) -> None:
    """Retrain the models of events, relations, the encoder's weights and the cells of counts. Needs the extra "train".

    `all` reads each report in the folder of the setting `reports` once, and prints what changes on dev. No model learns
    from dev or test.
    """
    _check_installed()
    out = out or (Path("models") if what is What.all else Path("models", what))
    proofs = _proofs(what)
    for name, proof in proofs.items() if replace else ():
        proof.check(out / name)  # before the work
    from sgreports.dataset.files.atomic import replacing
    from sgreports_gold.annotation.scoring.run_rows import UNSEEN, unseen_documents
    from sgreports_gold.training.fitting import Fitting
    from sgreports_gold.training.reports import annotations as read_annotations

    console, known = Console(highlight=False), read_annotations(annotations)
    with console.status("reading reports") as status:
        fitting = Fitting(known, unseen_documents(annotations / UNSEEN), settings_from(links=False), status.update)
        writers = FITS[what](Work(fitting, out, console, curve, fine_tune))
    for name, write in writers.items() if replace else ():
        with replacing(out / name, proofs[name]) as part:
            write(part)
    console.print(f"{out} replaced" if replace else "nothing replaced; --replace does")


def _check_installed() -> None:
    """Raises UsageError where the extra `train` is not installed."""
    if not find_spec("sklearn"):
        raise UsageError("training needs scikit-learn: install sgreports with [train]")


def _proofs(what: What) -> "dict[str, Proof]":
    """What proves that a folder within that of the model may be replaced, by its name."""
    from sgreports.knowledge.encoder_model import ENCODER
    from sgreports.knowledge.linear_model import COUNT_MODELS, EVENT_MODELS
    from sgreports.knowledge.relation_model import RELATIONS

    if what is What.all:
        each = {kind: _proofs(kind) for kind in What if kind is not What.all}
        return {f"{kind}/{name}".rstrip("/"): proof for kind, its in each.items() for name, proof in its.items()}
    several = {What.counts: COUNT_MODELS, What.events: EVENT_MODELS}
    if what in several:
        return {kind.name: kind.proof for kind in several[what]}
    return {"": ENCODER.proof if what is What.encoder else RELATIONS.proof}
