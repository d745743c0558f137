"""The relations of counts by rules: their times, places and agents, and the parts of totals."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sgreports.counting.agent.links import agents_of_counts
from sgreports.counting.agent.roles import one_link_per_entity, roles_of_link
from sgreports.counting.links import CountLink, mentions_by_sentence
from sgreports.counting.place.links import places_of_counts
from sgreports.counting.status import count_status
from sgreports.counting.time.links import times_of_counts
from sgreports.counting.total.arithmetic import adds_up
from sgreports.counting.total.count_sequence import Part
from sgreports.knowledge.statements.relations import relation_rules
from sgreports.knowledge.statements.rules import CountStep
from sgreports.model.facts import Relation, RelationType, Role
from sgreports.scene.scene import Scene, cue_of
from sgreports.sentence.clauses import clause_verb

INHERITED: tuple[RelationType, ...] = ("count_at", "count_in", "count_by")
MIN_SUM_SCORE = 0.97  # of parts that add up to their total


def count_relations(paragraph: str, scene: Scene, parts: Sequence[Part]) -> Iterator[Relation]:
    """The times, places and agents of the paragraph's counts. `parts` are the parts of its totals."""
    table = mentions_by_sentence(scene)
    if not any(row.of("COUNT") for row in table):
        return
    totals = {p.part.id: p.total for p in parts}
    links = [*times_of_counts(scene, table), *places_of_counts(scene, table, totals), *agents_of_counts(scene, table)]
    links += _inherited(scene, links, parts)
    yield from (_from_link(paragraph, scene, link, None) for link in links if link.type != "count_by")
    for link in one_link_per_entity(scene, (link for link in links if link.type == "count_by")):
        for role in roles_of_link(scene, link.count, link.other, link.step, totals.get(link.count.id)):
            yield _from_link(paragraph, scene, link, role)


def _inherited(scene: Scene, links: Sequence[CountLink], parts: Sequence[Part]) -> Iterator[CountLink]:
    """The times, places and agents of totals, for their parts that have none of a type themselves.

    Who did or said what the total counts does so for a part only in its own sentence (GUIDELINES, Parts).
    """
    own: dict[tuple[str, RelationType], list[CountLink]] = {}
    for link in links:
        own.setdefault((link.count.id, link.type), []).append(link)
    for part, kind in ((p, k) for p in parts for k in INHERITED if (p.part.id, k) not in own):
        apart = scene.heads[part.part.id].sent.start != scene.heads[part.total.id].sent.start
        for link in own.get((part.total.id, kind), ()):
            if not (
                apart and kind == "count_by" and roles_of_link(scene, part.total, link.other, link.step) != ("whose",)
            ):
                own.setdefault((part.part.id, kind), []).append(replace(link, count=part.part))
        yield from own.get((part.part.id, kind), ())


def _from_link(paragraph: str, scene: Scene, link: CountLink, role: Role | None) -> Relation:
    """The relation of a count with its time, place or agent. Its status is that of the count's clause."""
    found_status, step = count_status(scene, link.count), count_step(link.type, link.step)
    return Relation(
        id="r0", paragraph=paragraph, type=link.type, subject=link.count.id, object=link.other.id,
        role=role, polarity=found_status.polarity, modality=found_status.modality,
        attributed_to=found_status.attributed_to, source="frame" if link.step == "carried" else "rule",
        trigger=cue_of(clause_verb(scene.heads[link.count.id])), evidence=scene.heads[link.count.id].sent.text.strip(),
        rule=step.id, score=step.score,
    )  # fmt: skip


def part_relations(paragraph: str, scene: Scene, parts: Sequence[Part]) -> Iterator[Relation]:
    """The parts of the paragraph's totals; always affirmed and actual. Parts that add up to their total have a higher
    score."""
    for part in parts:
        step = count_step("part_of", part.step)
        siblings = [p.part for p in parts if p.total is part.total and p.step == part.step]
        score = max(MIN_SUM_SCORE, step.score) if adds_up(siblings, part.total) else step.score
        head = scene.heads[part.part.id]
        yield Relation(
            id="r0", paragraph=paragraph, type="part_of", subject=part.part.id, object=part.total.id,
            source="rule", trigger=cue_of(head), evidence=head.sent.text.strip(), rule=step.id, score=score,
        )  # fmt: skip


@lru_cache(maxsize=64)
def count_step(kind: str, name: str) -> CountStep:
    """The entry of a count step; the type's first where the step has none of its own."""
    steps = next(rules.count_steps for rules in relation_rules() if rules.type == kind)
    return next((each for each in steps if each.step == name), steps[0])
