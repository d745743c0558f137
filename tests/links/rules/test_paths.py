"""Paths of rules: their steps with lemmas, and an unknown step is refused with file and pattern."""

from pathlib import Path

import pytest

from sgreports.errors import KnowledgeError
from sgreports.knowledge.statements.relations import RelationRules, relation_rules
from sgreports.knowledge.statements.rules import Pattern
from sgreports.links.rules.paths import STEPS, path_steps
from sgreports.links.rules.patterns import check_paths


def test_a_path_is_read_as_steps_with_lemmas() -> None:
    assert path_steps("light:provide|offer/agent") == (("light", ("provide", "offer")), ("agent", ()))


def test_every_step_is_used_by_three_rules() -> None:
    used: dict[str, set[str]] = {step: set() for step in STEPS}
    for pattern in (p for rules in relation_rules() for p in rules.patterns):
        for step, _ in (each for path in (*pattern.subject, *pattern.object) for each in path_steps(path)):
            used[step].add(pattern.id)
    assert [step for step, by in used.items() if len(by) < 3] == []


def test_every_step_is_explained() -> None:
    page = (Path(__file__).parents[3] / "docs" / "rule-language.md").read_text(encoding="utf-8")
    assert [step for step in STEPS if f"\n| `{step}" not in page] == []


def test_an_unknown_step_is_refused_with_file_and_pattern() -> None:
    rules: RelationRules = relation_rules()[0]
    wrong: Pattern = rules.patterns[0].model_copy(update={"id": "wrong", "subject": ("agnet",)})
    with pytest.raises(KnowledgeError, match=rf"{rules.type}.toml, pattern wrong: path 'agnet': unknown step 'agnet'"):
        check_paths(rules, wrong)
