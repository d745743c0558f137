"""A verb: its subjects, and whether it is passive or an infinitive."""

from collections.abc import Iterator
from itertools import islice

from sgreports.knowledge.statements.relations import relation_words
from sgreports.parsing.tokens import Token
from sgreports.sentence.tags import SUBJECTS, VERBAL

MAX_STEPS = 12  # steps up a chain of clauses; a parse can be deep, never deeper than this where a reader follows
MAX_DEPTH = 60  # steps up the parse; only lists without full stops are deeper
MISPARSED_SUBJECTS = ("compound", "npadvmod", "nmod", "dep")


def subjects_of(verb: Token) -> list[Token]:
    """The subjects that hang on a verb."""
    return [child for child in verb.children if child.dep_ in SUBJECTS]


def verb_over(token: Token) -> Token | None:
    """The nearest verb above a token."""
    return next((above for above in islice(token.ancestors, MAX_DEPTH) if above.pos_ in VERBAL), None)


def preposition_of(token: Token) -> Token | None:
    """The preposition that governs a token."""
    return token.head if token.dep_ in ("pobj", "pcomp") else None


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or as a bare participle beside a noun or clause."""
    joined = verb.tag_ == "VBD" and verb.dep_ == "conj"
    if not joined and verb.tag_ != "VBN":
        return False  # as most words are: before their children are looked at
    labels = {child.dep_ for child in verb.children}
    if joined:
        return not labels & {"nsubj", "dobj", "xcomp", "ccomp"} and is_passive(verb.head)
    if labels & {"auxpass", "nsubjpass", "agent"}:
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and "nsubj" not in labels:
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl") and "nsubj" not in labels


def is_to_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def is_past(verb: Token) -> bool:
    auxiliaries = [child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return "VBD" in (auxiliaries or [verb.tag_])


def activity_verbs(token: Token) -> Iterator[Token]:
    """The verb of the activity that a place or circumstance belongs to: `organized` in `organized a seminar for judges
    in`.

    Nothing where the way up leads over what the deed is about (`a seminar on the war in`) or over others' deeds.
    """
    words, place = relation_words(), token
    for _step in range(MAX_STEPS):
        modifiers = [c for c in place.children if c.dep_ in ("acl", "relcl") and c.i > place.i and _is_activity_verb(c)]
        is_topic = place.dep_ == "prep" and place != token and place.lower_ in words["topics"]
        if modifiers or is_topic or place.pos_ in VERBAL:
            yield from modifiers or ([place] if _is_activity_verb(place) else [])
            return
        place = place.head


def _is_activity_verb(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_ in relation_words()["deeds"] and not _is_purpose_clause(verb)


def _is_purpose_clause(token: Token) -> bool:
    """Whether a verb states the purpose of another: `revised the plan to support children in Chad`."""
    return token.dep_ == "advcl" and is_to_infinitive(token)
