"""What units of long lists cost: the nouns that `and` joins to one are the near ones, and so is what a share is of."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from invented.reports import paragraph_of, report_of
from sgreports.mentions.counts.counts import find_counts
from sgreports.mentions.counts.noun_phrases import unit_text
from sgreports.parsing.language import parse_report
from sgreports.parsing.tokens import MOST_CONJUNCTS
from sgreports.settings import Settings
from steps import steps


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


@pytest.mark.model
@pytest.mark.parametrize(
    ("opening", "each"),
    [("There were 90 men, ", "of whom 5 per cent, "), ("", "Of whom 5 per cent, "), ("", "On 1, 1, ")],
)
def test_a_list_twice_as_long_costs_twice_as_much(opening: str, each: str) -> None:
    def cost(many: int) -> int:
        text = opening + each * many + "left."
        (unit,) = parse_report(report_of(paragraph_of(text)), Settings().model)
        return steps(lambda: [*find_counts(unit)])

    assert cost(400) < 2.2 * cost(200)
