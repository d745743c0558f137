"""`sgreports explain`: why counts are what they are, what made each mention, and why there is (no) relation."""

from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from sgreports.errors import UsageError
from sgreports.settings import settings_from

if TYPE_CHECKING:
    from sgreports.explaining.explain import ParagraphExplanation
    from sgreports.model.facts import Mention


def explain(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dataset of a run.")],
    symbol: Annotated[str, typer.Argument(help="The document: S/2025/389, or S_2025_389.")],
    paragraph: Annotated[str, typer.Argument(help="Key of the paragraph.")],
    pair: Annotated[list[int] | None, typer.Argument(metavar="[A B]", help="Numbers of two mentions.")] = None,
) -> None:
    """Explain counts, mentions and relations of a paragraph; with two numbers, why these mentions are (not) related.

    Of each count event, measure, time and country stand first, with what they were taken from.
    """
    from sgreports.answers.named import find_report
    from sgreports.dataset.stored.by_document import opened
    from sgreports.dataset.stored.stored import input_file, settings_of, stored
    from sgreports.explaining.counts import explain_count
    from sgreports.explaining.explain import explain_file

    document = find_report(symbol, stored(folder, "documents"))
    file = input_file(folder, document)
    if file is None or not file.is_file():
        raise UsageError(f"{file or 'the file'} is gone, which {symbol} was read from; extract it again")
    made = settings_of(folder, ("model", "links", "names"))
    explanation = explain_file(file, paragraph, settings_from(**made))
    if pair is None:
        with opened(folder) as tables:
            counts = [row for row in tables.of(document)["counts"] if row["paragraph"] == paragraph]
        _say_all(Console(highlight=False), (line for row in counts for line in explain_count(row)))
        _print(explanation)
    else:
        _print_pair(explanation, pair)


def _print(explanation: "ParagraphExplanation") -> None:
    console = Console(highlight=False)
    paragraph = explanation.unit.paragraph
    if paragraph.word_index is not None:
        _say(console, "", f"¶{paragraph.key}, paragraph {paragraph.word_index} of the Word file", style="dim")
    for number, m in enumerate(explanation.mentions, 1):
        _say(console, f"{number:3} {m.label:10} ", f"{m.text}  →  {m.entity or '?'}")
        _say(console, " " * 15, _made(m), style="dim")
    for sign, lines in (("?", explanation.unresolved), ("✗", explanation.rejected)):
        for line in lines:
            _say(console, f"  {sign} ", line, style="dim")
    _say_all(console, explanation.relations)


def _made(m: "Mention") -> str:
    """What a mention is, which rule or model made it, and how sure it is."""
    facts = (m.kind, m.form, f"unit {m.unit}" if m.unit else None, m.pinpoint, m.source, f"score {m.score:.2f}")
    return ", ".join(fact for fact in facts if fact)


def _say(console: Console, lead: str, text: str, style: str = "") -> None:
    """A line after its lead; what is too long for it goes on under its own beginning."""
    lines = wrap(text, max(console.width - len(lead), 20), break_on_hyphens=False)
    console.print(Text("\n".join([lead + lines[0], *(" " * len(lead) + more for more in lines[1:])]), style=style))


def _say_all(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        text = line.lstrip()
        _say(console, " " * (len(line) - len(text)), text)


def _print_pair(explanation: "ParagraphExplanation", pair: list[int]) -> None:
    if len(pair) != 2 or not all(1 <= n <= len(explanation.mentions) for n in pair):
        raise UsageError(f"name two mentions by their numbers, 1 to {len(explanation.mentions)}")
    _say_all(Console(highlight=False), explanation.between(*(explanation.mentions[n - 1].id for n in pair)))
