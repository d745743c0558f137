"""The steps of a rule's paths: from a token of the parse to the tokens that stand in a named relation to it.

Dependency labels are those of spaCy's English pipelines (ClearNLP: nsubj, nsubjpass, dobj, pobj, agent, acl, relcl …).
The parser attaches prepositions freely, so `prep` looks on the verb and on its object alike.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.tokens import Token

from sgreports.finding.arguments import Scene
from sgreports.finding.sentences import text_of
from sgreports.finding.subjects import LIMIT, VERBAL, adverbial, agent, patient, subject
from sgreports.knowledge.relations import relation_words

Step = Callable[[Scene, Token, tuple[str, ...]], Iterator[Token]]
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
BELOW = ("dobj", "dative", "oprd", "attr", "nsubjpass", "conj", "pobj", "pcomp", "prep", "appos", "npadvmod")
PREPOSITIONS = ("prep", "dative", "agent")
ARGUMENTS = ("dobj", "nsubjpass", "advmod", "prt", "oprd", "acomp")


def walk(scene: Scene, token: Token, path: str) -> Iterator[Token]:
    """The tokens at the end of a path, nearest first."""
    ends = [token]
    for name, arguments in compiled(path):
        ends = [end for start in ends for end in STEPS[name](scene, start, arguments)]
    yield from ends


@lru_cache(maxsize=1024)
def compiled(path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A path's steps with their lemmas: `light:provide|offer/agent`."""
    steps = (step.partition(":") for step in path.split("/"))
    return tuple((name, tuple(lemmas.split("|")) if lemmas else ()) for name, _, lemmas in steps)


def object_(scene: Scene, token: Token, _: tuple[str, ...] = ()) -> Iterator[Token]:
    """The object of an active verb, or the noun clause's subject under it: `called on the Council to`."""
    yield from (child for child in scene.children(token) if child.dep_ in ("dobj", "dative"))


def prep(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The nouns of the prepositions named, on the token or, as parsers attach them, on its object or governor."""
    if (
        token.pos_ == "ADV" and token.head.lower_ in lemmas and token.head.dep_ == "prep"
    ):  # `together with`: the adverb hangs on `with`
        yield from own(scene, token.head, ())
        return
    for place in (token, *hosts(scene, token)):
        if found := governed(scene, place, token, lemmas):
            yield from found
            return


def governed(scene: Scene, place: Token, token: Token, lemmas: tuple[str, ...]) -> list[Token]:
    """The nouns of the named prepositions that hang on `place`; a noun's stand after it, a verb's on either side."""
    return [
        noun
        for child in scene.children(place)
        if not (child.dep_ == "agent" and token.pos_ == "NOUN")
        if child.dep_ in PREPOSITIONS and child.lower_ in lemmas and (child.i > token.i or token.pos_ in VERBAL)
        if place.pos_ in VERBAL or not another_noun(scene, place, child)
        for again in (child, *(c for c in child.children if c.dep_ == "conj" and c.lower_ == child.lower_))
        for noun in again.children
        if noun.dep_ in ("pobj", "pcomp")
    ]


def another_noun(scene: Scene, place: Token, preposition: Token) -> bool:
    """Whether a coordinated noun nearer than `place` takes the preposition: `UNMIK and developments in`."""
    words = [w for w in scene.doc[place.i + 1 : preposition.i] if w.i not in scene.at]
    return any(w.pos_ == "CCONJ" and scene.doc[w.i + 1].pos_ == "NOUN" for w in words[:-1])


def hosts(scene: Scene, token: Token) -> list[Token]:
    """Where a preposition of the token may have been attached instead."""
    inner = [noun for child in token.children if child.dep_ in PREPOSITIONS for noun in own(scene, child, ())]
    if token.pos_ in VERBAL:
        return [c for c in scene.children(token) if c.dep_ in ARGUMENTS] + [n for n in inner if n.head.lower_ == "by"]
    if token.dep_ in ("dobj", "attr", "nsubjpass") or token.pos_ == "ADV":
        return [*inner, token.head]
    if token.dep_ == "pobj" and token.head.head.pos_ == "VERB":
        return [*inner, token.head.head]
    return inner


def governor(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The verb, or the name that acts, with the token's preposition: `established … with the support of`.

    A parser often hangs the preposition on the verb's object or on another preposition's noun; the verb is meant then.
    """
    above = token.head
    if token.dep_ == "pobj" and above.dep_ in ("prep", "agent") and above.lower_ in lemmas:
        yield raised(scene, scene.node(above.head))


def raised(scene: Scene, place: Token) -> Token:
    """The verb that a noun belongs to as object or adverbial; a name that acts stands for itself."""
    for _ in range(LIMIT):
        if place.pos_ in VERBAL or acts(scene, place) or place.dep_ not in BELOW:
            break
        place = scene.node(place.head) if place.head.pos_ not in VERBAL else place.head
    return place


def acts(scene: Scene, token: Token) -> bool:
    """Whether a name is a subject or a passive's agent, itself or as one of a list."""
    first = token
    for _ in range(LIMIT):
        if first.dep_ != "conj" or first.head.pos_ in VERBAL:
            break
        first = scene.node(first.head)
    subject_or_agent = first.dep_ in SUBJECTS or (first.dep_ == "pobj" and first.head.lower_ == "by")
    return token.i in scene.at and first.i in scene.at and subject_or_agent


def acting(scene: Scene, token: Token, _: tuple[str, ...] = ()) -> Iterator[Token]:
    """Who does what a verb says; a name at the end of another step is itself the one who acts."""
    if token.i in scene.at and token.pos_ not in VERBAL:
        yield token
    elif helped := aided(scene, token):
        yield from helped
    else:
        yield from agent(scene, token)


def aided(scene: Scene, token: Token) -> list[Token]:
    """Whom a verb of help helps to do what the token says: `the League` in `supported the League in promoting`."""
    verb = token.head.head
    if token.dep_ != "pcomp" or token.head.lower_ != "in" or verb.lemma_ not in ("support", "assist", "help", "aid"):
        return []
    return [child for child in scene.children(verb) if child.dep_ == "dobj"]


def above(_: Scene, token: Token, __: tuple[str, ...]) -> Iterator[Token]:
    """The verb that a verb completes: `decided` in `decided to extend`."""
    if token.dep_ in ("xcomp", "ccomp", "conj", "advcl") and token.head.pos_ in VERBAL:
        yield token.head


def relative(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The name before a relative clause with a preposition: `the resolution by which the Council established`.

    Parsers hang such a clause anywhere; the nearest name before it is meant, over its date.
    """
    verb = token.head if token.dep_ == "xcomp" else token
    for preposition in verb.children:
        if preposition.lower_ in lemmas and any(c.lower_ == "which" for c in preposition.children):
            before = [m for m in scene.mentions if m.end <= preposition.idx and preposition.idx - m.end < 40]
            named = [m for m in before if m.label != "YEAR" and m.id in scene.heads]
            yield from (scene.heads[m.id] for m in named[-1:])


def meant(_: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The token, where it is one of the words: `mandate` in `patient/is:mandate/owner`."""
    if token.lemma_.lower() in lemmas:
        yield token


def light(_: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The verb whose object a noun is: `provided` in `provided support`."""
    noun = token
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in lemmas:
        yield noun.head
    elif noun.dep_ == "pobj" and noun.head.head.lemma_ in lemmas:
        yield noun.head.head


def predicated(scene: Scene, token: Token, _: tuple[str, ...]) -> Iterator[Token]:
    """What a noun is said of: `UNICEF is a member`, `UNICEF, the chair of`, `served as chair`."""
    noun = first_conjunct(scene, token)
    if noun.dep_ == "attr":
        yield from subject(scene, noun.head, 0)
    elif noun.dep_ == "pobj" and noun.head.head.dep_ == "attr" and noun.head.head.lower_ == "one":
        yield from subject(scene, noun.head.head.head, 0)
    elif noun.dep_ == "appos" and noun.head.i in scene.at:
        yield scene.node(noun.head)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as":
        yield from adverbial(scene, noun.head.head, 0)
    else:
        yield from in_series(scene, token)
    yield from (child for child in scene.children(noun) if child.dep_ == "nmod" and child.i in scene.at)


def in_series(scene: Scene, token: Token) -> Iterator[Token]:
    """The subject of `is` for a later predicate of a long series, which parsers lose: `…; and a member of X`."""
    copula = next((word for word in token.sent if word.lemma_ == "be" and attribute(word) is not None), None)
    first = attribute(copula) if copula is not None else None
    if copula is None or first is None or first.i >= token.i or not starts_item(token):
        return
    if not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in scene.doc[first.i : token.i]):
        yield from subject(scene, copula, 0)


def attribute(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "attr"), None)


def starts_item(token: Token) -> bool:
    """Whether a noun opens an item after a semicolon or `and`, over its article and adjectives."""
    place = token.i - 1
    while place > token.sent.start and (
        token.doc[place].pos_ in ("DET", "ADJ", "ADV") or token.doc[place].lower_ in ("co", "-", "lead")
    ):
        place -= 1
    return token.doc[place].lower_ in (";", "and")


def first_conjunct(scene: Scene, token: Token) -> Token:
    """The first of coordinated nouns; a parser may hang a later one on a name inside it: `member of X and chair`."""
    noun = token
    for _ in range(LIMIT):
        if noun.dep_ != "conj" or noun.head.pos_ not in ("NOUN", "PROPN"):
            break
        noun = scene.node(noun.head)
        if noun.i in scene.at and noun.dep_ == "pobj" and noun.head.dep_ == "prep":
            noun = noun.head.head
    return noun


def owner(scene: Scene, token: Token, _: tuple[str, ...]) -> Iterator[Token]:
    """The possessor of a noun, or the name that modifies it: `Somalia's ratification`, `the MINUSCA mandate`."""
    yield from (
        child
        for child in scene.children(token)
        if child.dep_ in ("poss", "compound", "nmod", "amod") and child.i < token.i
    )


def head(scene: Scene, token: Token, _: tuple[str, ...]) -> Iterator[Token]:
    """What the token hangs on, over a preposition that it modifies."""
    above = token.head
    yield scene.node(above.head if above.dep_ == "prep" and above.pos_ == "ADP" else above)


def clause(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The verb of a clause below: `implement` in `supported institutions to implement`."""
    for child in scene.children(token):
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and child.lemma_ in lemmas:
            yield child
        elif child.dep_ == "dobj":
            yield from (c for c in child.children if c.dep_ in ("acl", "relcl") and c.lemma_ in lemmas)


def adjoining(scene: Scene, token: Token, _: tuple[str, ...]) -> Iterator[Token]:
    """The name right before the token: `UNHCR` in `UNHCR in Lebanon`, `United Nations` in `United Nations staff in`."""
    bearers, place = relation_words()["bearers"], token.i - 1
    while place > 0 and token.i - place < 4 and place not in scene.at and scene.doc[place].lemma_ in bearers:
        place -= 1
    if place >= 0 and place in scene.at:
        yield scene.doc[place]


def opening(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The names in the phrase that opens the sentence of a main verb: `In States such as Niue, …`."""
    sentence = token.sent
    if token.dep_ in ("ROOT", "conj") and sentence[0].lower_ in lemmas:
        for noun in sentence[1:14]:
            if noun.dep_ in SUBJECTS:
                return
            if noun.i in scene.at and scene.node(noun) is noun:
                yield noun


def bracket(scene: Scene, token: Token, _: tuple[str, ...]) -> Iterator[Token]:
    """The name in brackets after a name: the symbol in `the report of the Secretary-General on X (A/46/602)`."""
    mention = scene.at.get(token.i)
    if mention is None:
        return
    for other in scene.mentions[scene.order[mention.id] + 1 :]:
        words = text_of(scene.doc)[mention.end : other.start]
        if "." in words or len(words) > 160:
            return
        if words.rstrip().removesuffix("see").rstrip().endswith("("):
            yield scene.heads[other.id]
            return


def anchor(_: Scene, token: Token, __: tuple[str, ...]) -> Iterator[Token]:
    """The trigger itself: for a trigger that bears the argument as a modifier."""
    yield token


def own(_: Scene, token: Token, __: tuple[str, ...]) -> Iterator[Token]:
    """The noun of a preposition that is itself the trigger."""
    yield from (child for child in token.children if child.dep_ == "pobj")


STEPS: dict[str, Step] = {
    "agent": acting, "patient": patient, "object": object_, "prep": prep, "governor": governor, "light": light,
    "predicated": predicated, "owner": owner, "head": head, "anchor": anchor, "own": own, "clause": clause,
    "bracket": bracket, "adjoining": adjoining, "opening": opening, "above": above, "relative": relative, "is": meant,
}  # fmt: skip
