"""The closed list of States and territories, their names and demonyms, and the context in which they name no country.

`countries.csv`: one row a State or territory (ISO 3166-1 alpha-3 and alpha-2; former States ISO 3166-3 alpha-4; Kosovo
`XKX`).
`country_names.csv`: every form it is called by. A State that only took another name (Zaire, Burma, Swaziland, Turkey)
keeps the present State's code; one that ceased to be (the Soviet Union, Yugoslavia) has its own. A form of several
States (`Congolese`) has a row for each. `country_context.csv`: longer names that hold a country's but are none.
"""

from functools import lru_cache
from typing import Literal

from sgreports.knowledge.data_files import csv_models, data_folder
from sgreports.knowledge.names.entities import ADDED, Dated, EntityRecord, by_names, registry_records
from sgreports.model.base import Frozen

Where = Literal[
    "name", "before", "after", "title", "person", "language-before", "language-after", "language-as", "ethnic-before",
    "ethnic-beside",
]  # fmt: skip


class Country(Dated):
    """A State or territory. `iso2` and `m49`, which has three digits, are null where there is no such code; years,
    inclusive, are for former States."""

    iso3: str
    iso2: str | None = None
    m49: str | None = None
    name: str
    status: Literal["member", "observer", "non-member", "territory", "former"]
    source: str


class CountryName(Dated):
    """A form of a State's name. Years, inclusive, limit the reports in which it is so read; note `language`: the
    word also names a language."""

    iso3: str
    name: str
    form: Literal["name", "demonym"]
    note: str | None = None
    source: str

    @property
    def language(self) -> bool:
        return self.note == "language"


class Context(Frozen):
    """Words by which a country's name is none: `where` says how they stand to it (`name`: they hold it)."""

    words: str
    where: Where
    source: str


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """The package's States and territories by code, read once a process."""
    return {country.iso3: country for country in csv_models(data_folder() / "countries.csv", Country)}


@lru_cache(maxsize=1)
def _own_names() -> tuple[CountryName, ...]:
    return csv_models(data_folder() / "country_names.csv", CountryName)


@by_names()
def country_names() -> tuple[CountryName, ...]:
    """Every form of the package's country names, and those that a user adds; such a one is of that State alone."""
    added = {name: code for code, name in ADDED.get().countries}
    own = (form for form in _own_names() if form.name not in added)
    return (*own, *(CountryName(iso3=code, name=name, form="name", source="added") for name, code in added.items()))


@lru_cache(maxsize=1)
def country_context() -> tuple[Context, ...]:
    """The context in which a country's name names no country, read once a process."""
    return csv_models(data_folder() / "country_context.csv", Context)


@by_names()
def country_records() -> dict[str, EntityRecord]:
    """The records of States and territories by code; aliases are the names, not the demonyms."""
    forms: dict[str, list[str]] = {}
    for form in country_names():
        if form.form == "name":
            forms.setdefault(form.iso3, []).append(form.name)
    return {c.iso3: country_record(c, forms.get(c.iso3, [])) for c in countries().values()}


def country_record(country: Country, forms: list[str]) -> EntityRecord:
    """The record of a State; one that is no more has an ISO 3166-3 code of four letters and so no `iso3`."""
    aliases = tuple(form for form in forms if form != country.name)
    iso3 = country.iso3 if len(country.iso3) == 3 else None
    return EntityRecord(
        entity=country.iso3, label="COUNTRY", name=country.name, aliases=aliases, iso3=iso3, m49=country.m49
    )


def registered_entity(key: str) -> EntityRecord | None:
    """The record of a country, agency or programme of the registries; None where the key is in none of them."""
    return country_records().get(key) or registry_records().get(key)


class City(Frozen):
    """A city that is well known under its name, and its State. Accents do not count; names of several cities that UN
    documents have (Tripoli, Georgetown) are left out."""

    name: str
    iso3: str
    source: str


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    """The package's cities, read once a process."""
    return csv_models(data_folder() / "cities.csv", City)
