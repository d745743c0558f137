"""`sgreports agree`: how far readers of the same paragraphs agree, and where they do not."""

import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sgreports.errors import SgreportsError, UsageError
from sgreports.settings import settings_from
from sgreports_gold.cli.decided import is_decisions, print_decided
from sgreports_gold.cli.review import ANNOTATIONS
from sgreports_gold.cli.score import figure_table

if TYPE_CHECKING:
    from sgreports_gold.annotation.comparing.agreement import Both
    from sgreports_gold.annotation.comparing.differences import Difference
    from sgreports_gold.annotation.gold.records import GoldParagraph
    from sgreports_gold.annotation.scoring.figures import Figure

BOLD = ("spans", "labels", "normal forms", "units", "rows", "relations", "status")


def agree(
    readers: Annotated[list[str], typer.Argument(metavar="A B [C ...]", help="Folders, files or names of annotators.")],
    annotations: Annotated[Path, typer.Option(metavar="DIR", help="Folder where names are looked up.")] = ANNOTATIONS,
    disagreements: Annotated[bool, typer.Option("--disagreements", help="Disagreements in their sentences.")] = False,
    blind: Annotated[bool, typer.Option("--blind", help="Only paragraphs that both read without proposals.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure agreement of annotators, by pairs: F1 of spans, labels, normal forms, rows and relations.

    Of two files of decisions, or of one and gold: how many of the numbers that both decided they say alike of.
    """
    from sgreports_gold.annotation.comparing.agreement import agreement, agreement_figures

    if len(readers) < 2:
        raise UsageError("agreement needs two annotators; name two folders, files or annotators")
    if any(map(is_decisions, readers)):
        print_decided(readers, annotations, disagreements, as_json)
        return
    read = [(Path(reader).stem or reader, _gold(reader, annotations)) for reader in readers]
    console, records = Console(highlight=False), []
    for (a, first), (b, second) in combinations(read, 2):
        pairs = _pairs((a, first), (b, second), blind)
        figures = agreement_figures(agreement(pairs))
        if as_json:
            records.append({"a": a, "b": b, "paragraphs": len(pairs), "scores": [f.model_dump() for f in figures]})
            continue
        _print(console, f"{a} and {b}", pairs, figures)
        if disagreements:
            _print_disagreements(console, pairs, (a, b))
    if as_json:
        typer.echo(json.dumps(records, indent=2))


def _gold(reader: str, annotations: Path) -> "list[GoldParagraph]":
    """The gold of a folder or file, else of the annotator of that name."""
    from sgreports_gold.annotation.gold.standoff import read
    from sgreports_gold.annotation.scoring.run_rows import load_gold
    from sgreports_gold.desk.files.folder import AnnotationFolder

    if Path(reader).exists():
        return load_gold(Path(reader))
    try:
        return [p for path in AnnotationFolder(annotations).files_by(reader) for p in read(path)]
    except UsageError as error:
        raise UsageError(f"{reader} is no folder or file, and {error}") from error


def _pairs(
    first: "tuple[str, list[GoldParagraph]]", second: "tuple[str, list[GoldParagraph]]", blind: bool
) -> "list[Both]":
    from sgreports_gold.annotation.comparing.agreement import both_read

    try:
        pairs = both_read(first[1], second[1], blind)
    except ValueError as error:
        raise UsageError(f"{error}; run `sgreports gold move` on the older file") from error
    if not pairs:
        how = " read blind by both" if blind else ""
        raise UsageError(f"{first[0]} and {second[0]} have no paragraph in common{how}; name two readings of the same")
    return pairs


def _print(console: Console, who: str, pairs: "Sequence[Both]", figures: "Sequence[Figure]") -> None:
    blind = sum(not (a.proposed or b.proposed) for a, b in pairs)
    line = f"{len(pairs)} paragraphs read by both, {blind} of them without proposals"
    if decided := sum(bool(a.adjudicated or b.adjudicated) for a, b in pairs):
        line += f"; {decided} are adjudicated, which is no reading of its own: name the readers, not gold"
    console.print(f"[bold]{who}[/]: {line}")
    table = figure_table("score", "F1", "95 %", "n")
    for f in figures:
        style = "bold" if f.name in BOLD else None
        table.add_row(f.name, f"{f.f1:.3f}", f"{f.low:.3f}–{f.high:.3f}", str(f.n), style=style)
    console.print(table)


def _print_disagreements(console: Console, pairs: "Sequence[Both]", names: tuple[str, str]) -> None:
    from sgreports_gold.annotation.comparing.agreement import disagreements

    place = ""
    for p, d in disagreements(pairs, names):
        here = f"{p.document} ¶{p.paragraph}"
        if here != place:
            console.print(Text(f"\n{here}", style="bold"))
            place = here
        console.print(Padding(Text(d.says), (0, 0, 0, 2)))
        if sentence := _sentence(p, d):
            console.print(Padding(sentence, (0, 0, 0, 6)))


def _sentence(p: "GoldParagraph", d: "Difference") -> Text | None:
    """The sentence with the words in question set off; None where the report is not at hand or has other letters."""
    from sgreports.model.letters import character_range, digest
    from sgreports_gold.annotation.gold.excerpt import excerpt
    from sgreports_gold.annotation.texts import texts_of

    try:
        text = texts_of(p.document, settings_from()).get(p.paragraph, "")
    except SgreportsError:
        return None
    if digest(text) != p.hash:
        return None
    before, words, after = excerpt(text, *character_range(text, d.start, d.end))
    return Text(style="dim").append(before).append(words, style="bold not dim").append(after)
