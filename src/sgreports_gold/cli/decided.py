"""Decisions and gold: `gold take`, `gold give`, and how far those who decide agree."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sgreports.cli.printed.controls import printable
from sgreports.errors import UsageError
from sgreports.settings import settings_from
from sgreports_gold.cli.review import ANNOTATIONS

if TYPE_CHECKING:
    from sgreports.decisions.agreeing import Key
    from sgreports.decisions.decision import Decision

Annotations = Annotated[Path, typer.Option(metavar="DIR", help="Folder of the annotators' folders.")]


def take(
    decisions: Annotated[Path, typer.Argument(metavar="FILE", help="Decisions of one reader: decisions/NAME.jsonl.")],
    run: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A run to take texts from; else they are read from the reports.")
    ] = None,
    annotations: Annotations = ANNOTATIONS,
) -> None:
    """Take decisions into gold: COUNT lines with their rows, and numbers that are no counts, in the reader's name."""
    from sgreports_gold.annotation.gold.decided import gold_of, joined
    from sgreports_gold.annotation.scoring.run_rows import load_run
    from sgreports_gold.annotation.texts import texts_of
    from sgreports_gold.desk.files.folder import AnnotationFolder

    said = _decisions(decisions)
    documents = dict.fromkeys(d.document for d in said)
    texts = (
        dict(load_run(run).texts) if run
        else {(d, key): text for d in documents for key, text in texts_of(d, settings_from()).items()}
    )  # fmt: skip
    gold, lost = gold_of(said, texts)
    folder = AnnotationFolder(annotations)
    for p in gold:
        path = folder.file(p.annotator, p.document)
        there = folder.read(path, p.paragraph)
        folder.save(path, joined(there.paragraph, p), there.version, [key for d, key in texts if d == p.document])
    for line in lost:
        typer.echo(printable(line), err=True)
    counts, none = sum(len(p.mentions) for p in gold), sum(len(p.no_counts) for p in gold)
    typer.echo(f"{annotations}: {counts:,} counts and {none:,} that are none, in {len(gold):,} paragraphs")
    raise typer.Exit(1 if lost else 0)


def give(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Gold files.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="In whose name they are decided.")],
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FOLDER", help="Folder of decisions (decisions/).")
    ] = None,
) -> None:
    """Write the counts of gold as decisions, to be applied to a dataset."""
    from sgreports.decisions.decision import checked_name
    from sgreports.decisions.files import FOLDER, append, file_by
    from sgreports_gold.annotation.gold.decided import decisions_of
    from sgreports_gold.annotation.scoring.run_rows import load_gold

    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    said = [d for file in files for p in load_gold(file, cells=True) for d in decisions_of(p, now, checked_name(by))]
    path = file_by(by, decisions or FOLDER)
    append(path, said)
    typer.echo(f"{path}: {len(said):,} decisions")


def is_decisions(reader: str) -> bool:
    """Whether a name is that of a file of decisions: its first line that can be read is one."""
    from sgreports.decisions.files import read_decisions

    path = Path(reader)
    return path.suffix == ".jsonl" and path.is_file() and bool(read_decisions(path).lines)


def _decisions(path: Path) -> "list[Decision]":
    """The decisions of a file. Raises UsageError where a line is none."""
    from sgreports.decisions.files import read_decisions

    found = read_decisions(path)
    if found.unread:
        raise UsageError(f"{found.unread[0]}; mend or remove the line")
    return [line.decision for line in found.lines]


def print_decided(readers: Sequence[str], annotations: Path, differences: bool, as_json: bool) -> None:
    """How far two who decided agree; one of them may be gold. Raises UsageError for more than two."""
    from sgreports.decisions.agreeing import agreement

    if len(readers) != 2 or not is_decisions(readers[0]):
        raise UsageError("agreement of decisions is that of two: name a file of decisions, then another or gold")
    first, second, whole = _decisions(Path(readers[0])), *_theirs(readers[1], annotations)
    figures, differing = agreement(first, second, whole)
    if as_json:
        typer.echo(json.dumps([figure._asdict() for figure in figures], indent=2))
        return
    if not figures:
        raise UsageError(f"{readers[0]} and {readers[1]} decided no number in common")
    for what, same, numbers in figures:
        typer.echo(f"{what:<12}{same / numbers:>6.0%}  {same:,} of {numbers:,}")
    for a, b, what in differing if differences else ():
        cells = [d.all_cells.get(what) if d else None for d in (a, b)]
        says = f"{cells[0]!r}, {cells[1]!r}" if what != "is a count" else "one says so, the other not"
        typer.echo(printable(f"{a.document} ¶{a.paragraph} {a.quote!r}: {what}: {says}"))


def _theirs(reader: str, annotations: Path) -> "tuple[list[Decision], set[Key]]":
    """The decisions of a file, or those that gold makes, and the paragraphs of which gold read every number."""
    if is_decisions(reader):
        return _decisions(Path(reader)), set()
    from sgreports_gold.annotation.gold.decided import decisions_of
    from sgreports_gold.annotation.scoring.run_rows import load_gold

    place = Path(reader) if Path(reader).exists() else annotations / reader
    gold, now = load_gold(place, cells=True), datetime.datetime.now(datetime.UTC)
    whole = {(p.document, p.paragraph, p.hash) for p in gold if p.cells is None}
    return [d for p in gold for d in decisions_of(p, now)], whole
