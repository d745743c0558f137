"""`sgreports score` and `sgreports compare`: a run against gold, and two runs against each other."""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from sgreports.cli.files import write
from sgreports.errors import UsageError
from sgreports.settings import settings_from

if TYPE_CHECKING:
    from sgreports_gold.annotation.gold.records import GoldParagraph
    from sgreports_gold.annotation.scoring.comparison import Comparison
    from sgreports_gold.annotation.scoring.figures import Figure
    from sgreports_gold.annotation.scoring.rule_finds import RuleFinds
    from sgreports_gold.annotation.scoring.run_rows import RunRows, Scored

GOLD = Path("annotations/gold")
TRAIN = "train"  # the split that rules are made from
Gold = Annotated[Path, typer.Option(metavar="PLACE", help="Folder of .gold files, one such file, or a .jsonl file.")]
Split = Annotated[str | None, typer.Option(help="Only this split: train, dev or test (annotations/splits.toml).")]
Seen = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def score(  # noqa: PLR0917 - each is an option of the command
    run: Annotated[Path, typer.Argument(metavar="RUN_OR_MODEL", help="The dataset of a run, or a spaCy model.")],
    gold: Gold = GOLD,
    split: Split = None,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="What each relation rule finds by itself.")] = False,
    pairs: Annotated[bool, typer.Option("--pairs", help="What rows are to other rows, by gold's pairs.")] = False,
    as_json: Seen = False,
    page: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the errors as an HTML page.")] = None,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the counts for --gate.")] = None,
    gate: Annotated[Path | None, typer.Option(metavar="FILE", help="Fail if a score is below that of FILE.")] = None,
    questions: Annotated[bool, typer.Option("--questions", help="Ask the questions beside the gold instead.")] = False,
) -> None:
    """Score a run against gold: spans, normal forms, units, relations, status, rows, with 95 % intervals.

    --by-rule counts what each relation rule finds in train (or --split), before
    the relation model decides. `alone`: right, and no other rule finds it;
    `others`: right, and others find it too; `unseen`: right ones of those in
    reports that no rule was written from; `no gold`: in paragraphs without gold,
    of so many `docs`. `!`: gold does not show the rule in two documents, or fewer
    than six in ten of its finds are right.

    --questions asks questions.jsonl, which lies beside the gold's folder: each is a command of
    `sgreports counts`, and right where a total that it prints is a true answer.

    --pairs asks whether `repeats`, `also_in`, `part_of`, `revised_by` and `covered_by`
    are those of the pairs of rows in pairs.jsonl beside the gold.
    """
    from sgreports_gold.annotation.comparing.pair_scores import compare_pairs
    from sgreports_gold.annotation.scoring.error_page import page as error_page
    from sgreports_gold.annotation.scoring.figures import figures
    from sgreports_gold.annotation.scoring.gate import BASELINE, baseline
    from sgreports_gold.cli.questions import QUESTIONS, score_questions

    if questions:
        score_questions(run, gold.parent / QUESTIONS, split, as_json)
        return
    if pairs:
        _print_figures(figures(compare_pairs(run, gold, split)), as_json)
        return
    rows, scored = _scored(run, gold, split)
    if page:
        write(page, error_page(scored.comparisons, _texts(rows, scored.comparisons)))
    if save:
        write(save, baseline(scored.comparisons), BASELINE)
    found = figures(scored.comparisons)
    if as_json and not by_rule:
        _print_figures(found, as_json)
    elif not as_json:
        _print(scored, found)
    if by_rule:
        _print_rules(_rule_finds(run, rows, gold, split), as_json)
    if gate:
        _gate(gate, scored.comparisons)


def _print_figures(found: "Sequence[Figure]", as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([f.model_dump() for f in found], indent=2))
    else:
        Console(highlight=False).print(table_of(found))


def compare(
    first: Annotated[Path, typer.Argument(metavar="RUN_A", help="The dataset of a run.")],
    second: Annotated[Path, typer.Argument(metavar="RUN_B", help="The dataset of another run.")],
    gold: Gold = GOLD,
    split: Split = None,
    as_json: Seen = False,
) -> None:
    """Compare the scores of two runs: which marks of gold the second gains and loses, and by which rule."""
    from sgreports_gold.annotation.comparing.differences import changes

    found = changes(*(_scored(run, gold, split)[1].comparisons for run in (first, second)))
    if as_json:
        typer.echo(json.dumps([c.model_dump() for c in found], indent=2, ensure_ascii=False))
        return
    console = Console(highlight=False)
    for c in found:
        sign = "[green]+ won [/]" if c.outcome == "won" else "[red]- lost[/]"
        console.print(f"{sign} {c.document} ¶{c.paragraph}  {c.what} {c.name}  ", end="")
        console.print(f"{c.detail}  {c.rule}", markup=False)
    won = sum(c.outcome == "won" for c in found)
    console.print(f"{won} won, {len(found) - won} lost")


def _scored(run: Path, gold: Path, split: str | None) -> "tuple[RunRows, Scored]":
    from sgreports_gold.annotation.scoring.run_rows import load_run, score_rows

    wanted = _gold(gold, split, cells=True)
    rows = load_run(run if (run / "run.json").is_file() else _fresh(str(run), wanted))
    scored = score_rows(wanted, rows)
    if len(scored.absent) == len(wanted):
        raise UsageError(
            f"{run} has none of the {len(wanted)} paragraphs of {gold}{f' in split {split}' if split else ''}"
            f" ({scored.absent[0]}, …): extract those reports, or name other gold by --gold or --split"
        )
    return rows, scored


def _gold(place: Path, split: str | None, cells: bool = False) -> "list[GoldParagraph]":
    from sgreports_gold.annotation.scoring.run_rows import SPLITS, load_gold, splits

    paragraphs = load_gold(place, cells=cells)
    if split is not None:
        of = splits(place.parent / SPLITS)
        paragraphs = [p for p in paragraphs if of.get(p.document) == split]
    if not paragraphs:
        raise UsageError(f"{place} holds no gold{f' of split {split}' if split else ''}")
    return paragraphs


def _fresh(model: str, gold: "Iterable[GoldParagraph]") -> Path:
    """A run over the reports of the gold with a model, links off, in a temporary folder."""
    from tempfile import mkdtemp

    from sgreports.batches.runs import run
    from sgreports_gold.annotation.texts import gold_sources

    settings = settings_from(model=model, links=False)
    out = Path(mkdtemp(prefix="sgreports-")) / "run"
    run(gold_sources({p.document for p in gold}, settings.reports), out, settings)
    return out


def _texts(rows: "RunRows", each: "Iterable[Comparison]") -> dict[tuple[str, str], str]:
    return {
        (c.document, c.paragraph): rows.texts.get((rows.names.get(c.document, c.document), c.paragraph), "")
        for c in each
    }


def _print(scored: "Scored", found: "Sequence[Figure]") -> None:
    console = Console(highlight=False)
    for name, places in (("not in the run", scored.absent), ("with other letters", scored.garbled)):
        if places:
            console.print(f"[yellow]{len(places)} gold paragraphs {name}: {'; '.join(places[:3])} …[/]")
    console.print(f"{len(scored.comparisons)} paragraphs")
    console.print(table_of([f for f in found if not f.name.startswith("rule")]))
    if line := _rows_in_words(scored.comparisons):
        console.print(line)


def _rows_in_words(each: "Sequence[Comparison]") -> str:
    """How many rows are right, missed and spurious; nothing where gold has no rows."""
    from sgreports_gold.annotation.scoring.figures import total

    sums = total(each)
    if "row all" not in sums:
        return ""
    right, wrong = sums["row all"]["tp"], sums["row all"]["fn"]
    spurious, found = (sums["row in-gold"][outcome] for outcome in ("fn", "tp"))
    return f"rows: {right} of {right + wrong} right, {right + wrong - found} missed, {spurious} spurious"


def _rule_finds(run: Path, rows: "RunRows", gold: Path, split: str | None) -> "list[RuleFinds]":
    """What the rules find in the paragraphs of a run: those of the split's gold, and those without gold."""
    from sgreports.dataset.stored.stored import settings_of
    from sgreports_gold.annotation.scoring.rule_finds import rule_finds
    from sgreports_gold.annotation.scoring.run_rows import SPLITS, UNSEEN, splits, unseen_documents

    of = splits(gold.parent / SPLITS) if (gold.parent / SPLITS).is_file() else {}
    chosen = split or (TRAIN if TRAIN in of.values() else None)
    unseen = unseen_documents(gold.parent / UNSEEN) if (gold.parent / UNSEEN).is_file() else ()
    model = settings_from(**(settings_of(run, ("model",)) if run.is_dir() else {"model": str(run)})).model
    left_out = {document for document, its in of.items() if its != chosen}
    with Console(stderr=True).status("parsing") as status:
        say: Callable[[int], None] = lambda done: status.update(f"{done:,} paragraphs parsed")  # noqa: E731
        return rule_finds(rows, _gold(gold, chosen), left_out, unseen, model=model, say=say)


def _print_rules(found: "Sequence[RuleFinds]", as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([f.row for f in found], indent=2))
    else:
        console = Console(highlight=False)
        console.print(table_of_rules(found))
        if said := legend(found):
            console.print(said, markup=False)


def figure_table(title: str, *figures: str) -> Table:
    """A table without rows, its columns after the first to the right."""
    table = Table(box=None, padding=(0, 1), header_style="dim")
    for name in (title, *figures):
        table.add_column(name, justify="left" if name is title else "right")
    return table


def table_of(found: "Iterable[Figure]") -> Table:
    table = figure_table("score", "P", "R", "F1", "95 %", "n")
    for f in found:
        values = ("", f"{f.recall:.3f}", "") if f.share else (f"{f.precision:.3f}", f"{f.recall:.3f}", f"{f.f1:.3f}")
        style = "bold" if " all" in f.name else None
        table.add_row(f.name, *values, f"{f.low:.3f}–{f.high:.3f}", str(f.n), style=style)
    return table


def _gate(path: Path, each: "Sequence[Comparison]") -> None:
    from sgreports_gold.annotation.scoring.gate import falls

    fell = falls(path.read_text(encoding="utf-8"), each)
    for f in fell:
        typer.secho(f"{f.name} fell from {f.before:.3f} to {f.now:.3f}, beyond its noise", fg="red", err=True)
    if fell:
        raise typer.Exit(1)
    typer.echo("no score fell beyond its noise")


NOT_SHOWN = "!"
NUMBERS = ("alone", "others", "wrong", "unseen", "no gold", "docs")


def table_of_rules(found: "Iterable[RuleFinds]") -> Table:
    """The rules under their type, those with most finds in gold first. `!` marks those that nothing here shows."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("rule", no_wrap=True)
    for name in NUMBERS:
        table.add_column(name, justify="right", no_wrap=True)
    for type_, rules in groupby(found, key=lambda finds: finds.type):
        table.add_row(type_, style="bold")
        for finds in sorted(rules, key=lambda finds: (-len(finds.right), -len(finds.without_gold), finds.rule)):
            sign, style = (" ", None) if finds.is_shown else (NOT_SHOWN, "red")
            table.add_row(f"{sign} {finds.rule}", *_cells_of_rule(finds), style=style)
    return table


def legend(found: "Iterable[RuleFinds]") -> str | None:
    """What the sign before a rule says, and how many rules have it; None where none has."""
    not_shown = sum(not finds.is_shown for finds in found)
    told = f"{NOT_SHOWN} not shown by two documents of gold, or right in fewer than six of ten: {not_shown}"
    return told if not_shown else None


def _cells_of_rule(finds: "RuleFinds") -> tuple[str, ...]:
    n = finds.row
    unseen = f"{n['unseen_right']} of {n['unseen']}" if n["unseen"] else ""
    return (*(str(n[name]) for name in ("alone", "with_others", "wrong")), unseen, str(n["without_gold"]),
            str(n["documents"]))  # fmt: skip
