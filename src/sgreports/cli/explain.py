"""`sgreports explain`: which rule made each mention, what was rejected and why, and why there is (no) relation."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from sgreports.errors import UsageError
from sgreports.settings import settings_from

if TYPE_CHECKING:
    from sgreports.finding.explain_mentions import Explained


def explain(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dataset of a run.")],
    symbol: Annotated[str, typer.Argument(help="The document, as the documents table names it.")],
    paragraph: Annotated[str, typer.Argument(help="The paragraph's key.")],
    pair: Annotated[list[int] | None, typer.Argument(metavar="[A B]", help="Two mentions' numbers.")] = None,
) -> None:
    """Say why each mention and relation of a paragraph is there; with two numbers, why (not) between those two."""
    from sgreports.dataset.stored import input_file
    from sgreports.pipeline import explained

    file = input_file(folder, symbol)
    if file is None or not file.is_file():
        raise UsageError(
            f"{file} is gone, which {symbol} was read from; extract it again"
            if file
            else f"{folder} holds no {symbol}; documents.csv there names those that it holds"
        )
    told = explained(file, paragraph, settings_from())
    if pair is None:
        _print(told)
    else:
        _print_pair(told, pair)


def _print(told: "Explained") -> None:
    console = Console(highlight=False)
    for number, m in enumerate(told.mentions, 1):
        console.print(Text(f"{number:3} {m.label:10} {m.text}  →  {m.entity or '?'}"))
        console.print(Text(f"      {m.source}, score {m.score:.2f}", style="dim"))
    for line in told.rejected:
        console.print(Text(f"  ✗ {line}", style="dim"))
    for line in told.relations:
        console.print(Text(line))


def _print_pair(told: "Explained", pair: list[int]) -> None:
    if len(pair) != 2 or not all(1 <= n <= len(told.mentions) for n in pair):
        raise UsageError(f"name two mentions by their numbers, 1 to {len(told.mentions)}")
    console = Console(highlight=False)
    for line in told.between(*(told.mentions[n - 1].id for n in pair)):
        console.print(Text(line))
