"""All checks over a dataset."""

from collections.abc import Iterator
from pathlib import Path

from sgreports.answers.checks.changes import changes
from sgreports.answers.checks.counts import counts_of
from sgreports.answers.checks.finding import CHECKS, CheckName, Finding
from sgreports.answers.checks.parts import parts, shares
from sgreports.answers.checks.repeated import repeated
from sgreports.answers.checks.resolutions import resolutions
from sgreports.answers.checks.tables import columns, tables_of, texts
from sgreports.answers.queries import opened
from sgreports.errors import UsageError


def check(dataset: Path, only: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """The contradictions of a dataset, in the order of CHECKS, then of the reports.

    `only` names checks; none: all. Raises UsageError for an unknown one, and where `dataset` holds no run.
    """
    if unknown := [name for name in only if name not in CHECKS]:
        raise UsageError(f"there is no check {unknown[0]!r}; there are {', '.join(CHECKS)}")
    found = list(_found(dataset))
    wanted: list[CheckName] = [name for name in CHECKS if not only or name in only]
    return tuple(finding for name in wanted for finding in found if finding.check == name)


def _found(dataset: Path) -> Iterator[Finding]:
    with opened(dataset) as connection:
        counts, tables = counts_of(connection), tables_of(connection)
        cited = list(resolutions(connection))
    yield from (*parts(counts), *shares(counts), *changes(counts), *columns(tables), *texts(tables, counts))
    yield from (*repeated(dataset), *cited)
