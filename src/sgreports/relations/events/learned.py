"""The trained model of events decides beside the rules."""

from collections.abc import Mapping

from sgreports.evidence.linear import LinearModel
from sgreports.model.facts import EVENTS, Cue, Event, Mention
from sgreports.relations.events.features import CountView, indices
from sgreports.relations.events.found import EventFound
from sgreports.relations.events.governors import governors_of, phrase_head
from sgreports.relations.scene import Scene, cue_of

# Events that the rules read off their own words (`killed`, `destroyed`): where they say so, the model was less often
# right on train documents left out of its fit (`destroyed` 18 against 37 of 41), so the rules decide.
RULED: frozenset[Event] = frozenset(
    {"killed", "injured", "casualties", "sexual_violence", "recruited", "abducted", "returned", "violence", "destroyed",
     "in_need", "trained", "changed"}
)  # fmt: skip


def decided(scene: Scene, ruled: Mapping[str, EventFound], model: LinearModel) -> dict[str, EventFound]:
    """The event of each count: that of the rules where they are surer (RULED), else the likeliest.

    The rules' answers are among the model's features.
    """
    view = CountView(scene, [m for m in scene.mentions if m.id in ruled], ruled)
    found: dict[str, EventFound] = {}
    for count in view.counts:
        if ruled[count.id].event in RULED:
            found[count.id] = ruled[count.id]
            continue
        chances = model.chances(indices(view, count))
        best = int(chances.argmax())
        event, rule = EVENTS[best], ruled[count.id]
        own_cue = rule.cue if rule.event == event else None if event == "other" else cue_above(scene, count)
        found[count.id] = EventFound(event, own_cue, rule.step, round(model.meta.share(float(chances[best])), 3))
    return found


def cue_above(scene: Scene, count: Mention) -> Cue | None:
    """The word that governs a count: what a reader would look at first."""
    token = next((g.token for g in governors_of(phrase_head(scene, count))), None)
    return cue_of(token) if token is not None else None
