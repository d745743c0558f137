"""The rule files load, hold every type, and an entry that could never match is refused with file and entry."""

import re
from pathlib import Path

import pytest

from sgreports.errors import KnowledgeError
from sgreports.knowledge.statements.relations import load_rules, relation_rules
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

SHOWN = 'shown_by = ["S/2044/7 ¶12", "S/2044/8"]'


def test_every_type_has_its_file_in_order() -> None:
    assert tuple(rules.type for rules in relation_rules()) == RELATION_TYPES


def test_rule_names_are_unique() -> None:
    names = [rule.id for rules in relation_rules() for rule in rules.rules]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('gloss = "A State', 'glass = "A State', "glass"),
        ('subject = ["COUNTRY"]', 'subject = ["NATION"]', "arguments.subject.0"),
        ("[Fiji](COUNTRY #subject) signed", "[Fiji](COUNTRY) signed", "rule signs: an example without #subject"),
        ("[Fiji](COUNTRY #subject) signed", "[Fiji](AGENCY #subject) signed", "AGENCY is no subject of signed"),
        ("[Fiji](COUNTRY #subject) read", "[Fiji](COUNTRY) read", "cannot fail"),
        ('trigger = ["sign"]', "trigger = []", "patterns.0.trigger"),
        (SHOWN, "", "patterns.0.shown_by"),
        (
            SHOWN,
            'shown_by = ["S/2044/7"]',
            "rule signs: shown_by needs two documents",
        ),
        (
            SHOWN,
            'shown_by = ["S/2044/7 ¶1", "S/2044/7 ¶2"]',
            "rule signs: shown_by needs two documents",
        ),
        (SHOWN, 'shown_by = ["para. 12 of S/2044/7"]', "patterns.0.shown_by.0"),
        (
            SHOWN,
            SHOWN + "\nprecision = 1.2",
            "patterns.0.precision",
        ),
        ('object = ["patient"]', "", "rule signs: signed holds one way"),
        ('type = "signed"', 'type = "ratified"', "name the file ratified.toml"),
        ("[Pact](INSTRUMENT #object).", "[Pact(INSTRUMENT #object).", "a bracket without a mark"),
        ('why = "no signing"', "why = no", "signed.toml"),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "signed.toml"
    file.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"(?s)signed\.toml: .*{re.escape(message)}|{re.escape(message)}"):
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


def test_a_predicate_without_an_example_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "signed.toml"
    entry = '[[predicates]]\nid = "endorses"\nverbs = ["endorse"]\n'
    file.write_text(RULES.replace("[[patterns]]", entry + "[[patterns]]", 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="predicate endorses: verbs need examples"):
        load_rules(file)
