"""Steps of a rule's paths over clauses: agents, governing verbs, complements, relative clauses."""

from collections.abc import Iterator

from sgreports.knowledge.statements.relations import relation_words
from sgreports.parsing.tokens import Token
from sgreports.scene.scene import Scene
from sgreports.sentence.subjects import agent, by_phrases, participle_agents, prepositional_owners
from sgreports.sentence.tags import VERBAL


def acting_tokens(scene: Scene, token: Token, _: tuple[str, ...] = ()) -> Iterator[Token]:
    """The agent of a verb; a name at the end of another step is itself the agent."""
    if token.i in scene.at and token.pos_ not in VERBAL:
        yield token
    elif helped := _assisted_agents(scene, token):
        yield from helped
    elif token.pos_ == "NOUN":
        yield from participle_agents(scene, token)
    else:
        for end in agent(scene, token):
            yield from contributors(scene, end) or [end]


def contributors(scene: Scene, noun: Token) -> list[Token]:
    """The owner of the people or the aim that a noun names: Chile of `officers contributed by Chile assist`, `the aim
    of Chile is to`."""
    if noun.i in scene.at or noun.pos_ != "NOUN" or any(child.i in scene.at for child in noun.lefts):
        return []
    words = relation_words()
    if noun.lemma_ in words["purposes"] and noun.head.lemma_ == "be":
        return [child for child in noun.children if child.dep_ == "poss"] or prepositional_owners(scene, noun)
    participles = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in words["providing"]]
    return [end for participle in participles for end in by_phrases(scene, participle)]


def _assisted_agents(scene: Scene, token: Token) -> list[Token]:
    """The object of a verb of help, which is the agent of the token: `the League` in `supported the League in
    promoting`."""
    verb = token.head.head
    if token.dep_ != "pcomp" or token.head.lower_ != "in" or verb.lemma_ not in ("support", "assist", "help", "aid"):
        return []
    return [child for child in scene.children(verb) if child.dep_ == "dobj"]


def governing_verb(_: Scene, token: Token, __: tuple[str, ...]) -> Iterator[Token]:
    """The verb that a verb completes: `decided` in `decided to extend`."""
    if token.dep_ in ("xcomp", "ccomp", "conj", "advcl") and token.head.pos_ in VERBAL:
        yield token.head


def clause_verbs(scene: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The verb of a clause below: `implement` in `supported institutions to implement`."""
    for child in scene.children(token):
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and child.lemma_ in lemmas:
            yield child
        elif child.dep_ == "dobj":
            yield from (c for c in child.children if c.dep_ in ("acl", "relcl") and c.lemma_ in lemmas)


def with_lemma(_: Scene, token: Token, lemmas: tuple[str, ...]) -> Iterator[Token]:
    """The token, if its lemma is one of these: `mandate` in `patient/is:mandate/owner`.

    After `!` stands the name of a list of relation_words.toml: a verb that is not in it (`is:!no_function`).
    """
    if lemmas[0].startswith("!"):
        if token.pos_ in VERBAL and token.lemma_ not in relation_words()[lemmas[0][1:]]:
            yield token
    elif token.lemma_.lower() in lemmas:
        yield token
