"""`sgreports compare-reports`: two reports of one series."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sgreports.cli.answers.options import Dataset
from sgreports.cli.printed.controls import as_data

if TYPE_CHECKING:
    from sgreports.answers.compared.compared import Changed, Comparison, Named


def compare_reports(
    dataset: Dataset,
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The symbol of the earlier report.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The symbol of the later report.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare two reports of a dataset: countries, agencies and texts that are new or gone, measures that changed."""
    from sgreports.answers.compared.compared import compared

    found = compared(dataset, before, after)
    if as_json:
        typer.echo(as_data(json.dumps(found.model_dump(mode="json"), indent=2, ensure_ascii=False)))
    else:
        print_comparison(found)


NOUNS = {"COUNTRY": "countries", "AGENCY": "agencies", "PROGRAMME": "programmes", "INSTRUMENT": "texts"}
MOST = 25  # names of a kind
SENTENCE = 80  # characters of a sentence that stand for what is counted


def print_comparison(found: "Comparison") -> None:
    """What is new, gone and changed, in the width of the terminal."""
    console = Console(highlight=False)
    _print_named(console, f"in {found.after} alone", found.new)
    _print_named(console, f"in {found.before} alone", found.gone)
    _print_named(console, "in both, in one much more often", found.changed)
    other = [pair for pair in found.measures if pair.before.value != pair.after.value]
    if found.measures:
        console.print(Text(f"measures that both state: {len(other)} of {len(found.measures)} changed", style="bold"))
    for pair in other:
        console.print(Padding(_measure(pair), (0, 0, 0, 2)))


def _print_named(console: Console, title: str, named: "Sequence[Named]") -> None:
    for what, group in groupby(named, key=lambda n: n.what):
        its = list(group)
        console.print(Text(f"{NOUNS[what]} {title} ({len(its)})", style="bold"))
        console.print(Padding(Text(", ".join(_names(its))), (0, 0, 0, 2)))


def _names(its: "Sequence[Named]") -> Iterator[str]:
    for named in its[:MOST]:
        often = f"{named.before} → {named.after} times" if named.before and named.after else named.first
        yield f"{named.name} ({often})"
    if len(its) > MOST:
        yield f"and {len(its) - MOST} more (--json has all)"


def _measure(pair: "Changed") -> Text:
    """`567 → 510 (-10 %) reported homicides  ¶12, ¶12`."""
    change = "" if pair.change is None else f" ({pair.change:+.0f} %)"
    what = pair.after.phrase or pair.after.sentence[:SENTENCE]
    said = Text(f"{pair.before.number} → {pair.after.number}{change} {what}")
    return said.append(f"  {pair.before.place}, {pair.after.place}", style="dim")
