"""The learned events: the model decides with the rules' answer among what it sees."""

import numpy as np
import pytest

from invented.paragraphs import scene_of, unit_of
from sgreports.evidence.linear import BUCKETS, LinearModel, bucket
from sgreports.knowledge.linear_model import EVENTS as KIND
from sgreports.knowledge.linear_model import LinearMeta
from sgreports.model.facts import EVENTS, Event
from sgreports.relations.events.events import events_of, with_events
from sgreports.relations.events.features import CountView, event_feature_ids, event_features

pytestmark = pytest.mark.model
SAID = "The team yodelled for [12](COUNT unit=goats)."


def model_of(feature: str, event: Event, weight: float = 9.0) -> LinearModel:
    """A model that one feature makes sure of one event; without it, of `other`."""
    weights, bias = np.zeros((BUCKETS, len(EVENTS)), np.float32), np.zeros(len(EVENTS))
    weights[bucket(feature), EVENTS.index(event)] = weight
    bias[EVENTS.index("other")] = 5.0
    meta = LinearMeta(
        name="toy", features=KIND.features, sha256="", answers=EVENTS, bias=tuple(bias.tolist()), slope=1.0, shift=0.0,
        seed=1, examples={},
    )  # fmt: skip
    return LinearModel(meta, weights)


def events(source: str, model: LinearModel | None) -> list[tuple[str | None, str | None]]:
    """Event and cue of each count."""
    unit, mentions = unit_of(source)
    found = with_events([unit], mentions, model)
    return [(m.event, m.event_cue.text if m.event_cue else None) for m in found if m.label == "COUNT"]


def test_the_model_finds_what_no_rule_finds_and_names_the_word_above() -> None:
    assert events(SAID, None) == [("other", None)]
    assert events(SAID, model_of("above=yodel", "assisted")) == [("assisted", "yodelled")]


def test_the_rules_answer_is_seen_and_its_cue_kept() -> None:
    source = "Police arrested [six](COUNT unit=drivers)."
    assert events(source, None) == [("detained", "arrested")]
    assert events(source, model_of("rule=detained", "detained")) == [("detained", "arrested")]
    assert events(source, model_of("rule=killed", "killed")) == [("other", None)]


def test_harm_that_the_rules_read_off_its_own_word_stands() -> None:
    source = "Bandits abducted [six](COUNT unit=drivers)."
    assert events(source, model_of("rule=abducted", "deployed")) == [("abducted", "abducted")]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("The team yodelled for [three](COUNT unit=evictions).", "displaced"),
        ("The team yodelled for [three](COUNT unit=drivers).", "killed"),
        ("The team yodelled for [three](COUNT unit=murders).", "killed"),
        ("On the hill [ten](COUNT unit=gunmen) gunmen killed a driver.", "other"),
        ("On the hill [ten](COUNT unit=gunmen) gunmen were killed.", "killed"),
        ("The team yodelled for [three](COUNT unit=murders) attempted murders.", "violence"),
        ("The team yodelled for [three](COUNT unit=cases) eviction cases.", "displaced"),
        ("The team yodelled for [three](COUNT unit=incidents) incidents.", "violence"),
        ("In [three](COUNT unit=incidents) incidents two guards were killed.", "violence"),
        ("Typhoid spread. The town yodelled for [80](COUNT unit=cases) cases.", "other"),
        (
            "The blast resulted in the death of one guard and serious injuries to [two](COUNT unit=guards) guards.",
            "injured",
        ),
        ("The clinic reported [nine](COUNT unit=deaths) deaths from typhoid.", "other"),
        ("The clinic reported [nine](COUNT unit=deaths) deaths.", "killed"),
        ("The clinic reported [nine](COUNT unit=deaths) deaths from waterborne diseases.", "other"),
        ("Typhoid spread. The clinic reported 80 cases and [nine](COUNT unit=deaths) deaths.", "other"),
        ("Typhoid spread. The clinic reported [nine](COUNT unit=deaths) deaths.", "killed"),
        ("Typhoid spread. The clinic reported [80](COUNT unit=cases) cases and nine deaths.", "other"),
        ("The shelling caused [nine](COUNT unit=deaths) deaths in the typhoid ward.", "killed"),
        ("The storm left [nine](COUNT unit=people) displaced by floods.", "displaced"),
        ("The storm found [nine](COUNT unit=men) displaced and unarmed men.", "killed"),
    ],
)
def test_the_counted_s_own_words_go_before_the_model(source: str, found: str) -> None:
    killed = model_of("kind=cardinal", "killed")
    everywhere = LinearModel(
        killed.meta.model_copy(update={"bias": tuple(9.0 * (e == "killed") for e in EVENTS)}), killed.weights
    )
    assert [event for event, _ in events(source, everywhere)] == [found]


def test_of_violence_only_a_unit_that_is_harm_itself_is_another_event() -> None:
    violence = model_of("kind=cardinal", "violence")
    everywhere = LinearModel(
        violence.meta.model_copy(update={"bias": tuple(9.0 * (e == "violence") for e in EVENTS)}), violence.weights
    )
    source = "The team yodelled for [three](COUNT unit=killings) killings and [two](COUNT unit=meetings) meetings."
    assert [event for event, _ in events(source, everywhere)] == ["killed", "violence"]
    attacked = "Gunmen attacked villages in [three](COUNT unit=killings) killings."
    assert [event for event, _ in events(attacked, everywhere)] == ["killed"]


def test_an_event_that_the_rules_decide_has_the_share_right_of_their_finds() -> None:
    unit, mentions = unit_of("Bandits abducted [six](COUNT unit=drivers).")
    model = model_of("rule=abducted", "deployed")
    measured = LinearModel(model.meta.model_copy(update={"ruled": {"abducted": 0.91}}), model.weights)
    assert [m.event_score for m in with_events([unit], mentions, measured)] == [0.91]


def test_features_are_those_of_the_count() -> None:
    scene = scene_of("Bandits abducted [six](COUNT unit=drivers).")
    view, count = CountView(scene, scene.mentions, events_of(scene)), scene.mentions[0]
    seen = set(event_features(view, count))
    assert {"unit=driver", "rule=abducted", "above=abduct", "above0 verbs abducted patient", "left0=abduct"} <= seen
    assert {bucket(name) for name in seen} == set(event_feature_ids(view, count).tolist())


def test_a_score_is_the_calibrated_probability() -> None:
    unit, mentions = unit_of(SAID)
    model = model_of("above=yodel", "assisted")
    halved = LinearModel(model.meta.model_copy(update={"slope": 0.0}), model.weights)
    assert [m.event_score for m in with_events([unit], mentions, halved)] == [0.5]
