"""The rules alone, with the component that is there, and with the one that was trained, on the same gold paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sgreports.annotation.gold.records import GoldParagraph
from sgreports.annotation.scoring.comparison import Comparison
from sgreports.annotation.scoring.figures import Figure, figures
from sgreports.annotation.scoring.scores import compare
from sgreports.knowledge.components import LABELS, Calibration
from sgreports.mentions.assembly import resolved_mentions
from sgreports.mentions.open_classes.component import Component
from sgreports.mentions.open_classes.merge import open_names
from sgreports.model.facts import Label
from sgreports.training.names.calibrate import CUTOFFS, cut_at
from sgreports.training.reports import Marked

Compared = list[Comparison]
Calibrations = dict[Label, Calibration]


def comparisons(reports: Iterable[Marked], gold: Sequence[GoldParagraph], component: Component | None) -> Compared:
    """Every gold paragraph against what the rules and the component find in it; one that is not there is all missed."""
    wanted = {(p.document, p.paragraph): p for p in gold}
    step = open_names(component) if component else None
    out: Compared = []
    for report in reports:
        mentions, _ = resolved_mentions(report.units, step(report.units, report.found) if step else report.found)
        for unit in report.units:
            if paragraph := wanted.pop((unit.report.document, unit.paragraph.key), None):
                rows = [m.model_dump() for m in mentions if m.paragraph == unit.paragraph.key]
                out.append(compare(paragraph, rows, [], unit.text))
    return out + [compare(p, [], [], "") for p in wanted.values()]


def scores(each: Sequence[Comparison]) -> dict[str, Figure]:
    """The strict figures by label, and of all labels under `all`."""
    return {f.name.removeprefix("strict "): f for f in figures(each) if f.name.startswith("strict ")}


def chosen(reports: Sequence[Marked], gold: Sequence[GoldParagraph], component: Component) -> Calibrations:
    """Each label's calibration with the lowest cutoff at which its F1 does not fall below that of the rules alone."""
    before = scores(comparisons(reports, gold, None))
    known = component.meta.calibration
    open_yet = [label for label in LABELS if known[label].cutoff is not None]
    found: Calibrations = {label: cut_at(c, None) for label, c in known.items()}
    for cutoff in CUTOFFS:
        tried = {label: cut_at(known[label], cutoff if label in open_yet else None) for label in LABELS}
        after = scores(comparisons(reports, gold, with_calibration(component, tried)))
        kept = [label for label in open_yet if label not in before or after[label].f1 >= before[label].f1]
        found |= {label: tried[label] for label in kept}
        open_yet = [label for label in open_yet if label not in kept]
    return found


def with_calibration(component: Component, calibration: Calibrations) -> Component:
    """The same weights under other calibrations."""
    return replace(component, meta=component.meta.model_copy(update={"calibration": calibration}))
