"""Where a run is: a bar on a terminal, a line a file elsewhere. On standard error, so that output can be piped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sgreports.inputs import writable

Tell = Callable[[int, int, Path | None], None]


@contextmanager
def progress_bar(hidden: bool = False) -> Iterator[Tell]:
    """A function to tell how many files are done, of how many, and which is next."""
    console = Console(stderr=True)
    if hidden:
        yield lambda *_: None
    elif not console.is_terminal:
        yield lambda done, total, file: console.out(f"{done + 1}/{total} {_name(file)}") if file else None
    else:
        columns = (
            SpinnerColumn(),
            BarColumn(24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("starting", total=None)
            yield lambda done, total, file: bar.update(
                task,
                completed=done,
                total=total or None,
                description=escape(_name(file)) if file else "writing" if total else "loading",
            )


def _name(file: Path) -> str:
    """A file's name on one line, whatever is in it."""
    return " ".join(writable(file.name).split())
