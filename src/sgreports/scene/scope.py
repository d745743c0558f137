"""Whether a count is in the scope of a time or place, by the clauses of the sentence that contain the two."""

from collections.abc import Sequence
from itertools import takewhile

from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Token
from sgreports.scene.scene import Scene
from sgreports.sentence.clauses import clause_heads, innermost_clause, is_initial
from sgreports.sentence.scope import inherits_scope, is_about_counted, is_second_main_clause, is_subject_of
from sgreports.sentence.tags import SUBJECTS, VERBAL
from sgreports.sentence.verbs import subjects_of


def in_scope(scene: Scene, other: Mention, count: Mention) -> bool:
    """Whether a time or place holds for a count of the same sentence; a place goes down into speech too."""
    if _opens_sentence(scene, other):
        return True
    above = clause_heads(scene.heads[count.id])
    lowest = innermost_clause(scene.heads[other.id])
    if lowest in above:
        crossed = above[: above.index(lowest)]
        if other.label == "COUNTRY" or is_initial(scene.heads[other.id]):
            return True
        return all(inherits_scope(t) or is_second_main_clause(scene.heads[count.id], t) for t in crossed)
    return _subordinate_scope(scene, lowest, other, count, above)


def _opens_sentence(scene: Scene, other: Mention) -> bool:
    """Whether a time or place stands in the phrase that opens the sentence, with no verb before it."""
    if not is_initial(scene.heads[other.id]):
        return False
    words = takewhile(lambda t: t.idx < other.start, scene.heads[other.id].sent)
    return all(t.pos_ not in VERBAL and t.dep_ not in SUBJECTS for t in words)


def _subordinate_scope(scene: Scene, lowest: Token, other: Mention, count: Mention, above: Sequence[Token]) -> bool:
    """Whether a subordinate clause is about the count: it modifies its noun, completes its verb, or opens with
    `when`."""
    if lowest.dep_ in ("acl", "relcl"):
        return is_about_counted(lowest.head, scene.heads[count.id], scene.nouns[count.id])
    if lowest.dep_ in ("xcomp", "dep", "oprd"):
        return lowest.head in above
    if lowest.dep_ == "conj":
        own = bool(subjects_of(lowest))
        return lowest.head in above and not own and is_subject_of(scene.heads[count.id], lowest.head)
    marks = {child.lower_ for child in lowest.children if child.dep_ in ("mark", "advmod")}
    return lowest.dep_ == "advcl" and is_initial(scene.heads[other.id]) and bool(marks & relation_words()["same_time"])
