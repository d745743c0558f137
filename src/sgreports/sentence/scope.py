"""The scope of clauses: which is in the scope of another, which is about a number's noun, which refers back.

Times and places of a clause hold for its numbers and for clauses that depend on it. Those of a subordinate clause hold
there alone, unless it is about the number's own noun (`three schools that were closed in May`).
"""

from itertools import chain

from sgreports.knowledge.statements.relations import relation_words
from sgreports.parsing.tokens import Span, Token, once
from sgreports.sentence.clauses import ancestors, brackets, clause_heads, innermost_clause, is_in_any, within
from sgreports.sentence.counted import phrase_head
from sgreports.sentence.tags import NOMINAL, SUBJECTS
from sgreports.sentence.verbs import is_past, subjects_of

BREAKS = (";", "–", "while", "whereas")  # another clause comes after them


def has_new_subject(words: Span, number: Token) -> bool:
    """Whether a clause with another subject begins in the words after a number."""
    doc, own = words.doc, phrase_head(number).i
    subjects = (i for i in within(words, doc.labels, SUBJECTS) if i != own and doc[i].tag_ not in ("WDT", "WP"))
    places = chain(within(words, doc.places, BREAKS), subjects)
    first = next(places, None)
    if first is None:
        return False
    bracketed = brackets(words)
    return any(not is_in_any(bracketed, i) for i in chain((first,), places))


def inherits_scope(token: Token) -> bool:
    """Whether this clause is in the scope of the one above: not reported speech, nor a clause with its own subject."""
    if token.dep_ in ("xcomp", "pcomp", "acl", "dep"):
        return True
    if token.dep_ == "relcl" or (token.dep_ == "advcl" and _has_relative_pronoun(token)):
        return token.tag_ in ("VBD", "VBN")
    return token.dep_ in ("conj", "advcl") and not subjects_of(token)


def _has_relative_pronoun(token: Token) -> bool:
    """Whether a clause opens with a relative pronoun (`during which`)."""
    return any(t.tag_ in ("WDT", "WP") for child in token.children for t in (child, *child.children))


def is_second_main_clause(number: Token, verb: Token) -> bool:
    """Whether a number is what the second of two main clauses of one tense is about."""
    return verb.dep_ == "conj" and is_subject_of(number, verb) and is_past(verb) and is_past(verb.head)


def is_subject_of(number: Token, verb: Token) -> bool:
    """Whether what a number counts is the subject of a verb."""
    noun = phrase_head(number)
    return noun.head == verb and noun.dep_ in SUBJECTS


def is_about_counted(noun: Token, number: Token, counted: Token) -> bool:
    """Whether a clause's noun is what is counted, holds it, or takes part with it in one event."""
    if noun in (counted, number, *counted.conjuncts) or _belongs_to_level(noun, number):
        return True
    for token in ancestors(number):
        if token.pos_ not in (*NOMINAL, "ADP", "NUM"):
            return False
        if token == noun:
            return True
        if token.pos_ in NOMINAL and token != counted and noun in token.subtree:
            return noun.dep_ not in ("conj", "appos")
    return False


def _belongs_to_level(noun: Token, number: Token) -> bool:
    """Whether a noun belongs to the level that a number states: `the number of refugees who came … rose to 300`."""
    below, words = innermost_clause(number).children, relation_words()["level_nouns"]
    return any(noun in c.subtree for c in below if c.dep_ in (*SUBJECTS, "dobj") and c.lemma_ in words)


def is_anaphoric(number: Span) -> bool:
    """Whether a number's sentence refers back to an earlier one: `It`, `That decision`, `Of these`, `A further 12`."""
    words, sentence = relation_words(), number.root.sent
    opening = [t.lower_ for t in sentence[:4]]
    if opening[0] in ("of", "among") and any(w in words["pointing"] for w in opening[1:3]):
        return True
    beside = number.doc[max(sentence.start, number.start - 1) : min(number.end + 1, sentence.end)]
    return any(t.lower_ in words["adding"] for t in beside) or _opens_with_anaphor(sentence[0])


@once
def _opens_with_anaphor(first: Token) -> bool:
    """Whether the subject of the sentence that a token opens, or that of its opening, refers back."""
    near = (first, first.head, *first.sent.root.children)
    return any(_is_anaphoric_subject(t) for t in near if t.dep_ in SUBJECTS)


def _is_anaphoric_subject(subject: Token) -> bool:
    """Whether a subject is a pronoun or pointed at (`that decision`)."""
    words = relation_words()
    if subject.pos_ == "PRON":
        return subject.lower_ in words["pronouns"]
    return any(child.lower_ in words["pronouns"] for child in subject.lefts if child.dep_ == "det")


def is_parallel(number: Token) -> bool:
    """Whether a number is what a past main clause is about, as the numbers of the frame's sentence were."""
    for verb in clause_heads(number)[:1]:
        main = verb.dep_ == "ROOT" or (verb.dep_ in ("conj", "ccomp") and verb.head.dep_ == "ROOT")
        return main and is_subject_of(number, verb) and is_past(verb)
    return False
