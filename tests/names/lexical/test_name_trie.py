"""The scan: boundaries, folding, names inside names."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sgreports.names.lexical.name_trie import NameMatch, build_trie, find_names, folded_tokens

NAMES = build_trie([
    ("Niger", "NER"), ("Nigeria", "NGA"), ("Côte d'Ivoire", "CIV"), ("Timor-Leste", "TLS"), ("Guinea", "GIN"),
    ("Papua New Guinea", "PNG"),
])  # fmt: skip


def test_a_name_ends_where_its_word_ends() -> None:
    assert list(find_names("Nigerian Niger, Nigeria", NAMES)) == [
        NameMatch(9, 14, ("NER",)),
        NameMatch(16, 23, ("NGA",)),
    ]


def test_apostrophes_dashes_accents_and_hard_blanks_are_equal() -> None:
    for text in ("Côte d’Ivoire", "Cote d'Ivoire", "Côte\u00a0d‘Ivoire"):
        assert list(find_names(text, NAMES)) == [NameMatch(0, len(text), ("CIV",))]
    for text in ("Timor–Leste", "Timor\u2011Leste", "Timor Leste"):
        assert list(find_names(text, NAMES)) == [NameMatch(0, len(text), ("TLS",))]


def test_letter_case_counts() -> None:
    assert list(find_names("guinea fowl", NAMES)) == []


def test_names_inside_names_are_given_too_in_text_order() -> None:
    assert list(find_names("Papua New Guinea", NAMES)) == [NameMatch(0, 16, ("PNG",)), NameMatch(10, 16, ("GIN",))]


def test_a_name_of_several_keeps_all_its_values() -> None:
    assert list(find_names("Congolese", build_trie([("Congolese", "COD"), ("Congolese", "COG")]))) == [
        NameMatch(0, 9, ("COD", "COG"))
    ]


@given(st.text())
def test_tokens_stand_in_order_and_never_overlap(text: str) -> None:
    found = folded_tokens(text)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
