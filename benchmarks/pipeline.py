"""What a report costs, from its PDF to relations and counts, fast and best, beside the bare spaCy model on its text.

Usage: python benchmarks/pipeline.py [--rounds 5] [REPORT.pdf ...]     without files, five of ../shared of four decades

Processor seconds of one process, BLAS on one thread. The bare model is the installed one with all its components, its
entity recognizer included, over the texts of the paragraphs; a ratio is that of reading and finding to it. In each
round a report is read, goes through all steps at each accuracy, as in a run, and then through the bare model, so that a
busy machine slows all; a figure is the least of all rounds. The last lines are the seconds of `import sgreports` and of
the first report in a new process.
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

from sgreports.garbage_collection import rare_garbage_collection
from sgreports.parsing.language import language
from sgreports.pipeline import find
from sgreports.reading import read_report
from sgreports.settings import Settings

SHARED = Path(__file__).parents[2] / "shared"
REPORTS = ("S_1996_416.pdf", "S_2005_335.pdf", "S_2014_305.pdf", "S_2025_211.pdf", "S_2025_153.pdf")
SETTINGS = Settings(use_cache=False)
ACCURACIES = ("fast", "best")
COLUMNS = ("report", "tokens", "read", *(f"find, {name}" for name in ACCURACIES), "bare model")
IMPORT = "import time, sys; t = time.process_time(); import sgreports; print(time.process_time() - t)"
FIRST = "import time, sys; from sgreports import extract; extract(sys.argv[1]); print(time.process_time())"


def steps(file: Path) -> Iterator[float]:
    """The processor seconds of reading a report, and of finding what is in it at each accuracy."""
    began = time.process_time()
    report = read_report(file, SETTINGS)
    yield time.process_time() - began
    for accuracy in ACCURACIES:
        began = time.process_time()
        find(report, SETTINGS.model_copy(update={"accuracy": accuracy}))
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
    columns = (*COLUMNS, *(f"ratio, {name}" for name in ACCURACIES))
    sys.stdout.write(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n")
    ratios = []
    for file in files:
        texts = [p.text for p in read_report(file, SETTINGS).paragraphs]
        as_in_a_run(file)
        bare(model, texts)
        rounds = [(as_in_a_run(file), bare(model, texts)) for _ in range(given.rounds)]
        read, *found = (min(its[at] for its, _ in rounds) for at in range(1 + len(ACCURACIES)))
        alone = min(seconds for _, seconds in rounds)
        ratios.append([(read + each) / alone for each in found])
        tokens = sum(len(model.make_doc(text)) for text in texts)
        cells = (f"{seconds:.2f}" for seconds in (read, *found, alone, *ratios[-1]))
        sys.stdout.write(f"| {file.stem} | {tokens:,} | {' | '.join(cells)} |\n")
        sys.stdout.flush()
    for name, its in zip(ACCURACIES, zip(*ratios, strict=True), strict=True):
        sys.stdout.write(f"{name}: mean ratio {sum(its) / len(its):.2f}, most {max(its):.2f}\n")
    sys.stdout.write(f"import sgreports: {of_process(IMPORT):.2f} s\n")
    sys.stdout.write(f"first report after start: {of_process(FIRST, str(files[0])):.2f} s\n")


if __name__ == "__main__":
    main()
