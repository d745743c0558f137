"""How a relation is said: negated or affirmed, planned or actual, and on whose word."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from sgreports.finding.arguments import Scene, named
from sgreports.finding.prepositions import deed
from sgreports.finding.subjects import FINITE, subject
from sgreports.knowledge.relations import relation_words
from sgreports.model.facts import Label, Mention, Modality, Polarity

SOURCES: tuple[Label, ...] = ("AGENCY", "COUNTRY")
CHAIN = (
    "xcomp",
    "ccomp",
    "acl",
    "pcomp",
    "prep",
    "pobj",
    "dobj",
    "conj",
    "agent",
    "attr",
    "nsubjpass",
    "oprd",
    "appos",
)
COMPLEMENTS = ("for", "to", "on", "upon", "at", "towards", "about", "of", "against", "from", "through")
LIMIT = 12


@dataclass(frozen=True, slots=True)
class Status:
    """Polarity, modality and the mention id of the source named, if any."""

    polarity: Polarity
    modality: Modality
    attributed_to: str | None


def status(scene: Scene, trigger: Token) -> Status:
    """The status of what a trigger says; where that is a preposition of place, of the deed done there."""
    trigger = next(deed(scene, trigger), trigger) if trigger.pos_ == "ADP" else trigger
    chain = [token for token in governors(trigger) if token is trigger or token.i not in scene.at]
    negative = sum(negates(token, below) for below, token in zip([None, *chain], chain, strict=False)) % 2 == 1
    future = any(plans(token, below) for below, token in zip([None, *chain], chain, strict=False))
    return Status(
        "negated" if negative else "affirmed", "planned" if future else "actual", attributed(scene, trigger, chain)
    )


def governors(trigger: Token) -> Iterator[Token]:
    """The trigger and the words that govern it, up to the clause in which it is claimed."""
    token = trigger
    for _ in range(LIMIT):
        yield token
        if token.head is token or not governed(token):
            return
        token = token.head


def governed(token: Token) -> bool:
    """Whether the word above governs a word: not a participle or another clause."""
    if token.dep_ == "acl":
        return token.tag_ != "VBN" or to_infinitive(token)
    if (token.dep_ == "ccomp" and token.i < token.head.i) or (token.dep_ == "conj" and token.tag_ in FINITE):
        return False
    marked = any(child.dep_ == "mark" for child in token.children)
    return token.dep_ in CHAIN or (token.dep_ == "advcl" and token.tag_ == "VBG" and not marked)


def circumstance(token: Token) -> bool:
    """Whether a preposition tells where or how: what the verb plans or fails is not about it (`in its report`)."""
    verbal = token.head.pos_ in ("VERB", "AUX")
    return token.dep_ == "prep" and ((verbal and token.lower_ not in COMPLEMENTS) or token.i < token.head.i)


def negates(token: Token, below: Token | None) -> bool:
    """Whether a word makes what it governs not so: `not`, `no`, `without`, `failed to`, `the lack of`."""
    words = relation_words()
    own = any(child.dep_ in ("neg", "det") and child.lower_ in words["negators"] for child in token.children)
    preconj = any(
        child.lower_ in words["negators"] and child.dep_ in ("preconj", "advmod", "neg") for child in token.children
    )
    above = below is not None and not circumstance(below) and token.lemma_.lower() in words["failing"]
    yet = below is not None and token.lemma_ == "have" and any(child.lower_ == "yet" for child in token.children)
    return own or preconj or above or yet


def plans(token: Token, below: Token | None) -> bool:
    """Whether a word makes what it governs a plan: `will`, `should`, `is to`, `plans to`, `called for`, `aimed at`."""
    words = relation_words()
    if any(child.dep_ == "aux" and child.lower_ in words["future_auxiliaries"] for child in token.children):
        return token.lemma_ not in words["reminding"]
    if to_come(token) or (
        token.lemma_ == "be" and below is not None and below.dep_ == "xcomp" and to_infinitive(below)
    ):
        return True
    return below is not None and token.lemma_.lower() in words["planning"] and planned_by(token, below)


def planned_by(token: Token, below: Token) -> bool:
    """Whether a word of planning is about what hangs on it: `a plan to visit`, no `plan of the Mission visiting`."""
    if circumstance(below):
        return False
    if token.pos_ in ("VERB", "AUX"):
        return below.dep_ != "nsubjpass" or below.pos_ == "NOUN"
    if token.lemma_.lower() not in relation_words()["planning_nouns"]:
        return False
    of_plan = below.dep_ == "prep" and below.lower_ in ("of", "for", "to", "on")
    return of_plan or below.dep_ in ("xcomp", "pcomp", "ccomp") or (below.dep_ == "acl" and to_infinitive(below))


def to_come(token: Token) -> bool:
    """Whether a word itself says that it is to come: `the upcoming visit`, `priorities to be achieved`."""
    ahead = any(child.dep_ == "amod" and child.lower_ in relation_words()["to_come"] for child in token.children)
    passive = any(child.dep_ == "auxpass" and child.lower_ == "be" for child in token.children)
    return ahead or (passive and to_infinitive(token) and token.dep_ in ("acl", "relcl"))


def to_infinitive(token: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)


def attributed(scene: Scene, trigger: Token, chain: list[Token]) -> str | None:
    """The source of `according to WHO` in the trigger's sentence, or of `WHO reported that …` above it."""
    for source in sources(scene, trigger.sent):
        return source.id
    for below, token in pairwise(chain):
        if below.dep_ == "ccomp" and token.lemma_ in relation_words()["reporting"]:
            for who in subject(scene, token, 0):
                for name in named(scene, who, SOURCES):
                    return name.mention.id
    return None


def sources(scene: Scene, sentence: Span) -> list[Mention]:
    """Who is named after `according to` in a sentence."""
    for token in sentence[:-2]:
        if token.lower_ == "according" and scene.doc[token.i + 1].lower_ == "to":
            nouns = [scene.doc[token.i + 2], *scene.doc[token.i + 1].children, *scene.doc[token.i + 2 : token.i + 4]]
            for noun in nouns:
                mention = scene.at.get(noun.i)
                if mention is not None and mention.label in SOURCES:
                    return [mention]
    return []
