"""croissant.json: the published tables for tools of machine learning (MLCommons Croissant 1.0)."""

from pathlib import Path
from typing import Any

from sgreports.dataset.files.columns import Column, columns
from sgreports.dataset.files.package import SOURCE
from sgreports.dataset.files.sums import sha256_of_file
from sgreports.dataset.publish.about import About
from sgreports.model.records import ROWS, Row

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
CONTEXT: dict[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet",
    "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
    "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated",
    "replace": "cr:replace", "samplingRate": "cr:samplingRate", "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip
TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date"}
"""Croissant's types of columns; all others, lists as JSON among them, are texts."""


def croissant(about: About, data: Path, at: str) -> dict[str, Any]:
    """The description of the CSV files in the folder `data`, whose paths begin with `at`."""
    return {
        "@context": CONTEXT, "@type": "sc:Dataset", "conformsTo": CONFORMS_TO, "name": about.title,
        "description": f"{about.title}. Found by a program: rows may be wrong or missing.",
        "version": about.version, "license": about.licence.path or about.licence.name, "url": SOURCE["path"],
        "creator": [{"@type": "sc:Person", "name": author} for author in about.authors],
        "datePublished": str(about.released) if about.released else None, "inLanguage": "en",
        "citeAs": f"{', '.join(about.authors)}: {about.title}, version {about.version}.",
        "distribution": [_file(row, data, at) for row in ROWS], "recordSet": [_records(row) for row in ROWS],
    }  # fmt: skip


def _file(row: type[Row], data: Path, at: str) -> dict[str, Any]:
    path = data / f"{row.resource}.csv"
    return {
        "@type": "cr:FileObject", "@id": path.name, "name": path.name, "contentUrl": f"{at}/{path.name}",
        "contentSize": f"{path.stat().st_size} B", "encodingFormat": "text/csv", "sha256": sha256_of_file(path),
    }  # fmt: skip


def _records(row: type[Row]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet", "@id": row.resource, "name": row.resource,
        "description": (row.__doc__ or "").strip(),
        "key": [{"@id": f"{row.resource}/{name}"} for name in row.primary],
        "field": [_field(row, column) for column in columns(row)],
    }  # fmt: skip


def _field(row: type[Row], column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field", "@id": f"{row.resource}/{column.name}", "name": column.name,
        "description": column.description, "dataType": TYPES.get(column.kind, "sc:Text"),
        "source": {"fileObject": {"@id": f"{row.resource}.csv"}, "extract": {"column": column.name}},
    }  # fmt: skip
