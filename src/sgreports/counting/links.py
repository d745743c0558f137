"""Links of counts with their times, places and agents, and the mentions that may be linked."""

from dataclasses import dataclass, field

from sgreports.knowledge.statements.relations import relation_words
from sgreports.knowledge.statements.rules import CountStepName
from sgreports.model.facts import Label, Mention, RelationType
from sgreports.parsing.tokens import Span
from sgreports.scene.scene import Scene


@dataclass(frozen=True, slots=True)
class CountLink:
    """A count with its time, place or agent, and the step that found it."""

    type: RelationType
    count: Mention
    other: Mention
    step: CountStepName


@dataclass(frozen=True, slots=True)
class SentenceMentions:
    """A sentence with its mentions in text order."""

    sentence: Span
    mentions: tuple[Mention, ...]
    by_label: dict[Label, list[Mention]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for mention in self.mentions:
            self.by_label.setdefault(mention.label, []).append(mention)

    def of(self, label: Label) -> list[Mention]:
        return self.by_label.get(label, [])


def mentions_by_sentence(scene: Scene) -> list[SentenceMentions]:
    """The sentences that hold mentions, in order."""
    grouped: dict[int, list[Mention]] = {}
    for mention in scene.mentions:
        if mention.id in scene.heads and not (mention.label == "COUNT" and _is_distance(mention)):
            grouped.setdefault(scene.heads[mention.id].sent.start, []).append(mention)
    return [SentenceMentions(scene.heads[found[0].id].sent, tuple(found)) for _, found in sorted(grouped.items())]


def _is_distance(count: Mention) -> bool:
    """Whether a count states a distance or an area, which has no time and no agent."""
    return (count.unit or count.text.rsplit(" ", 1)[-1]).casefold() in relation_words()["distances"]
