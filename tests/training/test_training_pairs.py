"""Training on pairs of rows: what of gold's pairs is an example, and what is learned of some texts holds for others."""

from typing import Any

import pytest

from invented.models import likeliest
from invented.reports import paragraph_of, report_of
from sgreports.counting.total.pairs import PAIR_ANSWERS
from sgreports.model.facts import Extraction
from sgreports.model.letters import digest, letter_span
from sgreports.parsing.language import parse_report
from sgreports.pipeline import find
from sgreports.scene.scene import Scenes
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.pairs import Pair
from sgreports_gold.training.linear import Example, train
from sgreports_gold.training.pairs import PAIR, pair_examples
from sgreports_gold.training.reports import ReadReport

pytestmark = pytest.mark.model
SETTINGS = Settings(accuracy="fast")


def read(*texts: str, document: str = "D1") -> tuple[ReadReport, Extraction]:
    """A report of these paragraphs, as far as pairs need it, and what is found in it."""
    report = report_of(*(paragraph_of(text, at) for at, text in enumerate(texts, 1)), document=document)
    return ReadReport(document, {}, report, parse_report(report, SETTINGS.model), (), Scenes({})), find(
        report, SETTINGS
    )


def pair(report: ReadReport, one: str, other: str, is_: str) -> Pair:
    """A pair of gold, by the words of its numbers, each in a paragraph of its own: the first and the second."""
    return Pair.model_validate({**_row(report, 0, one), "other": _row(report, 1, other), "is": is_, "by": "P1"})


def _row(report: ReadReport, at: int, words: str) -> dict[str, Any]:
    text, key = report.report.paragraphs[at].text, report.report.paragraphs[at].key
    span = letter_span(text, text.index(words), text.index(words) + len(words))
    return {"document": report.document, "paragraph": key, "letters": span, "quote": words, "hash": digest(text)}


def test_examples_are_pairs_of_equal_numbers_that_the_program_finds() -> None:
    report, found = read("In May, 40 children fled, and 30 died.", "The 40 children fled by boat. Some 12 came back.")
    pairs = [pair(report, "40", "40", "same"), pair(report, "30", "12", "different"), pair(report, "In", "The", "same")]
    (example,) = pair_examples(report, found, pairs)
    assert (example.document, example.answer) == ("D1", "same")


def test_examples_are_pairs_of_a_paragraph_of_which_grammar_says_nothing() -> None:
    report, found = read(
        "In May, 40 children fled. The 12 girls fled by boat. Of them, 5 drowned.", "Some 7 came back."
    )
    rows = [pair(report, "12", "7", "different"), *(
        Pair.model_validate({**_row(report, 0, one), "other": _row(report, 0, "40"), "is": is_, "by": "P1"})
        for one, is_ in (("12", "covered"), ("5", "part"), ("40", "same"))
    )]  # fmt: skip
    assert [example.answer for example in pair_examples(report, found, rows)] == ["covered"]


def test_what_is_learned_of_some_reports_holds_for_another() -> None:
    examples: list[Example] = []
    for at, (noun, place) in enumerate([("boys", "Chad"), ("girls", "Mali"), ("women", "Niger"), ("men", "Togo")] * 3):
        told, again = f"In May, {at + 20} {noun} fled {place}.", f"The {at + 20} {noun} fled by boat."
        report, found = read(told, again, document=f"D{at}")
        examples += pair_examples(report, found, [pair(report, f"{at + 20}", f"{at + 20}", "same")])
        report, found = read(told, f"Another {at + 20} {noun} fled by road.", document=f"E{at}")
        examples += pair_examples(report, found, [pair(report, f"{at + 20}", f"{at + 20}", "different")])
    model = train(PAIR, examples)
    assert model.meta.answers == PAIR_ANSWERS
    assert [likeliest(model, e.features) for e in examples] == [e.answer for e in examples]
