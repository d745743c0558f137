"""The mentions that a token refers to: by itself, over a bearing noun (`the Government of Chad`), with its list."""

import re
from collections.abc import Sequence

from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Label, Mention
from sgreports.parsing.tokens import Token
from sgreports.scene.lists import list_members
from sgreports.scene.pronouns import antecedents
from sgreports.scene.scene import Argument, Scene
from sgreports.sentence.tags import FINITE_OR_MODAL, MODIFIERS

OTHER_PREPOSITIONS = ("in", "for", "from")
EXAMPLES_FOLLOW = re.compile(
    r"[^.;:()]{0,90}?[,(]?\s*+(?:including|such as|notably|namely|among them|particularly|in particular|especially"
    r"|most recently|specifically)(?: in| with| the| by| from){0,2}\s++"
)


def arguments_of(scene: Scene, token: Token, labels: Sequence[Label], itself: bool = False) -> list[Argument]:
    """The mentions of `labels` that a token refers to, with those of its list, in text order.

    `itself` leaves out names that only modify the token: `a [United Nations] initiative`.
    """
    names: list[Label] = [label for label in labels if label in ("AGENCY", "COUNTRY")]
    if itself and token.i not in scene.at and _modifying_mentions(scene, token, names):
        return []
    direct = _first_example(scene, token, labels) or _mentions_of(scene, token, labels)
    if not direct:
        return [Argument(m, inferred=True) for m in antecedents(scene.doc, scene.mentions, token, labels)]
    near = [t for t in token.conjuncts if t.i > token.i and not any(w.text == ";" for w in scene.doc[token.i : t.i])]
    beside = [m for other in near for m in _mentions_of(scene, other, labels)]
    spread = {m.id: m for first in [*direct, *beside] for m in list_members(scene, first, labels)}
    return [Argument(m) for m in sorted(spread.values(), key=lambda m: m.start)]


def _first_example(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The first name of the list after a plural common noun: `United Nations bodies, notably UNICEF and WHO`."""
    if not (token.tag_ == "NNS" or token.lower_ == "states") or token.i in scene.at:
        return []
    end = token.idx + len(token)
    for after in [m for m in scene.mentions if m.start >= end and m.id in scene.heads][:2]:
        between = scene.doc[token.i + 1 : scene.spans[after.id].start]
        if scene.heads[after.id].sent.start != token.sent.start or any(t.tag_ in FINITE_OR_MODAL for t in between):
            return []
        if after.label in labels and EXAMPLES_FOLLOW.fullmatch(scene.doc.text[end : after.start]):
            return [after]
    return []


def _mentions_of(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The mention at a token, or the one that a bearing noun refers to: `Lebanese authorities`, `members of X`."""
    mention = scene.at.get(token.i)
    if mention is not None:
        return [mention] if mention.label in labels else _coordinated_mentions(scene, token, labels)
    words = relation_words()
    if fitting := _modifying_mentions(scene, token, labels):
        return fitting[-1:]
    bearing = token.lemma_.lower() in words["bearers"] or token.lower_ in words["partitives"]
    carried = _of_phrase_mentions(scene, token, labels) if bearing else []
    return carried or _apposition_of(scene, token, labels) or _coordinated_mentions(scene, token, labels)


def _apposition_of(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The name in apposition to a noun: `[X], a forum chaired by`; `the agency, [X]`.

    Not in `Supported by [X], a project …`, which a parser takes for an apposition.
    """
    if token.sent[0].tag_ in ("VBN", "VBG"):
        return []
    others = [token.head] if token.dep_ == "appos" else [child for child in token.children if child.dep_ == "appos"]
    found = [scene.at.get(other.i) for other in others]
    return [m for m in found if m is not None and m.label in labels][:1]


def _modifying_mentions(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The names before a noun that refers to them."""
    found = [scene.at.get(child.i) for child in token.lefts if child.dep_ in MODIFIERS]
    return [m for m in found if m is not None and _can_modify(m, token, labels)]


def _can_modify(mention: Mention, noun: Token, labels: Sequence[Label]) -> bool:
    """Whether a noun after a name refers to it: `two States`, `Haitian police`; never `the Sudan border`."""
    if mention.label not in labels:
        return False
    words, lemma = relation_words(), noun.lemma_.lower()
    titled = mention.label in ("INSTRUMENT", "PROGRAMME") and lemma in words["text_nouns"]
    return mention.label == "COUNT" or titled or lemma in words["bearers"]


def _of_phrase_mentions(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The name in the of-phrase of a bearing noun; of some, in another phrase: `the authorities in Chad`."""
    loose = {token.lemma_.lower(), token.lower_} & relation_words()["bearers_in"]
    for preposition in token.children:
        leads = preposition.lower_ == "of" or (loose and preposition.lower_ in OTHER_PREPOSITIONS)
        if leads and preposition.dep_ == "prep":
            for noun in preposition.children:
                if noun.dep_ == "pobj" and (found := _mentions_of(scene, noun, labels)):
                    return found
    return []


def _coordinated_mentions(scene: Scene, token: Token, labels: Sequence[Label]) -> list[Mention]:
    """The mentions coordinated with a token that is no mention itself: `Governments, UNICEF and UNHCR`."""
    found = []
    for other in token.conjuncts:
        mention = scene.at.get(other.i)
        if other.i > token.i and mention is not None and mention.label in labels:
            found.append(mention)
        elif other.i > token.i and mention is None:
            found += _modifying_mentions(scene, other, labels)[-1:]
    return found
