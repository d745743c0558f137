"""The status of a relation: negated or affirmed, planned or actual, and its source."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Label, Mention, Modality, Polarity, RelationType
from sgreports.parsing.tokens import Span, Token
from sgreports.scene.arguments import arguments_of
from sgreports.scene.scene import Scene, once
from sgreports.sentence.modality import governing_chain, is_as_reported, is_decided, makes_planned, negates
from sgreports.sentence.subjects import subject
from sgreports.sentence.tags import SUBJECTS, VERBAL
from sgreports.sentence.verbs import activity_verbs, is_passive, is_past, is_to_infinitive

SOURCES: tuple[Label, ...] = ("AGENCY", "COUNTRY")
DECISIONS: tuple[RelationType, ...] = ("mandated_by", "launched", "adopted", "dated", "issued")
"""What is so once it is decided."""
OF_TEXTS: tuple[RelationType, ...] = ("mandated_by", "adopted", "dated", "issued", "signed", "ratified")
PRESUPPOSED: tuple[RelationType, ...] = ("mandated_by", "active_in", "dated", "issued")
"""What is still so in a clause that denies something of it."""
SOURCE_WORDS = re.compile(r"ccording to|\b[Aa]s (?:\w+ ){1,3}by\b")  # a cheap test before the parse is searched


@dataclass(frozen=True, slots=True)
class Status:
    """Polarity, modality and the mention id of the source named, if any."""

    polarity: Polarity
    modality: Modality
    attributed_to: str | None


@once
def status(scene: Scene, trigger: Token) -> Status:
    """The status of what a trigger says; where that is a preposition of place, of the deed done there; where it
    modifies a deed (`jointly`, `joint efforts of`, no `joint FAO/WHO programme`), of that."""
    trigger = next(activity_verbs(trigger), trigger) if trigger.pos_ == "ADP" else trigger
    if trigger.dep_ == "advmod" or (trigger.dep_ == "amod" and any(c.dep_ == "prep" for c in trigger.head.children)):
        trigger = trigger.head
    chain = [token for token in governing_chain(trigger) if token is trigger or token.i not in scene.at]
    links = list(zip([None, *chain], chain, strict=False))
    negative = sum(negates(token, below) for below, token in links) % 2 == 1
    future = any(makes_planned(token, below) for below, token in links)
    source = _attributed_source(scene, trigger, chain)
    return Status("negated" if negative else "affirmed", "planned" if future else "actual", source)


def status_of(scene: Scene, kind: RelationType, trigger: Token) -> Status:
    """The status of what a trigger says: what is decided is done only where the decision is the deed; planned
    is what is subject to another's decision, and what a plan is for (`will lend it boats to support it`)."""
    trigger = _deed_together(scene, trigger)
    found, links = status(scene, trigger), list(pairwise(governing_chain(trigger)))
    near = takewhile(lambda link: link[0].dep_ != "prep", links)
    ahead = kind not in DECISIONS and any(is_decided(above, below) for below, above in near)
    ahead = ahead or any((above.lower_, below.lower_) == ("subject", "to") for below, above in links)
    if trigger.dep_ == "advcl" and is_to_infinitive(trigger):
        ahead = ahead or is_passive(trigger) or status(scene, trigger.head).modality == "planned"
    return replace(found, modality="planned") if ahead else found


def _deed_together(scene: Scene, trigger: Token) -> Token:
    """What is done `in cooperation with` others: where that stands between a body and its verb (`WHO, in cooperation
    with Palau, will open a clinic`) or what it is asked to do (`requested WHO, in cooperation with Palau, to open`)."""
    over, words = trigger.head.head, relation_words()
    beside = trigger.pos_ == "NOUN" and trigger.head.dep_ == "prep"
    if beside and over.dep_ in SUBJECTS and over.i in scene.at:
        return over.head
    asked = beside and over.lemma_ in words["object_control"] & words["planning"]
    return next((c for c in over.children if asked and over.i < trigger.i < c.i and is_to_infinitive(c)), trigger)


def status_between(scene: Scene, kind: RelationType, trigger: Token, *ends: Token) -> Status:
    """The status of a relation of two names below a trigger: by the trigger, and by the clauses on the way to them."""
    ways = [_way(end, trigger) for end in ends]
    if told := [token for way in reversed(ways) for token in way if _is_told_apart(token, kind)]:
        return status(scene, told[0])
    clauses = [trigger, *(token for way in ways for token in way[1:] if token.pos_ in VERBAL)]
    found = [status_of(scene, kind, clause) for clause in clauses]
    planned = any(s.modality == "planned" for s in found) or any(makes_planned(trigger, way[-1]) for way in ways if way)
    if kind == "mandated_by":  # a mandate is there before the plans that it is for, unless its giver is still to act
        renewing = relation_words()["renewing"]
        to_give = found[0].modality == "planned" and ends[1].head == trigger and ends[1].dep_ in SUBJECTS
        planned = planned and (to_give or any(token.lemma_.lower() in renewing for token in (*ways[0], trigger)))
    denied = kind not in PRESUPPOSED and found[-1].polarity == "negated"
    return Status("negated" if denied else "affirmed", "planned" if planned else "actual", found[0].attributed_to)


def _way(end: Token, trigger: Token) -> list[Token]:
    """A token and those over it, up to a trigger; none where the trigger is not over it."""
    above = [end, *end.ancestors]
    return above[: above.index(trigger)] if trigger in above else []


def _is_told_apart(token: Token, kind: RelationType) -> bool:
    """Whether a clause tells a fact of its own, whatever the clause above plans or denies: `the tasks given by`."""
    if token.pos_ not in VERBAL:
        return False
    of_text = kind in OF_TEXTS and token.dep_ == "acl" and token.tag_ == "VBN" and not is_to_infinitive(token)
    return of_text or (token.dep_ in ("relcl", "conj") and is_past(token))


def _attributed_source(scene: Scene, trigger: Token, chain: list[Token]) -> str | None:
    """The source of `according to WHO` in the trigger's sentence, or of `WHO reported that …` above it."""
    for source in sources(scene, trigger.sent):
        return source.id
    for below, token in pairwise(chain):
        if below.dep_ == "ccomp" and token.lemma_ in relation_words()["reporting"]:
            for who in subject(scene, token, 0):
                for name in arguments_of(scene, who, SOURCES):
                    return name.mention.id
    return None


@once
def sources(scene: Scene, sentence: Span) -> list[Mention]:
    """Who is named after `according to` or `as reported by` in a sentence."""
    if not SOURCE_WORDS.search(sentence.text):
        return []
    for token in sentence.doc.span(sentence.start, sentence.end - 2).tokens_of("according", "by"):
        nouns: list[Token] = []
        if token.lower_ == "by" and token.head.lemma_ in relation_words()["reporting"] and is_as_reported(token.head):
            nouns = list(token.children)
        if token.lower_ == "according" and scene.doc[token.i + 1].lower_ == "to":
            nouns = [scene.doc[token.i + 2], *scene.doc[token.i + 1].children, *scene.doc[token.i + 2 : token.i + 4]]
        named = [scene.at.get(noun.i) for noun in nouns]
        if found := [m for m in named if m is not None and m.label in SOURCES]:
            return found[:1]
    return []
