"""Agent and patient of a verb, over passives, relative clauses, participles and control verbs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from sgreports.knowledge.statements.relations import relation_words
from sgreports.parsing.tokens import Parse, Token
from sgreports.sentence.tags import FINITE, NOMINAL, SUBJECTS, VERBAL
from sgreports.sentence.verbs import MAX_STEPS, MISPARSED_SUBJECTS, is_passive, is_to_infinitive

ACTORS = ("AGENCY", "COUNTRY", "PROGRAMME")
RELATIVE = ("WDT", "WP", "WP$")
ENGAGING_PREPOSITIONS = ("at", "in", "with", "to", "on", "for", "from")  # of what one is engaged in, tasked with
PERFORMING_VERBS = ("play", "achieve", "do", "take")  # and `giving`: whose `progress made by` in something it is
UNDER_WAY = ("charge", "process", "course")  # nouns of what one is at: `in charge of training`
CREDITING_PREPOSITIONS = ("for", "of", "from", "on")  # of what someone is thanked for, accused of, kept from


class Chunk(Protocol):
    """A span that is treated as one token, with its label."""

    @property
    def label(self) -> str: ...


class Chunks(Protocol):
    """A parse in which some spans are treated as one token: `at` has the chunk at each of their tokens."""

    @property
    def doc(self) -> Parse: ...
    @property
    def at(self) -> Mapping[int, Chunk]: ...
    def children(self, token: Token) -> Sequence[Token]: ...
    def node(self, token: Token) -> Token: ...


def agent(scene: Chunks, token: Token) -> Iterator[Token]:
    """The agent: the subject, the by-phrase of a passive, the noun that a clause modifies, the controller."""
    if is_passive(token):
        yield from by_phrases(scene, token)
    else:
        yield from subject(scene, token, 0)


def by_phrases(scene: Chunks, verb: Token) -> Iterator[Token]:
    """The agents of a passive verb, from its own by-phrase or the next conjunct's: `held in Accra and organized by
    UNHCR`."""
    own = list(by_phrase(scene, verb))
    later = [v for v in verb.conjuncts if v.i > verb.i and v.tag_ == "VBN"]
    yield from own or (end for v in later for end in by_phrase(scene, v))


def by_phrase(scene: Chunks, verb: Token) -> Iterator[Token]:
    return nouns_after((child for child in scene.children(verb) if child.dep_ in ("agent", "prep")), "by")


def nouns_after(words: Iterable[Token], *prepositions: str) -> Iterator[Token]:
    """The nouns that these prepositions among some words govern."""
    return (noun for word in words if word.lower_ in prepositions for noun in word.children if noun.dep_ == "pobj")


def participle_agents(scene: Chunks, noun: Token, labels: Sequence[str] = ("acl",)) -> Iterator[Token]:
    """The agents of the participles that modify a noun: `a round table organized by UNHCR`."""
    participles = (c for c in noun.children if c.dep_ in labels and c.tag_ == "VBN")
    return (end for participle in participles for end in by_phrases(scene, participle))


def subject(scene: Chunks, token: Token, depth: int) -> Iterator[Token]:
    """The surface subject of a verb, its own or the one that it shares with the clause above."""
    own = _surface_subjects(scene, token)
    if own:
        relative = token.dep_ == "relcl" and own[0].tag_ in RELATIVE
        yield from [antecedent(scene, token)] if relative else own
    elif depth < MAX_STEPS:
        yield from _inherited_subject(scene, token, depth)


def _surface_subjects(scene: Chunks, token: Token) -> list[Token]:
    """A verb's own subject.

    `some` of `animators, some trained by` is the noun before. Of two subjects the one nearer to the verb is meant; the
    first belongs to what stands before (`With help from A, the B, the C did`). A name right before a finite verb is its
    subject though the parser takes it for a noun's modifier.
    """
    own = [child for child in scene.children(token) if child.dep_ in SUBJECTS]
    if own and own[-1].pos_ in ("DET", "PRON") and own[-1].tag_ == "DT" and token.dep_ in ("relcl", "acl", "advcl"):
        return [antecedent(scene, token)]
    if own:
        return own[-1:]
    if token.tag_ in FINITE:
        near = [child for child in token.lefts if child.dep_ in MISPARSED_SUBJECTS and child.i in scene.at]
        return near or _after_opening(scene, token)
    return []


def _after_opening(scene: Chunks, verb: Token) -> list[Token]:
    """The subject that a parser takes for an apposition to a name of another kind: `On 12 May, the Ministry held`."""
    for token in reversed(scene.doc[verb.sent.start : verb.i]):
        name, before = scene.at.get(token.i), scene.at.get(token.head.i)
        if name is None or before is None or name.label not in ACTORS or before.label == name.label:
            continue
        if token.dep_ == "appos" and scene.node(token) == token:
            return [token]
    return []


def antecedent(scene: Chunks, token: Token) -> Token:
    """The noun that a relative clause is about; of `X is a body that supports` the subject."""
    return _predicated_name(scene, token.head) or scene.node(token.head)


def _predicated_name(scene: Chunks, noun: Token) -> Token | None:
    """The name that a noun is predicated of by `to be`: `Chad` of `State` in `Chad became the first State to
    ratify`."""
    if noun.dep_ != "attr" or noun.i in scene.at:
        return None
    names = [t for t in scene.children(noun.head) if t.dep_ in SUBJECTS and t.i in scene.at]
    return scene.node(names[-1]) if names and names[-1].i < noun.i else None


def _inherited_subject(scene: Chunks, token: Token, depth: int) -> Iterator[Token]:
    """The subject of a verb that has none of its own."""
    above, label = token.head, token.dep_
    if label == "pcomp" and above.dep_ == "prep":
        yield from subject_of_adverbial(scene, above, depth)
    elif label == "xcomp" and above.dep_ in ("acomp", "oprd") and above.pos_ not in VERBAL:
        yield from subject(scene, above.head, depth + 1)
    elif above.pos_ in VERBAL:
        yield from _subject_under_verb(scene, token, above, depth)
    elif label in ("acl", "relcl") and is_to_infinitive(token):
        yield from _owner_of_effort(scene, above, depth)
    elif label in ("acl", "advcl"):
        yield scene.node(above)


def _subject_under_verb(scene: Chunks, token: Token, above: Token, depth: int) -> Iterator[Token]:
    """The subject of a verb whose head is another verb."""
    label = token.dep_
    controlled = label == "advcl" and is_to_infinitive(token) and above.lemma_ in relation_words()["object_control"]
    if label in ("xcomp", "ccomp") or controlled:
        yield from _controller(scene, above, depth)
    elif label in ("conj", "advcl", "dep"):
        yield from _shared_subject(scene, token, above, depth)


def _shared_subject(scene: Chunks, token: Token, above: Token, depth: int) -> Iterator[Token]:
    """The subject of the head of a conjunct or participle; for a participle under a passive, its by-phrase."""
    if is_passive(above) and token.dep_ == "advcl" and token.tag_ == "VBG":
        yield from by_phrase(scene, above)
    elif token.dep_ == "conj" and (verb := _recalled_verb(above, token)) is not None:
        yield from subject(scene, verb, depth + 1)
    elif is_passive(above) and token.dep_ == "conj":
        yield from passive_subject(scene, above)
    elif is_passive(above) == is_passive(token) or token.dep_ != "advcl":
        yield from subject(scene, above, depth + 1)


def _recalled_verb(above: Token, token: Token) -> Token | None:
    """The verb of what `It is recalled that`, before a verb that a parser takes for one beside `recalled`."""
    empty = any(child.dep_ in ("nsubjpass", "nsubj", "expl") and child.lower_ == "it" for child in above.lefts)
    complements = [child for child in above.children if child.dep_ == "ccomp" and child.i < token.i]
    return complements[-1] if empty and complements else None


def _owner_of_effort(scene: Chunks, noun: Token, depth: int) -> Iterator[Token]:
    """The owner of `efforts to support`: the possessor, the by- or of-phrase, or the subject of the verb above."""
    if (name := _predicated_name(scene, noun)) is not None:
        yield name
        return
    if noun.lemma_ == "position" and noun.dep_ == "pobj" and noun.head.lower_ == "in":
        yield from subject(scene, noun.head.head, depth + 1)
        return
    owners = [child for child in scene.children(noun) if child.dep_ == "poss"] or prepositional_owners(scene, noun)
    yield from owners
    if not owners:
        yield from (t for child in noun.lefts if child.dep_ == "amod" for t in child.lefts if t.dep_ == "nsubj")
    if not owners and noun.dep_ == "dobj" and noun.head.lemma_ in relation_words()["makes_effort"]:
        yield from subject(scene, noun.head, depth + 1)


def prepositional_owners(scene: Chunks, noun: Token) -> list[Token]:
    """The owners of a noun by a phrase with `by` or `of`: `the commitment of the parties to`."""
    return list(nouns_after(scene.children(noun), "by", "of"))


def _controller(scene: Chunks, verb: Token, depth: int) -> Iterator[Token]:
    """The controller of an infinitive: the object of `request X to`, else the subject (`continued to`, `agreed to`)."""
    objects = [child for child in scene.children(verb) if child.dep_ == "dobj"]
    prepositions = ("to",) if verb.lemma_ == "appeal" else ("on", "upon")
    objects += nouns_after(verb.children, *prepositions)
    if verb.lemma_ in relation_words()["object_control"]:
        if is_passive(verb) or (verb.lemma_ in relation_words()["helping"] and not _any_named(scene, objects)):
            yield from subject(scene, verb, depth + 1)
        yield from objects
    else:
        yield from subject(scene, verb, depth + 1)


def _any_named(scene: Chunks, nouns: list[Token]) -> bool:
    """Whether one of some nouns is a name or has one before it."""
    return any(t.i in scene.at for noun in nouns for t in (noun, *noun.lefts))


def subject_of_adverbial(scene: Chunks, preposition: Token, depth: int) -> Iterator[Token]:
    """The subject of `by supporting`, `including by it`: that of the verb above; of a noun, whose `role in` it is.

    Of a passive it is the by-phrase, but who `is engaged in supporting` or `is aimed at supporting` is its subject.
    """
    above = preposition.head
    if above.lemma_ in UNDER_WAY and above.dep_ == "pobj":
        above = above.head.head
    is_purpose = above.pos_ == "NOUN" and above.lemma_ in relation_words()["purposes"]
    if is_purpose and preposition.lower_ in ("of", "in", "to"):
        yield from [child for child in above.children if child.dep_ == "poss"] or prepositional_owners(scene, above)
        return
    while above.dep_ in ("prep", "acomp", "oprd"):
        above = above.head
    if above.pos_ not in VERBAL:
        return
    is_engaging = preposition.lower_ in ENGAGING_PREPOSITIONS and preposition.head == above
    if is_engaging and is_passive(above):
        light = above.lemma_ in relation_words()["giving"] or above.lemma_ in PERFORMING_VERBS
        yield from (light and list(by_phrase(scene, above))) or passive_subject(scene, above)
    elif above.lemma_ in relation_words()["crediting"] and preposition.lower_ in CREDITING_PREPOSITIONS:
        yield from patient(scene, above)
    else:
        yield from (by_phrase(scene, above) if is_passive(above) else subject(scene, above, depth + 1))


def patient(scene: Chunks, token: Token, _: tuple[str, ...] = ()) -> Iterator[Token]:
    """The patient: the object, the subject of a passive, the noun that a passive clause modifies."""
    if is_passive(token):
        yield from passive_subject(scene, token)
    else:
        own = [child for child in scene.children(token) if child.dep_ in ("dobj", "oprd")]
        relative = token.dep_ == "relcl" and own and own[0].tag_ in RELATIVE
        yield from [antecedent(scene, token)] if relative else own or _controlled_objects(token)
        if not own:
            yield from _shared_object(scene, token)


def _controlled_objects(verb: Token) -> list[Token]:
    """The objects of a control verb that a parser takes for the subject of its complement."""
    if verb.lemma_ not in relation_words()["object_control"]:
        return []
    done = [child for child in verb.children if child.dep_ == "ccomp" and is_to_infinitive(child)]
    return [child for below in done for child in below.children if child.dep_ == "nsubj"]


def passive_subject(scene: Chunks, token: Token) -> Iterator[Token]:
    has_own = any(child.dep_ in SUBJECTS for child in scene.children(token))
    if not has_own and (noun := _noun_before_participle(scene, token)) is not None:
        yield noun
    elif not has_own and token.dep_ in ("acl", "relcl"):
        yield antecedent(scene, token)
    elif not has_own and token.dep_ == "conj" and token.head.dep_ == "acl" and is_passive(token.head):
        yield scene.node(token.head.head)
    else:
        yield from subject(scene, token, 0)


def _shared_object(scene: Chunks, token: Token) -> Iterator[Token]:
    """The object of `signed and ratified the Convention`, and of `the text which X signed`."""
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - token.i <= 3:
            yield from (noun for noun in scene.children(child) if noun.dep_ == "dobj")


def _noun_before_participle(scene: Chunks, token: Token) -> Token | None:
    """The noun right before a participle that the parse attaches to the verb: `In its report, submitted in May, the
    Panel`.

    A name's symbol in brackets may stand between.
    """
    if token.dep_ != "advcl" or token.tag_ != "VBN" or token.i < 2 or token.nbor(-1).text != ",":
        return None
    place = token.i - 2
    while place > token.sent.start and (scene.doc[place].text in ("(", ")") or scene.doc[place].dep_ == "appos"):
        place -= 1
    noun = scene.doc[place]
    return scene.node(noun) if noun.pos_ in NOMINAL and noun.dep_ in ("pobj", "dobj") else None
