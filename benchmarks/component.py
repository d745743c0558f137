"""What the trained component costs and what it wins, beside other ways to find names of the open classes.

Usage: python benchmarks/component.py speed REPORT.pdf …
       python benchmarks/component.py compare SPLIT [MODEL …]

`speed` times a report from its PDF to its relations with the component and without, in turn, in one process, and prints
the ratio of the least processor seconds. `compare` prints strict precision, recall and F1
on the gold of SPLIT: rules alone; with the entities of each spaCy MODEL where no rule marks anything (default: the
settings' model with its recognizer); with the component; the component alone; each MODEL alone.
"""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model

from sgreports.annotation.figures import Figure
from sgreports.annotation.run_rows import load_gold, splits
from sgreports.annotation.scores import Comparison
from sgreports.finding.candidate import Candidate
from sgreports.finding.context import Unit
from sgreports.finding.find import find
from sgreports.finding.mentions import Found
from sgreports.finding.open_classes.component import component_of
from sgreports.finding.overlap import standing
from sgreports.knowledge.components import LABELS
from sgreports.model.facts import Extraction, Label
from sgreports.reading import read_report
from sgreports.settings import Settings
from sgreports.training.compare import comparisons, scores
from sgreports.training.reports import Annotations, Marked, reports_of

ROUNDS = 5
ANNOTATIONS = Path("annotations")
ENTITIES: dict[str, Label] = {"ORG": "AGENCY", "LAW": "INSTRUMENT", "WORK_OF_ART": "INSTRUMENT"}
say = sys.stdout.write


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one round."""
    start = time.process_time()
    work()
    return time.process_time() - start


def speed(paths: Iterable[Path]) -> None:
    """Prints the ratio of a run with the component to one without, a line a report."""
    with_, without = (Settings(links=False, component=name) for name in ("default", "none"))
    for path in paths:
        times: dict[str, list[float]] = {with_.component: [], without.component: []}
        for turn in range(ROUNDS + 1):
            for s in (with_, without) if turn % 2 else (without, with_):
                times[s.component].append(seconds(partial(whole, path, s)))
        a, b = (min(times[s.component][1:]) for s in (with_, without))
        say(f"{path.name}: with {a:.3f} s, without {b:.3f} s, ratio {a / b:.3f}\n")


def whole(path: Path, settings: Settings) -> Extraction:
    """A run on one report: PDF, mentions, relations."""
    return find(read_report(path, settings), settings)


def compare(split: str, models: Sequence[str]) -> None:
    """Prints the table of the ways."""
    gold = {(p.document, p.paragraph): p for p in load_gold(ANNOTATIONS / "gold")}
    known, settings = Annotations(gold, splits(ANNOTATIONS / "splits.toml")), Settings(links=False)
    reports, wanted = reports_of(known, settings, split), known.of(split)
    component = component_of(settings.component)
    bare = [Marked(r.units, [[] for _ in r.units]) for r in reports]
    show("lists and rules", scores(comparisons(reports, wanted, None)))
    for name in models or (settings.model,):
        nlp = load_model(name)
        entities = [Marked(r.units, named(nlp, r.units, r.found)) for r in reports]
        show(f"rules, entities of {name}", scores(comparisons(entities, wanted, None)))
    with_ = comparisons(reports, wanted, component)
    show("rules, component", scores(with_))
    by_decade(reports, with_)
    show("component alone", scores(comparisons(bare, wanted, component)))
    for name in models or (settings.model,):
        nlp = load_model(name)
        entities = [Marked(r.units, named(nlp, r.units, [[] for _ in r.units])) for r in bare]
        show(f"{name} alone", scores(comparisons(entities, wanted, None)))


def named(nlp: Language, units: Sequence[Unit], found: Found) -> Found:
    """The candidates with the model's entities added that overlap nothing that stands."""
    docs = nlp.pipe((u.text for u in units), batch_size=64)
    return [
        [*candidates, *(c for c in _entities(doc) if not _overlaps(c, candidates))]
        for doc, candidates in zip(docs, found, strict=True)
    ]


def _entities(doc: Doc) -> Iterable[Candidate]:
    for ent in doc.ents:
        first = ent.start + (ent[0].lower_ in ("the", "a", "an") and len(ent) > 1)
        span = doc[first : ent.end]
        if ent.label_ in ENTITIES:
            yield Candidate(ENTITIES[ent.label_], span.start_char, span.end_char, "entity", "name/x")


def _overlaps(c: Candidate, candidates: Iterable[Candidate]) -> bool:
    return any(c.start < o.end and o.start < c.end for o in standing(candidates))


def show(way: str, found: dict[str, Figure]) -> None:
    """A line a label: precision, recall, F1 with its interval, how many."""
    say(f"{way}\n")
    for name in (*LABELS, "all"):
        if f := found.get(name):
            say(f"  {name:10} {f.precision:.3f} {f.recall:.3f} {f.f1:.3f} [{f.low:.3f}, {f.high:.3f}] of {f.n}\n")


def by_decade(reports: Iterable[Marked], each: Sequence[Comparison]) -> None:
    """The figures of the reports of each decade."""
    decades = {
        r.units[0].report.document: f"{date.year // 10}0s" if (date := r.units[0].report.masthead.date) else "undated"
        for r in reports
    }
    for decade in sorted(set(decades.values())):
        show(f"rules, component, {decade}", scores([c for c in each if decades.get(c.document) == decade]))


def main() -> None:
    """Reads the command line."""
    what, *rest = sys.argv[1:]
    if what == "speed":
        speed(map(Path, rest))
    else:
        compare(rest[0], rest[1:])


if __name__ == "__main__":
    main()
