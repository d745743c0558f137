"""Training of a linear model: what a feature says in some reports is known in others, with a calibrated score."""

from invented.models import likeliest
from sgreports.evidence.linear import feature_ids
from sgreports.model.facts import EVENTS, Event
from sgreports_gold.training.events import WORDS
from sgreports_gold.training.linear import Example, Recipe, train


def example(document: int, feature: str, answer: str) -> Example:
    return Example(f"D{document}", feature_ids([feature, "all"]), answer)


def test_what_reports_have_in_common_is_learned() -> None:
    ways: tuple[tuple[str, Event], ...] = (("above=train", "trained"), ("above=kill", "killed"))
    model = train(WORDS, [example(d, *way) for d in range(40) for way in ways])
    assert [likeliest(model, example(99, *way).features) for way in ways] == ["trained", "killed"]
    assert (model.meta.examples, model.meta.answers) == ({"documents": 40, "examples": 80}, EVENTS)


def test_two_answers_have_chances_that_sum_to_one() -> None:
    recipe = Recipe(WORDS.kind, ("no", "yes"), strength=3.0)
    ways = (("near=said", "yes"), ("near=not", "no"))
    model = train(recipe, [example(d, *way) for d in range(40) for way in ways])
    chances = model.probabilities(example(99, *ways[0]).features)
    assert chances.argmax() == 1
    assert abs(float(chances.sum()) - 1) < 1e-6
