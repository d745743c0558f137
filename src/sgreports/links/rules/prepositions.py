"""Steps of a rule's paths over prepositions: the nouns that they govern, and their heads.

The parser attaches prepositions freely, so `prep` looks on a verb and on its object alike.
"""

from collections.abc import Iterator

from sgreports.parsing.tokens import Token
from sgreports.scene.scene import Scene
from sgreports.sentence.subjects import RELATIVE, nouns_after
from sgreports.sentence.tags import SUBJECTS, VERBAL
from sgreports.sentence.verbs import MAX_STEPS, activity_verbs

BELOW = ("dobj", "dative", "oprd", "attr", "nsubjpass", "conj", "pobj", "pcomp", "prep", "appos", "npadvmod")
PREPOSITIONS = ("prep", "dative", "agent")
ARGUMENTS = ("dobj", "nsubjpass", "advmod", "prt", "oprd", "acomp")


def nouns_of_prepositions(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The nouns of the prepositions named, on the token or, as parsers attach them, on its object or governor.

    Where none is named, the token is the preposition itself.
    """
    if not lemmas:
        yield from _nouns_of_trigger(scene, token)
    elif token.pos_ == "ADV" and token.head.lower_ in lemmas and token.head.dep_ == "prep":  # `together with`
        yield from _nouns_of_trigger(scene, token.head)
    else:
        places = (token, *_attachment_sites(scene, token))
        yield from next(filter(None, (_nouns_governed_at(scene, place, token, lemmas) for place in places)), ())


def nouns_attached_directly(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The nouns of the named prepositions attached to the token itself: no `of X` of `a report on the work of X`."""
    return nouns_after((child for child in scene.children(token) if child.dep_ in PREPOSITIONS), *lemmas)


def _nouns_governed_at(scene: Scene, place: Token, token: Token, lemmas: tuple[str, ...]) -> list[Token]:
    """The nouns of the named prepositions attached to `place`; a noun's follow it, a verb's may be on either side."""
    return [
        _resolved_relative(scene, noun, token)
        for child in scene.children(place)
        if not (child.dep_ == "agent" and token.pos_ == "NOUN")
        if child.dep_ in PREPOSITIONS and child.lower_ in lemmas and (child.i > token.i or token.pos_ in VERBAL)
        if place.pos_ in VERBAL or not _another_noun(scene, place, child)
        for again in (child, *(c for c in child.children if c.dep_ == "conj" and c.lower_ == child.lower_))
        for noun in again.children
        if noun.dep_ in ("pobj", "pcomp")
    ]


def _resolved_relative(scene: Scene, noun: Token, verb: Token) -> Token:
    """The noun, or what a relative pronoun stands for: `the Fund` in `the Fund, to which Japan contributed`."""
    return scene.node(verb.head) if noun.tag_ in RELATIVE and verb.dep_ == "relcl" else noun


def _another_noun(scene: Scene, place: Token, preposition: Token) -> bool:
    """Whether a coordinated noun nearer than `place` takes the preposition: `UNMIK and developments in`.

    Two nouns side by side share it: `the repair and equipment of`.
    """
    words = [w for w in scene.doc[place.i + 1 : preposition.i] if w.i not in scene.at]
    return any(w.pos_ == "CCONJ" and w.i > place.i + 1 and scene.doc[w.i + 1].pos_ == "NOUN" for w in words[:-1])


def _attachment_sites(scene: Scene, token: Token) -> list[Token]:
    """The tokens that a parser may attach the token's preposition to instead."""
    inner = [noun for child in token.children if child.dep_ in PREPOSITIONS for noun in _nouns_of_trigger(scene, child)]
    if token.pos_ in VERBAL:
        return [c for c in scene.children(token) if c.dep_ in ARGUMENTS] + [n for n in inner if n.head.lower_ == "by"]
    inner += [noun for noun in token.conjuncts if noun.i > token.i and noun.pos_ == "NOUN"]  # `repair and upgrade of`
    if token.dep_ in ("dobj", "attr", "nsubjpass") or token.pos_ == "ADV":
        return [*inner, token.head]
    if token.dep_ == "pobj" and token.head.head.pos_ == "VERB":
        return [*inner, token.head.head]
    return inner


def governors_by_preposition(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The verb, or the name that acts, with the token's preposition: `established … with the support of`.

    A parser often hangs the preposition on the verb's object or on another preposition's noun; the verb is meant then.
    Where none is named, the token is the preposition itself, and the verb is that of an activity.
    """
    above = token.head
    if not lemmas:
        yield from activity_verbs(token)
    elif token.dep_ == "pobj" and above.dep_ in ("prep", "agent") and above.lower_ in lemmas:
        yield _main_governor(scene, scene.node(above.head))


def _main_governor(scene: Scene, place: Token) -> Token:
    """The verb that a noun belongs to as object or adverbial; a name that is an agent is returned itself."""
    for _ in range(MAX_STEPS):
        if place.pos_ in VERBAL or _is_named_agent(scene, place) or place.dep_ not in BELOW:
            break
        place = scene.node(place.head) if place.head.pos_ not in VERBAL else place.head
    return place


def _is_named_agent(scene: Scene, token: Token) -> bool:
    """Whether a name is a subject or a passive's agent, itself or as one of a list."""
    first = token
    for _ in range(MAX_STEPS):
        if first.dep_ != "conj" or first.head.pos_ in VERBAL:
            break
        first = scene.node(first.head)
    by = first.dep_ == "pobj" and first.head.lower_ == "by"
    subject_or_agent = by or first.dep_ in (*SUBJECTS, "csubj", "expl")
    return token.i in scene.at and first.i in scene.at and subject_or_agent


def _nouns_of_trigger(scene: Scene, token: Token) -> Iterator[Token]:
    """The noun of a preposition that is itself the trigger; a demonym there is a language (`in Portuguese`).

    Of `island developing States` parsers make a verb with an object.
    """
    nouns = [child for child in token.children if child.dep_ == "pobj"]
    nouns += [t for noun in nouns for verb in noun.children if verb.lower_ == "developing" for t in verb.children]
    yield from (noun for noun in nouns if noun.i not in scene.at or scene.at[noun.i].form != "demonym")
