"""The context of the mentions of a paragraph, looked up by offset."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sgreports.model.facts import Mention

_BEFORE = re.compile(r"(?:['’]s?)?\s")
_GENITIVE = re.compile(r"['’]s?\s")
_AFTER = re.compile(r"\s(?:of|in)\s(?:the\s)?")
_BEFORE_LENGTHS, _AFTER_LENGTHS = range(1, 4), range(3, 10)
_OPENING = re.compile(r"(?:^|[.!?]\s)(?:In|Within)\s(?:the\s)?$")
_OPENING_LENGTH = 14


@dataclass(frozen=True)
class Around:
    """A paragraph's text and its mentions."""

    text: str
    mentions: Sequence[Mention]

    @cached_property
    def ends(self) -> Mapping[int, Mention]:
        """The mentions by their end."""
        return {m.end: m for m in self.mentions}

    @cached_property
    def starts(self) -> Mapping[int, Mention]:
        """The mentions by their start."""
        return {m.start: m for m in self.mentions}

    @cached_property
    def sentences(self) -> Mapping[int, "States"]:
        """The States of each sentence that names some."""
        named: dict[int, list[Mention]] = {}
        for m in self.mentions:
            if m.label == "COUNTRY" and m.entity:
                named.setdefault(m.sentence, []).append(m)
        return {sentence: self._states(its) for sentence, its in named.items()}

    def _states(self, its: Iterable[Mention]) -> "States":
        its = tuple(its)
        opening = next((m for m in its if _OPENING.search(self.text, max(0, m.start - _OPENING_LENGTH), m.start)), None)
        return States(frozenset(m.entity for m in its if m.entity), opening)

    def before(self, mention: Mention, length: int) -> str:
        """The `length` characters before a mention."""
        return self.text[max(0, mention.start - length) : mention.start]

    def after(self, mention: Mention, length: int) -> str:
        """The `length` characters after a mention."""
        return self.text[mention.end : mention.end + length]

    def state_beside(self, mention: Mention) -> str | None:
        """The State named right before or after: `Haiti’s Senate`, `the Haitian Senate`, `Senate of Haiti`."""
        for length in _BEFORE_LENGTHS:
            other = self.ends.get(mention.start - length)
            if other and other.label == "COUNTRY" and _BEFORE.fullmatch(self.text, other.end, mention.start):
                return other.entity
        for length in _AFTER_LENGTHS:
            other = self.starts.get(mention.end + length)
            if other and other.label == "COUNTRY" and _AFTER.fullmatch(self.text, mention.end, other.start):
                return other.entity
        return None

    def owner(self, mention: Mention) -> Mention | None:
        """The body whose genitive stands right before: `UNMIT’s Electoral Office`."""
        for length in _BEFORE_LENGTHS:
            other = self.ends.get(mention.start - length)
            if other and other.label == "AGENCY" and _GENITIVE.fullmatch(self.text, other.end, mention.start):
                return other
        return None


@dataclass(frozen=True, slots=True)
class States:
    """The States that a sentence names, and the one that opens it: `In Chad, …`."""

    named: frozenset[str]
    opening: Mention | None


def around(texts: Mapping[str, str], mentions: Iterable[Mention]) -> dict[str, Around]:
    """The paragraphs with their mentions, by key."""
    its: dict[str, list[Mention]] = {key: [] for key in texts}
    for m in mentions:
        its[m.paragraph].append(m)
    return {key: Around(text, its[key]) for key, text in texts.items()}
