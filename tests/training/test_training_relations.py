"""Training of relations on invented paragraphs: what gold says of pairs, the same model twice, folds, the curve."""

from functools import lru_cache

import numpy as np
import pytest

from invented.paragraphs import scene_of
from sgreports.links.learned.arrays import arrays_of
from sgreports.links.learned.features import feature_input, features
from sgreports.links.learned.model import COUNT_BY, RelationModel
from sgreports.links.learned.pairs import candidate_pairs
from sgreports.model.facts import RELATION_TYPES, Role
from sgreports_gold.training.relations.curve import LINES, f1, relation_points, share_of
from sgreports_gold.training.relations.decision import threshold
from sgreports_gold.training.relations.examples import Example, RoleExample
from sgreports_gold.training.relations.fit import first_pass, fit_roles, folds, matrix, train_relations

pytestmark = pytest.mark.model
ACTIVE = RELATION_TYPES.index("active_in")
VERBS: dict[str, Role] = {"counted": "source", "lost": "whose", "sank": "agent"}
PLACES = ("Chad", "Mali", "Niger", "Togo", "Benin", "Kenya", "Gabon", "Ghana", "Malawi", "Zambia")


@lru_cache(maxsize=1)
def toy() -> list[Example]:
    """Ten documents: who visits a country is active in it, who deplores it is not. A rule finds half of it."""
    return [example(f"d{n}", verb, place) for n, place in enumerate(PLACES) for verb in ("visited", "deplored")]


def example(document: str, verb: str, place: str) -> Example:
    arrays = arrays_of([scene_of(f"In May the [Panel](AGENCY) {verb} [{place}](COUNTRY).")])
    asked = candidate_pairs(arrays)
    answers = np.full((len(asked), len(RELATION_TYPES)), -1, np.int8)
    pair, kind = asked.with_types()
    answers[pair, kind] = 0
    ruled = np.zeros(answers.shape)
    at = np.flatnonzero((asked.types >> ACTIVE & 1) == 1)[0]
    if verb == "visited":
        answers[at, ACTIVE] = 1
        ruled[at, ACTIVE] = 0.9 * (document in {"d1", "d3", "d5", "d7"})
    return Example(document, arrays, asked, features(feature_input(arrays), asked), answers, ruled, seen=False)


def test_the_same_examples_give_the_same_model_and_it_tells_right_from_wrong() -> None:
    first, again = train_relations(toy()).model, train_relations(toy()).model
    assert (first.weights == again.weights).all()
    assert first.meta == again.meta
    assert first.meta.examples == {"documents": 10, "pairs": 40, "relations": 10}
    right, wrong = (first.scores(e.features, e.pairs.types).types[0, ACTIVE] for e in toy()[:2])
    assert right > wrong


def test_no_model_has_seen_the_document_that_it_is_for() -> None:
    examples = [*toy(), example("d10", "praised", "Chad")]  # in its own words, so that folds differ
    trained, fold = train_relations(examples), folds(examples)
    for e, n in zip(examples, fold, strict=True):
        others = first_pass([each for each, its in zip(examples, fold, strict=True) if its != n])
        assert (trained.without(e.document).weights == others.weights).all()
    assert len({trained.without(e.document).weights.tobytes() for e in examples}) > 1


def test_a_type_without_gold_is_never_found() -> None:
    first = toy()[0]
    scores = train_relations(toy()).model.scores(first.features, first.pairs.types).types
    assert (scores[:, RELATION_TYPES.index("ratified")] == -9.0).all()


def test_all_paragraphs_of_a_document_are_in_one_fold() -> None:
    fold = folds(toy()).tolist()
    assert fold[::2] == fold[1::2]
    assert sorted(fold) == [0] * 4 + [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4


def test_the_table_of_features_has_a_row_for_each_pair() -> None:
    table = matrix(toy())
    assert table.shape[0] == sum(len(e.pairs) for e in toy())
    assert table.sum() == sum(len(e.features.places) for e in toy())


def test_the_threshold_is_half_of_the_best_f1() -> None:
    chances = np.array([0.2, 0.9, 0.55, 0.6])
    assert threshold(chances, np.array([False, True, False, True])) == 0.5
    assert threshold(chances, np.array([True, True, False, True])) == 0.43  # 3 of the first 4: 2 · 3 / 7


def test_the_curve_has_a_point_for_each_line_and_share() -> None:
    points = relation_points(toy(), lambda _: None, (0.7, 1.0))
    assert [(p.line, p.share) for p in points] == [(line, share) for share in (0.7, 1.0) for line in LINES]
    assert all(0 <= p.least <= p.f1 <= p.most <= 1 for p in points)
    assert points[0].f1 == points[3].f1
    assert [f1([e.answers == 1], [e]) for e in toy()[:1]] == [1.0]
    assert [f1([e.rule_scores > 0], [e]) for e in toy()[:1]] == [0.0]
    assert {e.document for e in share_of(toy(), 0.5)} < {e.document for e in toy()}


def test_roles_are_learned_where_grammar_is_wrong() -> None:
    examples = [role_example(f"d{n}", verb) for n in range(6) for verb in VERBS]
    roles, weights = fit_roles(examples, matrix(examples))
    trained = train_relations(toy()).model
    model = RelationModel(trained.meta.model_copy(update={"roles": roles}), trained.weights, weights)
    scores = [model.scores(e.features, e.pairs.types).roles[e.roles[0].row] for e in examples[: len(VERBS)]]
    told = [model.roles(each)["agent"] for each in scores]
    assert told == ["source", "whose", "agent"]


def role_example(document: str, verb: str) -> Example:
    """Who counted is the source of a count, who lost it its owner, who sank it its agent; grammar always says agent."""
    arrays = arrays_of([scene_of(f"The [Panel](AGENCY) {verb} [40](COUNT) boats.")])
    asked = candidate_pairs(arrays)
    row = int(np.flatnonzero(asked.types >> COUNT_BY & 1)[0])
    role = RoleExample(row, VERBS[verb], "agent")
    answers = np.full((len(asked), len(RELATION_TYPES)), -1, np.int8)
    return Example(
        document, arrays, asked, features(feature_input(arrays), asked), answers, np.zeros(answers.shape), False,
        (role,),
    )  # fmt: skip
