"""The rule files load and hold every type; every entry can match, and is shown by two documents."""

import re
from pathlib import Path

import pytest

from markup import parse_markup
from sgreports.errors import KnowledgeError
from sgreports.knowledge.statements.relations import RelationRules, load_rules, relation_rules
from sgreports.knowledge.statements.rules import UNMEASURED
from sgreports.model.facts import RELATION_TYPES

RULES = """
type = "signed"
gloss = "A State signs a text."
[arguments]
subject = ["COUNTRY"]
object = ["INSTRUMENT"]
[[patterns]]
id = "signs"
trigger = ["sign"]
subject = ["agent"]
object = ["patient"]
shown_by = ["S/2044/7 ¶12", "S/2044/8"]
examples = ["[Fiji](COUNTRY #subject) signed the [Pact](INSTRUMENT #object)."]
[[patterns]]
id = "initials"
trigger = ["initial"]
subject = ["agent"]
object = ["patient"]
shown_by = ["S/2044/7 ¶12", "S/2044/8"]
examples = ["[Fiji](COUNTRY #subject) initialled the [Pact](INSTRUMENT #object)."]
[[counterexamples]]
text = "[Fiji](COUNTRY #subject) read the [Pact](INSTRUMENT #object)."
why = "no signing"
"""


def test_every_type_has_its_file_in_order() -> None:
    assert tuple(rules.type for rules in relation_rules()) == RELATION_TYPES


def test_rule_names_are_unique() -> None:
    names = [rule.id for rules in relation_rules() for rule in rules.rules]
    assert sorted(names) == sorted(set(names))


def _labels(text: str, role: str) -> set[str]:
    return {span.label for span in parse_markup(text).spans if role in span.roles}


@pytest.mark.parametrize("rules", relation_rules(), ids=lambda rules: rules.type)
def test_every_rule_can_match_and_is_shown_by_two_documents(rules: RelationRules) -> None:
    arguments = (("subject", rules.arguments.subject), ("object", rules.arguments.object))
    for rule in rules.rules:
        assert len({place.split()[0] for place in rule.shown_by}) > 1, rule.id
        said = [(_labels(text, role), labels) for text in rule.examples for role, labels in arguments]
        assert all(found and found <= set(labels) for found, labels in said), rule.id
    assert all(pattern.object or rules.symmetric for pattern in rules.patterns)
    assert all(_labels(each.text, role) for each in rules.counterexamples for role, _ in arguments)
    assert all(re.compile(words) for phrase in rules.phrases for words in (phrase.between, phrase.before, phrase.after))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('gloss = "A State', 'glass = "A State', "glass"),
        ('subject = ["COUNTRY"]', 'subject = ["NATION"]', "arguments.subject.0"),
        ('trigger = ["sign"]', "trigger = []", "patterns.0.trigger"),
        ('shown_by = ["S/2044/7 ¶12", "S/2044/8"]', 'shown_by = ["para. 12 of S/2044/7"]', "patterns.0.shown_by.0"),
        ('why = "no signing"', "why = no", ""),
    ],
)
def test_an_entry_of_another_form_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "signed.toml"
    file.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"(?s)signed\.toml: .*{re.escape(message)}"):
        load_rules(file)


def test_a_right_file_loads(tmp_path: Path) -> None:
    file = tmp_path / "signed.toml"
    file.write_text(RULES, encoding="utf-8")
    assert [pattern.id for pattern in load_rules(file).patterns] == ["signs", "initials"]


def test_a_predicate_is_one_entry_for_its_verbs_and_its_nouns(tmp_path: Path) -> None:
    file = tmp_path / "signed.toml"
    entry = """
[[predicates]]
id = "endorses"
verbs = ["endorse"]
nouns = ["endorsement"]
shown_by = ["S/2044/7", "S/2044/8"]
noun_shown_by = ["S/2044/7 ¶2", "S/2044/8 ¶3"]
noun_precision = 0.75
examples = ["[Fiji](COUNTRY #subject) endorsed the [Pact](INSTRUMENT #object)."]
noun_examples = ["The endorsement of the [Pact](INSTRUMENT #object) by [Fiji](COUNTRY #subject) came."]
"""
    file.write_text(RULES.replace("[[patterns]]", entry + "[[patterns]]", 1), encoding="utf-8")
    verb, noun = load_rules(file).patterns[:2]
    assert (verb.id, verb.trigger, verb.subject, verb.object) == ("endorses", ("endorse",), ("agent",), ("patient",))
    assert (noun.id, noun.trigger) == ("endorses-noun", ("endorsement",))
    assert (verb.shown_by, noun.shown_by) == (("S/2044/7", "S/2044/8"), ("S/2044/7 ¶2", "S/2044/8 ¶3"))
    assert (verb.precision, verb.score, noun.score) == (None, UNMEASURED, 0.75)
    assert (noun.subject, noun.object) == (("prep:by|from", "light/agent", "owner"), ("prep:of",))
