"""`sgreports train relations`: retrains the model of relations, and replaces it only where asked to."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from sgreports.settings import settings_from

if TYPE_CHECKING:
    from sgreports.relations.learned.model import RelationModel
    from sgreports.training.relations.fit import Example


def train_relation_model(annotations: Path, out: Path, replace: bool, curve: Path | None = None) -> None:
    """Fits on the train gold of `annotations`; prints what was learned from; writes to `out` only with `replace`."""
    from sgreports.annotation.scoring.run_rows import SPLITS, UNSEEN, load_gold, splits, unseen_documents
    from sgreports.training.relations.fit import relation_examples, train_relations

    of = splits(annotations / SPLITS)
    gold = [p for p in load_gold(annotations / "gold") if of.get(p.document) == "train"]
    settings = settings_from(relation_model="none", links=False, accuracy="fast")
    console = Console(highlight=False)
    with console.status("reading reports") as status:
        examples = list(relation_examples(gold, unseen_documents(annotations / UNSEEN), settings))
        model = train_relations(examples, status.update)
    counted = ", ".join(f"{n} {name}" for name, n in model.meta.examples.items())
    console.print(f"learned from {len(gold)} paragraphs: {counted}")
    if curve:
        with console.status("curve") as status:
            draw_curve(curve, examples, console, status.update)
    if replace:
        replace_model(out, model)
    console.print(f"{out} replaced" if replace else "nothing replaced; --replace does")


def draw_curve(file: Path, examples: "Sequence[Example]", console: Console, say: Callable[[str], None]) -> None:
    """Draws the learning curve into a file, and prints its points."""
    from sgreports.dataset.files.atomic import replace_text
    from sgreports.training.curve_picture import PROOF, picture
    from sgreports.training.relations.curve import WORDS, relation_points

    points = relation_points(examples, say)
    replace_text(file, picture(points, WORDS), PROOF)
    for p in points:
        console.print(f"{p.names} paragraphs, {p.label}: F1 {p.f1:.3f} ({p.least:.3f} to {p.most:.3f})")
    console.print(f"{file} drawn")


def replace_model(out: Path, model: "RelationModel") -> None:
    from sgreports.dataset.files.atomic import replacing
    from sgreports.knowledge.relation_model import relation_meta
    from sgreports.knowledge.weights import PROOF
    from sgreports.relations.learned.model import load, save

    with replacing(out, PROOF) as part:
        save(part, model)
    load.cache_clear()
    relation_meta.cache_clear()
