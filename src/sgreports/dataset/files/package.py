"""datapackage.json: what a stranger needs to read the CSV files (Frictionless Data Package v1). It holds no times."""

from typing import Any

from sgreports.dataset.files.columns import Column, columns
from sgreports.model.records import ROWS, Foreign, Row
from sgreports.model.run import Versions

PACKAGE_NAME = "sgreports-run"
LICENSE = {
    "name": "CC0-1.0",
    "title": "The markup, not the texts, which are the United Nations' and under its terms of use",
}
SOURCE = {"title": "United Nations documents", "path": "https://docs.un.org/en/"}


def data_package(versions: Versions) -> dict[str, Any]:
    """The descriptor of a run's tables."""
    return {
        "name": PACKAGE_NAME,
        "title": "Reports of the United Nations Secretary-General as structured data",
        "profile": "tabular-data-package",
        "version": versions.program,
        "versions": versions.model_dump(),
        "licenses": [LICENSE],
        "sources": [SOURCE],
        "resources": [resource(row) for row in ROWS],
    }


def resource(row: type[Row]) -> dict[str, Any]:
    """The descriptor of one table."""
    schema: dict[str, Any] = {"fields": [field(column) for column in columns(row)], "missingValues": [""]}
    if row.primary:
        schema["primaryKey"] = list(row.primary)
    if row.foreign:
        schema["foreignKeys"] = [foreign_key(key) for key in row.foreign]
    return {
        "name": row.resource, "path": f"{row.resource}.csv", "profile": "tabular-data-resource",
        "description": (row.__doc__ or "").strip(), "scheme": "file", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }  # fmt: skip


def field(column: Column) -> dict[str, Any]:
    """The descriptor of one column."""
    may_be_empty = column.kind == "string" and not column.choices  # a text, which a CSV reader takes for null
    constraints: dict[str, Any] = {} if column.nullable or may_be_empty else {"required": True}
    if column.choices:
        constraints["enum"] = list(column.choices)
    described = {"description": column.description, "unit": column.unit, "constraints": constraints}
    return {"name": column.name, "type": column.kind} | {k: v for k, v in described.items() if v}


def foreign_key(key: Foreign) -> dict[str, Any]:
    """A foreign key, a single column as a string."""
    one = len(key.columns) == 1
    return {
        "fields": key.columns[0] if one else list(key.columns),
        "reference": {"resource": key.table, "fields": key.target[0] if one else list(key.target)},
    }
