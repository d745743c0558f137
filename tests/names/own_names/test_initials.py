"""Letters of abbreviations against names."""

import pytest

from sgreports.names.own_names.abbreviations import capitals_of, first_letters, initials_edge, left_edge


@pytest.mark.parametrize(
    ("abbreviation", "before", "start"),
    [
        ("UNPFA", "by the United Nations Population Fund Agency", "United"),
        ("NCL", "with the National Commission on Land", "National"),
        ("XYZ", "with the National Commission on Land", None),
    ],
)
def test_left_edge(abbreviation: str, before: str, start: str | None) -> None:
    edge = left_edge(abbreviation, before)
    assert (None if edge is None else before[edge:].split(maxsplit=1)[0]) == start


def test_initials_edge_leaves_a_demonym_out() -> None:
    before = "the Ruritanian Independent High Electoral Commission"
    edge = initials_edge("IHEC", before)
    assert edge is not None
    assert before[edge:] == "Independent High Electoral Commission"


def test_letters_that_count() -> None:
    assert (capitals_of("SPLM/A-IO"), first_letters("Centre for the Study of Peace")) == ("splmaio", "csp")
