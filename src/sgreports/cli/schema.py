"""`sgreports schema`: the JSON Schema of the tables."""

import json

import typer

from sgreports.model.records import ROWS, SCHEMA_VERSION


def schema() -> None:
    """Print the JSON Schema of the tables, one definition a table."""
    tables = {row.resource: row.model_json_schema(mode="serialization") for row in ROWS}
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tables of sgreports",
        "version": SCHEMA_VERSION,
        "tables": tables,
    }
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))
