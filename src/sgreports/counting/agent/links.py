"""Agents of counts: who did, recorded, reported, holds or hosts what is counted (`count_by`)."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sgreports.counting.agent.holders import attributive_holders, owning_agency, size_holder
from sgreports.counting.links import CountLink, SentenceMentions
from sgreports.knowledge.statements.relations import relation_words
from sgreports.knowledge.statements.rules import CountStepName
from sgreports.model.facts import Label, Mention
from sgreports.parsing.tokens import Token
from sgreports.scene.arguments import arguments_of
from sgreports.scene.lists import list_members, own_mention
from sgreports.scene.scene import Scene
from sgreports.scene.status import sources
from sgreports.sentence.clauses import ancestors, word_before, words_between
from sgreports.sentence.counted import is_definite
from sgreports.sentence.subjects import agent, nouns_after, participle_agents
from sgreports.sentence.tags import VERBAL
from sgreports.sentence.verbs import is_passive, subjects_of

AGENT_LABELS: tuple[Label, ...] = ("AGENCY", "PROGRAMME", "COUNTRY")
NEAR = 9  # words between a count and the agent of its noun
AgentsByStep = tuple[CountStepName, list[Mention]]


def agents_of_counts(scene: Scene, table: Sequence[SentenceMentions]) -> Iterator[CountLink]:
    """The `count_by` of every count of a paragraph: agents in its own sentence."""
    for row in table:
        names = sources(scene, row.sentence)
        for count in row.of("COUNT"):
            step, found = _agents_in_sentence(scene, count, names)
            others = (*_by_phrase_agents(scene, row, count), *_participle_agents(scene, count))
            yield from (CountLink("count_by", count, who, step) for who in dict.fromkeys((*found, *others)))


def _agents_in_sentence(scene: Scene, count: Mention, names: list[Mention]) -> AgentsByStep:
    """The agents of one count in its own sentence, and the step that found them."""
    if own := own_mention(scene, count, "AGENCY"):
        return "agent", [own]
    if holders_beside := attributive_holders(scene, count):
        return "attributive", holders_beside
    if names:
        return "source", names
    if holders := size_holder(scene, count):
        return "attributive", holders
    return "agent", [] if is_definite(scene.spans[count.id], count.kind) else list(_verb_agents(scene, count))


def _by_phrase_agents(scene: Scene, row: SentenceMentions, count: Mention) -> list[Mention]:
    """The agent of a noun: `attacks on three schools by the police`."""
    first = _name_after(scene, count)
    if first is None or first.label != "AGENCY" or first not in row.of("AGENCY"):
        return []
    words = words_between(scene.spans[count.id], scene.spans[first.id])
    before = word_before(scene.spans[first.id])
    if len(words) > NEAR or before is None or before.lower_ != "by" or any(t.pos_ == "VERB" for t in words):
        return []
    return list(list_members(scene, first, ("AGENCY",)))


def _name_after(scene: Scene, count: Mention) -> Mention | None:
    """The first mention after a count that is none itself, where it begins near to it."""
    far = scene.doc.span(scene.spans[count.id].end, scene.spans[count.id].end + NEAR + 1).end_char
    after = (scene.mentions[place] for place in range(scene.order[count.id] + 1, len(scene.mentions)))
    return next((m for m in takewhile(lambda m: m.start < far, after) if m.label != "COUNT"), None)


def _participle_agents(scene: Scene, count: Mention) -> list[Mention]:
    """The agent of a participle of the counted noun: `two attacks, claimed by X`, `the $8 million approved by Y`."""
    ends = participle_agents(scene, scene.nouns[count.id], ("acl", "relcl"))
    return [n.mention for end in ends for n in arguments_of(scene, end, AGENT_LABELS)]


def _verb_agents(scene: Scene, count: Mention) -> Iterator[Mention]:
    """The agents of the verbs above a count, up to the first verb that does not say who did or reported it."""
    words = relation_words()
    below, reporting_only = scene.heads[count.id], False
    for token in ancestors(scene.heads[count.id]):
        if token.lemma_ in words["wanting"] and token.pos_ in VERBAL:
            return
        reporting_only = reporting_only or (token.pos_ in VERBAL and _is_result_of_change(token, below))
        found: list[Mention] = []
        if token.pos_ in VERBAL and (not reporting_only or token.lemma_ in words["recording"]):
            found = _agents_of_verb(scene, token, below)
        elif token.lemma_ in words["survey_nouns"]:
            found = owning_agency(scene, token) or _agents_of_action(scene, token)
        if found:
            yield from found
            return
        if _ends_search(token) or _is_partner_or_circumstance(token):
            return
        reporting_only = reporting_only or token.dep_ == "acl"
        below = token


def _is_partner_or_circumstance(token: Token) -> bool:
    """Whether a phrase names a partner or a circumstance, not what was done: `in cooperation with two …`."""
    words = relation_words()
    partner = token.lower_ == "with" and token.head.lemma_ in words["partnering"]
    return token.dep_ == "prep" and (partner or token.lower_ in words["adjuncts"])


def _is_result_of_change(verb: Token, below: Token) -> bool:
    """Whether a count is the result of a change: then no agent did all of it."""
    return below.dep_ == "prep" and below.lower_ in ("to", "from", "by") and verb.lemma_ in relation_words()["changing"]


def _agents_of_verb(scene: Scene, verb: Token, below: Token) -> list[Mention]:
    """The agent of one verb above the count: none where the count is its subject or the verb is no action."""
    words = relation_words()
    if verb.lemma_ in words["no_doing"]:
        return []
    if below.dep_ == "ccomp" and verb.lemma_ not in words["reporting"]:
        return []
    ends = list(agent(scene, verb))
    if below.dep_ in ("nsubj",) or (not is_passive(verb) and any(below.i == end.i for end in ends)):
        return []
    found = [n.mention for end in ends for n in arguments_of(scene, _subject_of_predicate(scene, end), AGENT_LABELS)]
    return [m for m in found if m.form != "demonym"] or [m for end in ends for m in _agents_of_action(scene, end)]


def _subject_of_predicate(scene: Scene, noun: Token) -> Token:
    """The subject that a noun is predicated of: `X is a coalition that …`."""
    if noun.dep_ == "attr" and noun.head.lemma_ == "be" and noun.i not in scene.at:
        return next((child for child in scene.children(noun.head) if child.dep_ == "nsubj"), noun)
    return noun


def _agents_of_action(scene: Scene, noun: Token) -> list[Mention]:
    """The agents of the action that a noun names: `the support by UNICEF`, `a study conducted by UNDP`."""
    if noun.i in scene.at:
        return []
    for token in noun.subtree:
        own = token.dep_ == "prep" and token.head.pos_ == "NOUN"
        by_participle = token.dep_ == "agent" and token.head.dep_ == "acl" and token.head.head == noun
        if token.lower_ == "by" and (own or by_participle):
            return [n.mention for end in nouns_after([token], "by") for n in arguments_of(scene, end, ("AGENCY",))]
    return []


def _ends_search(token: Token) -> bool:
    """Whether the search for an agent ends here: above a relative clause, or a clause with its own subject."""
    if token.dep_ == "relcl":
        return True
    if token.pos_ not in VERBAL or token.dep_ not in ("advcl", "conj", "parataxis"):
        return False
    return bool(subjects_of(token))
