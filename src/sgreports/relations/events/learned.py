"""The trained model of events decides beside the rules."""

from collections.abc import Mapping
from dataclasses import replace

from sgreports.evidence.encoder.mix import combine
from sgreports.evidence.linear import LinearModel
from sgreports.knowledge.components import calibrated
from sgreports.knowledge.statements.events import event_by
from sgreports.knowledge.statements.unit_classes import unit_class, unit_lemma
from sgreports.model.facts import EVENTS, Cue, Event, Mention
from sgreports.relations.events.features import CountView, indices
from sgreports.relations.events.found import EventFound
from sgreports.relations.scene import Scene, cue_of
from sgreports.sentence.counted import phrase_head
from sgreports.sentence.governors import governors_of
from sgreports.sentence.tags import NOMINAL

# Events that the rules read off their own words (`killed`, `destroyed`): where they say so, the model was less often
# right on train documents left out of its fit (`destroyed` 18 against 37 of 41), so the rules decide.
RULED: frozenset[Event] = frozenset(
    {"killed", "injured", "casualties", "sexual_violence", "recruited", "abducted", "returned", "violence", "destroyed",
     "in_need", "trained", "changed"}
)  # fmt: skip
SUFFERED: frozenset[Event] = frozenset({"killed", "injured", "casualties", "abducted", "detained"})
"""What persons suffer from others. Where the unit is a noun of another event, that was right for all of 18 such counts
of train and dev (`robberies` of S/2004/822)."""


def decided(scene: Scene, ruled: Mapping[str, EventFound], model: LinearModel) -> dict[str, EventFound]:
    """The event of each count: that of the rules where they are surer (RULED), else the likeliest.

    The rules' answers are among the model's features. Where an encoder is run, all three are weighed.
    """
    view = CountView(scene, [m for m in scene.mentions if m.id in ruled], ruled)
    answer = by_encoder if scene.encoded is not None else by_features
    return {count.id: with_own_words(scene, count, answer(view, count, model)) for count in view.counts}


def with_own_words(scene: Scene, count: Mention, found: EventFound) -> EventFound:
    """The event that the counted's own words say against the model: `175 missing` beside the dead; `30 robberies`
    beside killings, and the `10 assailants` who killed, are no dead."""
    if count.kind not in (None, "cardinal"):
        return found
    suffered = found.event in SUFFERED and bool(count.unit)
    for own in (_bare(scene, count), _of_unit(scene, count) if suffered else None):
        if own is not None and own.event not in (found.event, "changed", "other"):
            return own
    return EventFound("other", None, "none") if suffered and _did(scene, count, found.event) else found


def _of_unit(scene: Scene, count: Mention) -> EventFound | None:
    """The event that the unit is: `robberies`, `shooting incidents`; an attempt is `violence`."""
    unit, noun = unit_lemma((count.unit or "").split()[-1]) or "", scene.nouns[count.id]
    words = {child.lower_: child for child in noun.children if child.dep_ in ("amod", "compound")}
    if "attempted" in words:
        return EventFound("violence", None, "noun")
    kind = unit_class(unit, "cardinal")
    others = (unit_lemma(word) or word for word, child in words.items() if child.dep_ == "compound")
    names = (unit, *(others if kind == "incidents" else ()))
    event = next((event for name in names if (event := event_by("nouns", name, kind)) is not None), None)
    return EventFound(event, None, "noun") if event else None


def _bare(scene: Scene, count: Mention) -> EventFound | None:
    """The event of an adjective or participle that stands for the counted: `175 missing`, `nine detained`."""
    last = list(scene.tokens(count))[-1]
    after = scene.doc[last.i + 1 : last.i + 4]
    modified = after[2:] if len(after) > 1 and after[1].pos_ == "CCONJ" else after[1:2]
    if not after or any(token.pos_ in (*NOMINAL, "ADJ") or token.tag_ == "VBN" for token in modified):
        return None
    event = event_by("adjectives", after[0].lower_, "people")
    return EventFound(event, cue_of(after[0]), "modifier") if event else None


def _did(scene: Scene, count: Mention, event: Event) -> bool:
    """Whether the counted are the subject of an active verb that says the event of its object."""
    above = next(governors_of(phrase_head(scene.heads[count.id])), None)
    if above is None or above.role != "agent" or not any(child.dep_ == "dobj" for child in above.token.children):
        return False
    return event_by("verbs", above.token.lemma_.lower(), "people", patient=True) == event


def by_features(view: CountView, count: Mention, model: LinearModel) -> EventFound:
    """The event by rules and features."""
    rule = view.ruled[count.id]
    if rule.event in RULED:
        return replace(rule, chance=model.meta.ruled.get(rule.event))
    chances = model.probabilities(indices(view, count))
    best = int(chances.argmax())
    return found_as(view, count, EVENTS[best], model.meta.share(float(chances[best])))


def by_encoder(view: CountView, count: Mention, model: LinearModel) -> EventFound:
    """The event by rules, features and the encoder."""
    said = view.scene.encoder_scores(count)
    rule = view.ruled[count.id]
    if said is None or rule.event in said.meta.rare:
        return by_features(view, count, model)
    ruled = EVENTS.index(rule.event) if rule.event in RULED else None
    chances = combine(said.meta.events, model.probabilities(indices(view, count)), said.scores.events[0], ruled)
    best, mix = int(chances.argmax()), said.meta.events
    return found_as(view, count, EVENTS[best], calibrated(float(chances[best]), mix.slope, mix.shift))


def found_as(view: CountView, count: Mention, event: Event, share: float) -> EventFound:
    """What is found, with the word that says it and the share of such finds that are right."""
    rule = view.ruled[count.id]
    cue = rule.cue if rule.event == event else None if event == "other" else cue_above(view.scene, count)
    return EventFound(event, cue, rule.step, round(share, 3))


def cue_above(scene: Scene, count: Mention) -> Cue | None:
    """The word that governs a count: what a reader would look at first."""
    token = next((g.token for g in governors_of(phrase_head(scene.heads[count.id]))), None)
    return cue_of(token) if token is not None else None
