"""`sgreports diff`: what changed from one run to another."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sgreports.cli.files import check_place, write
from sgreports.errors import UsageError

if TYPE_CHECKING:
    from sgreports.dataset.changes.change import Change, Table
    from sgreports.dataset.changes.runs import Comparison


def diff(  # noqa: PLR0917 - each is an option of the command
    first: Annotated[Path, typer.Argument(metavar="RUN_A", help="The dataset of a run.")],
    second: Annotated[Path, typer.Argument(metavar="RUN_B", help="The dataset of a later run.")],
    document: Annotated[
        list[str] | None, typer.Option(metavar="SYMBOL", help="Only this document (repeatable).")
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this table: mentions, relations, … (repeatable).")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="Show the first N changes.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print all changes as JSON.")] = False,
    page: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the changes as an HTML page.")] = None,
) -> None:
    """Compare two runs of the same reports: which rows changed, and why.

    Exit codes: 0 no change, 1 changes, 2 error.
    """
    from sgreports.cli.printed.changes import print_json, print_text
    from sgreports.dataset.changes.runs import Wanted, compared
    from sgreports.dataset.stored.by_document import opened

    with opened(first) as before, opened(second) as after:
        comparison = compared(before, after, Wanted(tuple(document or ()), _tables(table)))
        found = comparison.changes()
        if page:
            found = _paged(page, comparison, found)
        total = print_json(comparison, found) if as_json else print_text(comparison, found, limit)
    raise typer.Exit(1 if total else 0)


def _paged(path: Path, comparison: "Comparison", found: Iterator["Change"]) -> Iterator["Change"]:
    """Yields the same changes, then writes the page. Raises UsageError if that fails."""
    from sgreports.dataset.changes.count import ChangeCount
    from sgreports.dataset.changes_page import MOST, page

    check_place(path)
    kept: list[Change] = []
    count = ChangeCount()
    for change in found:
        count.add(change)
        if len(kept) < MOST:
            kept.append(change)
        yield change
    write(path, page(comparison, kept, count))


def _tables(names: list[str] | None) -> tuple["Table", ...]:
    """The tables named, all of them where none is. Raises UsageError listing those that there are."""
    from sgreports.dataset.changes.runs import ALL

    strange = [name for name in names or () if name not in ALL]
    if strange:
        raise UsageError(f"there is no table {strange[0]!r}; there are {', '.join(ALL)}")
    return tuple(table for table in ALL if not names or table in names)
