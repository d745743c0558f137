"""Times, places and agents of counts by weighed evidence, where grammar finds no link or an unsure one."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from sgreports.knowledge.statements.count_weights import count_weights, probability
from sgreports.knowledge.statements.relations import Pattern, RelationRules, relation_rules, relation_words
from sgreports.model.facts import Mention
from sgreports.relations.counts.agents import is_harm, is_partner_or_circumstance, is_result_of_change, recorders
from sgreports.relations.counts.evidence import ParagraphEvidence, link_evidence, paragraph_evidence
from sgreports.relations.counts.times import CountLink, SentenceMentions, is_temporal, mentions_by_sentence
from sgreports.relations.grammar.arguments import Scene
from sgreports.relations.grammar.clauses import ancestors, is_change, is_definite, is_distance
from sgreports.relations.grammar.tags import SUBJECTS, VERBAL

FAR = 600  # characters; mentions further from a count are not weighed
NAMED_EVIDENCE = 6  # pieces of evidence that an explanation names
MULTIPLE = ("count_by",)  # a count may have several agents, and one time and one place


def weigh_links(
    scene: Scene, table: Sequence[SentenceMentions], found_by_grammar: Sequence[CountLink]
) -> Iterator[CountLink]:
    """All links of counts: those that grammar found and that are kept, and those that reach the threshold of their
    type."""
    own: dict[tuple[str, str], list[CountLink]] = {}
    for link in found_by_grammar:
        own.setdefault((link.type, link.count.id), []).append(link)
    paragraph = paragraph_evidence(scene, table)
    counts = [m for row in table for m in row.of("COUNT") if not is_distance(m)]
    for rules in relation_rules():
        pattern = weighing_pattern(rules)
        for count in counts:
            links = own.get((rules.type, count.id), [])
            if pattern is None or (links and keeps_grammar_links(pattern, links)):
                yield from links
            else:
                yield from links_of_count(paragraph, rules, count, pattern, links)


def weighing_pattern(rules: RelationRules) -> Pattern | None:
    """The pattern with the threshold for weighed links of a type; None where none is weighed."""
    return next((p for p in rules.patterns if p.frame == "weighed"), None)


def keeps_grammar_links(pattern: Pattern, links: Sequence[CountLink]) -> bool:
    """Whether the links found by grammar are kept without weighing: pairs always, others where the type says so."""
    return pattern.trust is None or any(link.frame == "paired" for link in links)


def links_of_count(
    paragraph: ParagraphEvidence, rules: RelationRules, count: Mention, pattern: Pattern, links: Sequence[CountLink]
) -> Iterator[CountLink]:
    """The most probable candidate, of agents all above the threshold; links found by grammar get a bonus.

    A demonym is a candidate only where grammar links it: `15 Egyptian soldiers`.
    """
    own = {link.other.id: link for link in links}
    likely = []
    demonyms = [link.other for link in links if link.other.form == "demonym"]
    for other in (*linkable_mentions(paragraph, rules, count), *demonyms):
        more = (pattern.trust or 0.0) if other.id in own else 0.0
        chance = probability(rules.type, frozenset(link_evidence(paragraph, count, other)), more)
        likely.append(
            (chance, other.start, own.get(other.id) or CountLink(rules.type, count, other, "weighed", chance))
        )
    likely.sort(key=lambda found: (-found[0], found[1]))
    for chance, _, link in likely if rules.type in MULTIPLE else likely[:1]:
        if chance >= (pattern.threshold or 0.0):
            yield link


def linkable_mentions(paragraph: ParagraphEvidence, rules: RelationRules, count: Mention) -> Iterator[Mention]:
    """The mentions that could be a count's time, place or agent; a demonym is neither (GUIDELINES, Demonyms)."""
    mentions = paragraph.scene.mentions
    first = bisect_left(mentions, count.start - FAR, key=lambda m: m.start)
    for other in takewhile(lambda m: m.start <= count.start + FAR, islice(mentions, first, None)):
        fits = other.label in rules.arguments.object and other.form != "demonym" and other.id in paragraph.rows
        if fits and not is_excluded(paragraph, rules.type, count, other):
            yield other


def is_excluded(paragraph: ParagraphEvidence, kind: str, count: Mention, other: Mention) -> bool:
    """Links that no evidence allows: a change has no time of another sentence, nor its baseline as its time.

    What is definite, requested, reported, summed or suffered has no agent.
    """
    scene = paragraph.scene
    if kind == "count_at":
        row = paragraph.row(other)
        return is_change(scene, count) and (row is not paragraph.row(count) or not is_temporal(scene, row, other))
    return kind == "count_by" and (
        is_definite(scene, count)
        or is_no_agent(scene, count, other)
        or is_harm_recorded_by_others(paragraph, count, other)
    )


def is_no_agent(scene: Scene, count: Mention, other: Mention) -> bool:
    """Whether a count depends on what `other` requests or says, on its partners, or is the result of a change."""
    words, below = relation_words(), scene.heads[count.id]
    for token in ancestors(scene, count):
        if token.pos_ in VERBAL:
            if token.lemma_ in words["wanting"] or is_result_of_change(token, below):
                return True
            own = {child.i for child in token.children if child.dep_ in SUBJECTS}
            if token.lemma_ in words["no_doing"] and scene.heads[other.id].i in own:
                return True
        elif is_partner_or_circumstance(token):
            return True
        below = token
    return False


def is_harm_recorded_by_others(paragraph: ParagraphEvidence, count: Mention, other: Mention) -> bool:
    """Whether what is counted came to harm, and `other`, named in another sentence, is not who records it."""
    scene, row = paragraph.scene, paragraph.row(other)
    return row is not paragraph.row(count) and is_harm(scene, count) and other not in recorders(scene, row)


def explain_link(scene: Scene, kind: str, count: Mention, other: Mention) -> Iterator[str]:
    """The probability of a link, and the heaviest pieces of evidence with their weights (log odds)."""
    paragraph = paragraph_evidence(scene, mentions_by_sentence(scene))
    seen = frozenset(link_evidence(paragraph, count, other))
    weights = count_weights().get(kind, {})
    heaviest = sorted((n for n in seen if n in weights), key=lambda n: (-abs(weights[n]), n))[:NAMED_EVIDENCE]
    yield f"{probability(kind, seen):.2f} likely: {', '.join(f'{n} {weights[n]:+.1f}' for n in heaviest)}"
    if is_excluded(paragraph, kind, count, other):
        yield "excluded: a change has a time of its sentence; a known, requested, reported or suffered count no agent"
