"""Classes of verbs and nouns by the role that they give a name with a count: data/count_roles.toml."""

from functools import lru_cache
from typing import Literal

from pydantic import Field

from sgreports.errors import KnowledgeError
from sgreports.knowledge.data_files import toml_model
from sgreports.model.base import Frozen
from sgreports.model.facts import Role

Word = Literal["verb", "noun"]


class RoleClass(Frozen):
    """Lemmas of one part of speech that give one role, with marked examples."""

    role: Role
    of: Word
    lemmas: tuple[str, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)


class RoleClasses(Frozen):
    classes: tuple[RoleClass, ...] = Field(min_length=1)


@lru_cache(maxsize=1)
def role_classes() -> tuple[RoleClass, ...]:
    """The classes. KnowledgeError where the file is wrong, or a lemma is in two classes of one part of speech."""
    classes = toml_model("count_roles.toml", RoleClasses).classes
    listed = [(c.of, lemma) for c in classes for lemma in c.lemmas]
    if twice := sorted({entry for entry in listed if listed.count(entry) > 1}):
        raise KnowledgeError(
            f"count_roles.toml: listed in two classes; keep one: {', '.join(' '.join(entry) for entry in twice)}"
        )
    return classes


@lru_cache(maxsize=2)
def roles_of(word: Word) -> dict[str, Role]:
    """The role of each lemma of a part of speech."""
    return {lemma: c.role for c in role_classes() if c.of == word for lemma in c.lemmas}
