"""How good the program is: scores with intervals, from the counts and scores that are committed."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from generated.markdown import code, table
from sgreports.dataset.publish.scores import read_scores
from sgreports_gold.annotation.scoring.comparison import Comparison
from sgreports_gold.annotation.scoring.figures import GROUPS, Figure, figures

ROOT = Path(__file__).parents[2]
DEV, TEST = ROOT / "annotations/dev-baseline.json", ROOT / "annotations/test-scores.json"
SHORT = {
    "strict all": ("names, dates and numbers", "span and label exact, F1"),
    "strict AGENCY": ("… agencies", "F1"),
    "strict COUNTRY": ("… countries", "F1"),
    "strict INSTRUMENT": ("… legal texts", "F1"),
    "strict PROGRAMME": ("… programmes", "F1"),
    "strict COUNT": ("… numbers", "F1"),
    "relation all": ("relations", "type and both ends right, F1"),
    "unit COUNT": ("what a number counts", "share right"),
    "event COUNT": ("what happened to it", "share right"),
    "row all": ("rows of `counts`", "rows right: all that a total uses"),
    "row score>=0.6": ("… that a total adds (score .6 and more)", "rows right"),
}
"""What a newcomer asks for, and what its figure measures."""
MEANING = {
    "strict": "exact span and label, F1", "relaxed": "label and overlap, F1", "entity": "normal form right",
    "kind": "kind right", "unit": "unit right", "unit_from": "where the unit is from right", "event": "event right",
    "role": "role right", "relation": "F1", "status": "negated or planned, F1", "fact": "all cells right",
    "row": "right",
}  # fmt: skip


@cache
def dev() -> tuple[Figure, ...]:
    """The scores on dev, from the counts of each paragraph that the gate compares with."""
    rows = json.loads(DEV.read_text(encoding="utf-8"))
    return tuple(figures([_comparison(row["paragraph"], row["counts"]) for row in rows]))


def _comparison(place: str, counts: dict[str, list[int]]) -> Comparison:
    document, paragraph = place.rsplit(" ", 1)
    out = Comparison(document, paragraph)
    out.tally.update({name: Counter(dict(zip(("tp", "fp", "fn"), n, strict=True))) for name, n in counts.items()})
    return out


@cache
def test() -> tuple[Figure, ...]:
    """The scores on test, as `sgreports score RUN --split test --json` printed them."""
    return tuple(Figure.model_validate(score.model_dump()) for score in read_scores(TEST).scores)


def short_figures() -> str:
    """A table for the README: what a newcomer asks for."""
    names = [{f.name: f for f in split} for split in (dev(), test())]
    rows = [(*meaning, *(_value(split.get(name)) for split in names)) for name, meaning in SHORT.items()]
    return table(("what", "measured as", "dev", "test"), rows)


def all_figures() -> str:
    """A table a group of scores."""
    names = {f.name: f for f in test()}
    found = {group: [f for f in dev() if f.name.split()[0] == group] for group in GROUPS}
    return "".join(_group(group, its, names) for group, its in found.items() if its)


TITLES = {
    "strict": "Mentions, exact", "relaxed": "Mentions that overlap", "entity": "Normal forms", "kind": "Kinds",
    "unit": "Units of counts", "unit_from": "Where units are from", "event": "Events of counts",
    "role": "Roles of count_by", "relation": "Relations", "status": "Negated and planned relations",
    "fact": "Whole facts", "row": "Rows of counts",
}  # fmt: skip


def _group(group: str, its: Sequence[Figure], names: dict[str, Figure]) -> str:
    head = ("of", "dev: precision", "recall", MEANING[group], "in gold", "test", "in gold")
    shares = its[0].share
    rows = list(map(tuple, _rows(its, names, shares)))
    return f"### {TITLES[group]}\n\n" + table((head[0], *head[3:]) if shares else head, rows)


def _rows(its: Iterable[Figure], names: dict[str, Figure], shares: bool) -> Iterable[list[str]]:
    for f in its:
        other = names.get(f.name)
        both = [] if shares else [f"{f.precision:.3f}", f"{f.recall:.3f}"]
        yield [code(f.name.partition(" ")[2]), *both, _value(f), str(f.n), _value(other), str(other.n) if other else ""]


def _value(figure: Figure | None) -> str:
    return f"{figure.value:.3f} \\[{figure.low:.3f},\u00a0{figure.high:.3f}\\]".replace(" ", "\u00a0") if figure else ""


def models() -> str:
    """What each trained model was fitted on, from its own file."""
    rows = []
    for file in sorted((ROOT / "models").glob("*/component.json")):
        card = json.loads(file.read_text(encoding="utf-8"))
        examples = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in card["examples"].items())
        size = sum(other.stat().st_size for other in file.parent.iterdir() if other != file) / 1e6
        rows.append((code(file.parent.name), card["name"], examples, f"{size:.1f} MB", code(card["sha256"][:12])))
    return table(("model", "name", "fitted on", "files", "their sha256 begins"), rows)
