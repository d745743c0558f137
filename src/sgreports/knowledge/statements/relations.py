"""The relation rules: one TOML file a type under data/relations, with examples and counterexamples that are tests.

A pattern names its trigger lemmas and, for each argument, paths over the parse that lead from the trigger to it (the
steps are in relations/rules/paths.py). A pattern of a count relation names the `frame` step that finds it instead.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from sgreports.errors import KnowledgeError
from sgreports.knowledge.data_files import data_folder, read_toml
from sgreports.knowledge.statements.predicates import Predicate, expanded
from sgreports.model.base import Frozen
from sgreports.model.facts import RELATION_TYPES, Label, RelationType
from sgreports.model.markup import Marked, parse_markup

Frame = Literal[
    "paired", "clause", "carried", "source", "attributive", "agent", "learned", "cue", "bracket", "pointed", "summed"
]


class Arguments(Frozen):
    """The labels that each argument of the type may have; `itself`: only what the name names, no part of it."""

    subject: tuple[Label, ...] = Field(min_length=1)
    object: tuple[Label, ...] = Field(min_length=1)
    itself: tuple[Literal["subject", "object"], ...] = ()


class Pattern(Frozen):
    """One pattern of a relation. `subject`, `object` are alternative paths; `/` joins steps, `:a|b` gives lemmas.

    Or `between` (with `before`, `after`) are regular expressions on the words around two names, `first` the role of
    the first; a name between them is written `<LABEL>`; `footnote` keeps a rule to footnotes;
    `paired`: a list before goes with a list after, one by one; `beside_list`: what follows may look like one list with
    it. `first_text` is looked for in the first name. `object_entities` and `object_kinds` keep a rule to some objects,
    `subject_not` from some subjects by entity or kind.

    Words around the trigger: `beside`, one hangs on it or holds it; `words`, one follows within eight, `unless`, none;
    `without`, none hangs on it; `alone`, none as a preposition. `main`: not in a clause of purpose; `bare`: no clause
    completes it.

    `precision` is the score of what it finds (measured on gold where there is enough of it, else an estimate).
    """

    id: str
    trigger: tuple[str, ...] = ()
    pos: tuple[str, ...] = ("VERB",)
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject_labels: tuple[Label, ...] = ()
    object_labels: tuple[Label, ...] = ()
    frame: Frame | None = None
    between: str | None = None
    before: str = ""
    after: str = ""
    first: Literal["subject", "object"] = "subject"
    footnote: bool = False
    paired: bool = False
    beside_list: bool = False
    subject_not: tuple[str, ...] = ()
    object_entities: tuple[str, ...] = ()
    object_kinds: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    first_text: str = ""
    without: tuple[str, ...] = ()
    planned: bool = False
    negated: bool = False
    pairs: bool = False
    main: bool = False
    bare: bool = False
    precision: float = Field(0.75, ge=0, le=1)
    examples: tuple[str, ...] = Field(min_length=1)

    @field_validator("between", "before", "after", "first_text")
    @classmethod
    def _compiles(cls, expression: str | None) -> str | None:
        try:
            re.compile(expression or "")
        except re.error as error:
            raise ValueError(f"{expression!r} is no regular expression: {error}") from error
        return expression

    @model_validator(mode="after")
    def _can_match(self) -> "Pattern":
        parsed = self.trigger and self.subject and (self.object or self.pairs)
        if self.frame is None and self.between is None and not parsed:
            raise ValueError(f"pattern {self.id}: needs trigger, subject and object, or a frame, or words between")
        for example in self.examples:
            marked = parse_markup(example)
            if not (marked.with_role("subject") and marked.with_role("object")):
                raise ValueError(
                    f"pattern {self.id}: an example without #subject and #object never matches: {example!r}"
                )
        return self


class Counterexample(Frozen):
    """A sentence in which the type must not be found between any subject and object marked, and why."""

    text: str
    why: str

    @model_validator(mode="after")
    def _can_fail(self) -> "Counterexample":
        marked = parse_markup(self.text)
        if not (marked.with_role("subject") and marked.with_role("object")):
            raise ValueError(f"a counterexample without #subject and #object cannot fail: {self.text!r}")
        return self


class RelationRules(Frozen):
    """The file of one relation type; `patterns` holds those that its predicates are expanded into, then its own."""

    type: RelationType
    gloss: str
    symmetric: bool = False
    arguments: Arguments
    predicates: tuple[Predicate, ...] = ()
    patterns: tuple[Pattern, ...] = Field(min_length=1)
    counterexamples: tuple[Counterexample, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, raw: dict[str, Any]) -> dict[str, Any]:
        made = [p for entry in raw.get("predicates", ()) for p in expanded(Predicate.model_validate(entry))]
        return raw | {"patterns": [*made, *raw.get("patterns", ())]}

    @model_validator(mode="after")
    def _labels_fit(self) -> "RelationRules":
        for pattern in self.patterns:
            for example in pattern.examples:
                self.check_labels(parse_markup(example), pattern.id)
        return self

    def check_labels(self, marked: Marked, name: str) -> None:
        """ValueError where an argument of an example has a label that the type does not take."""
        for role, labels in (("subject", self.arguments.subject), ("object", self.arguments.object)):
            for span in marked.with_role(role):
                if span.label not in labels:
                    raise ValueError(f"pattern {name}: {span.label} is no {role} of {self.type}: {marked.text!r}")


@lru_cache(maxsize=1)
def relation_rules() -> tuple[RelationRules, ...]:
    """The rules of all types, in the order of RELATION_TYPES. KnowledgeError names file and entry."""
    loaded = {rules.type: rules for rules in map(load_rules, rule_files())}
    if missing := [name for name in RELATION_TYPES if name not in loaded]:
        raise KnowledgeError(f"data/relations: no file for {', '.join(missing)}")
    return tuple(loaded[name] for name in RELATION_TYPES)


@lru_cache(maxsize=1)
def symmetric_types() -> frozenset[RelationType]:
    """The relation types that hold in both directions: those whose file says `symmetric = true`."""
    return frozenset(rules.type for rules in relation_rules() if rules.symmetric)


def rule_files() -> Iterator[Traversable]:
    folder = data_folder() / "relations"
    return iter(sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name))


def load_rules(file: Traversable) -> RelationRules:
    """One file's rules. KnowledgeError where it is no TOML, has an unknown key, or an entry that could never match."""
    try:
        rules = RelationRules.model_validate(read_toml(file))
    except (ValidationError, KnowledgeError) as error:
        raise KnowledgeError(f"{file.name}: {error}") from error
    if file.name != f"{rules.type}.toml":
        raise KnowledgeError(f"{file.name}: holds the rules of {rules.type!r}; name the file {rules.type}.toml")
    return rules


class WordLists(Frozen):
    """The word lists that relation finding reads: data/relation_words.toml says what each is for."""

    lists: dict[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return frozenset(self.lists[name])


@lru_cache(maxsize=1)
def relation_words() -> dict[str, frozenset[str]]:
    """The word lists by name. KnowledgeError where the file is not one list of words a key."""
    file = data_folder() / "relation_words.toml"
    try:
        words = WordLists(lists=read_toml(file))
    except ValidationError as error:
        raise KnowledgeError(f"{file.name}: {error}") from error
    return {name: frozenset(entries) for name, entries in words.lists.items()}
