"""Runs with a stand-in for finding, in forks of one process that has imported everything: quick to start and to kill.

Reads a line of JSON for each run (see `Order`), says its process id, waits for a line, and says how it ended.
"""

import contextlib
import importlib
import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sgreports import pipeline
from sgreports.batches import runs
from sgreports.batches.entry import Processed
from sgreports.batches.workers import Job
from sgreports.dataset.files import atomic
from sgreports.errors import SgreportsError
from sgreports.model.facts import Extraction, Mention
from sgreports.model.report import Report
from sgreports.settings import Settings

DONE, TOLD, UNEXPECTED = 0, 2, 3
"""Exit codes: the run ended, it said what is wrong, it raised something else."""


@dataclass(frozen=True, slots=True)
class Order:
    """A run: where from and to, how slow (`pause` seconds a report), and which of the system's gifts it has to miss."""

    folder: str
    out: str
    cache: str
    workers: int
    pause: float = 0.0
    exchange: bool = True
    clock: int = 0


def first_words(report: Report, _: Settings) -> Extraction:
    """The first word of each paragraph as an agency."""
    words = [(p, p.text.split()[0]) for p in report.paragraphs]
    mentions = tuple(
        Mention(id=f"m{p.order}", paragraph=p.key, label="AGENCY", start=0, end=len(word), text=word,
                entity=word.lower(), source="rule:stub")
        for p, word in words
    )  # fmt: skip
    return Extraction(report=report, mentions=mentions, relations=())


def work(file: Path, settings: Settings, pause: float) -> Processed:
    """The pipeline's own work on a file, with the stand-in."""
    time.sleep(pause)
    pipeline.find = first_words
    return runs.process(file, settings)


def loaded(_: Settings) -> None:
    """No language model."""


def jumping(seed: int) -> Callable[[], float]:
    """A clock that jumps by up to a year, back and forth, at every look."""
    chance, real = random.Random(seed), time.time
    return lambda: real() + chance.uniform(-1, 1) * 365 * 24 * 3600


def run(order: Order) -> int:
    """Runs it here; an exit code."""
    runs.JOB = Job(partial(work, pause=order.pause), loaded)
    if not order.exchange:
        atomic._exchange = lambda *_: False
    if order.clock:
        time.time = jumping(order.clock)
    try:
        runs.run([Path(order.folder)], Path(order.out), Settings(workers=order.workers, cache=Path(order.cache)))
    except SgreportsError as error:
        sys.stderr.write(f"{error}\n")
        return TOLD
    except Exception:
        sys.excepthook(*sys.exc_info())
        return UNEXPECTED
    return DONE


def imported(order: Order) -> None:
    """Imports what a run imports, once for all forks. The run is one of a fork: it leaves threads behind."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        run(order)
        with os.fdopen(writing, "w") as out:
            out.write("\n".join(sys.modules))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as names:
        for name in names.read().split():
            with contextlib.suppress(Exception):  # names that are no modules of their own
                importlib.import_module(name)
    os.wait()


def serve() -> None:
    """A fork for each order."""
    children: dict[int, Any] = {}
    for number, line in enumerate(iter(sys.stdin.readline, "")):
        order = json.loads(line)
        if number == 0:
            imported(Order(**order))
        if "wait" in order:
            with contextlib.suppress(ChildProcessError):
                children[order["wait"]] = os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1])
            say(children.pop(order["wait"], UNEXPECTED))
            continue
        pid = os.fork()
        if pid == 0:
            os.dup2(2, 1)
            os._exit(run(Order(**order)))
        say(pid)


def say(number: int) -> None:
    """A line that is read at once."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
