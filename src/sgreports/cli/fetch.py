"""`sgreports fetch`: documents by their symbols into a folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sgreports.cli.printed.controls import printable
from sgreports.errors import StoppedError, UsageError
from sgreports.settings import Settings, settings_from

_STATES = {"fetched": "green", "held": "dim", "none": "yellow", "failed": "red"}


def fetch(  # noqa: PLR0917 - each is an option of the command
    symbols: Annotated[list[str] | None, typer.Argument(metavar="SYMBOL...", help="Document symbols.")] = None,
    listed: Annotated[
        Path | None, typer.Option("--list", metavar="FILE", help="A text file with a symbol a line.")
    ] = None,
    dataset: Annotated[Path, typer.Option(metavar="DIR", help="The dataset of --series and --cited.")] = Path(
        "dataset"
    ),
    series: Annotated[
        str | None, typer.Option(metavar="KEY", help="The reports before those of a series in the dataset.")
    ] = None,
    cited: Annotated[bool, typer.Option("--cited", help="The documents that those in the dataset cite.")] = False,
    since: Annotated[
        int | None, typer.Option(metavar="YEAR", help="With --series, --cited: not those of earlier years.")
    ] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="ar, en, es, fr, ru or zh.")] = "en",
    form: Annotated[str, typer.Option("--format", metavar="pdf|doc", help="PDF, or the Word file.")] = "pdf",
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="Folder for the files.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only what was not fetched.")] = False,
) -> None:
    """Download documents by symbol from documents.un.org, slowly; what is there is not asked for again."""
    from sgreports.fetching.symbols import known_symbols
    from sgreports.fetching.symbols import listed as symbols_in

    if form not in ("pdf", "doc"):
        raise UsageError(f"--format {form} is neither pdf nor doc")
    if since is not None and not (series or cited):
        raise UsageError("--since goes with --series or --cited")
    settings = settings_from(fetch_folder=to)
    wanted = [*(symbols or []), *(symbols_in(listed) if listed else [])]
    if series or cited:
        held_too = language != "en" or form != "pdf"
        wanted += known_symbols(dataset, series, cited, since, held_too)
        if not wanted:
            typer.echo(f"{dataset} knows no symbol that it does not hold")
            raise typer.Exit
    _, missing = fetched(wanted, settings, language, form, quiet=quiet)
    raise typer.Exit(1 if missing else 0)


def fetched(
    symbols: Sequence[str], settings: Settings, language: str = "en", form: str = "pdf", *, quiet: bool
) -> tuple[list[Path], int]:
    """Downloads, prints a line a symbol, and gives the files and how many there are not. Raises UsageError."""
    from sgreports.fetching.fetch import fetch as run
    from sgreports.fetching.requests import contact_of

    if contact_of(settings) is None:
        _warn(
            "set fetch_contact (SGREPORTS_FETCH_CONTACT) to your e-mail address, so that the service can write to you"
        )
    files: list[Path] = []
    missing = 0
    try:
        for one in run(symbols, settings.fetch_folder, settings, language, "doc" if form == "doc" else "pdf"):
            files += [one.file] if one.file else []
            missing += one.file is None
            if one.file is None or not quiet:
                line = f"{one.outcome:8} {one.symbol}  {one.file or one.reason}"
                typer.secho(printable(line), fg=_STATES[one.outcome], err=one.file is None)
    except StoppedError as error:
        left = len(dict.fromkeys(symbols)) - len(files) - missing
        _warn(f"{error}. {left} not asked for; the same command goes on from here")
        missing += left
    return files, missing


def with_fetched(inputs: Sequence[Path], settings: Settings, quiet: bool) -> tuple[list[Path], int]:
    """The inputs of a run with files for those that are symbols and no files, and how many there are not.

    Raises UsageError for a symbol where the settings do not allow downloads.
    """
    from sgreports.fetching.symbols import is_symbol

    symbols = [str(path) for path in inputs if is_symbol(str(path)) and not path.exists()]
    if not symbols:
        return list(inputs), 0
    if not settings.fetch:
        raise UsageError(f"{symbols[0]} is no file here; to download it, allow it with --fetch")
    files, missing = fetched(symbols, settings, quiet=quiet)
    return [*(path for path in inputs if str(path) not in symbols), *files], missing


def _warn(text: str) -> None:
    typer.secho(printable(f"sgreports: {text}"), fg="yellow", err=True)
