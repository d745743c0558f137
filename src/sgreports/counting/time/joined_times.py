"""Completes the times of counts: dates of one list go together, and counts of known groups have none."""

import re
from collections.abc import Iterable, Iterator

from sgreports.model.facts import Mention, Relation
from sgreports.scene.scene import Scene
from sgreports.sentence.comparison import is_compared_with
from sgreports.sentence.counted import is_known_group

MAX_GROUP = 10  # members of a known group, at most
JOINED = re.compile(r"\s*(?:,|and|, and|&)\s*(?:(?:on|in|from)\s+)?")
"""What joins two times of one list: `28 and 29 January`, `in November and in December`."""


def complete_time_lists(found: Iterable[Relation], scene: Scene) -> Iterator[Relation]:
    """Adds the other times of a list; drops the times of known groups (`between the two sides`) and baselines of
    comparisons."""
    lists = dict(_joined_times(scene))
    mentions = {m.id: m for m in scene.mentions}
    relations = list(found)
    linked = {(r.subject, r.object) for r in relations if r.type == "count_at"}
    for relation in relations:
        if relation.type != "count_at":
            yield relation
        elif not _is_no_time(scene, mentions[relation.subject], mentions[relation.object]):
            yield relation
            for other in lists.get(relation.object, ()):
                if (relation.subject, other.id) not in linked:
                    linked.add((relation.subject, other.id))
                    yield relation.model_copy(update={"object": other.id})


def _is_no_time(scene: Scene, count: Mention, year: Mention) -> bool:
    """Whether a time is not the count's: it is a baseline, or the count is of a known group."""
    if count.start < year.start and is_compared_with(scene.doc.text, year.start):
        return True
    few = count.kind == "cardinal" and count.value_max is not None and count.value_max <= MAX_GROUP
    return few and is_known_group(scene.spans[count.id])


def _joined_times(scene: Scene) -> Iterator[tuple[str, list[Mention]]]:
    """The times of each list of times, by the id of each of them; none with `respectively`."""
    text, together = scene.doc.text, list[Mention]()
    for mention in (*(m for m in scene.mentions if m.label == "YEAR" and m.id in scene.heads), None):
        if together and (mention is None or not JOINED.fullmatch(text, together[-1].end, mention.start)):
            if len(together) > 1 and "respectively" not in scene.heads[together[0].id].sent.text:
                yield from ((m.id, together) for m in together)
            together = []
        if mention is not None:
            together.append(mention)
