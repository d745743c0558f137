"""What `sgreports check` prints."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

if TYPE_CHECKING:
    from sgreports.answers.checks.finding import Finding


def print_findings(found: "Sequence[Finding]") -> None:
    """The findings check by check, each with its places."""
    from sgreports.answers.checks.finding import CHECKS

    console = Console(highlight=False)
    for name, group in groupby(found, key=lambda finding: finding.check):
        console.print(Text(f"{name}: {CHECKS[name]}", style="bold"))
        for finding in group:
            _print_finding(console, finding)
    number = len(found)
    console.print(f"{number:,} finding{'s' * (number != 1)}" if number else "nothing found")


def _print_finding(console: Console, finding: "Finding") -> None:
    console.print(Padding(Text(f"{finding.says}  ({finding.sure:.0%} sure)"), (0, 0, 0, 2)))
    for place in finding.places:
        page = f" p. {place.page}" if place.page else ""
        console.print(Padding(Text(f"{place.document} {place.place}{page}"), (0, 0, 0, 4)))
        console.print(Padding(Text(place.text, style="dim"), (0, 0, 0, 6)))
