"""The learned relations: which pairs are asked, one decision with the rules, a model read back from its folder."""

from pathlib import Path

import numpy as np
import pytest

from marked_paragraphs import scene_of, unit_of
from sgreports.errors import UsageError
from sgreports.knowledge.relation_model import FEATURES, Decision, RelationMeta
from sgreports.model.facts import RELATION_TYPES, Relation, RelationType
from sgreports.relations.find import find_relations
from sgreports.relations.learned.decision import one_total_each
from sgreports.relations.learned.features import BUCKETS, View, bucket, indices, names
from sgreports.relations.learned.model import RelationModel, load, save
from sgreports.relations.learned.pairs import pairs

pytestmark = pytest.mark.model
SAID = "[UNICEF](AGENCY) signed the [Lake Accord](INSTRUMENT)."
ELLIPTIC = "Also [UNICEF](AGENCY), [Lake Accord](INSTRUMENT)."


def model_for(source: str, kind: RelationType, rule: float = 0.0) -> RelationModel:
    """A model that is sure of the first pair of a text; `rule` is what a rule's find adds to the log odds."""
    scene = scene_of(source)
    weights = np.zeros((BUCKETS, len(RELATION_TYPES)), np.float32)
    weights[indices(View.of(scene), next(pairs(scene))), RELATION_TYPES.index(kind)] = 1.0
    none = dict.fromkeys(RELATION_TYPES, 0.0)
    decision = Decision(intercept=-5.0, score=1.0, rule=rule, score_with_rule=0.0, types=none, rule_types=none)
    meta = RelationMeta(
        name="toy", features=FEATURES, sha256="", types=RELATION_TYPES, bias=(0.0,) * len(RELATION_TYPES),
        decision=decision, thresholds=dict.fromkeys(RELATION_TYPES, 0.5), seed=1, examples={},
    )  # fmt: skip
    return RelationModel(meta, weights)


def found(source: str, model: RelationModel | None) -> list[tuple[str, str, str]]:
    unit, mentions = unit_of(source)
    return [(r.type, r.source, r.rule) for r in find_relations([unit], mentions, model)]


def test_pairs_fit_a_types_labels_and_stand_in_one_sentence() -> None:
    scene = scene_of("[UNICEF](AGENCY) went to [Chad](COUNTRY) in [May 2030](YEAR). It met [WHO](AGENCY).")
    asked = [(p.subject.text, p.object.text, p.types) for p in pairs(scene)]
    assert asked == [
        ("UNICEF", "Chad", ("works_with", "supports", "active_in")),
        ("UNICEF", "May 2030", ("dated",)),
        ("Chad", "UNICEF", ("member_of", "leads", "launched", "supports")),
    ]


def test_a_count_reaches_over_two_sentences() -> None:
    text = "In [Chad](COUNTRY) all was calm. It rained. It was cold. [Ten](COUNT) men came."
    scene = scene_of(text)
    assert [(p.subject.text, p.object.text, p.apart) for p in pairs(scene) if p.object.text == "Chad"] == []
    near = scene_of("In [Chad](COUNTRY) all was calm. It rained. [Ten](COUNT) men came.")
    assert [(p.subject.text, p.object.text, p.apart) for p in pairs(near)] == [("Ten", "Chad", 2)]


def test_a_part_is_not_larger_than_its_total() -> None:
    scene = scene_of("[40](COUNT) sessions were held for [200](COUNT) people in [2](COUNT) camps.")
    asked = [(p.subject.text, p.object.text) for p in pairs(scene) if "part_of" in p.types]
    assert asked == [("40", "200"), ("2", "40"), ("2", "200")]


def test_the_model_adds_what_no_rule_finds() -> None:
    assert found(ELLIPTIC, None) == []
    assert found(ELLIPTIC, model_for(ELLIPTIC, "signed")) == [("signed", "model", "toy")]


def test_a_rules_find_is_dropped_where_the_two_together_are_unsure() -> None:
    assert [kind for kind, _, _ in found(SAID, None)] == ["signed"]
    unsure, trusting = model_for(ELLIPTIC, "adopted"), model_for(ELLIPTIC, "adopted", rule=9.0)
    assert "signed" not in [kind for kind, _, _ in found(SAID, unsure)]
    assert ("signed", "rule") in [(kind, source) for kind, source, _ in found(SAID, trusting)]


def test_features_are_the_same_every_time_and_tell_the_sides_apart() -> None:
    scene = scene_of("[Chad](COUNTRY) supports [Mali](COUNTRY).")
    one, other = (list(names(View.of(scene), pair)) for pair in pairs(scene) if "supports" in pair.types)
    assert one == next(list(names(View.of(scene), pair)) for pair in pairs(scene))
    assert "COUNTRYCOUNTRY<between=support" in one
    assert "COUNTRYCOUNTRY>between=support" in other
    assert bucket("COUNTRYCOUNTRY<between=support") == 106_756


def test_a_model_comes_back_from_its_folder_and_a_changed_file_is_refused(tmp_path: Path) -> None:
    saved = save(tmp_path, model_for(SAID, "signed").weights, model_for(SAID, "signed").meta)
    load.cache_clear()
    assert (load(tmp_path).meta, load(tmp_path).weights.tolist()) == (saved.meta, saved.weights.tolist())
    load.cache_clear()
    (tmp_path / "weights.npy").write_bytes(b"other")
    with pytest.raises(UsageError, match="is not the file that"):
        load(tmp_path)


def part(subject: str, target: str, score: float) -> Relation:
    return Relation(
        id="r0", paragraph="1", type="part_of", subject=subject, object=target, evidence="", rule="toy", score=score
    )


def test_a_part_has_one_total_and_is_not_the_total_of_its_own_total() -> None:
    found = [part("m2", "m1", 0.9), part("m2", "m3", 0.5), part("m1", "m2", 0.6), part("m4", "m3", 0.7)]
    assert one_total_each(found) == [part("m2", "m1", 0.9), part("m4", "m3", 0.7)]
