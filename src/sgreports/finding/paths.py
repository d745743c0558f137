"""The steps of a rule's paths: from a token of the parse to the tokens that stand in a named relation to it.

Dependency labels are those of spaCy's English pipelines (ClearNLP: nsubj, nsubjpass, dobj, pobj, agent, acl, relcl …).
The parser attaches prepositions freely, so `prep` looks on the verb and on its object alike.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.tokens import Token

from sgreports.finding.arguments import Scene
from sgreports.knowledge.relations import relation_words

Step = Callable[[Scene, Token, tuple[str, ...]], Iterator[Token]]
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
RELATIVE = ("WDT", "WP", "WP$")
VERBAL = ("VERB", "AUX")
PREPOSITIONS = ("prep", "dative", "agent")
ARGUMENTS = ("dobj", "nsubjpass", "advmod", "prt", "oprd", "acomp")
LIMIT = 12  # steps up a chain of clauses; a parse can be deep, never deeper than this where a reader follows


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


def passive(verb: Token) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or as a bare participle beside a noun or clause."""
    if verb.tag_ != "VBN":
        return False
    labels = {child.dep_ for child in verb.children}
    if labels & {"auxpass", "nsubjpass", "agent"}:
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and "nsubj" not in labels:
        return passive(verb.head)
    return verb.dep_ in ("acl", "advcl") and "nsubj" not in labels


def agent(scene: Scene, token: Token, _: tuple[str, ...] = ()) -> Iterator[Token]:
    """Who does it: the subject, the by-phrase of a passive, the noun that a clause modifies, the controller."""
    if passive(token):
        yield from by_phrase(scene, token)
    else:
        yield from subject(scene, token, 0)


def by_phrase(scene: Scene, verb: Token) -> Iterator[Token]:
    for child in scene.children(verb):
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            yield from (noun for noun in child.children if noun.dep_ == "pobj")


def subject(scene: Scene, token: Token, depth: int) -> Iterator[Token]:
    """The surface subject of a verb, its own or the one that it shares with the clause above."""
    own = surface(scene, token)
    if own:
        relative = token.dep_ == "relcl" and own[0].tag_ in RELATIVE
        yield from [antecedent(scene, token)] if relative else own
    elif depth < LIMIT:
        yield from inherited(scene, token, depth)


def surface(scene: Scene, token: Token) -> list[Token]:
    """A verb's own subject; of `co-chaired`, which the parser cuts at the hyphen, that of the auxiliary."""
    own = [child for child in scene.children(token) if child.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return own
    cut = [child for child in token.children if child.dep_ == "auxpass" and child.lower_ == "co"]
    return [t for c in cut for aux in c.children for t in (aux, *aux.children) if t.dep_ in ("nsubj", "nsubjpass")]


def antecedent(scene: Scene, token: Token) -> Token:
    """The noun that a relative clause is about."""
    return scene.node(token.head)


def inherited(scene: Scene, token: Token, depth: int) -> Iterator[Token]:
    """The subject of a verb that has none of its own."""
    above, label = token.head, token.dep_
    if label == "pcomp" and above.dep_ == "prep":
        yield from adverbial(scene, above.head, depth)
    elif above.pos_ in VERBAL:
        yield from beneath_verb(scene, token, above, depth)
    elif label in ("acl", "relcl") and infinitive(token):
        yield from effort(scene, above, depth)
    elif label in ("acl", "advcl"):
        yield scene.node(above)


def beneath_verb(scene: Scene, token: Token, above: Token, depth: int) -> Iterator[Token]:
    """The subject of a verb that hangs on another verb."""
    label = token.dep_
    controlled = label == "advcl" and infinitive(token) and above.lemma_ in relation_words()["object_control"]
    if label in ("xcomp", "ccomp") or controlled:
        yield from controller(scene, above, depth)
    elif label in ("conj", "advcl", "dep"):
        yield from shared(scene, token, above, depth)


def infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def shared(scene: Scene, token: Token, above: Token, depth: int) -> Iterator[Token]:
    """The subject of the verb that a conjunct or participle hangs on; for a participle a passive one's by-phrase."""
    if passive(above) and token.dep_ == "advcl" and token.tag_ == "VBG":
        yield from by_phrase(scene, above)
    elif passive(above) and token.dep_ == "conj":
        yield from passive_subject(scene, above)
    elif passive(above) == passive(token) or token.dep_ != "advcl":
        yield from subject(scene, above, depth + 1)


def effort(scene: Scene, noun: Token, depth: int) -> Iterator[Token]:
    """Whose `efforts to support` they are: the possessor, or the subject of the verb whose object they are."""
    owners = [child for child in scene.children(noun) if child.dep_ == "poss"]
    yield from owners
    if not owners and noun.dep_ == "dobj" and noun.head.lemma_ in relation_words()["makes_effort"]:
        yield from subject(scene, noun.head, depth + 1)


def controller(scene: Scene, verb: Token, depth: int) -> Iterator[Token]:
    """Who does the infinitive: the object of `request X to`, else the subject (`continued to`, `agreed to`)."""
    objects = [child for child in scene.children(verb) if child.dep_ == "dobj"]
    objects += [noun for p in verb.children if p.lower_ in ("on", "upon") for noun in own(scene, p, ())]
    if verb.lemma_ in relation_words()["object_control"]:
        if passive(verb):
            yield from subject(scene, verb, depth + 1)
        yield from objects
    else:
        yield from subject(scene, verb, depth + 1)


def adverbial(scene: Scene, above: Token, depth: int) -> Iterator[Token]:
    """The subject of `by supporting`, `including by supporting`: that of the verb above; of a noun above, nothing."""
    while above.dep_ == "prep":
        above = above.head
    if above.pos_ in ("VERB", "AUX"):
        yield from (by_phrase(scene, above) if passive(above) else subject(scene, above, depth + 1))


def patient(scene: Scene, token: Token, _: tuple[str, ...] = ()) -> Iterator[Token]:
    """What it is done to: the object, the subject of a passive, the noun that a passive clause modifies."""
    if passive(token):
        yield from passive_subject(scene, token)
    else:
        own = [child for child in scene.children(token) if child.dep_ in ("dobj", "oprd")]
        yield from own
        if not own:
            yield from shared_object(scene, token)


def passive_subject(scene: Scene, token: Token) -> Iterator[Token]:
    has_own = any(child.dep_ in ("nsubj", "nsubjpass") for child in scene.children(token))
    if not has_own and token.dep_ in ("acl", "relcl"):
        yield scene.node(token.head)
    elif not has_own and token.dep_ == "conj" and token.head.dep_ == "acl" and passive(token.head):
        yield scene.node(token.head.head)
    else:
        yield from subject(scene, token, 0)


def shared_object(scene: Scene, token: Token) -> Iterator[Token]:
    """The object of `signed and ratified the Convention`, and of `the text which X signed`."""
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - token.i <= 3:
            yield from (noun for noun in scene.children(child) if noun.dep_ == "dobj")


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
        for noun in child.children
        if noun.dep_ in ("pobj", "pcomp")
    ]


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
    """The verb that the preposition goes with in which the token stands: `established … with the support of`.

    A parser often hangs the preposition on the verb's object; the verb is meant then too.
    """
    above = token.head
    if token.dep_ == "pobj" and above.dep_ in ("prep", "agent") and above.lower_ in lemmas:
        place = scene.node(above.head)
        yield place.head if place.dep_ in ("dobj", "nsubjpass", "dative") else place


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
    elif noun.dep_ == "appos":
        yield scene.node(noun.head)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as":
        yield from adverbial(scene, noun.head.head, 0)
    yield from (child for child in scene.children(noun) if child.dep_ in ("appos", "nmod") and child.i in scene.at)


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
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.lemma_ in lemmas:
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
        words = scene.doc.text[mention.end : other.start]
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
    "agent": agent, "patient": patient, "object": object_, "prep": prep, "governor": governor, "light": light,
    "predicated": predicated, "owner": owner, "head": head, "anchor": anchor, "own": own, "clause": clause,
    "bracket": bracket, "adjoining": adjoining, "opening": opening,
}  # fmt: skip
