"""The scan: boundaries, folding, names inside names."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sgreports.mentions.lexical.name_trie import Match, build, scan, tokens

NAMES = build([
    ("Niger", "NER"), ("Nigeria", "NGA"), ("Côte d'Ivoire", "CIV"), ("Timor-Leste", "TLS"), ("Guinea", "GIN"),
    ("Papua New Guinea", "PNG"),
])  # fmt: skip


def test_a_name_ends_where_its_word_ends() -> None:
    assert list(scan("Nigerian Niger, Nigeria", NAMES)) == [Match(9, 14, ("NER",)), Match(16, 23, ("NGA",))]


def test_apostrophes_dashes_accents_and_hard_blanks_are_equal() -> None:
    for text in ("Côte d’Ivoire", "Cote d'Ivoire", "Côte\u00a0d‘Ivoire"):
        assert list(scan(text, NAMES)) == [Match(0, len(text), ("CIV",))]
    for text in ("Timor–Leste", "Timor\u2011Leste", "Timor Leste"):
        assert list(scan(text, NAMES)) == [Match(0, len(text), ("TLS",))]


def test_letter_case_counts() -> None:
    assert list(scan("guinea fowl", NAMES)) == []


def test_names_inside_names_are_given_too_in_text_order() -> None:
    assert list(scan("Papua New Guinea", NAMES)) == [Match(0, 16, ("PNG",)), Match(10, 16, ("GIN",))]


def test_a_name_of_several_keeps_all_its_values() -> None:
    assert list(scan("Congolese", build([("Congolese", "COD"), ("Congolese", "COG")]))) == [Match(0, 9, ("COD", "COG"))]


@given(st.text())
def test_tokens_stand_in_order_and_never_overlap(text: str) -> None:
    found = tokens(text)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
