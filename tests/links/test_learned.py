"""The learned relations: which pairs are asked, one decision with the rules, a model read back from its folder."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from invented.paragraphs import scene_of, unit_of
from sgreports.errors import UsageError
from sgreports.explaining.explain import explain_pair
from sgreports.knowledge.relation_model import RELATIONS, Decision, RelationMeta, RoleDecision
from sgreports.links.find import find_relations
from sgreports.links.learned.arrays import ParagraphArrays, ReportContext, arrays_of, string_hash
from sgreports.links.learned.decision import one_total_each, score_paragraphs
from sgreports.links.learned.features import blocks, feature_input, features
from sgreports.links.learned.hashing import BUCKETS, Block, Buckets, hashed
from sgreports.links.learned.model import RelationModel, load, save
from sgreports.links.learned.pairs import MAX_MENTIONS_APART, Pairs, candidate_pairs
from sgreports.links.learned.second_pass import COLUMNS, MISSING, best_of_others, second_pass_input
from sgreports.model.facts import RELATION_TYPES, ROLES, Relation, RelationType, Role
from sgreports.scene.scene import Scene

pytestmark = pytest.mark.model
SAID = "[UNICEF](AGENCY) signed the [Lake Accord](INSTRUMENT)."
ELLIPTIC = "Also [UNICEF](AGENCY), [Lake Accord](INSTRUMENT)."
TYPES = len(RELATION_TYPES)


def arrays(source: str) -> tuple[ParagraphArrays, Pairs]:
    found = arrays_of([scene_of(source)])
    return found, candidate_pairs(found)


def seen_in(where: ParagraphArrays, found: Pairs) -> Buckets:
    return features(feature_input(where), found)


def model_for(source: str, kind: RelationType, rule: float = 0.0, role: Role | None = None) -> RelationModel:
    """A model that is sure of the first pair of a text; `rule` is what a rule's find adds to the log odds.

    It takes the role of a `count_by` from grammar, or always `role`.
    """
    weights = np.zeros((BUCKETS, TYPES), np.float32)
    seen = seen_in(*arrays(source))
    weights[seen.places[: [*seen.starts, len(seen.places)][1]], RELATION_TYPES.index(kind)] = 1.0
    none = dict.fromkeys(RELATION_TYPES, 0.0)
    columns = dict.fromkeys(COLUMNS, 0.0) | {"score": 2.0, "rule": rule}
    decision = Decision(columns=columns, intercept=dict.fromkeys(RELATION_TYPES, -5.0), score=none, rule=none)
    flat = dict.fromkeys(ROLES, 0.0)
    bias = flat | ({role: 2.0} if role else {})
    roles = RoleDecision(bias=bias, grammar={given: flat | {given: 1.0} for given in ROLES})
    meta = RelationMeta(
        name="toy", features=RELATIONS.features, sha256="", types=RELATION_TYPES, bias=(0.0,) * TYPES,
        decision=decision, roles=roles, threshold=0.5, seed=1, examples={},
    )  # fmt: skip
    return RelationModel(meta, weights, np.zeros((BUCKETS, len(ROLES)), np.float32))


def found(source: str, model: RelationModel | None) -> list[tuple[str, str, str]]:
    unit, mentions = unit_of(source)
    return [(r.type, r.source, r.rule) for r in find_relations([unit], mentions, model)]


def in_words(source: str) -> list[tuple[str, str, tuple[str, ...], int]]:
    """The pairs of a text: subject, object, types, sentence ends between them."""
    where, found = arrays(source)
    types: list[list[RelationType]] = [[] for _ in range(len(found))]
    for pair, kind in zip(*found.with_types(), strict=True):
        types[pair].append(RELATION_TYPES[kind])
    ends = zip(found.subject, found.object, types, found.apart.tolist(), strict=True)
    return [(where.mentions[s].text, where.mentions[o].text, tuple(t), n) for s, o, t, n in ends]


def test_pairs_of_a_long_list_grow_with_its_length_not_with_its_square() -> None:
    most = [len(arrays("and [Chad](COUNTRY) and [UNICEF](AGENCY) " * n + "left.")[1]) for n in (200, 300, 400)]
    assert most[2] - most[1] == most[1] - most[0] == 100 * 2 * MAX_MENTIONS_APART


def test_the_best_of_others_in_a_group() -> None:
    group, member = np.array([0, 0, 0, 1, 1, 2, 3, 3]), np.array([7, 7, 8, 7, 8, 7, 5, 6])
    values = np.array([2.0, 3.0, 1.0, 4.0, 4.0, 5.0, -20.0, 6.0])
    none = MISSING
    assert best_of_others(group, member, values).tolist() == [1.0, 1.0, 3.0, 4.0, 4.0, none, 6.0, none]


def test_pairs_fit_a_types_labels_and_stand_in_one_sentence() -> None:
    text = "[UNICEF](AGENCY) went to [Chad](COUNTRY) in [May 2030](YEAR). Nobody saw [WHO](AGENCY)."
    assert in_words(text) == [
        ("UNICEF", "Chad", ("works_with", "supports", "active_in"), 0),
        ("UNICEF", "May 2030", ("dated",), 0),
        ("Chad", "UNICEF", ("member_of", "leads", "launched", "supports"), 0),
    ]


def test_a_pronoun_joins_two_sentences() -> None:
    text = "[UNICEF](AGENCY) was there. It went to [Chad](COUNTRY)."
    assert in_words(text)[0] == ("UNICEF", "Chad", ("works_with", "supports", "active_in"), 1)
    _, found = arrays(text)
    assert scene_of(text).doc[int(found.anaphor[0])].text == "It"
    assert in_words(text.replace("It went", "Nobody went")) == []


def test_a_count_reaches_over_two_sentences_and_further_to_what_was_stated_last() -> None:
    text = "In [Chad](COUNTRY) and in [May](YEAR) all was calm. It rained. It was cold. [Ten](COUNT) men came."
    assert [(s, o, n) for s, o, _, n in in_words(text) if s == "Ten"] == [("Ten", "Chad", 3), ("Ten", "May", 3)]
    near = text.replace("It was cold. ", "")
    assert [(s, o, n) for s, o, _, n in in_words(near) if s == "Ten"] == [("Ten", "Chad", 2), ("Ten", "May", 2)]
    two = text.replace("It rained", "[Mali](COUNTRY) was dry")
    assert [(s, o, n) for s, o, _, n in in_words(two) if s == "Ten"] == [("Ten", "May", 3), ("Ten", "Mali", 2)]


def test_a_part_is_not_larger_than_its_total() -> None:
    found = in_words("[40](COUNT) sessions were held for [200](COUNT) people in [2](COUNT) camps.")
    assert [(s, o) for s, o, types, _ in found if "part_of" in types] == [("40", "200"), ("2", "40"), ("2", "200")]


def test_the_model_adds_what_no_rule_finds() -> None:
    assert found(ELLIPTIC, None) == []
    assert found(ELLIPTIC, model_for(ELLIPTIC, "signed")) == [("signed", "model", "toy")]


def test_a_rules_find_is_dropped_where_the_two_together_are_unsure() -> None:
    assert [kind for kind, _, _ in found(SAID, None)] == ["signed"]
    unsure, trusting = model_for(ELLIPTIC, "adopted"), model_for(ELLIPTIC, "adopted", rule=9.0)
    assert "signed" not in [kind for kind, _, _ in found(SAID, unsure)]
    assert ("signed", "rule") in [(kind, source) for kind, source, _ in found(SAID, trusting)]


def test_features_are_the_same_every_time_and_tell_the_sides_apart() -> None:
    where, found = arrays("[Chad](COUNTRY) supports [Mali](COUNTRY).")
    places, again = (seen_in(where, found).places.tolist() for _ in range(2))
    assert places == again
    between = next(b for b in blocks(feature_input(where), found) if b.names == ["between"])
    assert [int(word) for word in between.parts[1]] == [string_hash("support")] * 2
    assert between.parts[0][0] != between.parts[0][1]
    fixed = Block(["between"], np.zeros(1, np.int64), [np.array([7], np.uint64), np.array([9], np.uint64)])
    assert hashed([fixed], 1).places.tolist() == [224192]


def test_a_features_place_does_not_depend_on_other_features() -> None:
    where, found = arrays(SAID)
    every = [each for several in blocks(feature_input(where), found) for each in several.apart()]
    together = sorted(hashed(every, len(found)).places.tolist())
    assert together == sorted(place for b in every if len(b.rows) for place in hashed([b], len(found)).places.tolist())


def test_paragraphs_together_have_the_features_that_each_has_alone() -> None:
    texts = (
        "[UNICEF](AGENCY) was there. It went to [Chad](COUNTRY) in [2030](YEAR).", "[Ten](COUNT) men came.", SAID,
        "In [Chad](COUNTRY) all was calm. [Ten](COUNT) men and [two](COUNT) women came from [Mali](COUNTRY) to it.",
    )  # fmt: skip
    scenes = [scene_of(text) for text in texts]
    together = arrays_of(scenes)
    found = seen_in(together, candidate_pairs(together))
    alone = [seen_in(where, near) for where, near in map(arrays, texts) if len(near)]
    assert found.places.tolist() == [place for each in alone for place in each.places.tolist()]
    assert len(found.starts) == sum(len(each.starts) for each in alone)


def test_some_pairs_have_the_features_that_they_have_among_all() -> None:
    where, found = arrays(
        "In [Chad](COUNTRY) [ten](COUNT) men and in [Mali](COUNTRY) [two](COUNT) women met [WHO](AGENCY)."
    )
    every = seen_in(where, found)
    last = every.part(len(found) - 2, len(found))
    some = seen_in(where, found.subset(np.arange(len(found))[-2:]))
    assert (some.places.tolist(), some.starts.tolist()) == (last.places.tolist(), last.starts.tolist())


def test_paragraphs_together_are_judged_as_each_alone() -> None:
    texts = ("[UNICEF](AGENCY) left. It went to [Chad](COUNTRY) in [2030](YEAR).", SAID, ELLIPTIC, "[Ten](COUNT) came.")
    model, scenes = model_for(ELLIPTIC, "signed"), []
    for text in texts:
        scene = scene_of(text)
        scenes.append(Scene(scene.doc, [m.model_copy(update={"id": f"{m.id}/{text}"}) for m in scene.mentions]))
    together = score_paragraphs(scenes, ReportContext(), [[]] * len(scenes), model)
    assert together == [score_paragraphs([scene], ReportContext(), [[]], model)[0] for scene in scenes]
    assert list(map(bool, together)) == [True, True, True, False]


def test_a_report_s_country_is_told_apart() -> None:
    scene = scene_of("[UNICEF](AGENCY) went to [Chad](COUNTRY entity=TCD).")
    known, other = (arrays_of([scene], ReportContext(frozenset(c))) for c in (["TCD"], ["MLI"]))
    assert (
        seen_in(known, candidate_pairs(known)).places.tolist() != seen_in(other, candidate_pairs(other)).places.tolist()
    )


def test_the_second_pass_sees_rivals_and_rules() -> None:
    where, found = arrays("In [2030](YEAR) and [2031](YEAR) [ten](COUNT) men came.")
    at = RELATION_TYPES.index("count_at")
    scores, ruled = np.zeros((len(found), TYPES)), np.zeros((len(found), TYPES))
    scores[:, at], ruled[1, at] = (1.0, 3.0), 0.9
    rows = [
        dict(zip(COLUMNS, row, strict=True)) for row in second_pass_input(where, found, scores, ruled).columns.tolist()
    ]
    shown = ("score", "rule", "rival", "rule of rival", "lead", "object before", "no object before", "nearest")
    assert [[row[name] for name in shown] for row in rows] == [
        [1.0, 0.0, 3.0, 1.0, -2.0, -7.0, 1.0, 0.0],
        [3.0, 1.0, 1.0, 0.0, 2.0, 1.0, 0.0, 1.0],
    ]


def test_an_explanation_names_the_evidence() -> None:
    unit, mentions = unit_of(ELLIPTIC)
    lines = explain_pair(unit, mentions, (mentions[0].id, mentions[1].id), model_for(ELLIPTIC, "signed"))
    assert lines[0] == "Related: signed."
    assert lines[1].startswith("signed: UNICEF -> Lake Accord, by model 'toy'")
    assert lines[2].startswith("  the model's evidence, by its own names (+ speaks for it, - against): ")


def test_an_explanation_begins_with_how_likely_a_relation_is_that_is_not_found() -> None:
    unit, mentions = unit_of(ELLIPTIC)
    model = model_for(ELLIPTIC, "signed")
    strict = replace(model, meta=model.meta.model_copy(update={"threshold": 1.01}))
    lines = explain_pair(unit, mentions, (mentions[0].id, mentions[1].id), strict)
    assert re.fullmatch(r"Not related\. The likeliest is signed, \d+%; 101% are needed\.", lines[0])
    assert lines[1].startswith("signed: UNICEF -> Lake Accord, ")


def test_an_explanation_says_that_a_likely_relation_was_dropped_by_a_later_step() -> None:
    fought = "[UNOMIG](AGENCY) disarmed the [Forces nouvelles](AGENCY)."
    unit, mentions = unit_of(fought)
    lines = explain_pair(unit, mentions, (mentions[0].id, mentions[1].id), model_for(fought, "supports"))
    assert re.fullmatch(
        r"Not related\. The likeliest is supports, \d+%, which is enough, but a later step dropped it: "
        "another mention or total is taken instead, or what the two are excludes it\\.",
        lines[0],
    )
    assert re.match(r"supports: UNOMIG -> Forces nouvelles, \d\.\d+ likely; needed 0\.5$", lines[1])


def test_a_model_comes_back_from_its_folder_and_a_changed_file_is_refused(tmp_path: Path) -> None:
    saved = save(tmp_path, model_for(SAID, "signed"))
    load.cache_clear()
    assert (load(tmp_path).meta, load(tmp_path).weights.tolist()) == (saved.meta, saved.weights.tolist())
    load.cache_clear()
    (tmp_path / "weights.npy").write_bytes(b"other")
    with pytest.raises(UsageError, match="are not what component"):
        load(tmp_path)


def part(subject: str, target: str, score: float) -> Relation:
    return Relation(
        id="r0", paragraph="1", type="part_of", subject=subject, object=target, evidence="", rule="toy", score=score
    )


def test_a_part_has_one_total_and_is_not_the_total_of_its_own_total() -> None:
    found = [part("m2", "m1", 0.9), part("m2", "m3", 0.5), part("m1", "m2", 0.6), part("m4", "m3", 0.7)]
    assert one_total_each(found) == [part("m2", "m1", 0.9), part("m4", "m3", 0.7)]


@pytest.mark.parametrize(("role", "expected"), [(None, "agent"), ("source", "source")])
def test_the_role_of_a_count_by_is_weighed_with_that_of_grammar(role: Role | None, expected: Role) -> None:
    text = "The [Panel](AGENCY) repaired [40](COUNT) bridges."
    unit, mentions = unit_of(text)
    relations = find_relations([unit], mentions, model_for(text, "count_by", rule=20.0, role=role))
    assert [(r.type, r.role) for r in relations] == [("count_by", expected)]
