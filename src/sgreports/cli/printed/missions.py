"""What `sgreports missions` prints."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sgreports.cli.printed.counts import UNKNOWN, amount, of_limit

if TYPE_CHECKING:
    from sgreports.dataset.files.parquet import Record


def print_missions(rows: "Sequence[Record]") -> None:
    """A line a mission, with how many mandates and strengths are known."""
    console = Console(highlight=False)
    if not rows:
        console.print("no report is about a mission")
        return
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for name in ("mission", "country"):
        table.add_column(name, overflow="fold", no_wrap=name == "mission")
    for name in ("mandates", "strengths", "reports"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        numbers = (f"{len(row['mandates']):,}", f"{len(row['strengths']):,}", f"{row['documents']:,}")
        names = (row["abbreviation"] or row["mission_name"], ", ".join(row["countries_name"]))
        table.add_row(*map(Text, names), *numbers)
    console.print(table)


def print_mission(rows: "Sequence[Record]") -> None:
    """Head, mandates and strengths of a mission, each with the place that says so."""
    console = Console(highlight=False)
    for row in rows:
        short = f" ({row['abbreviation']})" if row["abbreviation"] else ""
        title = " · ".join([f"{row['mission_name']}{short}", *row["countries_name"]])
        console.print(Text(title, style="bold"))
        if row["head"]:
            console.print(Text(f"led by {row['head']}"))
        if row["mandates"]:
            console.print(Text("\nMandates", style="bold"))
        for m in row["mandates"]:
            year = UNKNOWN if m["adopted_year"] is None else m["adopted_year"]
            console.print(_line(f"{m['adopted_on'] or year!s:<11}{m['resolution']:<22}", m))
        if row["strengths"]:
            console.print(Text("\nStrength at a moment, never added", style="bold"))
        for s in row["strengths"]:
            console.print(_line(f"{s['on_day'] or UNKNOWN!s:<11}{of_limit(s):>16}  {s['thing']:<24}", s))

        for thing, its in groupby(row["tables"], key=lambda line: line["thing"]):
            console.print(Text(f"\n{thing}", style="bold"))
            for line in its:
                place = (f"{line['document']} {line['place']}", "dim")
                console.print(Text.assemble(f"  {line['on_day']!s:<11}{amount(line['amount']):>16}  ", place))


def _line(said: str, row: "Record") -> Text:
    place = f"{row['document']} ¶{row['paragraph']}" if row["paragraph"] else f"{row['document']} p. {row['page']}"
    score = "" if row["score"] is None else f"  {row['score']:.2f}".replace(" 0.", " .")
    return Text.assemble(f"  {said} ", (f"{place}{score}", "dim"))
