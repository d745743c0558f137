"""The rules for the event of one count: a method for each step, which returns event and trigger."""

from sgreports.knowledge.statements.events import WordClass, agent_events, event_by, event_lexicon
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class, unit_lemma
from sgreports.model.facts import EVENTS, Event, Mention, UnitClass
from sgreports.parsing.tokens import Token
from sgreports.scene.scene import Scene
from sgreports.sentence.coordination import coordinated_verbs
from sgreports.sentence.counted import phrase_head
from sgreports.sentence.governors import (
    CountedRole,
    Governor,
    before_bracket,
    before_including,
    complements,
    governors_of,
    modifiers,
    nouns_of_verb,
    predicate_words,
    premodifiers,
    prepositional,
    role_under_verb,
    subject_phrase,
)
from sgreports.sentence.tags import NOMINAL, VERBAL

SUFFERED: tuple[Event, ...] = ("killed", "injured", "casualties", "abducted")
DOING_NOTHING: tuple[UnitClass, ...] = ("incidents", "activities", "texts", "goods")
PLACES: tuple[UnitClass, ...] = ("places", "states", "facilities")
MODIFIED: dict[tuple[Event, str], Event] = {
    ("injured", "fatally"): "killed", ("injured", "mortally"): "killed", ("displaced", "back"): "returned",
    ("displaced", "medically"): "assisted",
}  # fmt: skip
EventCue = tuple[Event, Token]


def outcome(token: Token, event: Event) -> Event | None:
    """The event of a word with its adverb: who is fatally wounded is killed. Who crosses a road has not fled."""
    beside = [child.lower_ for child in token.children]
    if event == "displaced" and token.lemma_ == "cross" and not {"into", "to", "from", "back"} & set(beside):
        return None
    return next((MODIFIED[event, word] for word in beside if (event, word) in MODIFIED), event)


class EventReader:
    """Reads the words around one count."""

    def __init__(self, scene: Scene, count: Mention, top: Token | None = None) -> None:
        """`top` is the noun to read around, if it is not the count's own."""
        self.scene, self.count = scene, count
        self.verb_cues: dict[tuple[int, CountedRole], EventCue | None] = {}
        self.top = top or phrase_head(scene.heads[count.id])
        self.noun_token = top or scene.nouns[count.id]
        measured = count.kind == "measure"
        self.unit_class: UnitClass = unit_class(
            self.noun_token.text if measured else count.unit, "" if measured else count.kind or ""
        )

    def event_of_word(self, part: WordClass, token: Token, patient: bool = False) -> Event | None:
        """The event that a word states of what is counted; changes and `other` are tested elsewhere."""
        event = self.listed_event(part, token, patient)
        return None if event in ("changed", "other") else event

    def listed_event(self, part: WordClass, token: Token, patient: bool) -> Event | None:
        """The event of a word, alone or with the word before it (`sexual violence`) or its particle (`burn down`)."""
        lemma = token.lemma_.lower()
        partners = [c for c in token.children if c.dep_ in ("amod", "compound", "prt", "dobj", "nsubjpass")]
        for partner in partners:
            pair = f"{partner.lemma_.lower()} {lemma}" if partner.i < token.i else f"{lemma} {partner.lemma_.lower()}"
            if (event := event_by(part, pair, self.unit_class, patient)) is not None:
                return event
        forms = (event_by(part, form, self.unit_class, patient) for form in (lemma, token.lower_))
        return next((outcome(token, event) for event in forms if event is not None), None)

    def adjacent(self) -> EventCue | None:
        """A participle or adjective right after the number or its noun: `two others injured`, `five people dead`."""
        for last in (self.scene.spans[self.count.id][-1], self.noun_token):
            after = self.scene.doc[last.i + 1 : last.i + 3]
            event = self.event_of_word("adjectives", after[0]) if after else None
            if event in SUFFERED and after[-1].pos_ != "NOUN":
                return event, after[0]
        return None

    def predicate(self) -> EventCue | None:
        """The event by the nearest predicate: a noun that governs by `of`, or the verb of the clause."""
        for governor in governors_of(self.top):
            if governor.token.pos_ in VERBAL:
                return self.of_verb(governor)
            if (event := self.by_governing_noun(governor)) is not None:
                return event, governor.token
            if governor.token.lemma_.lower() not in event_lexicon().transparent:
                return None
        return None

    def by_governing_noun(self, governor: Governor) -> Event | None:
        """The event by a noun that governs by `of`, or by `to` and `for`: `the training of`, `delivery of aid to`."""
        if governor.role not in ("patient", "recipient"):
            return None
        event = self.event_of_word("nouns", governor.token, patient=governor.role == "patient")
        return self.received_event(event) if governor.role == "recipient" else event

    def received_event(self, event: Event | None) -> Event | None:
        """What is conducted, produced or paid for people assists them."""
        people = is_person_class(self.unit_class) or self.unit_class == "households"
        return "assisted" if people and event in ("conducted", "funded") else event

    def of_verb(self, governor: Governor) -> EventCue | None:
        """The event by a verb with its complements, predicate words and nouns; each verb is read once."""
        key = governor.token.i, governor.role
        if key not in self.verb_cues:
            self.verb_cues[key] = None
            steps = (self.by_light, self.by_verbs, self.by_participle, self.by_complement, self.by_state, self.by_place,
                     self.by_level)  # fmt: skip
            self.verb_cues[key] = next((found for step in steps if (found := step(governor)) is not None), None)
        return self.verb_cues[key]

    def by_light(self, governor: Governor) -> EventCue | None:
        """The event by the noun of a light verb."""
        return self.by_object(governor) if governor.token.lemma_ in event_lexicon().light else None

    def by_participle(self, governor: Governor) -> EventCue | None:
        """The event by a participle that is an adjective by meaning: `are missing`."""
        verb = governor.token
        event = event_by("adjectives", verb.lower_, self.unit_class) if verb.tag_ == "VBG" else None
        return (event, verb) if event is not None else None

    def by_complement(self, governor: Governor) -> EventCue | None:
        """The event by the participle that completes a verb: `were reported killed`."""
        done = (each for each in complements(governor.token) if each.tag_ == "VBN")
        below = (Governor(each, role_under_verb(each, governor)) for each in done)
        return next((found for each in below if (found := self.of_verb(each)) is not None), None)

    def by_place(self, governor: Governor) -> EventCue | None:
        """The event in counted places: `collected votes at 10 stations`."""
        inside = governor.role in ("oblique", "recipient") and self.unit_class in PLACES
        return self.by_object(governor) if inside else None

    def by_level(self, governor: Governor) -> EventCue | None:
        """The event by the noun that the number is a level of."""
        leveled = governor.token.lemma_ in event_lexicon().levels and governor.role != "agent"
        return self.level(governor.token) if leveled else None

    def by_verbs(self, governor: Governor) -> EventCue | None:
        """The event by coordinated verbs: the first of the list; killed or injured are casualties."""
        verbs = coordinated_verbs(governor.token, self.top)
        cues = [(event, v) for v in verbs if (event := self.by_verb(Governor(v, governor.role))) is not None]
        first = min(cues, key=lambda pair: EVENTS.index(pair[0]), default=None)
        both = {"killed", "injured"} <= {event for event, _ in cues}
        return ("casualties", first[1]) if both and first is not None else first

    def by_state(self, governor: Governor) -> EventCue | None:
        """The event by the predicate words of a verb: `were dead`, `is in need`, `were victims of rape`."""
        for state in predicate_words(governor.token):
            if state == self.top or self.counted_by_another(state):
                continue
            if (event := self.event_of_word("adjectives", state)) is not None:
                return event, state
            if (found := self.by_event_noun(state)) is not None:
                return found
        return None

    def by_object(self, governor: Governor) -> EventCue | None:
        """The event by the noun of a light verb, the counted one first: `made 12 attacks`, `received training`."""
        if governor.role == "patient" and (found := self.noun()) is not None:
            return found
        for noun in nouns_of_verb(governor.token):
            free = governor.role in ("oblique", "recipient") or not self.counted_by_another(noun)
            event = self.event_of_word("nouns", noun) or (
                self.event_of_word("things", noun) if self.unit_class in PLACES else None
            )
            if noun != self.top and free and event is not None:
                return event, noun
        return None

    def counted_by_another(self, noun: Token) -> bool:
        """Whether a noun is counted by another number."""
        others = (self.scene.at.get(t.i) for t in (noun, *noun.children))
        return any(m is not None and m.label == "COUNT" and m is not self.count for m in others)

    def by_verb(self, governor: Governor) -> Event | None:
        """The event by a verb itself."""
        acts = self.event_of_word("acts", governor.token)
        if governor.role == "agent":
            if acts is not None or self.unit_class in DOING_NOTHING or self.count.kind == "measure":
                return acts
            event = self.event_of_word("verbs", governor.token)
            return event if event in agent_events() else None
        event = self.event_of_word("verbs", governor.token, patient=governor.role == "patient")
        if governor.role == "recipient":
            event = self.received_event(event)
        if governor.role == "oblique" and event == "conducted" and is_person_class(self.unit_class):
            return None  # a study of 12 people
        return event or (acts if governor.role not in ("patient", "agent") and self.unit_class in PLACES else None)

    def level(self, verb: Token) -> EventCue | None:
        """The event by the subject of a verb of level: `the number of people killed was 12`."""
        for noun in subject_phrase(verb, self.top):
            if noun != self.top and (found := self.by_modifier(noun) or self.by_event_noun(noun)) is not None:
                return found
        return None

    def bracketed(self) -> EventCue | None:
        """The event of the noun that a count is a part of: `trained teachers (16 women and 13 men)`."""
        noun = before_bracket(self.top, self.count.start) or before_including(self.top)
        if noun is None or noun.pos_ not in NOMINAL or noun.i in self.scene.at:
            return None
        outer = EventReader(self.scene, self.count, noun)
        return outer.predicate() or outer.noun() or outer.modifier()

    def modifier(self) -> EventCue | None:
        """The event by the counted noun's own clauses, phrases and adjectives."""
        for noun in dict.fromkeys((self.noun_token, self.top)):
            if (found := self.by_modifier(noun)) is not None:
                return found
        return None

    def by_modifier(self, noun: Token) -> EventCue | None:
        for governor in modifiers(noun):
            if (found := self.of_verb(governor)) is not None:
                return found
        for word in premodifiers(noun):
            if (event := self.event_of_word("adjectives", word)) is not None:
                return event, word
        after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
        if after is not None and (event := self.event_of_word("adjectives", after)) is not None:
            return event, after
        for end in prepositional(noun):
            is_state = end.head.lower_ in ("in", "at", "under", "with", "without")
            if is_state and (event := self.event_of_word("nouns", end)):
                return event, end
        return None

    def from_activity_noun(self) -> EventCue | None:
        """The event by a noun for an activity or incident, also of parts: `including 20 visits`."""
        return self.noun() if self.unit_class in ("incidents", "activities") else None

    def noun(self) -> EventCue | None:
        """The event by the counted noun as an event noun: `12 attacks`, `cases of rape`, `34 robbery incidents`."""
        for noun in dict.fromkeys((self.noun_token, self.top)):
            if (found := self.by_event_noun(noun)) is not None:
                return found
        lemma = unit_lemma(self.count.unit or "") or ""
        words = lemma.split()
        for start in range(len(words)):
            if (event := event_by("nouns", " ".join(words[start:]), self.unit_class)) is not None:
                return event, self.noun_token
        return None

    def by_event_noun(self, noun: Token) -> EventCue | None:
        """The event by an event noun, itself or through its complement."""
        if (event := self.event_of_word("nouns", noun)) is not None:
            return event, noun
        if noun.lemma_.lower() in event_lexicon().transparent:
            for word in (*prepositional(noun), *premodifiers(noun)):
                if (event := self.event_of_word("nouns", word) or self.event_of_word("things", word)) is not None:
                    return self.merged_with_conjuncts(event, word), word
        return None

    def merged_with_conjuncts(self, event: Event, word: Token) -> Event:
        """The event of a noun and its conjuncts: victims of killing and maiming are casualties."""
        events = {event, *(self.event_of_word("nouns", other) for other in word.conjuncts)}
        return "casualties" if {"killed", "injured"} <= events else event

    def from_counted_noun(self) -> EventCue | None:
        """The event by the counted noun itself: `12 refugees`."""
        lemma = unit_lemma(self.count.unit or "") or ""
        for word in (lemma, lemma.rsplit(maxsplit=1)[-1] if lemma else ""):
            if (event := event_by("things", word, self.unit_class)) is not None:
                return event, self.noun_token
        event = self.event_of_word("things", self.noun_token)
        return (event, self.noun_token) if event is not None else None
