"""The relation rules: one TOML file a type under data/relations, with examples and counterexamples that are tests."""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import Field, model_validator

from sgreports.knowledge.data_files import checked, data_folder, read_toml, toml_data
from sgreports.knowledge.statements.rules import CountStep, Pattern, Phrase, Predicate, Rule, expanded
from sgreports.model.base import Frozen
from sgreports.model.facts import RELATION_TYPES, Label, RelationType


class Arguments(Frozen):
    """The labels that each argument of the type may have.

    `itself` lists those that a name must be, and not only modify: no `United Nations` of `a United Nations initiative`.
    """

    subject: tuple[Label, ...] = Field(min_length=1)
    object: tuple[Label, ...] = Field(min_length=1)
    itself: tuple[Literal["subject", "object"], ...] = ()


class Counterexample(Frozen):
    """A sentence in which the type must not be found between any subject and object marked, and why."""

    text: str
    why: str


class RelationRules(Frozen):
    """The file of one relation type; `patterns` holds those that its predicates are expanded into, then its own."""

    type: RelationType
    gloss: str
    symmetric: bool = False
    arguments: Arguments
    predicates: tuple[Predicate, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    count_steps: tuple[CountStep, ...] = ()
    counterexamples: tuple[Counterexample, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, raw: dict[str, Any]) -> dict[str, Any]:
        made = [p for entry in raw.get("predicates", ()) for p in expanded(Predicate.model_validate(entry))]
        return raw | {"patterns": [*made, *raw.get("patterns", ())]}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules of all kinds."""
        return (*self.patterns, *self.phrases, *self.count_steps)


@lru_cache(maxsize=1)
def relation_rules() -> tuple[RelationRules, ...]:
    """The rules of all types, in the order of RELATION_TYPES. KnowledgeError names file and entry."""
    loaded = {rules.type: rules for rules in map(load_rules, rule_files())}
    return tuple(loaded[name] for name in RELATION_TYPES)


@lru_cache(maxsize=1)
def symmetric_types() -> frozenset[RelationType]:
    """The relation types that hold in both directions: those whose file says `symmetric = true`."""
    return frozenset(rules.type for rules in relation_rules() if rules.symmetric)


def rule_files() -> Iterator[Traversable]:
    folder = data_folder() / "relations"
    return iter(sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name))


def load_rules(file: Traversable) -> RelationRules:
    """One file's rules. KnowledgeError where it is no TOML, lacks a key, or has an unknown one."""
    return checked(file.name, RelationRules, read_toml(file))


class _WordLists(Frozen):
    lists: dict[str, frozenset[str]]


def relation_words() -> dict[str, frozenset[str]]:
    """The word lists that relation finding reads: data/relation_words.toml says what each is for."""
    return word_lists_of("relation_words.toml")


@cache
def word_lists_of(file: str) -> dict[str, frozenset[str]]:
    """The word lists of a data file by name. KnowledgeError where it is not one list of words a key."""
    return checked(file, _WordLists, {"lists": toml_data(file)}).lists
