"""What the scoring needs of sgreports where only Python is: plain values in place of pydantic's models.

`release.py` copies this module beside the scoring and writes the values, made from the fields of the models, below it.
Nothing is checked here: the gold was, before its release.
"""

from dataclasses import asdict, dataclass, field, make_dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Plain:
    """A value with what the scoring asks of pydantic's models."""

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """The value, unchecked."""
        return cls(**values)

    def model_dump(self) -> dict[str, Any]:
        """The value as a dictionary."""
        return asdict(self)


def value(name: str, needed: list[str], defaults: dict[str, Any]) -> type[Plain]:
    """The class of a value with these fields: those that are needed, and those with a default."""
    optional = [(each, Any, field(default=default)) for each, default in defaults.items()]
    return make_dataclass(name, [*((each, Any) for each in needed), *optional], bases=(Plain,), frozen=True)


SYMMETRIC: frozenset[str] = frozenset()


def symmetric_types() -> frozenset[str]:
    """The relation types whose arguments may change places."""
    return SYMMETRIC
