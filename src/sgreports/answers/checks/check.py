"""All checks over a dataset."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sgreports.answers.checks.changes import changes
from sgreports.answers.checks.counts import counts_of
from sgreports.answers.checks.finding import CHECKS, CheckName, Finding
from sgreports.answers.checks.repeated import repeated
from sgreports.answers.checks.resolutions import resolutions
from sgreports.answers.checks.shares import shares
from sgreports.answers.checks.tables import columns
from sgreports.answers.queries import opened
from sgreports.errors import UsageError


def check(dataset: Path, only: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """The contradictions of a dataset, in the order of CHECKS, then of the reports.

    `only` names checks; none: all. Raises UsageError for an unknown one, and where `dataset` holds no run.
    """
    if unknown := [name for name in only if name not in CHECKS]:
        raise UsageError(f"there is no check {unknown[0]!r}; there are {', '.join(CHECKS)}")
    with opened(dataset) as connection:
        counts = counts_of(connection)
        checks: dict[CheckName, Callable[[], Iterator[Finding]]] = {
            "shares": lambda: shares(counts), "changes": lambda: changes(counts),
            "columns": lambda: columns(connection), "repeated": lambda: repeated(dataset),
            "resolutions": lambda: resolutions(connection),
        }  # fmt: skip
        return tuple(finding for name in CHECKS if not only or name in only for finding in checks[name]())
