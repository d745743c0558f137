"""The changes between two runs, as JSON or legible at 80 columns."""

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sgreports.cli.printed.controls import as_data
from sgreports.dataset.changes.change import Change
from sgreports.dataset.changes.count import KINDS, ChangeCount, counts, rows_of_tables
from sgreports.dataset.changes.runs import Comparison

WIDTH, COLUMNS = 80, 4  # of the terminal; of a changed table that are named
SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
STYLES = {
    "plain": "", "removed": "red strike", "added": "green underline", "kept": "bold yellow", "subject": "bold cyan",
    "object": "bold magenta",
}  # fmt: skip
IN_TEXT = {"removed": "[-{}-]", "added": "{{+{}+}}"}  # as `git diff --word-diff`, for paper and pipes without colours
PARAGRAPHS = ("paragraphs", "text_units")
ONE = {"entities": "entity"}


def print_json(comparison: Comparison, found: Iterable[Change]) -> int:
    """Prints one object, and gives the number of changes; they go out as they are found, so the counts come last."""
    count = ChangeCount()
    head = {"before": str(comparison.before.folder), "after": str(comparison.after.folder),
            "differences": [d.model_dump() for d in comparison.causes.differences],
            "program_unknown": comparison.causes.program_unknown}  # fmt: skip
    typer.echo(json.dumps(head, ensure_ascii=False)[:-1] + ',\n"changes": [', nl=False)
    for change in found:
        typer.echo(("," if count.total else "") + "\n" + as_data(change.model_dump_json()), nl=False)
        count.add(change)
    typer.echo(f'\n],\n"counts": {json.dumps(counts(count, comparison), ensure_ascii=False, indent=1)}}}')
    return count.total


def print_text(comparison: Comparison, found: Iterable[Change], limit: int) -> int:
    """Prints the numbers, the causes, and the first changes: those in sentences, the others, then by-the-way ones."""
    count, ranks = ChangeCount(), (list[Change](), list[Change](), list[Change]())
    for change in found:
        count.add(change)
        kept = ranks[2 if change.only_how_found else 0 if change.quote else 1]
        if len(kept) < limit:
            kept.append(change)
    console = Console(width=min(Console().width, WIDTH), highlight=False)
    if count.total:
        console.print(_table(count, comparison))
    console.print(_reasons(count, comparison), end="")
    shown = list(chain(*ranks))[:limit]
    _listed(console, shown)
    if count.total > len(shown):
        console.print(f"\n[dim]{count.total - len(shown):,} more: --limit, --document, --table, --page FILE, --json[/]")
    return count.total


def _table(count: ChangeCount, comparison: Comparison) -> Table:
    """Rows in either run (where all documents are compared), and what changed."""
    table, whole = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim"), not comparison.wanted.documents
    for name in ("", *(("before", "after") if whole else ()), *SIGNS, "columns that differ"):
        last = name == "columns that differ"
        table.add_column(name, justify="left" if last or not name else "right", no_wrap=not last)
    rows = [rows_of_tables(run) for run in (comparison.before, comparison.after)]
    for name in comparison.wanted.tables:
        cells = [f"{side[name]:,}" for side in rows] if whole else []
        kinds = [_number(count.kinds[name, kind], SIGNS[kind][1]) for kind in KINDS]
        table.add_row(name, *cells, *kinds, Text(_some(count.columns_of(name)), style="dim"))
    return table


def _number(n: int, colour: str) -> Text:
    return Text(f"{n:,}", style=colour if n else "dim")


def _some(columns: list[tuple[str, int]]) -> str:
    rest = f" · {len(columns) - COLUMNS} more" if len(columns) > COLUMNS else ""
    return " · ".join(f"{name} {n:,}" for name, n in columns[:COLUMNS]) + rest


def _reasons(count: ChangeCount, comparison: Comparison) -> Text:
    """How many changes have which causes, and what differs in the runs' making."""
    text = Text("\n" if count.total else "No row differs.\n", end="")
    for causes, n in count.causes.most_common():
        text.append("Cause ", style="dim").append(" or ".join(causes), style="bold").append(f"  {n:,} changes\n")
    for d in comparison.causes.differences:
        text.append(f"  {d.cause}: {d.name} {d.before} → {d.after}\n", style="dim")
    if count.total and comparison.causes.program_unknown:
        text.append("  run.json does not say whether the sources of the program differ too\n", style="dim")
    return text


def _listed(console: Console, shown: Iterable[Change]) -> None:
    place = None
    for change in shown:
        if place != (change.document, change.place):
            place = change.document, change.place
            console.print(Text(_place(change), style="bold"))
        console.print(_line(change))
        for differing in change.content or change.fields:
            if not (change.quote and change.table in PARAGRAPHS and differing.name == "text"):
                console.print(_differing(differing.name, differing.before, differing.after))
        if change.content and len(change.content) < len(change.fields):
            also = ", ".join(f.name for f in change.fields if f not in change.content)
            console.print(Text(f"    also {also}", style="dim"))
        if change.quote:
            console.print(_quote(change))


def _place(change: Change) -> str:
    inside = f" ¶{change.paragraph}" if change.paragraph else f" {change.text_unit}" if change.text_unit else ""
    page = f", p. {change.page}" if change.page and change.place else ""
    return f"\n{change.document or 'Entities'}{inside}{page}"


def _line(change: Change) -> Text:
    sign, colour = SIGNS[change.kind]
    text = Text(f"{sign} {ONE.get(change.table, change.table[:-1].replace('_', ' '))} ", style=colour)
    if change.table not in PARAGRAPHS or not change.quote:
        text.append(change.what, style="default")
    text.truncate(WIDTH, overflow="ellipsis")
    return text


def _differing(name: str, before: Any, after: Any) -> Text:
    text, most = Text("    ").append(f"{name} ", style="dim"), (WIDTH - len(name) - 9) // 2
    return text.append(_value(before, most), style="red").append(" → ").append(_value(after, most), style="green")


def _value(value: Any, most: int) -> str:
    said = value if isinstance(value, str) else "null" if value is None else json.dumps(value, ensure_ascii=False)
    return said if len(said) <= most else f"{said[: most - 1]}…"


def _quote(change: Change) -> Text:
    text, signs = Text(), IN_TEXT if change.table in PARAGRAPHS and change.kind == "changed" else {}
    for piece in change.quote:
        text.append(signs.get(piece.role, "{}").format(piece.text), style=STYLES[piece.role])
    width = WIDTH - 6
    lines = text.wrap(Console(width=width), width)
    return Text("\n").join(Text("    │ ", style="dim") + line for line in lines)
