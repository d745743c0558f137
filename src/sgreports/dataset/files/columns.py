"""The columns of a table, derived from the fields of its row model: the one place where annotations are read."""

import datetime
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from sgreports.model.records import Row

Kind = Literal["string", "boolean", "integer", "number", "date", "array", "object"]
PLAIN: dict[Any, Kind] = {
    str: "string", bool: "boolean", int: "integer", float: "number", datetime.date: "date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `annotation` is the Python type of its values without null; `choices` the values of a closed set."""

    name: str
    kind: Kind
    nullable: bool
    annotation: Any
    choices: tuple[str, ...]
    description: str
    unit: str | None


def columns(row: type[Row]) -> tuple[Column, ...]:
    """The columns of a table in their order."""
    return tuple(_column(name, info) for name, info in row.model_fields.items())


def _column(name: str, info: Any) -> Column:
    annotation, nullable = without_null(info.annotation)
    choices = get_args(annotation) if get_origin(annotation) is Literal else ()
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return Column(name, kind(annotation), nullable, annotation, choices, info.description or "", extra.get("unit"))


def without_null(annotation: Any) -> tuple[Any, bool]:
    """The annotation without `| None`, and whether that was there."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False
    (rest,) = (a for a in get_args(annotation) if a is not NoneType)
    return rest, True


def kind(annotation: Any) -> Kind:
    """The kind of a type. Raises TypeError for one that no table can hold."""
    if get_origin(annotation) is Literal:
        return "string"
    if get_origin(annotation) is tuple:
        return "array"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "object"
    if annotation not in PLAIN:
        raise TypeError(f"no column type for {annotation!r}")
    return PLAIN[annotation]
