"""Times, places and agents of the counts that no step of grammar has linked: by the weight of the evidence."""

from collections.abc import Collection, Iterator, Sequence

from sgreports.finding.arguments import Scene
from sgreports.finding.clauses import VERBAL, ancestors, definite, distance, increase, sentence_of
from sgreports.finding.count_evidence import Told, evidence, told
from sgreports.finding.doers import aside, changed, harmed, recording
from sgreports.finding.frames import CountLink, Row, rows
from sgreports.knowledge.count_weights import count_weights, probability
from sgreports.knowledge.relations import RelationRules, relation_rules, relation_words
from sgreports.model.facts import Mention

FAR = 600  # characters; what stands further off from a count is not weighed
MOST = 6  # pieces of evidence that an explanation names
SEVERAL = ("count_by",)  # a count may have several agents, and one time and one place


def weighed(scene: Scene, table: Sequence[Row], linked: Collection[tuple[str, str]]) -> Iterator[CountLink]:
    """The links of counts that are not in `linked` (type, id of the count), as likely as the type asks for."""
    paragraph = told(scene, table)
    counts = [m for row in table for m in row.of("COUNT") if not distance(m)]
    for rules in relation_rules():
        threshold = next((p.threshold for p in rules.patterns if p.frame == "weighed"), None)
        if threshold is None:
            continue
        for count in counts:
            if (rules.type, count.id) not in linked:
                yield from of_count(paragraph, rules, count, threshold)


def of_count(paragraph: Told, rules: RelationRules, count: Mention, threshold: float) -> Iterator[CountLink]:
    """The likeliest of its candidates; of agents all that are likely enough."""
    likely = sorted(
        ((probability(rules.type, frozenset(evidence(paragraph, count, other))), other.start, other)
         for other in candidates(paragraph, rules, count)),
        key=lambda found: (-found[0], found[1]),
    )  # fmt: skip
    for chance, _, other in likely if rules.type in SEVERAL else likely[:1]:
        if chance >= threshold:
            yield CountLink(rules.type, count, other, "weighed", chance)


def candidates(paragraph: Told, rules: RelationRules, count: Mention) -> Iterator[Mention]:
    """The mentions that could be a count's time, place or agent; a demonym tells neither (GUIDELINES, Demonyms)."""
    for other in paragraph.scene.mentions:
        fits = other.label in rules.arguments.object and other.form != "demonym" and other.id in paragraph.rows
        if fits and abs(other.start - count.start) <= FAR and not barred(paragraph.scene, rules.type, count, other):
            yield other


def barred(scene: Scene, kind: str, count: Mention, other: Mention) -> bool:
    """What no evidence outweighs: an increase has no time; known things, wishes, words, partners, sums, harm no agent."""
    if kind == "count_at":
        return increase(scene, count)
    return kind == "count_by" and (definite(scene, count) or undone(scene, count, other) or befell(scene, count, other))


def undone(scene: Scene, count: Mention, other: Mention) -> bool:
    """Whether a count hangs on what `other` wants or says, on its partners, or is what a number was brought to."""
    words, below = relation_words(), scene.heads[count.id]
    for token in ancestors(scene, count):
        if token.pos_ in VERBAL:
            if token.lemma_ in words["wanting"] or changed(token, below):
                return True
            own = {child.i for child in token.children if child.dep_ in ("nsubj", "nsubjpass")}
            if token.lemma_ in words["no_doing"] and scene.heads[other.id].i in own:
                return True
        elif aside(token):
            return True
        below = token
    return False


def befell(scene: Scene, count: Mention, other: Mention) -> bool:
    """Whether what is counted came to harm, and `other`, named in another sentence, is not who records it."""
    apart = sentence_of(scene, count).start != sentence_of(scene, other).start
    return apart and harmed(scene, count) and not any(other in recording(scene, row) for row in rows(scene))


def reasons(scene: Scene, kind: str, count: Mention, other: Mention) -> Iterator[str]:
    """How likely a link is by the evidence, and the weightiest pieces of it with their weights (log odds)."""
    seen = frozenset(evidence(told(scene, rows(scene)), count, other))
    weights = count_weights().get(kind, {})
    told_most = sorted((n for n in seen if n in weights), key=lambda n: (-abs(weights[n]), n))[:MOST]
    yield f"{probability(kind, seen):.2f} likely: {', '.join(f'{n} {weights[n]:+.1f}' for n in told_most)}"
    if barred(scene, kind, count, other):
        yield "but never made: an increase has no time; known things, wishes, words, partners, sums and harm no agent"
