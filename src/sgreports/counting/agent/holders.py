"""The holder of a count by an adjacent name: attributive, in a list, or with the size of a body."""

from sgreports.knowledge.statements.relations import relation_words
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Span, Token
from sgreports.scene.scene import Scene, once
from sgreports.sentence.clauses import ancestors, words_between
from sgreports.sentence.subjects import nouns_after
from sgreports.sentence.tags import VERBAL

AFFILIATED = 4  # words of `members of the new`


def attributive_holders(scene: Scene, count: Mention) -> list[Mention]:
    """The name between a count and its noun (`15 United Nations entities`) or of its members (`six members of X`)."""
    noun = scene.nouns[count.id]
    inside = [scene.at.get(child.i) for child in noun.lefts if child.dep_ in ("compound", "nmod", "amod", "poss")]
    names = [m for m in inside if m and m.label in ("AGENCY", "COUNTRY") and scene.at.get(noun.i) is not m]
    found = [m for m in names if m.start >= count.end]
    if found:
        return found[-1:]
    if found := genitive_holder(scene, noun):
        return found
    place = scene.order[count.id] + 1
    if place < len(scene.mentions):
        after = scene.mentions[place]
        words = words_between(scene.spans[count.id], scene.spans[after.id])
        if after.label == "AGENCY" and not words.text.strip() and _modifies_next_noun(scene, after):
            return [after]
    return []


def genitive_holder(scene: Scene, noun: Token) -> list[Mention]:
    """The body that a genitive makes the holder of a counted noun: `four conventions of the ILO`, `two experts from
    WHO`."""
    if noun.i in scene.at:
        return []
    words = ("of", "from") if is_person_class(unit_class(noun.text, "cardinal")) else ("of",)
    ends = list(nouns_after(noun.children, *words))
    ends += [child for child in noun.lefts if child.dep_ == "poss"]
    found = [scene.at.get(end.i) for end in ends]
    return [m for m in found if m is not None and m.label in ("AGENCY", "PROGRAMME")][:1]


def _modifies_next_noun(scene: Scene, name: Mention) -> bool:
    """Whether a noun follows a name: `six UNDP offices`, not `six Peace Tribunals`."""
    end = scene.spans[name.id].end
    return any(t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and t.i not in scene.at for t in scene.doc[end : end + 1])


def is_affiliation(words: Span) -> bool:
    """`members of the`, `appointees of the`: the words between a count and the body that its people belong to."""
    of = any(t.lower_ == "of" for t in words)
    return of and len(words) <= AFFILIATED and words[0].lower_ in relation_words()["affiliates"]


def size_holder(scene: Scene, count: Mention) -> list[Mention]:
    """The body whose size a count states: `the strength of UNMIK stood at 300`, `HNP strength to 6,000`, `ILO: 30`."""
    place = scene.order[count.id]
    before = scene.mentions[place - 1] if place else None
    if before is not None and before.label == "AGENCY" and _is_list_entry(scene, before, count):
        return [before]
    head = next((t for t in ancestors(scene.heads[count.id]) if t.pos_ in (*VERBAL, "NOUN")), None)
    return [] if head is None else _holder_of_size(scene, head)


@once
def _holder_of_size(scene: Scene, head: Token) -> list[Mention]:
    """The body whose size a word, its subject or its object is."""
    words = relation_words()
    sizes = [head, *(c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "dobj"))]
    found = (who for t in sizes if t.lemma_ in words["sizes"] and (who := owning_agency(scene, t)))
    return next(found, [])


def _is_list_entry(scene: Scene, name: Mention, count: Mention) -> bool:
    """Whether a list gives a body its count: `ILO: 30`, `ILO (12 per cent), WHO (7 per cent)`."""
    words = words_between(scene.spans[name.id], scene.spans[count.id]).text.strip()
    end = scene.spans[count.id].end
    closed = any(t.text == ")" for t in scene.doc[end : end + 1])
    return words == ":" or (words == "(" and closed and count.kind in ("percent", "ratio", "money", "rate"))


def owning_agency(scene: Scene, noun: Token) -> list[Mention]:
    found = [scene.at.get(child.i) for child in noun.lefts if child.dep_ in ("compound", "poss", "nmod")]
    return [m for m in found if m is not None and m.label == "AGENCY"][-1:]
