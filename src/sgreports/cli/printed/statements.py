"""What `sgreports statements` prints."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sgreports.cli.printed.counts import group_name, print_sentence
from sgreports.dataset.stored.stored import plural

if TYPE_CHECKING:
    from sgreports.answers.statements.answer import StatementAnswer
    from sgreports.dataset.files.parquet import Record

LONG = ("subject", "object", "country", "document")
"""Groups whose names may need several lines."""
WHY = {"denied": "denied", "planned": "planned or requested"}


def print_rows(found: "StatementAnswer", rows: "Sequence[Record]", first: int) -> None:
    """A table of the groups in the width of the terminal: in how many sentences it is said, how surely, and where."""
    console = Console(highlight=False)
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for name in found.question.groups:
        table.add_column(name, overflow="fold", no_wrap=name not in LONG)
    for name in ("said", "reports", "score"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("where", overflow="fold", min_width=14, style="dim")
    for row in rows[:first]:
        groups = (Text(group_name(found.short.get(row[name], row[name]))) for name in found.question.groups)
        numbers = (f"{row['sentences']:,}", f"{row['documents']:,}", f"{row['best_score']:.2f}".lstrip("0"))
        table.add_row(*groups, *numbers, Text(_place(row)))
    if rows:
        console.print(table)
    _end(console, found, len(rows), first)


def _place(row: "Record") -> str:
    others = row["sentences"] - 1
    return f"{row['best_place']}{f' +{others:,}' if others else ''}"


def print_cells(found: "StatementAnswer", rows: "Sequence[Record]", first: int) -> None:
    """Each statement with its document, paragraph and page, its sentence and address, under its group."""
    console = Console(highlight=False)
    names = [f"by_{name}" for name in found.question.groups]
    groups = [(key, list(its)) for key, its in groupby(rows, key=lambda row: tuple(row[name] for name in names))]
    for key, its in groups[:first]:
        if key:
            console.print(Text(" · ".join(map(group_name, key)), style="bold"))
        for row in its:
            _print_cell(console, row)
    _end(console, found, len(groups), first)


def _print_cell(console: Console, row: "Record") -> None:
    page = f" p. {row['page']}" if row["page"] else ""
    score = f"{row['score']:.2f}".lstrip("0")
    said = f"{row['subject_text']} —{row['relation_type']}→ {row['object_text']}"
    console.print(Padding(Text(f"{row['document']} ¶{row['paragraph']}{page}  {said}  {score}"), (0, 0, 0, 2)))
    if apart := [text for text in _apart(row) if text]:
        console.print(f"    {', '.join(apart)}", style="yellow", markup=False)
    print_sentence(console, row)


def _apart(row: "Record") -> Iterator[str]:
    """What sets a statement apart from a plain fact."""
    yield "denied" if row["polarity"] == "negated" else ""
    yield WHY["planned"] if row["modality"] == "planned" else ""
    yield f"as {row['attributed_to_name']} says" if row["attributed_to_name"] else ""


def _end(console: Console, found: "StatementAnswer", held: int, first: int) -> None:
    """How much there is besides, of what it is made, and what is left out."""
    made = f"\n{plural(found.statements, 'statement')} in {plural(found.documents, 'report')}."
    left_out = ", ".join(f"{n:,} {WHY[why]}" for why, n in found.left_out.items())
    if held > first:
        more = f"... and {held - first:,} more; --first {held} prints all, --csv and --json have all"
        console.print(more, style="dim")
    console.print(made if found.statements else "no statement fits", style="dim")
    if left_out:
        console.print(f"Not counted: {left_out}; --all adds them.", style="dim", markup=False)
