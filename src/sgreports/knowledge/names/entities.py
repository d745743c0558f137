"""The registries of named things: one frozen record an entity, read from CSV files that a linguist edits.

Columns of `agencies/*.csv` and `programmes.csv`: `key,kind,name,abbreviation,aliases,valid_from,valid_to,ambiguous,
place,url,source`. `abbreviation` and `aliases` hold several forms separated by `|`; a part in square brackets may be
left out (`Special Representative [of the Secretary-General] for Haiti`). Years are inclusive. `ambiguous` (`y`) says
that the abbreviation also stands for other things, so that it alone proves little; `place` is the code of the State
that the body belongs to, and distinguishes those that share an abbreviation.
"""

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from importlib.resources.abc import Traversable
from typing import Literal, Self, TypeVar, TypeVarTuple

from pydantic import field_validator, model_validator

from sgreports.knowledge.data_files import csv_models, data_folder, read_csv
from sgreports.model.base import Frozen
from sgreports.model.facts import Label

Kind = Literal["un", "intergovernmental", "partnership", "national", "civil", "armed_group"]
SEVERAL = ("abbreviation", "aliases")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]\s*+")
Arguments = TypeVarTuple("Arguments")
R = TypeVar("R")


class EntityRecord(Frozen):
    """What is known of an entity. `iso3` and `m49` are for countries, `kind` for agencies, None elsewhere."""

    entity: str
    label: Label
    kind: str | None = None
    name: str
    abbreviation: str | None = None
    aliases: tuple[str, ...] = ()
    iso3: str | None = None
    m49: str | None = None
    url: str | None = None


class Dated(Frozen):
    """What bears its names from a year to another, both inclusive."""

    valid_from: int | None = None
    valid_to: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError(f"valid_from {self.valid_from} is after valid_to {self.valid_to}")
        return self

    def valid(self, year: int | None) -> bool:
        """Whether it bears them in a report of `year`; an unknown year excludes nothing."""
        return year is None or (self.valid_from or 0) <= year <= (self.valid_to or 9999)


class RegistryRow(Dated):
    """One row of a registry file. `name` is the official one, without its article."""

    key: str
    kind: Kind | None = None
    name: str
    abbreviation: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ambiguous: bool = False
    place: str | None = None
    url: str | None = None
    source: str

    @field_validator("key", "name", "source")
    @classmethod
    def _given(cls, value: str) -> str:
        if not value or value != value.strip():
            raise ValueError("must be given, without blanks around it")
        return value


def spellings(pattern: str) -> list[str]:
    """The forms of an alias, with and without each part in square brackets."""
    hole = OPTIONAL.search(pattern)
    if not hole:
        return [pattern.strip()]
    before, after = pattern[: hole.start()], pattern[hole.end() :]
    return spellings(f"{before}{hole[1]} {after}".strip()) + spellings(before + after)


def registry_rows(path: Traversable) -> tuple[RegistryRow, ...]:
    """The rows of a registry file. Raises KnowledgeError naming file and entry."""
    return csv_models(path, RegistryRow, SEVERAL)


def registry_files() -> list[tuple[Label, Traversable]]:
    """The package's files of agencies, by name, and that of programmes."""
    files = (file for file in (data_folder() / "agencies").iterdir() if file.name.endswith(".csv"))
    agencies: list[tuple[Label, Traversable]] = [("AGENCY", file) for file in sorted(files, key=lambda f: f.name)]
    return [*agencies, ("PROGRAMME", data_folder() / "programmes.csv")]


@dataclass(frozen=True, eq=False, slots=True)
class AddedNames:
    """What a user adds to the lists (`added.py`): agencies and programmes, and names of States by their codes.

    `version` is a hash of the file. Two are equal only if they are the same object: caches have it for a cheap key.
    """

    entities: tuple[tuple[Label, RegistryRow], ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    version: str = "none"


ADDED: ContextVar[AddedNames] = ContextVar("ADDED", default=AddedNames())  # noqa: B039 - it is frozen
"""The names that are added here and now; `added.adding` sets them."""


def by_names(maxsize: int = 2) -> Callable[[Callable[[*Arguments], R]], Callable[[*Arguments], R]]:
    """`lru_cache` for what depends on the lists of names: the names that a user adds are a part of its key."""

    def decorate(function: Callable[[*Arguments], R]) -> Callable[[*Arguments], R]:
        @lru_cache(maxsize)
        def cached(_added: AddedNames, *args: *Arguments) -> R:
            return function(*args)

        @wraps(function)
        def call(*args: *Arguments) -> R:
            return cached(ADDED.get(), *args)

        return call

    return decorate


@lru_cache(maxsize=1)
def own_registry() -> dict[str, tuple[Label, RegistryRow]]:
    """The package's agencies and programmes by key, read once a process."""
    return {row.key: (label, row) for label, file in registry_files() for row in registry_rows(file)}


@by_names()
def registry() -> tuple[tuple[Label, RegistryRow], ...]:
    """The package's agencies and programmes, and those that a user adds."""
    return tuple(_with(own_registry(), ADDED.get().entities).values())


@by_names()
def national_states() -> dict[str, str]:
    """The State of each national body of the registry, by its key."""
    return {row.key: row.place for _, row in registry() if row.kind == "national" and row.place}


def _with(
    known: dict[str, tuple[Label, RegistryRow]], added: Iterable[tuple[Label, RegistryRow]]
) -> dict[str, tuple[Label, RegistryRow]]:
    """The rows by key, the added ones first, which so go before others of their names; or as more names of theirs."""
    new = {row.key: (label, row) for label, row in added if row.key not in known}
    more = {row.key: (label, _called(known[row.key][1], row)) for label, row in added if row.key in known}
    return new | known | more


def _called(row: RegistryRow, added: RegistryRow) -> RegistryRow:
    aliases = (*row.aliases, added.name, *added.aliases)
    return row.model_copy(update={"abbreviation": (*row.abbreviation, *added.abbreviation), "aliases": aliases})


def names_of(row: RegistryRow) -> list[str]:
    """Every spelled-out form of the row's name and aliases, each once, the official one first."""
    return list(dict.fromkeys(s for form in (row.name, *row.aliases) for s in spellings(form)))


@lru_cache(maxsize=1)
def spelling_pairs() -> tuple[tuple[str, str], ...]:
    """Words of names that are also written otherwise, from `spellings.csv`."""
    return tuple((row["word"], row["variant"]) for _, row in read_csv(data_folder() / "spellings.csv"))


def with_other_spellings(name: str) -> list[str]:
    """The name, and itself with each of its words that has another spelling: `Peacekeeping`, `Peace-keeping`."""
    words = name.split(" ")
    changed = [(word, variant) for word, variant in spelling_pairs() if word in words]
    return [name, *(" ".join(variant if w == word else w for w in words) for word, variant in changed)]


@by_names()
def registry_records() -> dict[str, EntityRecord]:
    """The records of agencies and programmes by key."""
    return {row.key: registry_record(label, row) for label, row in registry()}


def registry_record(label: Label, row: RegistryRow) -> EntityRecord:
    abbreviation = row.abbreviation[0] if row.abbreviation else None
    aliases = (*names_of(row)[1:], *row.abbreviation[1:])
    return EntityRecord(
        entity=row.key, label=label, kind=row.kind, name=row.name, abbreviation=abbreviation, aliases=aliases,
        url=row.url,
    )  # fmt: skip
