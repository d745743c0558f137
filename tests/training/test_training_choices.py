"""Training of choices: a candidate is weighed against the others of its count."""

import pytest

from sgreports.counting.place.countries import CountryCandidate
from sgreports.errors import UsageError
from sgreports.evidence.choice import RIGHT, choose
from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.knowledge.linear_model import COUNTRIES
from sgreports_gold.training.choices import Choice, fit_choices
from sgreports_gold.training.linear import Recipe

SAID, HEADING, NONE = (CountryCandidate(name, None, (name,)) for name in ("said", "heading", "none"))
OTHER = CountryCandidate("other", None, ("said",))
RECIPE = Recipe(COUNTRIES, (RIGHT,), strength=0.1)


def choice(document: int, *options: CountryCandidate) -> Choice:
    """A choice whose first option is right."""
    its = tuple(feature_ids(option.evidence) for option in options)
    return Choice(f"D{document}", its, tuple(n == 0 for n in range(len(its))))


def chosen(model: LinearModel, *options: CountryCandidate) -> str | None:
    return choose(options, model)[0].country


def test_what_is_right_beside_one_candidate_is_wrong_beside_another() -> None:
    model = fit_choices(RECIPE, [c for d in range(20) for c in (choice(d, SAID, HEADING), choice(d, HEADING, NONE))])
    assert [chosen(model, HEADING, SAID), chosen(model, NONE, HEADING), chosen(model, NONE, HEADING, SAID)] == [
        "said", "heading", "said",
    ]  # fmt: skip


def test_what_several_candidates_say_is_likelier() -> None:
    model = fit_choices(RECIPE, [choice(d, SAID, HEADING) for d in range(20)])
    (_, alone), (_, twice), (_, both) = (choose(its, model) for its in ([SAID], [SAID, SAID], [SAID, OTHER]))
    assert 0.9 < (alone or 0) < (twice or 0) < 1
    assert 0.45 < (both or 0) < 0.5
    assert chosen(model, OTHER, SAID, SAID) == "said"


def test_without_a_right_candidate_there_is_nothing_to_learn_from() -> None:
    with pytest.raises(UsageError, match="gold has none of the candidates for countries"):
        fit_choices(RECIPE, [Choice("D1", (feature_ids(["said"]),), (False,))])


def test_what_is_often_wrong_alone_is_unsure_alone() -> None:
    lost = [Choice(f"D{n}", (feature_ids(["none"]),), (False,)) for n in range(20)]
    model = fit_choices(RECIPE, [*(choice(d, SAID, NONE) for d in range(20)), *lost])
    (_, sure), (_, unsure) = (choose([each], model) for each in (SAID, NONE))
    assert (sure or 0) > 0.9
    assert (unsure or 0) < 0.1
