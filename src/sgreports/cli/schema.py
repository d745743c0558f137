"""`sgreports schema`: the JSON Schema of the tables, or the columns of one on a page."""

import json
from typing import Annotated

import typer

from sgreports.errors import UsageError
from sgreports.model.records import ROWS, SCHEMA_VERSION


def schema(
    table: Annotated[str | None, typer.Option(metavar="NAME", help="Print the columns of this table as text.")] = None,
) -> None:
    """Print the JSON Schema of the tables, or with --table the columns of one, each with an example."""
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
    """A table's columns, each with its type, meaning and an example. Raises UsageError for a table there is not."""
    from rich.console import Console
    from rich.table import Table

    row = next((row for row in ROWS if row.resource == name), None)
    if row is None:
        raise UsageError(f"there is no table {name!r}; there are {', '.join(row.resource for row in ROWS)}")
    console = Console(highlight=False)
    console.print(f"[bold]{name}[/]  {(row.__doc__ or '').strip()}")
    page = Table(box=None, padding=(0, 1), header_style="dim")
    page.add_column("column", style="bold", no_wrap=True)
    page.add_column("example", max_width=24, overflow="fold")
    page.add_column("meaning")
    for column, info in row.model_fields.items():
        example = next(iter(info.examples or ()), None)
        text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
        page.add_row(column, text, info.description or "")
    console.print(page)
