"""The words of breakdowns of a total: data/part_words.toml says what each list is for."""

from functools import lru_cache

from sgreports.knowledge.data_files import toml_model
from sgreports.model.base import Frozen


class PartWords(Frozen):
    """The lists by name."""

    opening: tuple[str, ...]
    opening_verbs: tuple[str, ...]
    following: tuple[str, ...]
    pointing: tuple[str, ...]
    going_on: tuple[str, ...]
    comparing: tuple[str, ...]
    totalling: tuple[str, ...]
    taken_from: tuple[str, ...]
    restating: tuple[str, ...]

    @property
    def openings(self) -> tuple[str, ...]:
        """All that opens the parts of a total."""
        return (*self.opening, *self.opening_verbs)


@lru_cache(maxsize=1)
def part_words() -> PartWords:
    """The word lists. KnowledgeError where the file lacks a list or has one more."""
    return toml_model("part_words.toml", PartWords)
