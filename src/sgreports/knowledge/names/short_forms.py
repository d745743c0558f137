"""The capitalised short forms of names (`data/short_forms.toml`), and the heads of missions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sgreports.knowledge.data_files import checked, csv_rows, toml_data
from sgreports.model.base import Frozen

FILE = "short_forms.toml"


class ShortForm(Frozen):
    """A short form. `number` is 1, or 2 for the plural shape; `words` is always the singular, `shape` as printed."""

    shape: str
    words: str
    number: int
    unless: str | None = None
    default: str | None = None
    by_organ: Mapping[str, str] = {}
    fixed: bool = False
    subject: bool = False
    often: bool = False
    always: bool = False
    attributive: bool = False
    yields: bool = False


@dataclass(frozen=True, slots=True)
class ShortForms:
    """All short forms by their shape, the words that may precede them, and the number words."""

    by_shape: Mapping[str, ShortForm]
    determiners: frozenset[str]
    numbers: Mapping[str, int]


@lru_cache(maxsize=1)
def known_short_forms() -> ShortForms:
    """Loaded once. Raises KnowledgeError for a form that has an unknown key."""
    data = toml_data(FILE)
    shapes = {form.shape: form for entry in data["form"] for form in _forms(entry)}
    return ShortForms(shapes, frozenset(data["words"]["determiners"]), data["words"]["numbers"])


@lru_cache(maxsize=1)
def mission_heads() -> Mapping[tuple[str, str], str]:
    """The holder of an office by its short form and the mission that he or she heads (`data/mission_heads.csv`)."""
    return {(row["form"], row["mission"]): row["holder"] for row in csv_rows("mission_heads.csv")}


def _forms(entry: dict[str, Any]) -> list[ShortForm]:
    said = {name: value for name, value in entry.items() if name != "plural"}
    shapes = [entry["words"]] + ([entry["plural"]] if "plural" in entry else [])
    rows = ({"shape": shape, "number": number, **said} for number, shape in enumerate(shapes, 1))
    return [checked(FILE, ShortForm, row) for row in rows]
