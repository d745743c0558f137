"""The capitalised short forms of names (`data/short_forms.toml`), and the heads of missions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sgreports.errors import KnowledgeError
from sgreports.knowledge.data_files import data_folder, read_csv, toml_data


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form. `number` is 1, or 2 for the plural shape; `words` is always the singular, `shape` as printed."""

    shape: str
    words: str
    number: int
    unless: str | None
    default: str | None
    by_organ: Mapping[str, str]
    fixed: bool
    subject: bool
    often: bool
    always: bool
    attributive: bool
    yields: bool


@dataclass(frozen=True, slots=True)
class ShortForms:
    """All short forms by their shape, the words that may precede them, and the number words."""

    by_shape: Mapping[str, ShortForm]
    determiners: frozenset[str]
    numbers: Mapping[str, int]


@lru_cache(maxsize=1)
def known_short_forms() -> ShortForms:
    """Loaded once. Raises KnowledgeError for a form that comes twice or has an unknown key."""
    data = toml_data("short_forms.toml")
    shapes: dict[str, ShortForm] = {}
    for form in (f for entry in data["form"] for f in _forms(entry)):
        if form.shape in shapes:
            raise KnowledgeError(f"short_forms.toml: {form.shape!r} is listed twice; remove one entry")
        shapes[form.shape] = form
    return ShortForms(shapes, frozenset(data["words"]["determiners"]), data["words"]["numbers"])


@lru_cache(maxsize=1)
def mission_heads() -> Mapping[tuple[str, str], str]:
    """The holder of an office by its short form and the mission that he or she heads (`data/mission_heads.csv`)."""
    rows = read_csv(data_folder() / "mission_heads.csv")
    return {(row["form"], row["mission"]): row["holder"] for _, row in rows}


_KEYS = frozenset(
    {"words", "plural", "unless", "default", "by_organ", "fixed", "subject", "often", "always", "attributive", "yields"}
)


def _forms(entry: dict[str, Any]) -> list[ShortForm]:
    if unknown := entry.keys() - _KEYS:
        raise KnowledgeError(f"short_forms.toml, {entry.get('words')!r}: unknown {sorted(unknown)}")
    words = entry["words"]
    shapes = [(words, 1)] + ([(entry["plural"], 2)] if "plural" in entry else [])
    return [
        ShortForm(
            shape,
            words,
            number,
            unless=entry.get("unless"),
            default=entry.get("default"),
            by_organ=entry.get("by_organ", {}),
            **{
                flag: entry.get(flag, False)
                for flag in ("fixed", "subject", "often", "always", "attributive", "yields")
            },
        )
        for shape, number in shapes
    ]
