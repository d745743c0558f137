"""Steps of a rule's paths over nouns: their possessors, the subjects they are predicated of, their light verbs."""

from collections.abc import Iterator

from sgreports.knowledge.statements.relations import relation_words
from sgreports.parsing.tokens import Token
from sgreports.scene.scene import Scene
from sgreports.sentence.subjects import passive_subject, subject, subject_of_adverbial
from sgreports.sentence.tags import NOMINAL
from sgreports.sentence.verbs import MAX_STEPS, is_passive

OFFICE_VERBS = ("hold", "assume", "take", "occupy", "have")  # verbs of an office: `holds the chair of`
BRACKETED = 160  # characters from a name to the bracket with its symbol, at most


def light_verb(_: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The light verb of a noun: `provided` in `provided support`, `support provided`.

    The lemmas are those given, else the list `giving`. Nothing where a by-phrase states the agent.
    """
    if not lemmas and any(child.lower_ == "by" and child.dep_ in ("prep", "agent") for child in token.children):
        return
    noun, verbs = token, lemmas or relation_words()["giving"]
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "pobj") and above.lemma_ in verbs:
        yield above
    yield from (child for child in token.children if child.dep_ in ("acl", "relcl") and child.lemma_ in verbs)


def topics_of_effort(scene: Scene, token: Token, prepositions: tuple[str, ...], depth: int = 0) -> Iterator[Token]:
    """The topic of a noun of effort: `the Goals` in `the achievement of the Goals`, `X` in `the work of X`.

    The prepositions are those named, else `of`; a name's own work is found too (`the Commission's efforts`).
    """
    for noun in (token, *(t for t in token.conjuncts if t.i > token.i)):
        if noun.i in scene.at:
            yield noun
        elif noun.lemma_.lower() in relation_words()["transparent"] and depth < MAX_STEPS:
            yield from possessors(scene, noun)
            for end in _prepositional_nouns(noun, prepositions or ("of",)):
                yield from topics_of_effort(scene, end, prepositions, depth + 1)


def _prepositional_nouns(noun: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """The nouns of a noun's prepositions; of `in achieving the Goals` the object of the verb."""
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            for end in child.children:
                yield from [c for c in end.children if c.dep_ == "dobj"] if end.dep_ == "pcomp" else [end]


def predication_subject(scene: Scene, token: Token, _: tuple[str, ...]) -> Iterator[Token]:
    """The subject that a noun is predicated of: `X is a member`, `X, the chair of`, `served as chair`, `was elected
    chair`."""
    noun = _first_conjunct(scene, token)
    if (name := _name_before_comma(scene, token)) is not None:
        yield name
    elif noun.dep_ == "attr":
        yield from subject(scene, noun.head, 0)
    elif noun.dep_ == "pobj" and noun.head.head.dep_ == "attr" and noun.head.head.lower_ == "one":
        yield from subject(scene, noun.head.head.head, 0)
    elif noun.dep_ == "appos" and noun.head.i in scene.at:
        yield scene.node(noun.head)
    elif noun.dep_ == "oprd" or (noun.dep_ == "dobj" and noun.head.lemma_ in OFFICE_VERBS):
        yield from subject(scene, noun.head, 0)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as":
        above = noun.head.head
        yield from passive_subject(scene, above) if is_passive(above) else subject_of_adverbial(scene, noun.head, 0)
    yield from (child for child in scene.children(noun) if child.dep_ == "nmod" and child.i in scene.at)


def _name_before_comma(scene: Scene, token: Token) -> Token | None:
    """The name that a noun follows after a comma: `Czechia and Kenya, full members of`; not `In Chad, members of`."""
    place = token.i - 1
    while place > token.sent.start and token.doc[place].pos_ in ("DET", "ADJ", "ADV"):
        place -= 1
    opening = token.sent[0].pos_ == "ADP" and not any(t.text == "," for t in token.doc[token.sent.start : place])
    after_comma = token.doc[place].text == "," and place - 1 in scene.at and not opening
    return scene.node(token.doc[place - 1]) if after_comma else None


def _first_conjunct(scene: Scene, token: Token) -> Token:
    """The first of coordinated nouns; a parser may attach a later one to a name inside it: `member of X and chair`."""
    noun = token
    for _ in range(MAX_STEPS):
        if noun.dep_ != "conj" or noun.head.pos_ not in NOMINAL:
            break
        noun = scene.node(noun.head)
        if noun.i in scene.at and noun.dep_ == "pobj" and noun.head.dep_ == "prep":
            noun = noun.head.head
    return noun


def possessors(scene: Scene, token: Token, _: tuple[str, ...] = ()) -> Iterator[Token]:
    """The possessor of a noun, or the name that modifies it: `Somalia's ratification`, `the MINUSCA mandate`.

    Of coordinated nouns the first has the possessor: `its hospitality towards and support for`.
    """
    own = [c for c in scene.children(token) if c.dep_ in ("poss", "compound", "nmod", "amod") and c.i < token.i]
    if not own and token.dep_ == "conj" and token.head.pos_ == "NOUN" and token.head.i not in scene.at:
        own = [child for child in token.head.children if child.dep_ == "poss"]
    yield from own


def head_of_token(scene: Scene, token: Token, _: tuple[str, ...]) -> Iterator[Token]:
    """The head of the token, over a preposition that it modifies."""
    above = token.head
    yield scene.node(above.head if above.dep_ == "prep" and above.pos_ == "ADP" else above)


def name_in_brackets(scene: Scene, token: Token, _: tuple[str, ...]) -> Iterator[Token]:
    """The name in brackets after a name or noun: the symbol in `the report of the Secretary-General (A/46/602)`."""
    mention = scene.at.get(token.i)
    end = mention.end if mention else token.idx + len(token)
    for other in scene.mentions:
        words = scene.doc.text[end : other.start]
        if other.start < end or other.id not in scene.heads:
            continue
        if "." in words or len(words) > BRACKETED:
            return
        if words.rstrip().removesuffix("see").rstrip().endswith("("):
            yield scene.heads[other.id]
            return
