"""Noun phrases: the nouns that `and` joins to one are the near ones."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sgreports.parsing.tokens import MOST_CONJUNCTS, Parse
from sgreports.sentence.noun_phrases import unit_text


def chain(nouns: int) -> Parse:
    """`men and men and men …`, each joined to the one before."""
    words = ["men", *["and", "men"] * (nouns - 1)]
    heads = [max(0, i - 2 + i % 2) for i in range(len(words))]
    deps = ["ROOT", *["cc", "conj"] * (nouns - 1)]
    return Parse(Doc(
        Vocab(), words, heads=heads, deps=deps, tags=["NNS", *["CC", "NNS"] * (nouns - 1)],
        pos=["NOUN", *["CCONJ", "NOUN"] * (nouns - 1)],
    ))  # fmt: skip


@pytest.mark.parametrize(("nouns", "joined"), [(1, 1), (3, 3), (3 * MOST_CONJUNCTS, MOST_CONJUNCTS + 1)])
def test_joined_nouns(nouns: int, joined: int) -> None:
    tokens = chain(nouns)
    assert unit_text(tokens[0]).split(" and ") == ["men"] * joined
