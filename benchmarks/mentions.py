"""Seconds of mentions (language model excepted) and of a whole run, beside the language model alone on the same text.

Usage: python benchmarks/mentions.py REPORT.pdf [MODEL]

`MODEL` (default en_core_web_sm, else the settings' model) runs with all its components over the report's paragraphs.
Everything is timed warm, in one process, the least of three rounds each; processor seconds, one core.
"""

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from sgreports.links.find import find_relations
from sgreports.mentions import finders_and_steps
from sgreports.names.assembly import assemble
from sgreports.parsing.language import parse_report
from sgreports.reading import read_report
from sgreports.settings import Settings

ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """The least processor time of some rounds, after one that warms."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def fresh(path: Path, settings: Settings) -> None:
    """A whole run on one report: PDF, mentions, relations."""
    units = parse_report(read_report(path, settings), settings.model)
    finders, steps = finders_and_steps(settings)
    find_relations(units, assemble(units, finders, steps)[0])


def main() -> None:
    """Prints the three times and the two ratios."""
    path, settings = Path(sys.argv[1]), Settings(links=False)
    wanted = sys.argv[2] if len(sys.argv) > 2 else "en_core_web_sm"
    name = wanted if spacy.util.is_package(wanted) else settings.model
    nlp = importlib.import_module(name).load()
    report = read_report(path, settings)
    units = parse_report(report, settings.model)
    texts = [p.text for p in report.paragraphs]
    finders, steps = finders_and_steps(settings)
    model = seconds(lambda: list(nlp.pipe(texts, batch_size=64)))
    mentions = seconds(lambda: assemble(units, finders, steps))
    whole = seconds(lambda: fresh(path, settings))
    say = sys.stdout.write
    say(f"{path.name}: {report.paragraphs[-1].order + 1} paragraphs, {sum(map(len, texts))} characters\n")
    say(f"{name}, all components  {model:6.3f} s\n")
    say(f"mentions               {mentions:6.3f} s  {mentions / model:6.1%} of it (at most 15 %)\n")
    say(f"PDF to relations       {whole:6.3f} s  {whole / model:6.2f} times it (at most 1.0)\n")


if __name__ == "__main__":
    main()
