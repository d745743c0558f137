"""Training of the unit of a count: open units of gold are examples, and what is learned holds for other nouns."""

from types import SimpleNamespace
from typing import Any

import pytest

from invented.paragraphs import unit_of
from sgreports.counting.quantity.quantities import find_counts
from sgreports.model.letters import letter_span, letters
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph
from sgreports_gold.training.units import RULES, train_units, unit_examples

pytestmark = pytest.mark.model
NOUNS = ("farmers", "nurses", "pilots", "bakers", "monks", "poets")


def read(document: str, text: str, **units: str) -> Any:
    """A report of one paragraph as far as units need it; gold has a COUNT for each keyword, with its unit."""
    unit, _ = unit_of(text)
    mentions = tuple(_gold(text, words.replace("_", " "), its) for words, its in units.items())
    key, marked = (
        unit.paragraph.key,
        {"letters": len(letters(text)), "hash": "0", "annotator": "a1", "mentions": mentions},
    )
    gold = GoldParagraph.model_validate({"document": document, "paragraph": key, **marked})
    return SimpleNamespace(document=document, gold={key: gold}, units=[unit])


def _gold(text: str, words: str, unit: str) -> GoldMention:
    start, end = letter_span(text, text.index(words), text.index(words) + len(words))
    fields = {"label": "COUNT", "entity": "1", "kind": "percent", "event": "other", "unit": unit}
    source = "own" if unit else None
    return GoldMention.model_validate(
        {"id": words, "start": start, "end": end, "text": words, "unit_from": source, **fields}
    )


def of_most(noun: str, at: int) -> Any:
    text = f"Most {noun}, ten per cent, stayed in town. Inflation in May was five per cent."
    return read(f"D{at}", text, ten_per_cent=noun, five_per_cent="")


def test_open_units_that_gold_has_are_examples() -> None:
    report = read(
        "D1", "Twelve nurses left. Most farmers, six per cent, stayed; two per cent did not.", six_per_cent="farmers"
    )
    (example,) = unit_examples(report, RULES)
    assert (example.unit, [c.value for c in example.candidates]) == ("farmers", ["", "nurses", "farmers"])


def test_what_is_learned_of_some_nouns_holds_for_others() -> None:
    trained = train_units([of_most(noun, at) for at, noun in enumerate(NOUNS)])
    assert (trained.examples, trained.by_rules, trained.right) == (12, 0.5, 1.0)
    unit, _ = unit_of("Most weavers, ten per cent, stayed in town. Inflation in May was five per cent.")
    found = [[c.unit for c in find_counts(unit, choice)] for choice in (trained.choice, trained.without["D1"], RULES)]
    assert found == [["weavers", None], ["weavers", None], [None, None]]
