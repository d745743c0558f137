"""Whether a time or place reaches a count: by the clauses of the sentence that hold the two.

What stands in a clause holds for its counts and goes down into what depends on it; what stands in a subordinate clause
stays there, unless that clause is about the count's own noun (`three schools that were closed in May`).
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Span, Token
from sgreports.relations.grammar.arguments import Scene
from sgreports.relations.grammar.clauses import ancestors, is_initial, phrase_head, sentence_of
from sgreports.relations.grammar.tags import NOMINAL, SUBJECTS, VERBAL
from sgreports.relations.grammar.verbs import subjects_of

CLAUSAL = ("acl", "relcl", "advcl", "ccomp", "xcomp", "pcomp", "conj", "parataxis", "dep")


def clause_heads(scene: Scene, mention: Mention) -> Iterator[Token]:
    """The heads of the clauses that hold a mention, innermost first, the sentence's root last."""
    if mention.id not in scene.clauses:
        scene.clauses[mention.id] = tuple(clauses_above(scene, mention))
    yield from scene.clauses[mention.id]


def clauses_above(scene: Scene, mention: Mention) -> Iterator[Token]:
    for token in (scene.heads[mention.id], *ancestors(scene, mention)):
        if token.dep_ == "ROOT" or (token.pos_ in VERBAL and token.dep_ in CLAUSAL):
            yield token


def in_scope(scene: Scene, other: Mention, count: Mention) -> bool:
    """Whether a time or place holds for a count of the same sentence; a place goes down into speech too."""
    if opens_sentence(scene, other):
        return True
    above = list(clause_heads(scene, count))
    lowest = next(clause_heads(scene, other), scene.heads[other.id])
    if lowest in above:
        crossed = above[: above.index(lowest)]
        return (
            other.label == "COUNTRY"
            or is_initial(scene, other)
            or all(inherits_scope(t) or is_second_main_clause(scene, count, t) for t in crossed)
        )
    return subordinate_scope(scene, lowest, other, count, above)


def opens_sentence(scene: Scene, other: Mention) -> bool:
    """Whether a time or place stands in the phrase that opens the sentence, with no verb before it."""
    if not is_initial(scene, other):
        return False
    words = takewhile(lambda t: t.idx < other.start, sentence_of(scene, other))
    return all(t.pos_ not in VERBAL and t.dep_ not in SUBJECTS for t in words)


def inherits_scope(token: Token) -> bool:
    """Whether this clause is in the scope of the one above: not reported speech, nor a clause with its own subject."""
    if token.dep_ in ("xcomp", "pcomp", "acl", "dep"):
        return True
    if token.dep_ == "relcl" or (token.dep_ == "advcl" and has_relative_pronoun(token)):
        return token.tag_ in ("VBD", "VBN")
    return token.dep_ in ("conj", "advcl") and not subjects_of(token)


def has_relative_pronoun(token: Token) -> bool:
    """Whether a clause opens with a relative pronoun (`during which`)."""
    return any(t.tag_ in ("WDT", "WP") for child in token.children for t in (child, *child.children))


def is_second_main_clause(scene: Scene, count: Mention, verb: Token) -> bool:
    """Whether a count is what the second of two main clauses of one tense is about."""
    return verb.dep_ == "conj" and is_subject_of(scene, count, verb) and is_past(verb) and is_past(verb.head)


def subordinate_scope(scene: Scene, lowest: Token, other: Mention, count: Mention, above: Sequence[Token]) -> bool:
    """Whether a subordinate clause is about the count: it modifies its noun, completes its verb, or opens with
    `when`."""
    if lowest.dep_ in ("acl", "relcl"):
        return is_about_count(scene, lowest.head, count)
    if lowest.dep_ in ("xcomp", "dep", "oprd"):
        return lowest.head in above
    if lowest.dep_ == "conj":
        own = bool(subjects_of(lowest))
        return lowest.head in above and not own and is_subject_of(scene, count, lowest.head)
    marks = {child.lower_ for child in lowest.children if child.dep_ in ("mark", "advmod")}
    return lowest.dep_ == "advcl" and is_initial(scene, other) and bool(marks & relation_words()["same_time"])


def is_subject_of(scene: Scene, count: Mention, verb: Token) -> bool:
    noun = phrase_head(scene, count)
    return noun.head == verb and noun.dep_ in SUBJECTS


def is_about_count(scene: Scene, noun: Token, count: Mention) -> bool:
    """Whether a clause's noun is what is counted, holds it, or takes part with it in one event."""
    counted = phrase_head(scene, count)
    if noun in (counted, scene.heads[count.id], *counted.conjuncts) or belongs_to_level(scene, noun, count):
        return True
    for token in ancestors(scene, count):
        if token.pos_ not in (*NOMINAL, "ADP", "NUM"):
            return False
        if token == noun:
            return True
        if token.pos_ in NOMINAL and token != counted and noun in token.subtree:
            return noun.dep_ not in ("conj", "appos")
    return False


def belongs_to_level(scene: Scene, noun: Token, count: Mention) -> bool:
    """Whether a noun belongs to the level that a count states: `the number of refugees who came … rose to 300`."""
    verb = next(clause_heads(scene, count), scene.heads[count.id])
    levels = (c for c in verb.children if c.dep_ in (*SUBJECTS, "dobj") and c.lemma_ in relation_words()["level_nouns"])
    return any(noun in level.subtree for level in levels)


def is_anaphoric(scene: Scene, count: Mention) -> bool:
    """Whether a count's sentence refers back to an earlier one: `It`, `That decision`, `Of these`, `A further 12`."""
    words = relation_words()
    sentence, span = scene.heads[count.id].sent, list(scene.tokens(count))
    opening = [t.lower_ for t in sentence[:4]]
    if opening[0] in ("of", "among") and any(w in words["pointing"] for w in opening[1:3]):
        return True
    beside = scene.doc[max(sentence.start, span[0].i - 1) : min(span[-1].i + 2, sentence.end)]
    if any(t.lower_ in words["adding"] for t in beside):
        return True
    return has_anaphoric_subject(scene, sentence)


def has_anaphoric_subject(scene: Scene, sentence: Span) -> bool:
    """Whether a sentence's subject, or that of its opening, refers back."""
    if sentence.start not in scene.refers_back:
        near = (sentence[0], sentence[0].head, *sentence.root.children)
        scene.refers_back[sentence.start] = any(is_anaphoric_subject(t) for t in near if t.dep_ in SUBJECTS)
    return scene.refers_back[sentence.start]


def is_anaphoric_subject(subject: Token) -> bool:
    """Whether a subject is a pronoun or pointed at (`that decision`)."""
    words = relation_words()
    if subject.pos_ == "PRON":
        return subject.lower_ in words["pronouns"]
    return any(child.lower_ in words["pronouns"] for child in subject.lefts if child.dep_ == "det")


def is_parallel(scene: Scene, count: Mention) -> bool:
    """Whether a count is what a past main clause is about, as the counts of the frame's sentence were."""
    for verb in list(clause_heads(scene, count))[:1]:
        main = verb.dep_ == "ROOT" or (verb.dep_ in ("conj", "ccomp") and verb.head.dep_ == "ROOT")
        return main and is_subject_of(scene, count, verb) and is_past(verb)
    return False


def is_past(verb: Token) -> bool:
    auxiliaries = [child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return "VBD" in (auxiliaries or [verb.tag_])
