"""A question about a number, and its answer; the JSON Schema of an answer is made from its model."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Self

from pydantic import Field, model_validator

from sgreports.decisions.decision import ASKED, Cells, Countries, Place, Value, Years, place_of
from sgreports.model.base import Frozen
from sgreports.model.facts import Event, Measure

OPEN, CLOSE = "⟦", "⟧"
"""What stands around the number that is asked about."""


class Answer(Frozen):
    """What a reader says of a number: all of its cells, or that it is no count."""

    id: str = Field(description="id of the question")
    is_count: bool = Field(description="false where the number counts nothing that is or happens")
    value: Value | None = None
    unit: str | None = None
    event: Event | None = None
    measure: Measure | None = None
    years: Years | None = None
    country: Countries | None = None
    note: str | None = Field(None, description="what the reader doubts; null")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        said = [name for name in ASKED if name in self.model_fields_set]
        if self.is_count and len(said) < len(ASKED):
            missing = ", ".join(name for name in ASKED if name not in said)
            raise ValueError(f"a count has all of its cells: {missing} is missing (null where it is empty)")
        if self.is_count and None in (self.value, self.event, self.measure):
            raise ValueError("value, event and measure of a count are never null")
        return self

    @property
    def cells(self) -> dict[str, Any]:
        """The cells of a count, in the words of gold."""
        return {name: getattr(self, name) for name in ASKED}


class Question(Frozen):
    """A number with what a reader needs: never what the program found, unless `proposed` is there."""

    id: str
    dataset: str = Field(description="the dataset that is asked about, as it was named")
    task: str
    paragraph: str = Field(description="its text, the number between ⟦ and ⟧")
    heading: str | None = None
    before: str | None = Field(None, description="the paragraph before")
    document: str
    title: str | None = None
    date: str | None = None
    period: str | None = None
    definitions: dict[str, str]
    measures: dict[str, str]
    answer_schema: dict[str, Any]
    proposed: Cells | None = None


def question_id(place: Place, hash_: str) -> str:
    """The id of a question: where the number stands, and the hash of its paragraph's letters."""
    return f"{place} {hash_}"


def asked_of(question: str) -> tuple[Place, str]:
    """Place and hash of a question's id. Raises ValueError for anything else."""
    place, _, hash_ = question.rpartition(" ")
    return place_of(place), hash_


@cache
def definitions() -> dict[str, Any]:
    """What a reader is told: definitions.toml."""
    return tomllib.loads((files(__package__) / "definitions.toml").read_text(encoding="utf-8"))


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer, every cell of it required, as batch services want it."""
    schema = Answer.model_json_schema()
    schema["required"] = list(schema["properties"])
    for field in schema["properties"].values():
        field.pop("default", None)
    return schema
