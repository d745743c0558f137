"""Runs with a stand-in for finding, for tests that kill them: of the arguments given, or of each line of input.

What is found depends on the text alone, so that every run of the same files writes the same bytes.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from sgreports import pipeline
from sgreports.batches import runs
from sgreports.batches.entry import Processed
from sgreports.batches.workers import Job
from sgreports.model.facts import Extraction, Mention
from sgreports.model.report import Report
from sgreports.settings import Settings


def one_agency(report: Report, settings: Settings) -> Extraction:
    """The first word of each paragraph as an agency."""
    assert settings
    words = [(p, p.text.split()[0]) for p in report.paragraphs]
    mentions = tuple(
        Mention(id=f"m{p.order}", paragraph=p.key, label="AGENCY", start=0, end=len(word), text=word,
                entity=word.lower(), source="rule:stub")
        for p, word in words
    )  # fmt: skip
    return Extraction(report=report, mentions=mentions, relations=())


def work(file: Path, settings: Settings, seconds: float) -> Processed:
    """The pipeline's own work on a file, with the stand-in, after some time."""
    time.sleep(seconds)
    pipeline.find = one_agency
    return runs.process(file, settings)


def loaded(_: Settings) -> None:
    """No language model."""


def killed_before(step: int) -> Callable[[str, object], None]:
    """Ends the process before it makes, renames or removes something for the so manieth time; 0 is never."""
    steps = count(1)

    def look(event: str, _: object) -> None:
        if event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir") and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return look


def run(folder: str, out: str, cache: str, workers: int, seconds: float) -> None:
    """A run with the stand-in, in this process or in workers."""
    runs.JOB = Job(partial(work, seconds=seconds), loaded)
    runs.run([Path(folder)], Path(out), Settings(workers=workers, cache=Path(cache)))


def serve() -> None:
    """Of two lines of input each, the arguments and the step before which it is killed, as JSON, start a run in a fork,
    whose id is said; one waits for it.

    Until then its id is no other's, so that it can be killed.
    """
    import sgreports.dataset.files.parquet  # noqa: F401 - once for all children

    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if pid == 0:
            os.dup2(2, 1)  # what it prints is no answer
            *given, step = json.loads(line)
            sys.addaudithook(killed_before(step))
            run(*given)
            os._exit(0)
        say(pid)
        sys.stdin.readline()
        say(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def say(number: int) -> None:
    """A line that is read at once."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve() if len(sys.argv) == 1 else run(*json.loads(sys.argv[1]))
