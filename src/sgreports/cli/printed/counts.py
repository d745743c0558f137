"""What `sgreports counts` prints."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sgreports.answers.counts.question import OF_ONE_KIND

if TYPE_CHECKING:
    from sgreports.answers.counts.answer import Answer
    from sgreports.answers.queries import Record

WHY = {
    "negated": "denied",
    "planned": "planned or asked for",
    "no_number_of_things": "shares, rates, measures",
    "range": "ranges and vague numbers",
    "change": "changes",
    "cumulative": "running totals and stocks",
    "repeated": "said again in the report",
    "part_of_another": "parts of another number here",
    "another_breakdown": "another breakdown of the same total",
}
LONG = ("country", "agent", "source", "whose", "unit", "series", "document")
"""Groups whose names may need several lines."""
UNKNOWN, NOTHING = "unknown", "–"


def print_rows(found: "Answer", rows: "Sequence[Record]") -> None:
    """A table of the totals in the width of the terminal, and under it what was left out."""
    console = Console(highlight=False)
    if not rows or not any(row["counts"] or row["left_out"] for row in rows):
        console.print("no count fits")
        return
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for name in found.question.groups:
        table.add_column(name, overflow="fold", no_wrap=name not in LONG)
    for name in ("total", "counts", "assumed", "left out"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*(_group(row[name]) for name in found.question.groups), *_measures(row))
    console.print(table)
    for line in _notes(found, rows):
        console.print(line, style="dim", markup=False)


def print_cells(found: "Answer", rows: "Sequence[Record]") -> None:
    """Each number with its document, paragraph and page, its sentence, and why it is left out where it is."""
    console = Console(highlight=False)
    if not rows:
        console.print("no count fits")
    before: tuple[Any, ...] | None = None
    for row in rows:
        group = tuple(row[f"by_{name}"] for name in found.question.groups)
        if group and group != before:
            console.print(Text(" · ".join(map(_group, group)), style="bold"))
        before = group
        _print_cell(console, row)
    for line in _notes(found, found.rows):
        console.print(line, style="dim", markup=False)


def _print_cell(console: Console, row: "Record") -> None:
    page = f" p. {row['page']}" if row["page"] else ""
    what = row["unit_phrase"] or row["unit"] or ""
    console.print(Text(f"  {row['document']} ¶{row['paragraph']}{page}  {row['number_text']} {what}"))
    if row["left_out"]:
        console.print(f"    left out: {WHY[row['left_out']]}", style="yellow")
    console.print(Padding(Text(row["sentence_text"], style="dim"), (0, 0, 0, 4)))
    if row["link"]:
        console.print(Text(f"    {row['link']}", style="dim", overflow="fold"))


def _group(value: Any) -> str:
    return UNKNOWN if value is None else str(value)


def _measures(row: "Record") -> Iterator[str]:
    yield NOTHING if row["total"] is None else amount(row["total"], row["exact"])
    yield from (f"{row[name]:,}" if row[name] else NOTHING for name in ("counts", "assumed", "left_out"))


def amount(value: float, exact: bool) -> str:
    """`1,204`, `~81,000`, `0.5`."""
    number = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    return number if exact else f"~{number}"


def _notes(found: "Answer", rows: "Sequence[Record]") -> Iterator[str]:
    """What the totals are made of, in short lines."""
    summed, assumed = (sum(row[name] for row in rows) for name in ("counts", "assumed"))
    made = f"{_plural(summed, 'count')} in {_plural(found.documents, 'report')}"
    mixed = bool(set(OF_ONE_KIND) & set(found.question.groups))
    yield ""
    if not mixed and summed:
        total = sum(row["total"] or 0 for row in rows)
        yield f"In all {amount(total, all(row['exact'] for row in rows))}, from {made}."
    elif summed:
        yield f"{made} {'is' if summed == 1 else 'are'} summed."
    if assumed:
        yield f"Of {assumed:,} the time or country is assumed from the report; no sentence says it."
    if any(not row["exact"] for row in rows):
        yield "~ has numbers such as `about 40`, `more than 40`."
    if found.left_out:
        yield f"Left out {sum(found.left_out.values()):,}:"
        yield from (f"  {n:,} {WHY[reason]}" for reason, n in found.left_out.items())
    if found.documents > 1:
        yield "What two reports both say counts twice; --cells lists the sentences."


def _plural(number: int, noun: str) -> str:
    """`1 count`, `1,204 counts`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def csv_text(rows: "Sequence[Record]") -> str:
    """CSV by the rules of the dataset's own files."""
    from sgreports.dataset.files.csv_table import cell

    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows([cell(json.loads(json.dumps(v, default=str))) for v in row.values()] for row in rows)
    return file.getvalue()
