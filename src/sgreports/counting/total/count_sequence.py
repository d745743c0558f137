"""A paragraph's counts in order, and the parts of totals found among them so far."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from sgreports.counting.total.arithmetic import can_be_part
from sgreports.knowledge.statements.rules import CountStepName
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.model.facts import Mention
from sgreports.scene.scene import Scene
from sgreports.sentence.totals import Gap, gap_between, points_back

REACH = 12  # counts looked at before or after a count


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its total, and the step that found it."""

    part: Mention
    total: Mention
    step: CountStepName


@dataclass(slots=True)
class CountSequence:
    """A paragraph's counts in order, and the parts found so far."""

    scene: Scene
    counts: Sequence[Mention]
    parts: dict[str, Part] = field(default_factory=dict)

    def gap(self, place: int) -> Gap:
        """The words between a count and the one before it."""
        spans = self.scene.spans
        return gap_between(spans[self.counts[place - 1].id], spans[self.counts[place].id])

    def sentence(self, place: int) -> int:
        return self.scene.heads[self.counts[place].id].sent.start

    def follows(self, place: int) -> bool:
        """Whether there is a count at `place`, after another in its sentence."""
        return 0 < place < len(self.counts) and self.sentence(place) == self.sentence(place - 1)

    def part_before(self, place: int) -> Part | None:
        """The part that the count before one is, in the same sentence."""
        return self.parts.get(self.counts[place - 1].id) if self.follows(place) else None

    def siblings(self, total: Mention) -> list[Mention]:
        return [p.part for p in self.parts.values() if p.total is total]


def nearest_total(
    sequence: CountSequence, place: int, same_sentence: bool = True, noun: str | None = None
) -> Mention | None:
    """The nearest count before that the one at `place` can be a part of; of things that `noun` names, if given."""
    part = sequence.counts[place]
    for before in range(place - 1, max(-1, place - 1 - REACH), -1):
        total = sequence.counts[before]
        if same_sentence and sequence.sentence(before) != sequence.sentence(place):
            return None
        is_meant = noun is None or sequence.scene.nouns[total.id].lemma_ == noun
        if is_meant and can_be_part(part, total) and not in_closed_bracket(sequence, before, place):
            return total
    return None


def in_closed_bracket(sequence: CountSequence, before: int, place: int) -> bool:
    """Whether a count stands in a bracket that was closed before another count."""
    return _opened(sequence, before, place) < 0


def goes_on_in_bracket(sequence: CountSequence, before: int, place: int) -> bool:
    """Whether a count goes on from the last one, in a bracket opened after an earlier one: `(8 men and 2 women)`."""
    return not {"(", ")"} & {*sequence.gap(place).text} and _opened(sequence, before, place) > 0


def _opened(sequence: CountSequence, before: int, place: int) -> int:
    """Brackets opened between two counts, less those closed."""
    between = sequence.scene.doc.text[sequence.counts[before].start : sequence.counts[place].start]
    return between.count("(") - between.count(")")


def same_unit_class(part: Mention, total: Mention) -> bool:
    """Whether a part counts what its total counts: boys are children, and both are people."""
    if not part.unit or part.unit == total.unit:
        return True
    small, large = (unit_class(c.unit, c.kind or "cardinal") for c in (part, total))
    return (small == large != "other") or (large == "people" and is_person_class(small))


def states_time(scene: Scene, part: Mention) -> bool:
    """Whether a bracket states another time or a change: `(12 incidents in 2023)`."""
    end = next((t.i for t in scene.doc[scene.spans[part.id].end :] if t.text == ")"), len(scene.doc))
    times = [m for m in scene.placed() if m.label == "YEAR" and part.end <= m.start]
    return any(scene.spans[m.id].start < end for m in times)


def refers_to_total(scene: Scene, count: Mention) -> bool:
    """Whether a sentence points back at a total (`points_back`), and no count stands before."""
    sentence = scene.heads[count.id].sent
    first = bisect_left(scene.mentions, sentence.start_char, key=lambda m: m.start)
    earlier = takewhile(lambda m: m.start < count.start, islice(scene.mentions, first, None))
    if any(m.label == "COUNT" for m in earlier):  # asked first: of a list of counts only one has its words searched
        return False
    return points_back(scene.spans[count.id])
