"""`sgreports schema`: the JSON Schema of the tables, or the columns of a table or view on a page."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from sgreports.errors import UsageError
from sgreports.model.records import ROWS, SCHEMA_VERSION, Row

Line = tuple[str, str, str]


def schema(
    table: Annotated[
        str | None, typer.Option(metavar="NAME", help="Print the columns of this table or view as text.")
    ] = None,
) -> None:
    """Print the JSON Schema of the tables, or with --table the columns of a table or view, and what they mean."""
    if table is not None:
        _print_columns(table)
        return
    tables = {row.resource: row.model_json_schema(mode="serialization") for row in ROWS}
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tables of sgreports",
        "version": SCHEMA_VERSION,
        "tables": tables,
    }
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))


def _print_columns(name: str) -> None:
    """The columns of a table, each with an example, or of a view, each with its type; and what they mean.

    Raises UsageError for a name that neither has.
    """
    from sgreports.dataset.views import VIEWS

    tables = {row.resource: row for row in ROWS}
    if name in tables:
        _print_table(name, (tables[name].__doc__ or "").strip(), "example", _examples(tables[name]))
    elif name in VIEWS:
        _print_view(name)
    else:
        raise UsageError(f"there is no table {name!r}; there are {', '.join(tables)}, and the views {', '.join(VIEWS)}")


def _examples(row: type[Row]) -> Iterator[Line]:
    for column, info in row.model_fields.items():
        example = next(iter(info.examples or ()), None)
        text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
        yield column, text, info.description or ""


def _print_view(name: str) -> None:
    from sgreports.dataset.files.parquet import empty_duckdb
    from sgreports.dataset.views import column_meaning, view_meaning

    with empty_duckdb() as connection:
        columns = connection.execute(f"DESCRIBE FROM {name}").fetchall()
    meaning = f"View of the DuckDB file. {view_meaning(name)}"
    _print_table(
        name, meaning, "type", ((column, _plain(kind), column_meaning(name, column)) for column, kind, *_ in columns)
    )


def _plain(kind: str) -> str:
    """A type in a word: DuckDB says the fields of an object, too."""
    return "STRUCT[]" if kind.startswith("STRUCT") and kind.endswith("[]") else kind


def _print_table(name: str, meaning: str, second: str, lines: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text.assemble((name, "bold"), f"  {meaning}"))
    page = Table(box=None, padding=(0, 1), header_style="dim")
    page.add_column("column", style="bold", no_wrap=True)
    page.add_column(second, max_width=24, overflow="fold")
    page.add_column("meaning")
    for line in lines:
        page.add_row(*map(Text, line))
    console.print(page)
