"""What the scoring needs of sgreports where only pydantic is.

`release.py` copies this module beside the scoring, and writes the models below it: their fields without their checks,
since the gold was checked before its release.
"""

from typing import Any

from pydantic import BaseModel, create_model

SYMMETRIC: frozenset[str] = frozenset()


def symmetric_types() -> frozenset[str]:
    """The relation types whose arguments may change places."""
    return SYMMETRIC


def unchecked(name: str, needed: list[str], defaults: dict[str, Any]) -> type[BaseModel]:
    """A model with these fields: those that are needed, and those with a default."""
    fields: Any = {**dict.fromkeys(needed, (Any, ...)), **{each: (Any, value) for each, value in defaults.items()}}
    model: type[BaseModel] = create_model(name, **fields)
    return model
