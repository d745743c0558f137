"""Recurring reports and the countries of missions.

`series.csv`: one row a recurring report. `titles` are phrases of its titles, `mandates` the texts that it is submitted
pursuant to, `countries` what it is about, each separated by `|`; `example` is a title that identifies it. The reports
on a mission are a series too, under the mission's key, and need no row. `mission_places.csv`: the countries of missions
whose official names do not say them.
"""

from functools import lru_cache

from sgreports.knowledge.data_files import csv_models, csv_rows, data_folder
from sgreports.knowledge.names.entities import RegistryRow, registry_rows
from sgreports.model.base import Frozen


class Series(Frozen):
    """A recurring report."""

    key: str
    name: str
    titles: tuple[str, ...]
    mandates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    example: str
    source: str


@lru_cache(maxsize=1)
def series() -> tuple[Series, ...]:
    """The recurring reports of `series.csv`, in its order."""
    return csv_models(data_folder() / "series.csv", Series, ("titles", "mandates", "countries"))


@lru_cache(maxsize=1)
def missions() -> tuple[RegistryRow, ...]:
    """The United Nations missions of the registry."""
    return tuple(row for row in registry_rows(data_folder() / "agencies" / "missions.csv") if row.kind == "un")


@lru_cache(maxsize=1)
def mission_places() -> dict[str, tuple[str, ...]]:
    """The countries of missions whose names do not say them, by the mission's key."""
    return {row["mission"]: tuple(row["countries"].split("|")) for row in csv_rows("mission_places.csv")}


@lru_cache(maxsize=1)
def disputed_missions() -> frozenset[str]:
    """The missions in an area whose State is undetermined (Abyei): what they count is in no country unless a text says
    so (annotation.md: disputed areas are no COUNTRY)."""
    return frozenset(row["mission"] for row in csv_rows("mission_places.csv") if row["disputed"])


@lru_cache(maxsize=1)
def mission_components() -> dict[str, str]:
    """The missions of bodies that are a part of one, by the body's key (`mission_components.csv`)."""
    return {row["component"]: row["mission"] for row in csv_rows("mission_components.csv")}
