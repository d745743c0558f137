"""Paths of rules: their steps with lemmas, and an unknown step is refused with file and pattern."""

import pytest

from sgreports.errors import KnowledgeError
from sgreports.knowledge.statements.relations import Pattern, RelationRules, relation_rules
from sgreports.relations.rules.paths import STEPS, path_steps
from sgreports.relations.rules.patterns import check_paths


def test_a_path_is_read_as_steps_with_lemmas() -> None:
    assert path_steps("light:provide|offer/agent") == (("light", ("provide", "offer")), ("agent", ()))


def test_every_step_is_used_by_a_rule() -> None:
    paths = {path for rules in relation_rules() for p in rules.patterns for path in (*p.subject, *p.object)}
    assert {step for path in paths for step, _ in path_steps(path)} == set(STEPS)


def test_an_unknown_step_is_refused_with_file_and_pattern() -> None:
    rules: RelationRules = relation_rules()[0]
    wrong: Pattern = rules.patterns[0].model_copy(update={"id": "wrong", "subject": ("agnet",)})
    with pytest.raises(KnowledgeError, match=rf"{rules.type}.toml, pattern wrong: path 'agnet': unknown step 'agnet'"):
        check_paths(rules, wrong)
