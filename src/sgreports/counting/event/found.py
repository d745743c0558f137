"""The event that was found for a count."""

from dataclasses import dataclass

from sgreports.knowledge.statements.events import event_lexicon
from sgreports.model.facts import Cue, Event


@dataclass(frozen=True, slots=True)
class EventFound:
    """The event of a count, its trigger (None if there is none), and the step that found it.

    `probability` is the model's, or the share of such finds that are right; None if neither is known.
    """

    event: Event
    cue: Cue | None
    step: str
    probability: float | None = None

    @property
    def score(self) -> float:
        """The estimated probability that the event is right: the model's, or that of the rules' step."""
        return event_lexicon().scores[self.step] if self.probability is None else self.probability
