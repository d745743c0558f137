"""Negation and modality of a word, by the words that govern it."""

from collections.abc import Iterator

from sgreports.knowledge.statements.relations import relation_words
from sgreports.parsing.tokens import Token
from sgreports.sentence.tags import FINITE, SUBJECTS, VERBAL
from sgreports.sentence.verbs import MAX_STEPS, is_passive, is_to_infinitive

CHAIN = (
    "xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "conj", "agent", "attr", "nsubjpass", "oprd", "appos",
    "acomp",
)  # fmt: skip
COMPLEMENT_PREPOSITIONS = ("for", "to", "on", "upon", "at", "towards", "about", "of", "against", "from", "through")


def governing_chain(trigger: Token) -> Iterator[Token]:
    """The trigger and the words that govern it, up to the clause that asserts it."""
    token = trigger
    for _ in range(MAX_STEPS):
        yield token
        if token.head == token or not _is_governed(token):
            return
        token = token.head


def _is_governed(token: Token) -> bool:
    """Whether the word above governs a word: not a participle or another clause."""
    if token.dep_ == "acl":
        return token.tag_ != "VBN" or is_to_infinitive(token)
    if _is_extraposed(token) or (token.dep_ == "relcl" and is_to_infinitive(token)):
        return True
    if token.dep_ == "nsubj":  # `The visit will take place`: a deed whose verb only says that there is one
        happens = token.head.lemma_ in relation_words()["happening"] or _is_wanted(token.head)
        return token.pos_ == "NOUN" and happens
    if (token.dep_ == "ccomp" and token.i < token.head.i) or (token.dep_ == "conj" and token.tag_ in FINITE):
        return False
    marked = any(child.dep_ == "mark" for child in token.children)
    if token.dep_ == "advcl" and is_to_infinitive(token):  # `call on Chad to cooperate`: a request, no purpose
        return token.head.lemma_ in relation_words()["object_control"] & relation_words()["planning"]
    return token.dep_ in CHAIN or (token.dep_ == "advcl" and token.tag_ == "VBG" and not marked)


def _is_extraposed(token: Token) -> bool:
    """Whether a clause is extraposed: `it is essential that`, `it is impossible for X to`."""
    clause = token.dep_ == "ccomp" or (token.dep_ == "advcl" and is_to_infinitive(token))
    return clause and token.head.lemma_ == "be" and bool(_extraposition_adjectives(token.head))


def _extraposition_adjectives(verb: Token) -> list[str]:
    """The adjectives of `it is essential`, with an expletive `it`."""
    empty = any(child.dep_ in ("nsubj", "expl") and child.lower_ == "it" for child in verb.lefts)
    return [child.lemma_.lower() for child in verb.children if child.dep_ == "acomp"] if empty else []


def _is_circumstance(token: Token) -> bool:
    """Whether a preposition states a circumstance, which the verb's plan or failure is not about (`in its report`)."""
    verbal = token.head.pos_ in VERBAL
    return token.dep_ == "prep" and ((verbal and token.lower_ not in COMPLEMENT_PREPOSITIONS) or token.i < token.head.i)


def negates(token: Token, below: Token | None) -> bool:
    """Whether a word negates what it governs: `not`, `without`, `failed to`, `the lack of`; two negations cancel."""
    words = relation_words()
    own = any(_is_negator(child) for child in token.children) and token.lemma_ not in words["limiting"]
    if below is None or below.dep_ not in SUBJECTS:
        own = own or any(_has_negative_subject(child) for child in token.children)
    if below is None:
        return own
    above = not _is_circumstance(below) and token.lemma_.lower() in words["failing"]
    extraposed = _is_extraposed(below) and bool(words["failing"].intersection(_extraposition_adjectives(token)))
    yet = token.lemma_ == "have" and any(child.lower_ == "yet" for child in token.children)
    return own != (above or extraposed or yet)


def _is_negator(child: Token) -> bool:
    """Whether a dependent negates its verb or noun: `not`, `no`, `no longer`; never `not only`."""
    if child.dep_ == "advmod" and child.lower_ == "longer":
        return any(inner.lower_ == "no" for inner in child.children)
    if child.lower_ not in relation_words()["negators"] or child.dep_ not in ("neg", "det", "preconj", "advmod"):
        return False
    after = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
    return after not in ("only", "just", "merely")


def _has_negative_subject(subject: Token) -> bool:
    """Whether a verb's subject negates it: `Neither Chad nor Mali signed`, `No State signed`."""
    return subject.dep_ in SUBJECTS and any(
        child.dep_ in ("det", "preconj", "cc") and child.lower_ in ("no", "neither") for child in subject.children
    )


def makes_planned(token: Token, below: Token | None) -> bool:
    """Whether a word makes what it governs a plan: `will`, `should`, `is to`, `plans to`, `called for`, `aimed at`."""
    words = relation_words()
    if _is_courtesy(token):
        return False
    if any(child.dep_ == "aux" and child.lower_ in words["future_auxiliaries"] for child in token.children):
        return token.lemma_ not in words["reminding"]
    infinitive = below is not None and below.dep_ == "xcomp" and is_to_infinitive(below)
    ahead = infinitive and (token.lemma_ == "be" or token.lemma_ in words["promising"])
    if ahead or _is_future(token) or _is_hypothetical(token):
        return True
    if below is None:
        return _is_expected(token)
    planning = token.lemma_.lower() in words["planning"] and _is_planned_by(token, below)
    return planning or _is_wanted_of(token, below) or _is_offered(token, below)


def is_decided(token: Token, below: Token) -> bool:
    """Whether a word decides on what it governs, which is still to be done: `decided to visit`, `its decision to`."""
    ahead = below.dep_ in ("xcomp", "acl", "advcl") and is_to_infinitive(below)
    return ahead and token.lemma_.lower() in relation_words()["deciding"]


def _is_courtesy(verb: Token) -> bool:
    """Whether a verb leads up to what is done by saying it: `I should like to thank`, `I wish to stress`."""
    said = [child.lemma_ for child in verb.children if child.dep_ == "xcomp"]
    words = relation_words()
    return verb.lemma_ in words["liking"] and not words["courtesies"].isdisjoint(said)


def _is_hypothetical(verb: Token) -> bool:
    """Whether a clause states a condition, `if Chad signs`, or in the present what is waited for, `once Chad signs`."""
    marks = {child.lower_ for child in verb.lefts if child.dep_ in ("mark", "advmod")}
    tenses = {verb.tag_, *(child.tag_ for child in verb.lefts if child.dep_ in ("aux", "auxpass"))}
    awaited = not marks.isdisjoint(("once", "until", "before")) and not tenses.isdisjoint(("VBZ", "VBP"))
    return verb.dep_ == "advcl" and (awaited or not marks.isdisjoint(("if", "unless")))


def _is_wanted(verb: Token) -> bool:
    """Whether a verb says of its subject that it is wanted: `Support by Chad remains essential`."""
    predicates = {child.lemma_.lower() for child in verb.children if child.dep_ == "acomp"}
    return verb.tag_ != "VBD" and not predicates.isdisjoint(relation_words()["wanted"])


def _is_wanted_of(token: Token, below: Token) -> bool:
    """Whether a word says that what it governs is wanted: `it is essential that`, `the importance of cooperation`."""
    words = relation_words()
    if below.dep_ == "nsubj":
        return _is_wanted(token)
    if _is_extraposed(below):
        return not words["wanted"].isdisjoint(_extraposition_adjectives(token))
    return token.pos_ == "NOUN" and token.lemma_ in words["valuing"] and below.lower_ == "of"


def _is_offered(token: Token, below: Token) -> bool:
    """Whether a verb offers what it governs: `offered to help`, `offered its support`."""
    own = below.dep_ == "dobj" and any(child.dep_ == "poss" for child in below.children)
    asked = below.dep_ == "xcomp" and is_to_infinitive(below)
    return token.pos_ in VERBAL and token.lemma_ == "offer" and (own or asked)


def _is_expected(verb: Token) -> bool:
    """Whether a verb says of its subject what is still to come: `are projected to suffer`, `are due to leave`."""
    words = relation_words()
    predicates = [child for child in verb.children if child.dep_ in ("acomp", "oprd")]
    ahead = [verb] if is_passive(verb) and verb.lemma_ in words["planning"] else []
    ahead += [word for word in predicates if word.lemma_.lower() in words["planning_nouns"]]
    return any(c.dep_ == "xcomp" and is_to_infinitive(c) for word in ahead for c in word.children)


def _is_planned_by(token: Token, below: Token) -> bool:
    """Whether a word of planning is about its dependent: `a plan to visit`, no `plan of the Mission visiting`, nor what
    was done with it: `demanded his return, detaining 12`."""
    if _is_circumstance(below) or (below.dep_ == "advcl" and below.tag_ == "VBG"):
        return False
    if token.pos_ in VERBAL:
        return below.dep_ not in ("nsubj", "conj") and (below.dep_ != "nsubjpass" or below.pos_ == "NOUN")
    if token.lemma_.lower() not in relation_words()["planning_nouns"]:
        return False
    of_plan = below.dep_ == "prep" and below.lower_ in ("of", "for", "to", "on")
    return of_plan or below.dep_ in ("xcomp", "pcomp", "ccomp") or (below.dep_ == "acl" and is_to_infinitive(below))


def _is_future(token: Token) -> bool:
    """Whether a word itself says that it is to come: `the upcoming visit`, `priorities to be achieved`."""
    ahead = any(child.dep_ == "amod" and child.lower_ in relation_words()["to_come"] for child in token.children)
    passive = any(child.dep_ == "auxpass" and child.lower_ == "be" for child in token.children)
    return ahead or (passive and is_to_infinitive(token) and token.dep_ in ("acl", "relcl"))


def is_as_reported(verb: Token) -> bool:
    """Whether a verb of reporting stands in `as reported by`."""
    return any(child.lower_ == "as" and child.dep_ in ("mark", "advmod", "prep") for child in verb.lefts)
