"""The nouns that `and` joins to a unit: of a chain that no sentence has, the near ones."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sgreports.mentions.counts.noun_phrases import unit_text
from sgreports.parsing.tokens import MOST_CONJUNCTS


def chain(nouns: int) -> Doc:
    """`men and men and men …`, each joined to the one before."""
    words = ["men", *["and", "men"] * (nouns - 1)]
    heads = [max(0, i - 2 + i % 2) for i in range(len(words))]
    deps = ["ROOT", *["cc", "conj"] * (nouns - 1)]
    return Doc(
        Vocab(), words, heads=heads, deps=deps, tags=["NNS", *["CC", "NNS"] * (nouns - 1)],
        pos=["NOUN", *["CCONJ", "NOUN"] * (nouns - 1)],
    )  # fmt: skip


@pytest.mark.parametrize(("nouns", "joined"), [(1, 1), (3, 3), (3 * MOST_CONJUNCTS, MOST_CONJUNCTS + 1)])
def test_joined_nouns(nouns: int, joined: int) -> None:
    assert unit_text(chain(nouns)[0]).split(" and ") == ["men"] * joined
