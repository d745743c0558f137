"""Where a run is: a bar on a terminal, a line a file elsewhere. On standard error, so that output can be piped."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from sgreports.batches.progress import Progress as Tell
from sgreports.batches.progress import Step, silent
from sgreports.model.run import InputRecord


@contextmanager
def progress_bar(hidden: bool = False) -> Iterator[Tell]:
    """A function that is called with each step of a run."""
    console = Console(stderr=True)
    if hidden:
        yield silent
    elif not console.is_terminal:
        yield lambda step: console.out(*lines(step), sep="\n") if lines(step) else None
    else:
        columns = (SpinnerColumn(), BarColumn(12), TimeRemainingColumn(compact=True), TextColumn("{task.description}"))
        began = time.monotonic()
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("loading", total=None)
            yield lambda step: bar.update(
                task, completed=step.done, total=step.total, description=where(step, time.monotonic() - began)
            )


def lines(step: Step) -> list[str]:
    """What a step says where there is no terminal: a line for the file done last, at first one for all known ones."""
    if step.last:
        return [f"{step.done}/{step.total} {_name(step.last)}{_outcome(step.last)}"]
    return [f"{step.reused}/{step.total} unchanged, from the cache"] if step.reused else []


def where(step: Step, seconds: float) -> str:
    """What stands beside the bar: reports, pages and their rate, failures, and the file done last."""
    if step.done == step.total:
        return "writing"
    parts = [f"{step.done:,}/{step.total:,} reports"]
    if step.pages:
        parts.append(f"{step.pages:,} pages, {step.pages / max(seconds, 0.1):.1f}/s")
    if step.failed:
        parts.append(f"[red]{step.failed:,} failed[/]")
    return " · ".join([*parts, escape(_name(step.last))] if step.last else parts)


def _outcome(record: InputRecord) -> str:
    return "" if record.outcome == "ok" else f" {record.outcome}"


def _name(record: InputRecord) -> str:
    """A file's name on one line, whatever is in it."""
    return " ".join(record.path.rpartition("/")[2].split())
