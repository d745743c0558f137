"""`sgreports train counts`: retrains what decides and scores the cells of counts."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from sgreports.errors import UsageError
from sgreports.settings import settings_from

LIMITS = (0.5, 0.7, 0.8, 0.9)


def train_count_models(annotations: Path, out: Path, replace: bool) -> None:
    """Fits on the rows of the train gold of `annotations`, read by models of events and relations that were fitted on
    other reports, and calibrates their scores on dev; prints what is right in documents left out of a fit; writes four
    folders into `out` only with `replace`."""
    from sgreports.annotation.scoring.run_rows import SPLITS, UNSEEN, load_gold, splits, unseen_documents
    from sgreports.dataset.files.atomic import replacing
    from sgreports.evidence.linear import save
    from sgreports.knowledge.linear_model import COUNT_MODELS
    from sgreports.knowledge.weights import PROOF
    from sgreports.training.counts import read_examples, train_counts
    from sgreports.training.crossfit import crossfit

    of = splits(annotations / SPLITS)
    gold = load_gold(annotations / "gold")
    train, dev = ([p for p in gold if of.get(p.document) == split] for split in ("train", "dev"))
    console = Console(highlight=False)
    settings = settings_from(count_model="none", links=False, accuracy="fast")
    unseen = unseen_documents(annotations / UNSEEN)
    with console.status("reading reports") as status, tempfile.TemporaryDirectory() as folder:
        parts = crossfit(train, unseen, settings, Path(folder), status.update)
        examples = [e for part, its in parts for e in read_examples(part, its)]
        if not examples:
            raise UsageError(f"{annotations} has no counts with rows (measure=, years=, country=) in its train split")
        status.update(f"fitting {len(examples)} counts")
        others = list(read_examples(dev, settings_from(count_model="none", links=False)))
        trained = train_counts(examples, others)
    reports = len({e.document for e in examples})
    console.print(f"learned from {len(examples)} counts of {reports} reports; right in those left out of a fit:")
    console.print("  ".join(f"{cell} {share:.3f}" for cell, share in trained.cells.items()))
    _print_scores(console, trained.scored)
    for kind in COUNT_MODELS:
        model = getattr(trained, kind.name)
        if replace:
            with replacing(out / kind.name, PROOF) as part:
                save(part, model.weights, model.meta)
    console.print(f"{out} replaced" if replace else "nothing replaced; --replace does")


def _print_scores(console: Console, scored: Sequence[tuple[float, bool]]) -> None:
    """How many rows reach a score, and how many of these are right."""
    for limit in LIMITS:
        its = [right for score, right in scored if score >= limit]
        console.print(f"score >= {limit}: {len(its)} of {len(scored)} rows, {sum(its) / max(1, len(its)):.3f} right")
