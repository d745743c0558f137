"""What is found for a count: its event, the words that say it, the step or the model that found it."""

from dataclasses import dataclass

from sgreports.knowledge.statements.events import event_lexicon
from sgreports.model.facts import Cue, Event


@dataclass(frozen=True, slots=True)
class EventFound:
    """The event of a count, the words that say it (None where nothing does), how it was found.

    `chance` is the probability by the model, or the share right of such finds; None where neither is known.
    """

    event: Event
    cue: Cue | None
    step: str
    chance: float | None = None

    @property
    def score(self) -> float:
        """The estimated probability that the event is right: the model's, or that of the rules' step."""
        return event_lexicon().scores[self.step] if self.chance is None else self.chance
