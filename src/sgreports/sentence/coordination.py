"""Coordinated words: the first of a list, what nouns and verbs beside one another share."""

from collections.abc import Iterator

from sgreports.parsing.tokens import MOST_CONJUNCTS, Token
from sgreports.sentence.tags import NOUNLIKE, SUBJECTS, VERBAL
from sgreports.sentence.verbs import is_passive

MAX_VERB_GAP = 3  # words from a verb to one that shares its object, at most: `killed or wounded 20 people`


def first_of_list(token: Token) -> Token:
    """The first of a chain of conjuncts and appositions."""
    for _ in range(MOST_CONJUNCTS):
        if token.dep_ not in ("conj", "appos"):
            break
        token = token.head
    return token


def has_nearer_subject(subject: Token) -> bool:
    """Whether a verb has another subject nearer to it."""
    return any(t.dep_ in SUBJECTS and subject.i < t.i < subject.head.i for t in subject.head.lefts)


def shares_governor(above: Token, token: Token) -> bool:
    """Whether a later conjunct shares the governor of the first: nouns do, verbs do not."""
    if token.pos_ in VERBAL:
        return False
    return above.pos_ in NOUNLIKE


def coordinated_verbs(verb: Token, top: Token) -> Iterator[Token]:
    """A verb and those coordinated with it that share a noun: `were located and destroyed`."""
    yield verb
    for other in verb.conjuncts:
        object_between = verb.i < top.i < other.i and not is_passive(verb)
        if other.pos_ in VERBAL and not object_between and _share_arguments(verb, other):
            yield other


def _share_arguments(verb: Token, other: Token) -> bool:
    """Whether two coordinated verbs share their arguments: an earlier one has no object, a later one no
    argument of its own."""
    if other.i < verb.i:
        has_object = any(child.dep_ in ("dobj", "nsubjpass") for child in other.children)
        return verb.i - other.i <= MAX_VERB_GAP and not has_object
    while other != verb and other.dep_ == "conj":
        if any(child.dep_ in ("dobj", "nsubj", "nsubjpass") for child in other.children):
            return False
        other = other.head
    return True
