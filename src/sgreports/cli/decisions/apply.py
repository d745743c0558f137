"""`sgreports apply`: what readers decided, on the rows of a dataset that is there."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sgreports.cli.answers.options import Dataset
from sgreports.cli.printed.controls import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sgreports.decisions.apply import Applied
    from sgreports.decisions.files import Decisions
    from sgreports.decisions.stale import Stale

SAID = {
    "right": "right", "corrected": "corrected", "added": "added", "wrong": "refused",
    "disputed": "disputed (not added until one reader changes, or a line settles it)", "unsure": "left unsure",
}  # fmt: skip
LOST = {
    "stale": "on paragraphs that say other words now: --stale lists them",
    "absent": "on documents that the dataset has not", "unread": "lines that are no decisions",
}  # fmt: skip


def apply(
    dataset: Dataset,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FOLDER", help="Folder of decisions, or one file.")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="Take all decisions back.")] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="Only list decisions on paragraphs that say other words by now.")
    ] = False,
    move: Annotated[
        bool, typer.Option("--move", help="With --stale: move those to where their numbers are now.")
    ] = False,
) -> None:
    """Apply decisions to a dataset, or other ones, or none: its rows of counts and all that is made of them.

    What the program proposed is kept, so nothing is lost. No document is read again.
    """
    from sgreports.decisions.files import FOLDER, NO_DECISIONS, read_decisions

    found = NO_DECISIONS if none else read_decisions(decisions or FOLDER)
    if stale:
        _list_stale(dataset, found, move)
        return
    from sgreports.decisions.apply import apply as put_on

    for line in applied_in_words(put_on(dataset, found)):
        typer.echo(printable(line))


def applied_in_words(applied: "Applied") -> "Iterator[str]":
    """What became of decisions, in lines."""
    tally = applied.tally | ({"unread": len(applied.unread)} if applied.unread else {})
    rows = ", ".join(f"{tally[name]:,} {words}" for name, words in SAID.items() if tally.get(name))
    yield f"rows decided: {rows}" if rows else "no row is decided"
    yield from (f"not applied: {tally[name]:,} {words}" for name, words in LOST.items() if tally.get(name))
    yield from (f"  {line}" for line in applied.unread)


def _list_stale(dataset: Path, found: "Decisions", moving: bool) -> None:
    from sgreports.dataset.files.folder import DUCKDB
    from sgreports.dataset.files.parquet import open_duckdb
    from sgreports.decisions.apply import check_dataset
    from sgreports.decisions.stale import move, stale_decisions

    check_dataset(dataset)
    with open_duckdb(dataset / DUCKDB, read_only=True) as connection:
        stale = stale_decisions(found, connection)
    for each in stale:
        typer.echo(printable(stale_in_words(each)))
    moved = move(stale) if moving else []
    typer.echo(f"{len(stale):,} stale" + (f", {len(moved):,} moved: apply them again" if moving else ""))


def stale_in_words(each: "Stale") -> str:
    """A stale decision in a line: where it is, what it says, and where it may belong now."""
    d = each.line.decision
    place = f"{each.line.file}:{each.line.number}: {d.document} ¶{d.paragraph} {d.quote!r} {d.verdict}"
    if each.paragraph is None:
        return f"{place}; no paragraph is like it"
    where = "can be moved there" if each.moved else "its number is not there, or is there twice"
    return f"{place}; most like it is ¶{each.paragraph} ({each.alike:.0%} of its words), {where}"
