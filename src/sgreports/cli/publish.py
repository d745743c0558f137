"""`sgreports publish`: publishes a run as a dataset; `sgreports verify`: whether one is as it was written."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sgreports.dataset.publish.publish import Published


def publish(  # noqa: PLR0917 - each is an option of the command
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The dataset of a run.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.zip|DIR", help="Output; an earlier one is replaced.")],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The dataset's title.")] = None,
    author: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Author to cite (repeatable).")] = None,
    licence: Annotated[
        str | None, typer.Option(metavar="SPDX", help="Licence of the markup: CC0-1.0 (default), CC-BY-4.0, …")
    ] = None,
    licence_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Text of the licence, if sgreports does not have it.")
    ] = None,
    scores: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Output of `sgreports score RUN --json`, for the card (repeatable)."),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Include pages to browse the data.")] = True,
    names: Annotated[
        bool, typer.Option("--names", help="Name those who decided rows in full; else by their initials.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a .zip at --out that is no published dataset.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only errors.")] = False,
) -> None:
    """Publish a run: tables, codebook, data card, licence, citation, checksums, and pages to browse them."""
    from sgreports.answers.counts.tables import all_table_lines
    from sgreports.answers.series.answer import rows, series
    from sgreports.answers.series.question import SeriesQuestion
    from sgreports.dataset.publish.contents import Options
    from sgreports.dataset.publish.publish import publish as publish_run
    from sgreports.dataset.verifying import check_verified

    check_verified(run)  # before the answers are asked for that its pages show
    given: dict[str, Any] = {
        "title": title, "authors": tuple(author or ()), "licence": licence, "licence_file": licence_file,
        "scores": tuple(scores or ()), "browser": browser, "names": names,
        "measures": tuple(rows(series(run, SeriesQuestion()))) if browser else (),
        "table_lines": tuple(all_table_lines(run)) if browser else (),
    }  # fmt: skip
    options = Options(**{name: value for name, value in given.items() if value not in (None, ())})
    done = publish_run(
        run, out, options, (lambda _: None) if quiet else (lambda what: typer.echo(f"{what} …", err=True)), force
    )
    if not quiet:
        _print(done)


def _print(done: "Published") -> None:
    typer.echo(f"{done.path}: {done.files:,} files, {done.size / 1e6:,.1f} MB")
    if done.sha256:
        typer.echo(f"sha256 {done.sha256}")


def verify(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="A run, a merged dataset, or a publication (folder or .zip).")
    ],
) -> None:
    """Compare each file of a dataset with the hash of what was written; exit code 1 where one differs or is missing.

    `publish`, `merge` and `export` do it before they begin.
    """
    from sgreports.cli.printed.controls import printable
    from sgreports.dataset.verifying import SAID
    from sgreports.dataset.verifying import verify as verify_dataset

    done = verify_dataset(dataset)
    for fault in done.faults:
        typer.secho(printable(f"{dataset / fault.name} {SAID[fault.what]}"), fg="red")
    for name in done.beside:
        typer.echo(printable(f"{dataset / name} is none of its files, and nothing reads it"))
    said = f"{len(done.faults)} not as written" if done.faults else "all as written"
    typer.echo(printable(f"{dataset}: a {done.kind}, {done.files:,} files, {done.size / 1e6:,.1f} MB, {said}"))
    raise typer.Exit(1 if done.faults else 0)
