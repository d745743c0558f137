"""The word lists and tables that the features of trained models read, by their hashes.

A model says which ones it was fitted with. With others it runs, so that a new wording works at once, and says that it
should be fitted again; a release is fitted.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable

from sgreports.knowledge.data_files import data_folder

LISTS = (
    "cities.csv", "count_roles.toml", "count_words.toml", "events.toml", "measure_words.toml", "part_words.toml",
    "quantities.toml", "relation_words.toml", "relations", "singulars.csv", "unit_classes.csv",
)  # fmt: skip
DIGITS = 8  # of a hash


@lru_cache(maxsize=1)
def word_lists() -> Mapping[str, str]:
    """The beginning of the hash of each list, or of a folder of them, as they are now."""
    return {name: _hash(data_folder() / name) for name in LISTS}


def changed_lists(fitted: Mapping[str, str]) -> list[str]:
    """The lists that are not as a model was fitted with."""
    now = word_lists()
    return [name for name in sorted({*now, *fitted}) if now.get(name) != fitted.get(name)]


def _hash(place: Traversable) -> str:
    total = hashlib.sha256()
    for name, text in sorted(_texts(place)):
        total.update(f"{name}\n{text}".encode())
    return total.hexdigest()[:DIGITS]


def _texts(place: Traversable) -> Iterator[tuple[str, str]]:
    """Name and text of a file, or of each in a folder."""
    if place.is_file():
        yield place.name, place.read_text(encoding="utf-8")
        return
    for each in place.iterdir():
        yield from _texts(each)
