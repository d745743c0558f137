"""The word lists and tables that the features of trained models read, by their hashes.

A model says which ones it was fitted with. With others it runs, so that a new wording works at once, and says that it
should be fitted again; a release is fitted.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable

from sgreports.knowledge.data_files import data_folder, files_hash, package_files

LISTS = (
    "cities.csv", "count_roles.toml", "count_words.toml", "events.toml", "measure_words.toml", "part_words.toml",
    "quantities.toml", "relation_words.toml", "relations", "singulars.csv", "unit_classes.csv",
)  # fmt: skip
DIGITS = 8  # of a hash


@lru_cache(maxsize=1)
def word_lists() -> Mapping[str, str]:
    """The beginning of the hash of each list, or of a folder of them, as they are now."""
    return {name: _hash(data_folder() / name)[:DIGITS] for name in LISTS}


def changed_lists(fitted: Mapping[str, str]) -> list[str]:
    """The lists that are not as a model was fitted with."""
    now = word_lists()
    return [name for name in sorted({*now, *fitted}) if now.get(name) != fitted.get(name)]


def _hash(place: Traversable) -> str:
    return files_hash([(place.name, place.read_bytes())] if place.is_file() else package_files(place))
