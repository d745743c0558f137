"""`sgreports gold export`, `import` and `config`: gold to and from other tools."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sgreports.cli.files import write
from sgreports.errors import SgreportsError, UsageError
from sgreports.settings import settings_from
from sgreports_gold.cli.review import ANNOTATIONS

if TYPE_CHECKING:
    from sgreports_gold.annotation.gold.records import GoldParagraph
    from sgreports_gold.desk.files.folder import AnnotationFolder

Form = Literal["jsonl", "label-studio", "docbin"]


def export(
    folder: Annotated[Path, typer.Argument(metavar="PLACE", help="Folder of gold files, or one such file.")],
    to: Annotated[Form, typer.Option(help="Output format.")] = "jsonl",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Output file; default: print.")] = None,
    run: Annotated[Path | None, typer.Option(metavar="DIR", help="label-studio: the run of the predictions.")] = None,
) -> None:
    """Gold with the texts of the reports: as JSON Lines of GUIDELINES.md, Label Studio's tasks, or spaCy's DocBin.

    For Label Studio PLACE may be a run: all its paragraphs, to be labelled, with what was found as predictions.
    """
    from sgreports_gold.annotation.exchange.dialects import to_json
    from sgreports_gold.annotation.scoring.run_rows import load_gold

    match to:
        case "jsonl":
            rows = (to_json(p, text) for p, text in _with_texts(load_gold(folder)))
            _write(out, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))
        case "label-studio":
            tasks = json.dumps(list(_tasks(folder, run)), ensure_ascii=False, indent=1) + "\n"
            _write(out, tasks)
        case "docbin":
            _docbin(out, _with_texts(load_gold(folder)))


def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Label Studio's export, as JSON.")],
    annotator: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of the annotator; default: as in the tasks.")
    ] = None,
    annotations: Annotated[Path, typer.Option(metavar="DIR", help="Folder of gold files.")] = ANNOTATIONS,
    replace: Annotated[bool, typer.Option("--replace", help="Replace existing paragraphs that differ.")] = False,
) -> None:
    """Import tasks labelled in Label Studio into the annotator's files; each is checked against its text."""
    from sgreports.decisions.decision import checked_name
    from sgreports_gold.annotation.exchange.label_studio import from_task
    from sgreports_gold.desk.files.folder import AnnotationFolder

    tasks = _read_tasks(file)
    read = [from_task(task, annotator) for task in tasks]
    for name in {p.annotator for p in read}:
        checked_name(name)
    kept = _keep(AnnotationFolder(annotations), read, replace)
    typer.echo(", ".join(f"{n} {what}" for what, n in kept.items()))
    if kept["left alone"]:
        typer.echo("What is there differs from what was left alone; --replace takes the import's.", err=True)


def config() -> None:
    """Print the labelling configuration for Label Studio."""
    from sgreports_gold.annotation.exchange.label_studio import config as made

    typer.echo(made(), nl=False)


def _with_texts(gold: "Iterable[GoldParagraph]") -> "Iterator[tuple[GoldParagraph, str]]":
    from sgreports_gold.annotation.texts import with_texts

    return with_texts(gold, settings_from())


def _tasks(folder: Path, run: Path | None) -> Iterator[dict[str, Any]]:
    """Tasks of gold, with the predictions of a run where one is named; or all of a run, where the place is one."""
    from sgreports.dataset.files.folder import RUN
    from sgreports_gold.annotation.scoring.run_rows import load_gold
    from sgreports_gold.desk.sources.run_source import RunSource, gold_tasks, open_tasks

    whole = (folder / RUN).is_file()
    source = RunSource(run or folder, settings_from().reports) if run or whole else None
    if source:
        source.open(lambda *_: None)
    return open_tasks(source) if source and whole else gold_tasks(_with_texts(load_gold(folder, drafts=True)), source)


def _docbin(out: Path | None, read: "Iterable[tuple[GoldParagraph, str]]") -> None:
    from sgreports.parsing.docbin import doc_bin
    from sgreports_gold.annotation.exchange.dialects import example

    if out is None:
        raise UsageError("a DocBin is binary and is not printed; use --out FILE.spacy")
    made = doc_bin(example(p, text) for p, text in read)
    _write(out, made.data)
    for line in made.misaligned:
        typer.echo(line, err=True)


def _write(out: Path | None, content: str | bytes) -> None:
    """Prints, or writes a file."""
    if out is None:
        typer.echo(content, nl=False)
    else:
        write(out, content)


def _read_tasks(file: Path) -> list[dict[str, Any]]:
    try:
        tasks = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{file} is no JSON ({error}); export from Label Studio as JSON") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise UsageError(f"{file} is no list of tasks; export from Label Studio as JSON, not as JSON-MIN")
    return tasks


def _keep(folder: "AnnotationFolder", read: "Iterable[GoldParagraph]", replace: bool) -> dict[str, int]:
    """Writes what is new, and what differs where that is wanted; how many of each."""
    tally = {"taken in": 0, "the same already": 0, "left alone": 0}
    for p in read:
        path = folder.file(p.annotator, p.document)
        before = folder.read(path, p.paragraph)
        if before.paragraph == p:
            tally["the same already"] += 1
        elif before.paragraph and not replace:
            tally["left alone"] += 1
        else:
            folder.save(path, p, before.version, _keys(p.document))
            tally["taken in"] += 1
    return tally


def _keys(document: str) -> list[str]:
    """The report's keys in order; none where it is not at hand (new paragraphs then come last)."""
    from sgreports_gold.annotation.texts import texts_of

    try:
        return list(texts_of(document, settings_from()))
    except SgreportsError:
        return []
