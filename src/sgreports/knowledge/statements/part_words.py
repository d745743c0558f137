"""The words of breakdowns of a total: data/part_words.toml says what each list is for."""

from functools import lru_cache

from pydantic import ValidationError

from sgreports.errors import KnowledgeError
from sgreports.knowledge.data_files import data_folder, read_toml
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
    file = data_folder() / "part_words.toml"
    try:
        return PartWords.model_validate(read_toml(file))
    except ValidationError as error:
        raise KnowledgeError(f"{file.name}: {error}") from error
