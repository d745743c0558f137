"""Reads the words around one count for what they say of the counted: a method a step, which gives event and word."""

from spacy.tokens import Token

from sgreports.knowledge.statements.events import Part, doing, event_by, event_lexicon
from sgreports.knowledge.statements.unit_classes import of_persons, unit_class, unit_lemma
from sgreports.model.facts import EVENTS, Event, Mention, UnitClass
from sgreports.relations.events.governors import (
    NOMINAL,
    Governor,
    Way,
    before,
    before_bracket,
    before_including,
    beside,
    complements,
    coordinated,
    counted_noun,
    governors,
    modifiers,
    prepositional,
    seat,
    states,
    subject_phrase,
)  # fmt: skip
from sgreports.relations.grammar.clauses import VERBAL, definite
from sgreports.relations.scene import Scene

MEMBERSHIP = ("consist", "comprise", "compose")
HARM: tuple[Event, ...] = ("killed", "injured", "casualties", "abducted")
DOING_NOTHING: tuple[UnitClass, ...] = ("incidents", "activities", "texts", "goods")
PLACES: tuple[UnitClass, ...] = ("places", "states", "facilities")
Cued = tuple[Event, Token]


class Reader:
    """Reads the words around one count."""

    def __init__(self, scene: Scene, count: Mention, top: Token | None = None) -> None:
        """`top` is the noun to read around, if it is not the count's own."""
        self.scene, self.count = scene, count
        self.read: dict[tuple[int, Way], Cued | None] = {}
        self.top = top or seat(scene, count)
        self.noun_token = top or counted_noun(scene, count)
        measured = count.kind == "measure"
        self.name: UnitClass = unit_class(
            self.noun_token.text if measured else count.unit, "" if measured else count.kind or ""
        )

    def says(self, part: Part, token: Token, patient: bool = False) -> Event | None:
        """What a word says of the counted; a change and what is none of the list are asked for by themselves."""
        event = self.sense(part, token, patient)
        return None if event in ("changed", "other") else event

    def sense(self, part: Part, token: Token, patient: bool) -> Event | None:
        """What a word says, alone or with the word before it (`sexual violence`) or its particle (`burn down`)."""
        lemma = token.lemma_.lower()
        partners = [c for c in token.children if c.dep_ in ("amod", "compound", "prt", "dobj", "nsubjpass")]
        for partner in partners:
            pair = f"{partner.lemma_.lower()} {lemma}" if partner.i < token.i else f"{lemma} {partner.lemma_.lower()}"
            if (event := event_by(part, pair, self.name, patient)) is not None:
                return event
        return event_by(part, lemma, self.name, patient) or event_by(part, token.lower_, self.name, patient)

    def adjacent(self) -> Cued | None:
        """A participle or adjective right after the number or its noun: `two others injured`, `five people dead`."""
        for last in (list(self.scene.tokens(self.count))[-1], self.noun_token):
            after = self.scene.doc[last.i + 1 : last.i + 3]
            if len(after) and (event := self.says("adjectives", after[0])) in HARM and after[-1].pos_ != "NOUN":
                return event, after[0]
        return None

    def predicate(self) -> Cued | None:
        """What the nearest predicate says: a noun that governs by `of`, or the verb of the clause."""
        for governor in governors(self.top):
            if governor.token.pos_ in VERBAL:
                return self.of_verb(governor)
            if (event := self.by_governing(governor)) is not None:
                return event, governor.token
            if governor.token.lemma_.lower() not in event_lexicon().transparent:
                return None
        return None

    def by_governing(self, governor: Governor) -> Event | None:
        """What a noun says of what it holds by `of`, and of whom it is for: `the training of`, `delivery of aid to`."""
        if governor.way not in ("patient", "recipient"):
            return None
        event = self.says("nouns", governor.token, patient=governor.way == "patient")
        return self.received(event) if governor.way == "recipient" else event

    def received(self, event: Event | None) -> Event | None:
        """What is conducted, produced or paid for people assists them."""
        people = of_persons(self.name) or self.name == "households"
        return "assisted" if people and event in ("conducted", "funded") else event

    def of_verb(self, governor: Governor) -> Cued | None:
        """What a verb says with what completes it, its states and the nouns beside it; each verb is read once."""
        key = governor.token.i, governor.way
        if key not in self.read:
            self.read[key] = None
            steps = (self.by_light, self.by_verbs, self.by_participle, self.by_complement, self.by_state, self.by_place,
                     self.by_level)  # fmt: skip
            self.read[key] = next((found for step in steps if (found := step(governor)) is not None), None)
        return self.read[key]

    def by_light(self, governor: Governor) -> Cued | None:
        """What the noun beside a light verb says."""
        return self.by_object(governor) if governor.token.lemma_ in event_lexicon().light else None

    def by_participle(self, governor: Governor) -> Cued | None:
        """What a participle says that is an adjective by meaning: `are missing`."""
        verb = governor.token
        event = event_by("adjectives", verb.lower_, self.name) if verb.tag_ == "VBG" else None
        return (event, verb) if event is not None else None

    def by_complement(self, governor: Governor) -> Cued | None:
        """What the verbs say that complete a verb: `need to establish`, `were reported killed`."""
        below = (Governor(each, self.under(each, governor)) for each in complements(governor.token))
        return next((found for each in below if (found := self.of_verb(each)) is not None), None)

    def by_place(self, governor: Governor) -> Cued | None:
        """What is done in counted places: `collected votes at 10 stations`."""
        inside = governor.way in ("oblique", "recipient") and self.name in PLACES
        return self.by_object(governor) if inside else None

    def by_level(self, governor: Governor) -> Cued | None:
        """What the number is a level of."""
        leveled = governor.token.lemma_ in event_lexicon().levels and governor.way != "agent"
        return self.level(governor.token) if leveled else None

    def by_verbs(self, governor: Governor) -> Cued | None:
        """What a verb says or those coordinated with it: the first of the list; killed or injured are casualties."""
        verbs = coordinated(governor.token, self.top)
        said = [(event, v) for v in verbs if (event := self.by_verb(Governor(v, governor.way))) is not None]
        first = min(said, key=lambda pair: EVENTS.index(pair[0]), default=None)
        both = {"killed", "injured"} <= {event for event, _ in said}
        return ("casualties", first[1]) if both and first is not None else first

    def by_state(self, governor: Governor) -> Cued | None:
        """What a verb says its subject or object to be: `were dead`, `is in need`, `were victims of rape`."""
        for state in states(governor.token):
            if state == self.top or self.elsewhere(state):
                continue
            if (event := self.says("adjectives", state)) is not None:
                return event, state
            if (found := self.deed(state)) is not None:
                return found
        return None

    def by_object(self, governor: Governor) -> Cued | None:
        """What the noun beside a light verb says, the counted one first: `made 12 attacks`, `received training`."""
        if governor.way == "patient" and (found := self.noun()) is not None:
            return found
        for noun in beside(governor.token):
            free = governor.way in ("oblique", "recipient") or not self.elsewhere(noun)
            event = self.says("nouns", noun) or (self.says("things", noun) if self.name in PLACES else None)
            if noun != self.top and free and event is not None:
                return event, noun
        return None

    def elsewhere(self, noun: Token) -> bool:
        """Whether a noun is counted by another number."""
        others = (self.scene.at.get(t.i) for t in (noun, *noun.children))
        return any(m is not None and m.label == "COUNT" and m is not self.count for m in others)

    @staticmethod
    def under(completed: Token, governor: Governor) -> Way:
        """How the counted stands to a completing verb: to a passive participle it is whom it is done to."""
        if completed.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in completed.children):
            return "patient"
        return "agent" if governor.way == "patient" and governor.token.tag_ == "VBN" else governor.way

    def by_verb(self, governor: Governor) -> Event | None:
        """What a verb itself says of the counted."""
        acts = self.says("acts", governor.token)
        if governor.way == "agent":
            if acts is not None or self.name in DOING_NOTHING or self.count.kind == "measure":
                return acts
            event = self.says("verbs", governor.token)
            return event if event in doing() else None
        event = self.says("verbs", governor.token, patient=governor.way == "patient")
        if governor.way == "recipient":
            event = self.received(event)
        if governor.way == "oblique" and event == "conducted" and of_persons(self.name):
            return None  # a study of 12 people
        return event or (acts if governor.way not in ("patient", "agent") and self.name in PLACES else None)

    def level(self, verb: Token) -> Cued | None:
        """What the subject of a verb of level says: `the number of people killed was 12`."""
        for noun in subject_phrase(verb, self.top):
            if noun != self.top and (found := self.by_modifier(noun) or self.deed(noun)) is not None:
                return found
        return None

    def bracketed(self) -> Cued | None:
        """What is said of the noun whose parts are told: `trained teachers (16 women and 13 men)`."""
        noun = before_bracket(self.top, self.count.start) or before_including(self.top)
        if noun is None or noun.pos_ not in NOMINAL or noun.i in self.scene.at:
            return None
        outer = Reader(self.scene, self.count, noun)
        return outer.predicate() or outer.noun() or outer.modifier()

    def member(self) -> Cued | None:
        """What consists of the counted has them as members: `the council comprises nine parties`."""
        verb = next((g.token for g in governors(self.top) if g.token.pos_ in VERBAL), None)
        if (
            verb is None
            or verb.lemma_ not in MEMBERSHIP
            or self.count.kind != "cardinal"
            or self.name not in ("organizations", "states", "people")
        ):
            return None
        return "legal_act", verb

    def modifier(self) -> Cued | None:
        """What the counted noun's own clauses, phrases and adjectives say."""
        for noun in dict.fromkeys((self.noun_token, self.top)):
            if (found := self.by_modifier(noun)) is not None:
                return found
        return None

    def by_modifier(self, noun: Token) -> Cued | None:
        for governor in modifiers(noun):
            if (found := self.of_verb(governor)) is not None:
                return found
        for word in before(noun):
            if (event := self.says("adjectives", word)) is not None:
                return event, word
        after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
        if after is not None and (event := self.says("adjectives", after)) is not None:
            return event, after
        for end in prepositional(noun):
            if end.head.lower_ in ("in", "at", "under", "with", "without") and (event := self.says("nouns", end)):
                return event, end
        return None

    def deeds(self) -> Cued | None:
        """What counted deeds are, whatever they are a part of: `including 20 visits`."""
        return self.noun() if self.name in ("incidents", "activities") else None

    def noun(self) -> Cued | None:
        """What the counted noun says as a deed: `12 attacks`, `cases of rape`, `34 robbery incidents`."""
        for noun in dict.fromkeys((self.noun_token, self.top)):
            if (found := self.deed(noun)) is not None:
                return found
        lemma = unit_lemma(self.count.unit or "") or ""
        words = lemma.split()
        for start in range(len(words)):
            if (event := event_by("nouns", " ".join(words[start:]), self.name)) is not None:
                return event, self.written()
        return None

    def written(self) -> Token:
        """The token of the unit: the nearest with its last word, where the parse shows another noun."""
        last = (self.count.unit or "").rsplit(maxsplit=1)[-1:]
        near = sorted(self.top.sent, key=lambda t: abs(t.i - self.top.i))
        return next((t for t in near if [t.text] == last), self.noun_token)

    def deed(self, noun: Token) -> Cued | None:
        """What a noun says as a deed, itself or through what it holds."""
        if (event := self.says("nouns", noun)) is not None:
            return event, noun
        if noun.lemma_.lower() in event_lexicon().transparent:
            for word in (*prepositional(noun), *before(noun)):
                if (event := self.says("nouns", word) or self.says("things", word)) is not None:
                    return self.with_joined(event, word), word
        return None

    def with_joined(self, event: Event, word: Token) -> Event:
        """The event of a noun and those joined to it: victims of killing and maiming are casualties."""
        events = {event, *(self.says("nouns", other) for other in word.conjuncts)}
        return "casualties" if {"killed", "injured"} <= events else event

    def farther(self) -> Cued | None:
        """What stands farther up in the sentence, of counted places."""
        if self.name not in PLACES or self.reference():
            return None
        for governor in governors(self.top):
            if governor.token.pos_ in VERBAL:
                if (found := self.of_verb(governor)) is not None:
                    return found
            elif (event := self.says("nouns", governor.token)) is not None:
                return event, governor.token
        return None

    def reference(self) -> bool:
        """Whether a few things are only referred to: `the two countries`."""
        return definite(self.scene, self.count) and (self.count.entity or self.count.text) in ("2", "two", "3", "three")

    def thing(self) -> Cued | None:
        """What the counted noun is: `12 refugees`."""
        lemma = unit_lemma(self.count.unit or "") or ""
        for word in (lemma, lemma.rsplit(maxsplit=1)[-1] if lemma else ""):
            if (event := event_by("things", word, self.name)) is not None:
                return event, self.written()
        event = self.says("things", self.noun_token)
        return (event, self.noun_token) if event is not None else None
