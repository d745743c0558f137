"""What a report costs, from its PDF to relations and counts, beside the bare spaCy model on the same text.

Usage: python benchmarks/pipeline.py [--rounds 5] [REPORT.pdf ...]     without files, five of ../shared of four decades

Processor seconds of one process, BLAS on one thread. The bare model is the installed one with all its components, its
entity recognizer included, over the texts of the paragraphs. In each round a report goes through all steps, as in a
run, and then through the bare model, so that a busy machine slows both; a figure is the least of all rounds. The last
lines are the seconds of `import sgreports` and of the first report in a new process.
"""

import argparse
import os
import subprocess
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"

# isort: split

import time
from collections.abc import Iterator
from pathlib import Path

import spacy

from sgreports.facts.counts import count_facts
from sgreports.garbage_collection import rare_garbage_collection
from sgreports.parsing.language import language
from sgreports.pipeline import read_mentions
from sgreports.reading import read_report
from sgreports.relations.find import find_relations
from sgreports.relations.learned.model import relation_model
from sgreports.relations.scene import Scenes, by_paragraph
from sgreports.settings import Settings

SHARED = Path(__file__).parents[2] / "shared"
REPORTS = ("S_1996_416.pdf", "S_2005_335.pdf", "S_2014_305.pdf", "S_2025_211.pdf", "S_2025_153.pdf")
SETTINGS = Settings(use_cache=False)
STEPS = ("read", "parse and mentions", "relations", "counts")
IMPORT = "import time, sys; t = time.process_time(); import sgreports; print(time.process_time() - t)"
FIRST = "import time, sys; from sgreports import extract; extract(sys.argv[1]); print(time.process_time())"


def steps(file: Path) -> Iterator[float]:
    """The processor seconds of each step of a report."""
    began = time.process_time()
    report = read_report(file, SETTINGS)
    yield time.process_time() - began
    began = time.process_time()
    report, units, mentions, *_ = read_mentions(report, SETTINGS)
    yield time.process_time() - began
    began = time.process_time()
    scenes = Scenes(by_paragraph(mentions))
    relations = find_relations(units, mentions, relation_model(SETTINGS.relation_model), scenes)
    yield time.process_time() - began
    began = time.process_time()
    count_facts(units, mentions, relations, scenes=scenes)
    yield time.process_time() - began


def as_in_a_run(file: Path) -> tuple[float, ...]:
    """The same, with the garbage collector as `extract` sets it."""
    with rare_garbage_collection():
        return tuple(steps(file))


def bare(model: "spacy.Language", texts: list[str]) -> float:
    """The processor seconds of the model alone."""
    began = time.process_time()
    for _ in model.pipe(texts):
        pass
    return time.process_time() - began


def of_process(code: str, *words: str) -> float:
    """What a new process prints of itself; the least of three."""
    command = [sys.executable, "-c", code, *words]
    return min(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(3))


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    files = given.reports or [next(SHARED.rglob(name)) for name in REPORTS]
    model = spacy.load(SETTINGS.model)  # noqa: TID251 - what is compared with
    language(SETTINGS.model)
    sys.stdout.write(f"| report | tokens | {' | '.join(STEPS)} | all | bare model | ratio |\n|{'---|' * 9}\n")
    ratios = []
    for file in files:
        texts = [p.text for p in read_report(file, SETTINGS).paragraphs]
        bare(model, texts)
        rounds = [(as_in_a_run(file), bare(model, texts)) for _ in range(given.rounds)]
        each = [min(found[at] for found, _ in rounds) for at in range(len(STEPS))]
        alone = min(seconds for _, seconds in rounds)
        ratios.append(sum(each) / alone)
        tokens = sum(len(model.make_doc(text)) for text in texts)
        cells = (f"{seconds:.2f}" for seconds in (*each, sum(each), alone, ratios[-1]))
        sys.stdout.write(f"| {file.stem} | {tokens:,} | {' | '.join(cells)} |\n")
        sys.stdout.flush()
    sys.stdout.write(f"\nratio: mean {sum(ratios) / len(ratios):.2f}, most {max(ratios):.2f}\n")
    sys.stdout.write(f"import sgreports: {of_process(IMPORT):.2f} s\n")
    sys.stdout.write(f"first report after start: {of_process(FIRST, str(files[-2])):.2f} s\n")


if __name__ == "__main__":
    main()
