"""`sgreports extract`: files, folders and symbols to a dataset."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.answers.options import DecisionFiles
from sgreports.cli.fetch import with_fetched
from sgreports.errors import UsageError
from sgreports.inputs import in_shard
from sgreports.settings import Accuracy, OcrMode, settings_from


def extract(  # noqa: PLR0917 - each is an option of the command
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="FILE_OR_FOLDER...", help="Reports: .pdf, .docx, .txt, .md; symbols with --fetch."),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder of the dataset; an earlier one is replaced.")
    ],
    links: Annotated[
        bool | None,
        typer.Option(
            "--links/--no-links", help="Use the file's hyperlinks as evidence for citations.", show_default=False
        ),
    ] = None,
    ocr: Annotated[
        OcrMode | None,
        typer.Option(
            help="Recognize text by Tesseract: of pages without usable text, of none, or of all.", show_default=False
        ),
    ] = None,
    accuracy: Annotated[
        Accuracy | None,
        typer.Option(help="Weigh what the encoder says of relations and counts, too, or be fast.", show_default=False),
    ] = None,
    text_units: Annotated[
        bool | None,
        typer.Option(
            "--text-units/--no-text-units",
            help="Write mentions of titles, headings, captions, cells too (the default); their `paragraph` is null.",
            show_default=False,
        ),
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Installed spaCy model to parse with.")] = None,
    names: Annotated[
        str | None, typer.Option(metavar="FILE", help="CSV of your own agencies, programmes and names of countries.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Worker processes; 0: read in the main process.", show_default=False),
    ] = None,
    use_cache: Annotated[
        bool | None, typer.Option("--cache/--no-cache", help="Use results of earlier runs.", show_default=False)
    ] = None,
    fetch: Annotated[
        bool | None, typer.Option("--fetch/--no-fetch", help="Download documents named by symbol.", show_default=False)
    ] = None,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Read the I-th of N shares of the files, chosen by name.")
    ] = None,
    decisions: DecisionFiles = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files at --out that look like a dataset's but are not of a run.")
    ] = False,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Append failures with tracebacks to FILE.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only errors.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print the figures of the run and its failures as JSON.")
    ] = False,
) -> None:
    """Extract reports into a dataset: read them, find mentions and relations, write the tables.

    The exit code is 1 if a file failed or none could be read, and 0 if others were only refused.
    """
    settings = settings_from(
        links=links, ocr=ocr, text_unit_mentions=text_units, model=model, workers=workers, use_cache=use_cache,
        fetch=fetch, accuracy=accuracy, names=names,
    )  # fmt: skip
    from sgreports.cli.printed.controls import as_data
    from sgreports.cli.printed.progress import progress_bar
    from sgreports.cli.printed.summary import as_json, print_summary

    if log:
        log_to(log)
    files, missing = with_fetched(inputs, settings, quiet)
    if shard:
        files = in_shard(files, shard)
    with progress_bar(hidden=quiet) as progress:
        from sgreports.batches.runs import run
        from sgreports.decisions.files import NO_DECISIONS, read_decisions

        decided = read_decisions(decisions) if decisions else NO_DECISIONS
        summary = run(files, out, settings, progress, force, decided)
    if json:
        typer.echo(as_data(as_json(summary)))
    elif not quiet:
        print_summary(summary)
    raise typer.Exit(1 if summary.failed or missing else 0)


def log_to(file: Path) -> None:
    """Appends what the library logs to a file. Raises UsageError where that cannot be written."""
    try:
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write the log {file}: {error.strerror}; name another file") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("sgreports").addHandler(handler)
