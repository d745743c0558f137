"""Commands of packages beside this one: what they name in the entry points `sgreports.commands`."""

from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec

import typer

Command = tuple[str, Callable[..., None] | typer.Typer, str]
"""A command, or a group of commands: where in `sgreports --help` it stands, what it is, and an example."""
GROUP = "sgreports.commands"


def added() -> Iterator[Command]:
    """The commands of the packages that are there."""
    for point in entry_points(group=GROUP):
        if find_spec(point.module.partition(".")[0]):
            yield from point.load()
