"""Words of brackets or full stops alone are cut as spaCy cuts them, in a time that grows with their length."""

import pytest
import spacy

from sgreports.parsing.language import SUFFIX, suffix_begin, with_near_suffixes


@pytest.mark.parametrize(
    "text",
    ["“Peace” (in 2030).", "([“" * 50 + "left", "left" + "”])" * 50, "Ferries" + "." * 200 + "7" + "." * 200, "…" * 90],
)
def test_words_are_cut_as_before(text: str) -> None:
    plain, near = spacy.blank("en"), with_near_suffixes(spacy.blank("en"))
    assert [t.text for t in near(text)] == [t.text for t in plain(text)]


def test_only_the_end_of_a_word_is_searched() -> None:
    assert suffix_begin("left).") == 0
    assert suffix_begin("([“" * 1000) == 3000 - SUFFIX
    assert suffix_begin("Ferries" + "." * 1000) == len("Ferries")
