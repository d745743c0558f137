"""What `sgreports missions` prints."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sgreports.cli.printed.counts import UNKNOWN, of_limit
from sgreports.dataset.views.bounds import amount

if TYPE_CHECKING:
    from sgreports.dataset.files.parquet import Record

AT_A_MOMENT = {"strengths": "Strength at a moment, never added", "tables": "Totals of tables, never added"}


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
        console.print(Text(" · ".join([f"{row['mission_name']}{short}", *row["countries_name"]]), style="bold"))
        if row["head"]:
            console.print(Text(f"led by {row['head']}"))
        for name, heading in {"mandates": "Mandates", **AT_A_MOMENT}.items():
            if row[name]:
                console.print(Text(f"\n{heading}", style="bold"), _table(row[name]), sep="\n")


def _table(rows: "Sequence[Record]") -> Table:
    """A line a mandate or number, with its place; long names take several."""
    table = Table("", "", "", box=None, padding=(0, 1), show_header=False)
    table.columns[1].justify = "right"
    table.add_column(style="dim", overflow="fold")
    for row in rows:
        if "resolution" in row:
            day, cells = row["adopted_on"] or row["adopted_year"], ("", row["resolution"])
        else:
            number = of_limit(row) if "limit_amount" in row else amount(row["amount"])
            day, cells = row["on_day"], (number, row["thing"])
        table.add_row(f"{day or UNKNOWN}", *map(Text, cells), Text(_place(row)))
    return table


def _place(row: "Record") -> str:
    paragraph = f"¶{row['paragraph']}" if row.get("paragraph") else f"p. {row['page']}"
    score = "" if row.get("score") is None else f"  {row['score']:.2f}".replace(" 0.", " .")
    return f"{row['document']} {row.get('place') or paragraph}{score}"
