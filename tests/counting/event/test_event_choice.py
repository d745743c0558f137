"""The event of a count as a choice among the words that may say it: candidates, what speaks for each, the decision."""

import numpy as np
import pytest

from invented.models import toy_model
from invented.paragraphs import scene_of, unit_of
from sgreports.counting.event.cues import CueReader, EventCandidate, EventCandidates
from sgreports.counting.event.decision import EventModels
from sgreports.counting.event.events import events_of, with_events
from sgreports.counting.event.features import CountView, event_features, events_over
from sgreports.evidence.choice import RIGHT
from sgreports.evidence.linear import LinearModel
from sgreports.knowledge.linear_model import EVENT_CHOICE, EVENT_WORDS
from sgreports.model.facts import EVENTS
from sgreports.model.report import Context

pytestmark = pytest.mark.model


def view_of(source: str) -> CountView:
    scene = scene_of(source)
    return CountView(scene, [m for m in scene.mentions if m.label == "COUNT"], events_of(scene))


def candidates(source: str, count: int = 0) -> list[EventCandidate]:
    view = view_of(source)
    return CueReader(view, view.counts[count]).candidates()


def said(source: str, count: int = 0) -> list[tuple[str, str]]:
    """The words that may say the event of a count, and the events."""
    return [(c.token.text, c.event) for c in candidates(source, count) if c.token is not None]


def evidence_of(source: str, word: str, count: int = 0) -> set[str]:
    """What speaks for a word as the event of a count."""
    view = view_of(source)
    reader = CueReader(view, view.counts[count])
    return set(next(reader.evidence(cue) for cue in reader.cues if cue.token.text == word))


def models(by_words: dict[str, tuple[int, float]], by_choice: dict[str, float]) -> EventModels:
    chosen = {name: (0, weight) for name, weight in by_choice.items()}
    words = toy_model(EVENTS, EVENT_WORDS.features, by_words)
    return EventModels(words, toy_model((RIGHT,), EVENT_CHOICE.features, chosen, priors=(0.5, 1.0)))


def decided(source: str, its: EventModels | None) -> list[tuple[str | None, str | None]]:
    """Event and cue of each count."""
    unit, mentions = unit_of(source)
    return [
        (m.event, m.event_cue.text if m.event_cue else None)
        for m in with_events([unit], mentions, its) if m.label == "COUNT"
    ]  # fmt: skip


def test_every_word_that_says_an_event_is_a_candidate_and_a_pair_is_one() -> None:
    assert said("The sexual violence against [12](COUNT unit=girls) girls left two dead.") == [
        ("violence", "sexual_violence"), ("dead", "killed"),
    ]  # fmt: skip


def test_respectively_gives_the_only_verb_or_the_event_of_an_earlier_count() -> None:
    its = models({}, {"word kill": 3})
    hurt = "In all, [5](COUNT unit=men) and [9](COUNT unit=men) men were killed and injured, respectively."
    assert decided(hurt, its) == [("killed", "killed"), ("injured", "injured")]
    less = "It saw [5](COUNT) murders and [9](COUNT) thefts, up from [3](COUNT) and [4](COUNT), respectively."
    first, second, *same = decided(less, its)
    assert same == [first, second]
    rises = "[3%](COUNT kind=percent) and [4%](COUNT kind=percent), respectively."
    its = models({}, {"kind percent changed": 9})
    saw = "It saw [5](COUNT) murders and [9](COUNT) thefts, meaning rises of"
    assert decided(f"{saw} {rises}", its)[2:] == [("changed", "rises")] * 2
    men = "The men and women killed were [5](COUNT unit=men) and [9](COUNT unit=women), respectively."
    assert [said(men, count) for count in (0, 1)] == [[("men", "deployed"), ("killed", "killed")]] * 2


def test_every_event_is_a_candidate_that_no_word_says() -> None:
    found = candidates("The hall has [12](COUNT unit=chairs) chairs.")
    assert [c.event for c in found if c.token is None] == list(EVENTS)


def test_a_word_in_a_name_says_so() -> None:
    source = "The [Truce Patrol](AGENCY entity=x) saw [12](COUNT unit=boats) boats."
    assert {"in AGENCY", "in AGENCY none"} < evidence_of(source, "Patrol")


def test_what_other_sentences_say_speaks_for_an_event() -> None:
    source = "Two were killed and one was dead. [Twelve](COUNT unit=people) were killed."
    assert {"par 2", "par 2 killed"} < evidence_of(source, "killed")


def test_a_word_beside_another_count_has_a_rival() -> None:
    source = "The raid left [four](COUNT unit=people) killed and [six](COUNT unit=people) injured."
    assert "between 0 False" in evidence_of(source, "killed")
    assert "between 1 True" in evidence_of(source, "injured")
    assert "between 0 False" in evidence_of(source, "injured", count=1)


def test_how_a_word_governs_the_counted_speaks_for_it() -> None:
    assert "way 0 patient" in evidence_of("Bandits abducted [six](COUNT unit=drivers) drivers.", "abducted")
    assert "way 0 agent with object" in evidence_of("[Six](COUNT unit=bandits) bandits killed a man.", "killed")
    assert "opened b1 0" in evidence_of("There was killing ([32](COUNT unit=boys) boys).", "killing")


def test_what_is_learned_of_one_word_serves_another() -> None:
    its = models({}, {"way 0 patient": 9.0})
    assert decided("Bandits abducted [six](COUNT unit=drivers) drivers.", its) == [("abducted", "abducted")]
    assert decided("Bandits burned [six](COUNT unit=houses) houses.", its) == [("destroyed", "burned")]


def test_where_no_word_says_it_all_words_around_decide() -> None:
    source = "The team yodelled for [12](COUNT unit=goats) goats."
    its = models({"above=yodel": (EVENTS.index("assisted"), 9.0)}, {})
    assert decided(source, None) == [("other", None)]
    assert decided(source, its) == [("assisted", None)]


@pytest.mark.parametrize(
    ("source", "killed"),
    [
        ("The clinic reported [nine](COUNT unit=deaths) deaths from typhoid.", False),
        ("The clinic reported [nine](COUNT unit=deaths) deaths.", True),
        ("Typhoid spread. The clinic reported 80 cases and [nine](COUNT unit=deaths) deaths.", False),
        ("Typhoid spread. The clinic reported [nine](COUNT unit=deaths) deaths.", True),
        ("The shelling caused [nine](COUNT unit=deaths) deaths in the typhoid ward.", True),
    ],
)
def test_who_died_of_a_disease_is_not_killed(source: str, killed: bool) -> None:
    assert any(c.event == "killed" for c in candidates(source)) == killed


@pytest.mark.parametrize(
    ("source", "events"),
    [
        ("A landslide hit the port. [Nine](COUNT unit=men) men are missing.", {"other"}),
        ("A landslide hit the port. [Nine](COUNT unit=men) men are injured.", set(EVENTS)),
        ("After the storms [nine](COUNT unit=men) men are missing since a raid by gunmen.", set(EVENTS)),
        ("A storm came. Gunmen attacked the port. [Nine](COUNT unit=men) men are missing.", set(EVENTS)),
        ("The mine trained 90 cooks, [nine](COUNT unit=cooks) more than in 2041.", {"changed"}),
        ("The mine trained [nine](COUNT unit=cooks) cooks more than in 2041.", {"changed"}),
        ("The mine trained [nine](COUNT unit=cooks) cooks more than once.", set(EVENTS)),
        ("The mine trained [nine](COUNT unit=cooks) cooks more than the law allows.", set(EVENTS)),
    ],
)
def test_the_missing_of_a_disaster_are_not_abducted_and_more_than_before_is_a_change(
    source: str, events: set[str]
) -> None:
    assert {c.event for c in candidates(source)} == events


@pytest.mark.parametrize(
    ("source", "killed"),
    [
        ("The remains of [nine](COUNT unit=men) men killed in the war were handed over.", False),
        ("They handed over [nine](COUNT unit=sets) sets of remains of the killed.", False),
        ("They exhumed a grave and named [nine](COUNT unit=men) men.", False),
        ("[Nine](COUNT unit=bodies) bodies lay in a grave.", True),
        ("[Nine](COUNT unit=men) men were murdered and buried.", True),
        ("[Nine](COUNT unit=men) men died; the risk remains.", True),
    ],
)
def test_the_dead_who_are_buried_or_dug_up_were_not_killed_then(source: str, killed: bool) -> None:
    assert any(c.event == "killed" for c in candidates(source)) == killed


def test_a_noun_that_says_harm_has_this_event_or_is_tried_or_none() -> None:
    for noun, event in (("casualties", "casualties"), ("deaths", "killed"), ("arrests", "detained")):
        found = candidates(f"After a raid the prison saw [nine](COUNT unit={noun}) {noun}.")
        assert {c.event for c in found} == {event, "changed", "conducted", "other", "prosecuted"}
    for source in ("[nine](COUNT unit=cases) casualty cases", "[nine](COUNT unit=hostages) of the hostages released"):
        assert {c.event for c in candidates(f"They saw {source}.")} == set(EVENTS)


def test_an_attempted_killing_is_violence() -> None:
    counted = candidates("Police noted [nine](COUNT unit=homicides) attempted homicides and two abductions.")
    survived = candidates("The court heard of the attempted murder of [nine](COUNT unit=judges) judges.")
    assert [{c.event for c in found} for found in (counted, survived)] == [{"violence", "prosecuted"}, {"violence"}]
    assert ("murder", "killed") not in said("The attempted murder of a girl led to [two](COUNT unit=raids) raids.")


def test_of_what_is_told_together_each_number_has_its_own() -> None:
    source = "May saw [9](COUNT unit=men) killed and [2](COUNT unit=men) injured in [5](COUNT unit=raids) raids."
    own = [("killed", "killed"), ("injured", "injured"), ("raids", "violence")]
    assert [said(source, count) for count in range(3)] == [[each] for each in own]
    assert said("There were [5](COUNT unit=raids) raids on [9](COUNT unit=farms) farms.", 1) == [own[2]]
    source = "May saw [9](COUNT unit=men) killed and [40](COUNT unit=farmers) farmers displaced."
    assert said(source, 1) == [("displaced", "displaced")]
    source = "There were [2](COUNT unit=abductions) abductions and [5](COUNT unit=accidents) road accidents."
    assert said(source, 1) == []


def test_who_harms_others_is_not_harmed() -> None:
    assert said("[Six](COUNT unit=villagers) villagers attacked a farm.") == []
    assert said("[Six](COUNT unit=villagers) villagers were attacked.") == [("attacked", "violence")]


def test_what_a_word_says_depends_on_its_adverb() -> None:
    done = ("were mortally wounded", "were medically evacuated", "crossed into Lund", "crossed back", "crossed a road")
    found = [said(f"[Some 900](COUNT unit=women) women {verb}.") for verb in done]
    events = [("wounded", "killed"), ("evacuated", "assisted"), ("crossed", "displaced"), ("crossed", "returned")]
    assert found == [*([event] for event in events), []]


def test_the_score_is_the_calibrated_probability() -> None:
    unit, mentions = unit_of("Bandits abducted [six](COUNT unit=drivers) drivers.")
    its = models({}, {"way 0 patient": 9.0})
    halved = EventModels(
        its.words, LinearModel(its.choice.meta.model_copy(update={"slope": 0.0}), its.choice.weights)
    )  # fmt: skip
    assert [m.event_score for m in with_events([unit], mentions, halved)] == [0.5]


def test_candidates_as_numbers_keep_their_probability() -> None:
    options = EventCandidates.of(candidates("Bandits abducted [six](COUNT unit=drivers) drivers."))
    by_candidate = np.linspace(0, 1, len(options.events))
    assert options.by_event(by_candidate).sum() == pytest.approx(by_candidate.sum())
    assert (options.priors(np.full(len(EVENTS), 1 / len(EVENTS))) != 0).sum(axis=1).tolist() == [1] * len(options.said)


def test_heading_and_title_say_events() -> None:
    assert events_over(Context("Situation", "Report on conflict-related sexual violence")) == {"sexual_violence"}
    assert events_over(Context("Abductions", "")) == {"abducted"}


def test_features_are_those_of_the_count() -> None:
    view = view_of("Bandits abducted [six](COUNT unit=drivers).")
    seen = set(event_features(view, view.counts[0]))
    assert {"unit=driver", "rule=abducted", "above=abduct", "above0 verbs abducted patient", "left0=abduct"} <= seen
