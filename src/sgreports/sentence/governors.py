"""The words of a clause that may state the event of a count: verbs above it, governing nouns, modifiers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sgreports.parsing.tokens import Token
from sgreports.sentence.clauses import within
from sgreports.sentence.coordination import shares_governor
from sgreports.sentence.tags import NOMINAL, NOUNLIKE, VERBAL
from sgreports.sentence.verbs import MAX_STEPS, is_passive, subjects_of

CountedRole = Literal["patient", "agent", "oblique", "recipient"]
CLAUSE_SUBJECTS = ("nsubj", "csubj")
CLAUSES = ("acl", "relcl")
OBJECT_PREPOSITIONS = ("to", "with", "for", "of", "from", "into", "under", "against")
CIRCUMSTANCE_PREPOSITIONS = (
    "with", "without", "despite", "following", "after", "before", "under", "beyond", "besides", "into", "as", "like",
    "than",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb or noun that governs the counted; `role` is the argument that the counted is of it."""

    token: Token
    role: CountedRole


def governors_of(top: Token) -> Iterator[Governor]:
    """What governs a phrase, nearest first, up to the sentence's root."""
    token = top
    for _ in range(MAX_STEPS):
        above = token.head
        if above == token:
            return
        if token.dep_ == "conj" and shares_governor(above, token):
            token = above
            continue
        if token.dep_ == "appos" and above.pos_ in NOMINAL:
            yield Governor(above, "patient")
            token = above
            continue
        if above.pos_ == "ADP" or above.dep_ in ("prep", "agent", "dative"):
            if above.lower_ in CIRCUMSTANCE_PREPOSITIONS and above.head.pos_ in VERBAL:
                return
            yield from _governors_over(above)
            token = above
        elif above.pos_ in VERBAL and token.pos_ not in VERBAL and token.dep_ != "prep":
            main = _main_verb(above)
            yield Governor(main, _counted_role(token, main))
            token = above
        elif token.pos_ in VERBAL and above.pos_ in VERBAL:
            yield Governor(above, "oblique")
            token = above
        else:
            token = above


def _main_verb(verb: Token) -> Token:
    """The main verb, where the parse has a participle of the subject in its place: `12 boys recruited in May were
    freed`."""
    if verb.tag_ != "VBN" or any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return verb
    mains = (child for child in verb.children if child.dep_ == "conj" and child.pos_ in VERBAL)
    helped = (v for v in mains if any(child.dep_ in ("aux", "auxpass") for child in v.children))
    return next((v for v in helped if not subjects_of(v)), verb)


def _governors_over(preposition: Token) -> Iterator[Governor]:
    """The head of a preposition; after a passive, `by` marks the agent."""
    above = preposition.head
    if preposition.dep_ == "agent":
        yield Governor(above, "agent")
    elif above.pos_ in NOUNLIKE and preposition.lower_ in ("of", "on", "against"):
        yield Governor(above, "patient")
    elif above.pos_ in (*VERBAL, *NOUNLIKE):
        yield Governor(above, "recipient" if preposition.lower_ in ("to", "for") else "oblique")


def _counted_role(token: Token, verb: Token) -> CountedRole:
    """The role of a noun with its verb."""
    if token.dep_ in CLAUSE_SUBJECTS and not is_passive(verb):
        return "agent"
    return "patient"


def role_under_verb(completed: Token, governor: Governor) -> CountedRole:
    """The role of the counted with a completing verb: with a passive participle it is the patient."""
    if completed.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in completed.children):
        return "patient"
    return "agent" if governor.role == "patient" and governor.token.tag_ == "VBN" else governor.role


def modifiers(noun: Token) -> Iterator[Governor]:
    """Clauses and phrases of the counted noun: `children killed in May`, `people who fled`, `in need`, `at risk`."""
    beside = [t for t in noun.conjuncts if t.i > noun.i and not any(child.tag_ == "CD" for child in t.children)]
    for child in (child for each in (noun, *beside) for child in each.children):
        if child.dep_ in CLAUSES and child.pos_ in VERBAL:
            is_bare = child.tag_ == "VBN" and child.dep_ == "acl"
            yield Governor(child, "patient" if is_bare else _role_in_relative(child))
    yield from _detached_relatives(noun)


def _detached_relatives(noun: Token) -> Iterator[Governor]:
    """A clause with `who` that the parse attaches to a name inside the phrase: `12 men from Lund who were arrested`."""
    relatives = (noun.doc[i] for i in within(noun.sent, noun.doc.labels, ("relcl",)))
    inner = (t for t in relatives if t.head.pos_ == "PROPN" and t.head != noun)
    for clause in inner:
        if (clause == noun or noun.is_ancestor(clause)) and any(child.lower_ == "who" for child in clause.children):
            yield Governor(clause, _role_in_relative(clause))


def _role_in_relative(verb: Token) -> CountedRole:
    """The role of a noun in its relative clause: `who fled`, `that the police arrested`, `facing hunger`."""
    own = [child for child in verb.children if child.dep_ in CLAUSE_SUBJECTS]
    if is_passive(verb) or (own and own[0].tag_ not in ("WDT", "WP")):
        return "patient"
    return "agent"


def prepositional(noun: Token) -> Iterator[Token]:
    """The nouns of the phrases that follow a noun: `need` of `people in need`, `rape` of `victims of rape`."""
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i:
            yield from (end for end in child.children if end.dep_ == "pobj")


def premodifiers(noun: Token) -> Iterator[Token]:
    """Adjectives, participles and nouns before or right after a noun: `displaced families`, `five people dead`."""
    for child in noun.children:
        near = child.dep_ == "amod" and child.i == noun.i + 1
        if (child.i < noun.i or near) and child.dep_ in ("amod", "compound", "nmod", "acl"):
            yield child


def is_attempted(noun: Token) -> bool:
    """Whether a deed was only attempted: `seven attempted homicides`."""
    return any(child.lower_ == "attempted" for child in premodifiers(noun))


def nouns_of_verb(verb: Token) -> Iterator[Token]:
    """The nouns of a light verb: its object, the subject of its passive, those of its prepositions."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "attr", "oprd", "dep"):
            yield child
            yield from (c for c in child.conjuncts if c.i > child.i)
    joining = verb.lemma_ in ("participate", "engage", "involve", "take")
    for child in verb.children:
        leads = child.lower_ in OBJECT_PREPOSITIONS or (joining and child.lower_ == "in")
        if leads and child.dep_ in ("prep", "dative"):
            yield from (end for end in child.children if end.dep_ == "pobj")


def predicate_words(verb: Token) -> Iterator[Token]:
    """Adjectives and participles predicated of a verb's subject or object: `were dead`, `left five people dead`."""
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr") or (child.dep_ in ("ccomp", "xcomp") and child.pos_ == "ADJ"):
            yield child
        if child.dep_ in ("acomp", "prep") and child.lower_ in ("in", "under", "at"):
            yield from (end for end in child.children if end.dep_ == "pobj")


def complements(verb: Token) -> Iterator[Token]:
    """The verbs that complete a verb, and the participle of `were reported killed`: `need to establish`."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "oprd", "acomp") and child.pos_ in VERBAL and child.i > verb.i:
            yield child


def subject_phrase(verb: Token, top: Token) -> Iterator[Token]:
    """The noun that a level is of: the subject in `the number of people killed was 12`, the object in `brought it to
    12`."""
    objects = [child for child in verb.children if child.dep_ == "dobj" and child not in (top, *top.conjuncts)]
    if verb.dep_ in CLAUSES:
        yield verb.head
    for child in objects or verb.children:
        if child.dep_ in ("dobj", "nsubj", "nsubjpass"):
            yield child
            yield from prepositional(child)


def before_bracket(top: Token, offset: int) -> Token | None:
    """The word before the bracket that contains the text at `offset`."""
    text = top.doc.text
    opened = text.rfind("(", top.sent.start_char, offset)
    if opened < 0 or ")" in text[opened:offset]:
        return None
    return next((t for t in top.sent if t.idx + len(t) in (opened, opened - 1)), None)


def before_including(top: Token) -> Token | None:
    """The noun of `a cabinet, including 10 women and 5 men`, read from either."""
    first = top
    while first.dep_ == "conj":
        first = first.head
    return first.head.head if first.head.lower_ == "including" else None
