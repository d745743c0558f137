"""Word classes as features: verbs and nouns of a relation, of recording, of an event …

They generalise to words that gold does not have. The rules and lists are part of what the model was fitted on: where
many words of them change, train it again.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from sgreports.knowledge.statements.count_words import roles_of
from sgreports.knowledge.statements.events import event_lexicon
from sgreports.knowledge.statements.relations import relation_rules, relation_words
from sgreports.links.learned.arrays import string_hash

CONTENT = frozenset({"VERB", "NOUN", "ADJ"})
LISTS = (
    "makes_effort", "object_control", "failing", "planning", "reporting", "increase_nouns", "change_verbs",
    "survey_nouns", "recording", "no_doing", "holding", "affiliates", "arrival_verbs", "planned_nouns", "adding",
    "level_nouns", "wanting", "changing", "sizes", "work_verbs", "harm_verbs", "partnering", "complaints", "fighters",
    "recipients", "informing", "adjuncts", "partitives", "transparent", "giving", "topics", "deeds", "no_function",
    "office_holders", "to_come", "bearers_in", "voicing", "helping", "planning_nouns", "reminding", "text_nouns",
    "providing", "promising", "wanted", "happening", "crediting", "purposes", "issuing", "leading",
)  # fmt: skip
PARTS_OF_SPEECH: tuple[Literal["verb", "noun"], ...] = ("verb", "noun")


@lru_cache(maxsize=1)
def word_classes() -> Mapping[int, tuple[int, ...]]:
    """The classes of each word, sorted, all as hashes."""
    named = class_names()
    return {string_hash(word): tuple(sorted(map(string_hash, found))) for word, found in named.items()}


@lru_cache(maxsize=1)
def class_names() -> Mapping[str, frozenset[str]]:
    """The names of the classes of each word."""
    found: dict[str, set[str]] = {}
    for rules in relation_rules():
        for pattern in rules.patterns:
            if CONTENT.intersection(pattern.pos):
                _put(found, pattern.trigger, f"word of {rules.type}")
    for name in LISTS:
        _put(found, relation_words()[name], name)
    for part in PARTS_OF_SPEECH:
        for word, role in roles_of(part).items():
            _put(found, (word,), f"{part} of {role}")
    for each in event_lexicon().events:
        _put(found, (*each.verbs, *each.acts, *each.nouns), f"word of {each.event}")
    return {word: frozenset(classes) for word, classes in found.items()}


def _put(found: dict[str, set[str]], words: "frozenset[str] | tuple[str, ...]", name: str) -> None:
    for word in words:
        found.setdefault(word, set()).add(name)
