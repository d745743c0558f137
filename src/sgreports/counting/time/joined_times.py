"""Completes the times of counts: dates of one list go together, and counts of known groups have none."""

from collections.abc import Iterable, Iterator

from sgreports.model.facts import Mention, Relation
from sgreports.scene.lists import list_members, own_mention
from sgreports.scene.scene import Scene
from sgreports.sentence.comparison import is_compared_with
from sgreports.sentence.counted import is_known_group

MAX_GROUP = 10  # members of a known group, at most


def complete_time_lists(found: Iterable[Relation], scene: Scene) -> Iterator[Relation]:
    """Adds the other times of a list; drops the times of known groups (`between the two sides`) and baselines of
    comparisons."""
    mentions = {m.id: m for m in scene.mentions}
    relations = list(found)
    linked = {(r.subject, r.object) for r in relations if r.type == "count_at"}
    for relation in relations:
        count, year = mentions[relation.subject], mentions[relation.object]
        if relation.type != "count_at":
            yield relation
        elif not _is_no_time(scene, count, year):
            yield relation
            for other in () if own_mention(scene, count, "YEAR") else list_members(scene, year, ("YEAR",)):
                if (relation.subject, other.id) not in linked:
                    linked.add((relation.subject, other.id))
                    yield relation.model_copy(update={"object": other.id})


def _is_no_time(scene: Scene, count: Mention, year: Mention) -> bool:
    """Whether a time is not the count's: it is a baseline, or the count is of a known group."""
    if count.start < year.start and is_compared_with(scene.doc.text, year.start):
        return True
    few = count.kind == "cardinal" and count.value_max is not None and count.value_max <= MAX_GROUP
    return few and is_known_group(scene.spans[count.id])
