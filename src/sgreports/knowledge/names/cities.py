"""Cities that reports name without their State: capitals, and seats of the United Nations and of its meetings."""

from functools import lru_cache
from importlib.resources.abc import Traversable

from sgreports.errors import KnowledgeError
from sgreports.knowledge.data_files import data_folder
from sgreports.knowledge.names.countries import countries, load_rows
from sgreports.model.base import Frozen


class City(Frozen):
    """A city that is well known under its name, and its State. Accents do not count; names of several cities that UN
    documents have (Tripoli, Georgetown) are left out."""

    name: str
    iso3: str
    source: str


def load_cities(folder: Traversable) -> tuple[City, ...]:
    """The cities of a folder. Raises KnowledgeError where a code is not in `countries.csv`."""
    found = load_rows(folder / "cities.csv", City.model_validate)
    for city in found:
        if city.iso3 not in countries():
            raise KnowledgeError(f"cities.csv, entry {city.name!r}: {city.iso3} is not in countries.csv")
    return found


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    """The package's cities, read once a process."""
    return load_cities(data_folder())
