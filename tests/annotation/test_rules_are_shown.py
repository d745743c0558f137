"""Every relation rule names what shows it: paragraphs of train gold, or documents outside dev and test."""

import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from sgreports.inputs import gold_source
from sgreports.knowledge.statements.relations import relation_rules
from sgreports.links.find import found_by_rules
from sgreports.pipeline import read_mentions
from sgreports.reading import read_report
from sgreports.scene.scene import Scene, by_paragraph
from sgreports.settings import Settings
from sgreports_gold.annotation.scoring.run_rows import load_gold, splits

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
REPORTS = Path(__file__).parents[3] / "shared"
SAMPLE = 3  # documents that are read again
RULES = {f"{rules.type} {rule.id}": rule for rules in relation_rules() for rule in rules.rules}


def test_gold_that_shows_a_rule_is_of_train() -> None:
    of = splits(ANNOTATIONS / "splits.toml")
    train = {f"{g.document} ¶{g.paragraph}" for g in load_gold(ANNOTATIONS / "gold") if of.get(g.document) == "train"}
    assert [(name, at) for name, rule in RULES.items() for at in rule.shown_by if "¶" in at and at not in train] == []


def test_no_document_of_dev_or_test_shows_a_rule() -> None:
    of = splits(ANNOTATIONS / "splits.toml")
    held = {document for document, split in of.items() if split != "train"}
    assert [(name, at) for name, rule in RULES.items() for at in rule.shown_by if at.split()[0] in held] == []


@lru_cache
def found_in(document: str) -> frozenset[tuple[str, str]]:
    """Each rule that finds something in a report, with the key of the paragraph."""
    settings = Settings(relation_model="none", links=False)
    _, units, mentions, *_ = read_mentions(read_report(gold_source(document, REPORTS), settings), settings)
    by_key = by_paragraph(sorted(mentions, key=lambda m: m.start))
    finds = [
        r for u in units for r in found_by_rules(u.paragraph.key, Scene(u.parse, [*by_key.get(u.paragraph.key, ())]))
    ]  # fmt: skip
    return frozenset((f"{r.type} {r.rule}", r.paragraph) for r in finds)


def sample() -> Iterator[tuple[str, str, str]]:
    """The rules that a few documents show: rule, document and paragraph (empty where the whole document does)."""
    named = sorted({at.split()[0] for rule in RULES.values() for at in rule.shown_by})
    for document in random.Random(7).sample(named, SAMPLE):
        for name, rule in RULES.items():
            for at in (each for each in rule.shown_by if each.split()[0] == document):
                yield name, document, at.partition("¶")[2]


@pytest.mark.corpus
@pytest.mark.model
@pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared is not here")
def test_rules_find_something_where_they_say() -> None:
    for name, document, paragraph in sample():
        found = {key for rule, key in found_in(document) if rule == name}
        assert paragraph in found or (found and not paragraph), (name, document, paragraph)
