"""Why a relation was found, and why a pair has none."""

import pytest

from invented.paragraphs import unit_of
from sgreports.explaining.explain import explain_pair

pytestmark = pytest.mark.model


def explained(source: str) -> list[str]:
    """The explanation of the first two mentions of a marked sentence."""
    return explain_pair(*unit_of(source), ("m1", "m2"))


def test_a_relation_names_rule_trigger_and_paths() -> None:
    assert explained("[Myanmar](COUNTRY) signed the [Pact](INSTRUMENT).") == [
        "Related: signed.",
        "signed: Myanmar -> Pact, by rule 'signs' (rule) at 'signed'",
        "  subject by agent; object by patient",
    ]


def test_a_part_of_a_total_names_the_step_that_found_it() -> None:
    unit, mentions = unit_of(
        "[Twelve](COUNT kind=cardinal unit=people entity=12) people fled, including "
        "[three](COUNT kind=cardinal unit=children entity=3) children."
    )
    assert explain_pair(unit, mentions, ("m1", "m2")) == [
        "Related: part_of.",
        "part_of: three -> Twelve, by rule 'part-of-cue' (rule) at 'three'",
        "  found by the step 'cue' of the rules that link counts",
    ]


def test_a_pair_without_one_says_where_the_paths_lead() -> None:
    assert explained("[Myanmar](COUNTRY) read the [Pact](INSTRUMENT) and signed the cheque.") == [
        "Not related.",
        "signed, rule 'signs' at 'signed': subject agent leads to Myanmar; "
        "object patient leads to 'cheque', no fitting mention",
    ]


def test_a_pair_without_a_trigger_says_so() -> None:
    assert explained("[Myanmar](COUNTRY) read the [Pact](INSTRUMENT).") == [
        "Not related.",
        "no rule has a trigger word in the sentence of 'Myanmar' or 'Pact'",
    ]
