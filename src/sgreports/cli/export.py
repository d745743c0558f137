"""`sgreports export`: a run as a workbook, its facts or statements for a spreadsheet, SQLite, or linked data."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from sgreports.errors import UsageError


def export(  # noqa: PLR0917 - each is an option of the command
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="The dataset of a run.")],
    xlsx: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a workbook.")] = None,
    facts: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the view facts for a spreadsheet (.csv, .xlsx).")
    ] = None,
    statements: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the view statements for a spreadsheet (.csv, .xlsx).")
    ] = None,
    sqlite: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a SQLite file, which datasette serves.")
    ] = None,
    jsonld: Annotated[Path | None, typer.Option(metavar="FILE", help="Write linked data as JSON-LD.")] = None,
    turtle: Annotated[Path | None, typer.Option(metavar="FILE", help="Write linked data as Turtle.")] = None,
    base: Annotated[
        str | None, typer.Option(metavar="URL", help="Begins the addresses of what has no official one.")
    ] = None,
) -> None:
    """Write a run in another form: a workbook, its facts or statements for a spreadsheet, SQLite, or linked data.

    For a spreadsheet no cell is a formula, and `4/20` no date. `datasette` (the extra `web`) serves the SQLite file. In
    linked data mentions are W3C Web Annotations, and the run is told by PROV.
    """
    from sgreports.dataset.verifying import check_verified

    if not (xlsx or facts or statements or sqlite or jsonld or turtle):
        raise UsageError(
            "nothing to write; name a file with --xlsx, --facts, --statements, --sqlite, --jsonld or --turtle"
        )
    check_verified(dataset)
    if xlsx:
        _workbook(dataset, xlsx)
    for view, file in (("facts", facts), ("statements", statements)):
        if file:
            _view(dataset, view, file)
    if sqlite:
        _sqlite(dataset, sqlite)
    if jsonld or turtle:
        _linked(dataset, jsonld, turtle, base)


def _workbook(dataset: Path, xlsx: Path) -> None:
    from sgreports.cli.printed.rows import say_written
    from sgreports.dataset.workbook import write_workbook

    say_written(xlsx, write_workbook(dataset, xlsx))


ORDER = {"facts": "document, paragraph_order, char_start", "statements": "document, paragraph_order, relation_id"}


def _view(dataset: Path, view: str, file: Path) -> None:
    from sgreports.answers.queries import opened
    from sgreports.cli.printed.rows import say_written
    from sgreports.dataset.files.parquet import each
    from sgreports.dataset.spreadsheet import write_table

    with opened(dataset) as connection:
        written = write_table(file, *each(connection, f"SELECT * FROM {view} ORDER BY {ORDER[view]}"))
    say_written(file, written)


def _sqlite(dataset: Path, file: Path) -> None:
    from sgreports.answers.queries import opened
    from sgreports.dataset.files.written import WRITTEN
    from sgreports.dataset.sqlite import metadata_file, write_metadata, write_sqlite

    WRITTEN.check(metadata_file(file))  # before the SQLite file is written: both are, or none
    with opened(dataset) as connection:
        tables = write_sqlite(connection, file)
    metadata = write_metadata(file, tables)
    typer.echo(f"{file}: {len(tables)} tables, {file.stat().st_size:,} bytes; look at it by this:")
    typer.echo(shlex.join(["datasette", str(file), "--metadata", str(metadata)]))


def _linked(dataset: Path, jsonld: Path | None, turtle: Path | None, base: str | None) -> None:
    from sgreports.dataset.linked.write import BASE, write_jsonld, write_turtle

    for file, write in ((jsonld, write_jsonld), (turtle, write_turtle)):
        if file:
            write(dataset, file, base or BASE)
            typer.echo(f"{file}: {file.stat().st_size:,} bytes")
