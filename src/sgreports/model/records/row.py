"""A row, its keys into other tables, and the columns that several tables share.

Lists and objects are JSON in CSV cells. Boxes are `[page, x0, top, x1, bottom]` in points from the page's top left.
"""

from typing import Any, ClassVar, NamedTuple, get_args

from pydantic import Field, model_validator

from sgreports.model.base import Frozen

BoxCells = tuple[int, float, float, float, float]
Boxes = tuple[BoxCells, ...]
BOXES = Field(
    None,
    description="boxes [page, x0, top, x1, bottom]; null for text input",
    json_schema_extra={"unit": "pt"},
    examples=[[[5, 72.0, 90.5, 540.0, 150.2]]],
)


class Foreign(NamedTuple):
    """Columns of a table whose values are found in the columns of another."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


IN_DOCUMENT = Foreign(("document",), "documents", ("document",))
IN_PARAGRAPH = Foreign(("document", "paragraph"), "paragraphs", ("document", "paragraph"))


class Row(Frozen):
    """A row. An empty string in a column that may be null is null, so that CSV can say everything that a row can."""

    resource: ClassVar[str]
    primary: ClassVar[tuple[str, ...]] = ()
    foreign: ClassVar[tuple[Foreign, ...]] = ()

    @model_validator(mode="before")
    @classmethod
    def _empty_is_null(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {k: None if v == "" and _nullable(cls, k) else v for k, v in values.items()}


def _nullable(row: type[Row], name: str) -> bool:
    field = row.model_fields.get(name)
    return field is not None and type(None) in get_args(field.annotation)
