"""What the trained component costs and what it wins, beside other ways to find names of the open classes.

Usage: python benchmarks/component.py speed REPORT.pdf …
       python benchmarks/component.py compare SPLIT [MODEL …]

`speed` times a report from its PDF to its relations with the component and without, in turn, in one process, and prints
the ratio of the least processor seconds, and what spaCy's recognizer alone takes on its paragraphs.

`compare` prints strict precision, recall and F1 with its 95 % interval on the gold of SPLIT, and by how much recall and
F1 are above those of the rules alone on the same resampled paragraphs: rules alone; with the entities of each spaCy
MODEL, installed or a folder, where no rule marks anything (default: the setting `model`); with the component; the
component alone; each MODEL alone; then by decade.
"""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model

from sgreports.annotation.scoring.comparison import Comparison
from sgreports.annotation.scoring.figures import HIGH, LOW, differences, summed
from sgreports.annotation.scoring.run_rows import SPLITS, load_gold, splits
from sgreports.knowledge.components import LABELS
from sgreports.mentions.assembly import CandidateLists
from sgreports.mentions.candidate import Candidate
from sgreports.mentions.open_classes.component import component_of
from sgreports.mentions.overlap import without_overlaps
from sgreports.model.facts import Extraction, Label
from sgreports.parsing.unit import Unit
from sgreports.pipeline import find
from sgreports.reading import read_report
from sgreports.settings import Settings
from sgreports.training.names.compare import comparisons, scores
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
    """Prints the ratio of a run with the component to one without, and what spaCy's recognizer would cost."""
    recognizer = load_model(Settings().model, enable=["ner"])
    with_, without = (Settings(links=False, component=name) for name in ("default", "none"))
    for path in paths:
        times: dict[str, list[float]] = {with_.component: [], without.component: []}
        for turn in range(ROUNDS + 1):
            for s in (with_, without) if turn % 2 else (without, with_):
                times[s.component].append(seconds(partial(whole, path, s)))
        a, b = (min(times[s.component][1:]) for s in (with_, without))
        texts = [p.text for p in read_report(path, without).paragraphs]
        c = min(seconds(lambda texts=texts: list(recognizer.pipe(texts, batch_size=64))) for _ in range(ROUNDS))
        say(f"{path.name}: with {a:.3f} s, without {b:.3f} s, ratio {a / b:.3f}; spaCy's recognizer {c:.3f} s\n")


def whole(path: Path, settings: Settings) -> Extraction:
    """A run on one report: PDF, mentions, relations."""
    return find(read_report(path, settings), settings)


def compare(split: str, models: Sequence[str]) -> None:
    """Prints the table of the ways."""
    gold = {(p.document, p.paragraph): p for p in load_gold(ANNOTATIONS / "gold")}
    known, settings = Annotations(gold, splits(ANNOTATIONS / SPLITS)), Settings(links=False)
    reports, wanted = reports_of(known, settings, split), known.of(split)
    component = component_of(settings.component)
    bare = [Marked(r.units, [[] for _ in r.units]) for r in reports]
    recognizers = {(nlp := load_model(name)).meta["name"] + " " + nlp.meta["version"]: nlp for name in models}
    rules = comparisons(reports, wanted, None)
    show("lists and rules", rules)
    for name, nlp in recognizers.items():
        entities = [Marked(r.units, named(nlp, r.units, r.found)) for r in reports]
        show(f"rules, entities of {name}", comparisons(entities, wanted, None), rules)
    with_ = comparisons(reports, wanted, component)
    show("rules, component", with_, rules)
    show("component alone", comparisons(bare, wanted, component))
    for name, nlp in recognizers.items():
        entities = [Marked(r.units, named(nlp, r.units, r.found)) for r in bare]
        show(f"{name} alone", comparisons(entities, wanted, None))
    by_decade(reports, rules, with_)


def named(nlp: Language, units: Sequence[Unit], found: CandidateLists) -> CandidateLists:
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
    return any(c.start < o.end and o.start < c.end for o in without_overlaps(candidates))


def show(way: str, each: Sequence[Comparison], rules: Sequence[Comparison] = ()) -> None:
    """A line a label: precision, recall, F1 with its interval, how many; recall and F1 against those of the rules."""
    found = scores(each)
    say(f"{way}\n")
    for name in (*LABELS, "all"):
        if f := found.get(name):
            beside = "".join(f"  {what} {above(name, rules, each, at)}" for what, at in (("R", 1), ("F1", 2)) if rules)
            cells = f"{f.precision:.3f} {f.recall:.3f} {f.f1:.3f} [{f.low:.3f}, {f.high:.3f}]"
            say(f"  {name:10} {cells} of {f.n}{beside}\n")


def above(label: str, first: Sequence[Comparison], second: Sequence[Comparison], at: int) -> str:
    """By how much a figure of the second is above the first's, with the interval over the same resampled paragraphs."""
    name = f"strict {label}"
    other = {(c.document, c.paragraph): c.tally.get(name) for c in second}
    pairs = [(c.tally.get(name), other[c.document, c.paragraph]) for c in first]
    drawn = differences(pairs, at)
    gain = summed((b for _, b in pairs), at) - summed((a for a, _ in pairs), at)
    return f"{gain:+.3f} [{drawn[LOW]:+.3f}, {drawn[HIGH]:+.3f}]"


def by_decade(reports: Iterable[Marked], rules: Sequence[Comparison], with_: Sequence[Comparison]) -> None:
    """The figures of the reports of each decade."""
    decades = {
        r.units[0].report.document: f"{date.year // 10}0s" if (date := r.units[0].report.masthead.date) else "undated"
        for r in reports
    }
    for decade in sorted(set(decades.values())):
        first, second = ([c for c in each if decades.get(c.document) == decade] for each in (rules, with_))
        show(f"lists and rules, {decade}", first)
        show(f"rules, component, {decade}", second, first)


def main() -> None:
    """Reads the command line."""
    match sys.argv[1:]:
        case ["speed", *files] if files:
            speed(map(Path, files))
        case ["compare", split, *models]:
            compare(split, models or [Settings().model])
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
