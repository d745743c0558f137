"""The role of a mention linked to a count: agent, owner or source (`role` of `count_by`).

The construction decides, then the class of the verb or noun through which the two are linked (data/count_roles.toml).
"""

from collections.abc import Iterable, Iterator

from sgreports.counting.agent.holders import genitive_holder, is_affiliation
from sgreports.counting.links import CountLink
from sgreports.knowledge.statements.count_words import roles_of
from sgreports.knowledge.statements.events import event_by
from sgreports.knowledge.statements.relations import relation_words
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.model.facts import Label, Mention, Role
from sgreports.parsing.tokens import Token
from sgreports.scene.arguments import arguments_of
from sgreports.scene.scene import Scene, once
from sgreports.scene.status import sources
from sgreports.sentence.clauses import ancestors, words_between
from sgreports.sentence.coordination import first_of_list
from sgreports.sentence.subjects import agent
from sgreports.sentence.tags import MODIFIERS, NOMINAL, VERBAL
from sgreports.sentence.verbs import is_passive, subjects_of

NAMES: tuple[Label, ...] = ("AGENCY", "PROGRAMME", "COUNTRY")
EVENT_CLASSES = ("activities", "incidents")  # classes of units of what is done
ACTED_CLASSES = ("activities", "texts")
SHARED = 4  # words between verbs that share an object: `verified and destroyed 30 rifles`
RESULTING = ("result", "leave", "cause", "lead")
COMPLEMENT_CLAUSES = ("ccomp", "xcomp", "pcomp")


def roles_of_link(
    scene: Scene, count: Mention, other: Mention, step: str, whole: Mention | None = None
) -> tuple[Role, ...]:
    """The roles of a name with a count, mostly one; `step` is the one that linked them.

    A part of `whole` that says nothing itself has the role that the name has with its total. Whoever hosts, houses or
    receives people did nothing to them.
    """
    found = _roles(scene, count, other, step, whole)
    return ("whose",) if found == ("agent",) and _is_held(scene.nouns[count.id]) else found


def did_harm(scene: Scene, count: Mention, other: Mention) -> bool:
    """Whether what is said of the harm of those counted is said of what a name did: not of those alone whom it met
    (`evacuated 12 wounded`, `saw the bodies of six men who had been shot`), nor of what another did, nor where it was
    or who says so."""
    said = scene.doc.char_span(count.event_cue.start, count.event_cue.end) if count.event_cue else None
    word, noun, name = said.root if said else None, scene.nouns[count.id], scene.heads[other.id]
    there = name.head.lower_ in ("at", "in") and name.head.head == word
    if word is None or there or any(token.lower_ == "according" for token in ancestors(name)):
        return False
    if word in name.ancestors:
        return True
    if word == noun:
        kind = unit_class(count.unit, count.kind or "")
        return event_by("things", noun.lower_, kind) is None and event_by("nouns", noun.lemma_, kind) is not None
    if noun in word.ancestors:
        return any(token.lemma_ in RESULTING for token in ancestors(noun))
    own = [] if is_passive(word) else subjects_of(word)
    doers = [(t, word.head if t.tag_ == "WDT" else t) for t in own]  # who, or the attack that killed them
    return not any(t.tag_ == "WP" or who.pos_ == "PROPN" or t.pos_ == "NOUN" for t, who in doers)


def _is_held(noun: Token) -> bool:
    """Whether somebody hosts or holds these people."""
    held = roles_of("verb").get(noun.head.lemma_.lower()) == "whose"
    return held and noun.dep_ == "dobj" and is_person_class(unit_class(noun.text, "cardinal"))


def _roles(scene: Scene, count: Mention, other: Mention, step: str, whole: Mention | None) -> tuple[Role, ...]:
    """The roles by the construction."""
    if step == "source" or other in sources(scene, scene.heads[count.id].sent):
        return ("source",)
    if step == "attributive" and not _same_noun_phrase(scene, count, other):
        return (_role_by_unit(count),)
    if found := _roles_by_grammar(scene, count, other):
        return found
    if whole is not None:
        return roles_of_link(scene, whole, other, step)
    found_role = _role_by_noun(scene, other) or _role_in_other_clause(scene, other)
    return (_role_by_unit(count) if found_role == "whose" else found_role,)


def _role_by_unit(count: Mention) -> Role:
    """The fallback role: what is done or written, and who receives it, has an agent."""
    unit = (count.unit or "").lower()
    done = unit_class(unit, count.kind or "cardinal") in ACTED_CLASSES or unit in relation_words()["recipients"]
    return "agent" if done else "whose"


def one_link_per_entity(scene: Scene, links: Iterable[CountLink]) -> list[CountLink]:
    """Of the links of a count to one body under two names, the one with a role by grammar, else the first."""
    best: dict[tuple[str, str], tuple[bool, CountLink]] = {}
    for link in links:
        key = link.count.id, link.other.entity or link.other.id
        clear = bool(_roles_by_grammar(scene, link.count, link.other))
        if key not in best or (clear and not best[key][0]):
            best[key] = clear, link
    return [link for _, link in best.values()]


@once
def _roles_by_grammar(scene: Scene, count: Mention, other: Mention) -> tuple[Role, ...]:
    """The roles by the noun phrase and the verbs above a count."""
    if _same_noun_phrase(scene, count, other):
        possessive = scene.heads[other.id].dep_ == "poss"
        return (_role_by_noun_class(scene.nouns[count.id], "whose") if possessive else "whose",)
    found = tuple(_roles_by_verbs(scene, count, other))
    spoken = found[:1] != ("source",) and "source" in found[1:]
    return (found[0], "source") if spoken else found[:1]


def _same_noun_phrase(scene: Scene, count: Mention, other: Mention) -> bool:
    """Whether a name modifies the counted noun or is the body that its people belong to: `12 Fijian soldiers`."""
    noun, token = scene.nouns[count.id], scene.heads[other.id]
    while token.dep_ in MODIFIERS and token != noun:
        token = token.head
    if token == noun and scene.at.get(noun.i) is not other:
        return True
    if other in genitive_holder(scene, noun):
        return True
    return other.start > count.start and is_affiliation(words_between(scene.spans[count.id], scene.spans[other.id]))


def _roles_by_verbs(scene: Scene, count: Mention, other: Mention) -> Iterator[Role]:
    """The roles by the verbs above a count of which the name is the agent: `reported holding 300` gives source and
    whose."""
    below, first = scene.heads[count.id], True
    for verb in ancestors(scene.heads[count.id]):
        may_have_agent = verb.pos_ in VERBAL and verb.i not in scene.at and (first or below.dep_ in COMPLEMENT_CLAUSES)
        if may_have_agent and _is_agent_of(scene, verb, other):
            first = False
            yield _role_of_verb(scene, verb, count)
        below = verb


def _is_agent_of(scene: Scene, verb: Token, other: Mention) -> bool:
    """Whether a name is the agent of a verb."""
    found = (n.mention for end in agent(scene, verb) for n in arguments_of(scene, end, NAMES))
    return any(m is other or (m.entity and (m.label, m.entity) == (other.label, other.entity)) for m in found)


def _role_of_verb(scene: Scene, verb: Token, count: Mention) -> Role:
    """The role that a verb, or one coordinated with it, gives its agent."""
    noun = scene.nouns[count.id]
    if _is_with_agent(verb, noun) or _is_part_of_own_thing(verb, noun):
        return "whose"
    direct = noun.head == verb and noun.dep_ in ("dobj", "nsubjpass")
    chain = [verb, *(v for v in verb.conjuncts if direct and 0 < v.i - verb.i <= SHARED)]
    found = [_role_by_verb_class(v, noun, direct) for v in chain]
    return "agent" if "agent" in found else found[0]


def _role_by_verb_class(verb: Token, noun: Token, direct: bool) -> Role:
    """The class of a verb: by its particle if it has one; people informed and meetings held have an agent."""
    lemma, words = verb.lemma_.lower(), relation_words()
    if direct and lemma in words["informing"]:
        return "agent"
    if lemma in ("receive", "hold") and direct:
        if noun.lemma_.lower() in words["complaints"]:
            return "source"
        deed = _role_by_noun_class(noun, "whose") == "agent" or unit_class(noun.text, "cardinal") in EVENT_CLASSES
        return "agent" if deed or (lemma == "receive" and is_passive(verb)) else "whose"
    phrasal = [f"{lemma} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "advmod")]
    known = roles_of("verb")
    return next((known[p] for p in phrasal if p in known), known.get(lemma, "agent"))


def _is_with_agent(verb: Token, noun: Token) -> bool:
    """Whether a count is in a `with` phrase of the agent: `With 600 users, the Hub …`, `ranked first with 900
    votes`."""
    with_ = noun.head
    given = any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)
    return noun.dep_ == "pobj" and with_.lower_ == "with" and with_.head == verb and (with_.i < verb.i or not given)


def _is_part_of_own_thing(verb: Token, noun: Token) -> bool:
    """Whether a count belongs to a possession of the agent: `reduced its strength by 300`, `lost 12 of its
    vehicles`."""
    between = [t for t in noun.ancestors if verb in t.ancestors]
    things = (noun, *between, *(c for c in verb.children if c.dep_ == "dobj"))
    nouns = [t for t in things if t.pos_ in NOMINAL and _role_by_noun_class(t, "whose") == "whose"]
    return any(child.tag_ == "PRP$" and child.lower_ in ("its", "their") for t in nouns for child in t.lefts)


def _role_by_noun_class(noun: Token, default: Role) -> Role:
    return roles_of("noun").get(noun.lemma_.lower(), default)


def _role_by_noun(scene: Scene, other: Mention) -> Role | None:
    """The role by a noun of an event or a finding whose agent the name is: `attacks on three schools by X`."""
    token = first_of_list(scene.heads[other.id])
    by = token.head.lower_ == "by" and token.dep_ == "pobj"
    above = token.head.head if token.dep_ == "pobj" else token.head
    if above.pos_ not in NOMINAL or above.i in scene.at:
        return "agent" if by else None
    has = above.dep_ == "nsubj" and roles_of("verb").get(above.head.lemma_) == "whose"
    return "whose" if has else _role_by_noun_class(above, "agent" if by else "whose")


def _role_in_other_clause(scene: Scene, other: Mention) -> Role:
    """The role of a name of another clause or sentence, by its verb there."""
    token = first_of_list(scene.heads[other.id])
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ not in (*VERBAL, "ADP"):
        return "whose"
    shared = [verb, *(v for v in verb.conjuncts if 0 < v.i - verb.i <= SHARED)]
    found = [roles_of("verb").get(v.lemma_, "agent") for v in shared]
    return "agent" if "agent" in found else found[0]
