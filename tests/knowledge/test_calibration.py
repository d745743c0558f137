"""Scores of mentions by their make."""

import pytest

from sgreports.knowledge.calibration import ANY, share_right


def test_what_was_never_seen_gets_the_share_of_all() -> None:
    assert share_right("NONE", "no-rule", 0.5) == ANY


@pytest.mark.parametrize(("label", "rule", "raw"), [("AGENCY", "body", 0.75), ("COUNTRY", "country-name", 0.98)])
def test_a_score_is_a_probability_and_few_cases_are_drawn_to_the_rule(label: str, rule: str, raw: float) -> None:
    assert 0 < share_right(label, rule, raw) < 1
    assert share_right(label, rule, 0.01) != share_right("NONE", rule, 0.01)
