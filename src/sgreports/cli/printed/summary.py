"""The summary of a run, legible at 80 columns."""

import json
from collections.abc import Mapping

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sgreports.model.run import RunSummary


def print_summary(summary: RunSummary) -> None:
    """Prints what was read and found, what was not read and why, and where the dataset lies."""
    console, totals = Console(highlight=False), summary.totals
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_row("Documents", f"{totals.documents:,} of {totals.inputs:,} files{_outcomes(totals.outcomes)}")
    if summary.reused:
        table.add_row("Unchanged", f"{summary.reused:,}, taken from the cache")
    if summary.left_out:
        table.add_row("Left out", f"{summary.left_out:,}, which took too long in earlier runs")
    table.add_row("Paragraphs", f"{totals.paragraphs:,}")
    table.add_row("Mentions", _counts(totals.mentions))
    table.add_row("Relations", _counts(totals.relations))
    table.add_row("Warnings", _counts(totals.issues))
    table.add_row("Seconds", f"{totals.seconds:.1f}")
    if totals.ocr_seconds:
        earlier = " (of unchanged files in an earlier run)" if summary.reused else ""
        table.add_row("Recognition", f"{totals.ocr_seconds:.1f} seconds of all workers{earlier}")
    if summary.settings.get("accuracy") == "best" and summary.versions.encoder == "none":
        table.add_row("Encoder", "not installed: pip install onnxruntime tokenizers")
    if summary.versions.refit:
        table.add_row("Word lists", f"not those that models were fitted with; fit again: {summary.versions.refit}")
    table.add_row("Dataset", f"[bold cyan]{escape(summary.out)}[/]")
    for record in summary.inputs:
        if record.reason:
            colour = "red" if record.outcome == "failed" else "yellow"
            console.print(f"[{colour}]{record.outcome}[/] {escape(record.path)}: {escape(record.reason)}")
    if summary.kept:
        console.print(f"[red]Nothing could be read, so the dataset at {escape(summary.out)} stays an earlier run's.[/]")
    else:
        console.print(table)


def as_json(summary: RunSummary) -> str:
    """The run's numbers, what was not read and why, and where the dataset lies, for programs."""
    refused = [i.model_dump(include={"path", "outcome", "reason"}) for i in summary.inputs if i.reason]
    said = {
        "reused": summary.reused, "left_out": summary.left_out, "kept": summary.kept, "not_read": refused,
        "out": summary.out,
    }  # fmt: skip
    return json.dumps(summary.totals.model_dump(mode="json") | said, ensure_ascii=False, indent=2)


def _outcomes(outcomes: Mapping[str, int]) -> str:
    said = [f"{n} {name}" for name, n in outcomes.items() if n and name != "ok"]
    return f" ({', '.join(said)})" if said else ""


def _counts(counts: Mapping[str, int]) -> str:
    """The total, and its parts from the most frequent on."""
    parts = sorted(((n, name) for name, n in counts.items() if n), key=lambda x: (-x[0], x[1]))
    total = f"[bold]{sum(counts.values()):,}[/]"
    return f"{total}  [dim]{' · '.join(f'{name} {n:,}' for n, name in parts)}[/]" if parts else total
