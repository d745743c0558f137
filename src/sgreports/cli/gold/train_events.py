"""`sgreports train events`: retrains the model of events of counts, and replaces it only where asked to."""

from pathlib import Path

from rich.console import Console

from sgreports.settings import settings_from


def train_event_model(annotations: Path, out: Path, replace: bool) -> None:
    """Fits on the train gold of `annotations`; prints how often it is right; writes to `out` only with `replace`."""
    from sgreports.annotation.scoring.run_rows import SPLITS, load_gold, splits
    from sgreports.dataset.files.atomic import replacing
    from sgreports.evidence.linear import save
    from sgreports.knowledge.weights import PROOF
    from sgreports.training.events import event_examples, train_events
    from sgreports.training.linear import share_right

    of = splits(annotations / SPLITS)
    gold = [p for p in load_gold(annotations / "gold") if of.get(p.document) in ("train", "dev")]
    settings = settings_from(event_model="none", links=False, accuracy="fast")
    console = Console(highlight=False)
    with console.status("reading reports") as status:
        examples = list(event_examples(gold, settings))
        learned = [e for e in examples if of[e.document] == "train"]
        dev = [e for e in examples if of[e.document] == "dev"]
        status.update(f"fitting {len(learned)} counts")
        model = train_events(learned)
    console.print(f"learned from {len(learned)} counts of {model.meta.examples['documents']} reports")
    if dev:
        rules = sum(e.ruled == e.answer for e in dev) / len(dev)
        console.print(f"dev, {len(dev)} counts: rules {rules:.3f}, with the model {share_right(dev, model):.3f}")
    if replace:
        with replacing(out, PROOF) as part:
            save(part, model.weights, model.meta)
    console.print(f"{out} replaced" if replace else "nothing replaced; --replace does")
