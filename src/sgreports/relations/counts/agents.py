"""Agents of counts: who did, recorded, reported, holds or hosts what is counted (`count_by`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sgreports.knowledge.statements.relations import Frame, relation_words
from sgreports.model.facts import Label, Mention
from sgreports.relations.counts.holders import attributive, holder, owners
from sgreports.relations.counts.times import CountLink, Row
from sgreports.relations.grammar.arguments import Scene, listed, named
from sgreports.relations.grammar.clauses import VERBAL, ancestors, between, definite, noun_of, word_before
from sgreports.relations.grammar.reach import anaphoric, clauses, wholes
from sgreports.relations.grammar.subjects import agent, by_phrase, by_phrases, passive
from sgreports.relations.status import sources

DOERS: tuple[Label, ...] = ("AGENCY", "PROGRAMME", "COUNTRY")
Found = tuple[Frame, list[Mention]]


@dataclass(slots=True)
class Told:
    """What a paragraph has told so far: agents by unit counted, the recorder, the last subject, the last agents."""

    units: dict[str, list[Mention]] = field(default_factory=dict)
    recorder: list[Mention] = field(default_factory=list)
    topic: list[Mention] = field(default_factory=list)
    last: list[Mention] = field(default_factory=list)


def doers(scene: Scene, table: Sequence[Row], totals: Mapping[str, Mention]) -> Iterator[CountLink]:
    """The `count_by` of every count of a paragraph; `totals` gives each part its total."""
    told = Told()
    own: dict[str, Found] = {}
    for row in table:
        links = list(of_row(scene, row, told, {**wholes(scene, row.of("COUNT")), **totals}, own))
        yield from links
        told.recorder = recording(scene, row) or (told.recorder if not row.of("AGENCY") else [])
        told.topic = subjects(scene, row.sentence.root)
        last = links[-1].count if links else None
        told.last = [k.other for k in links if k.count is last]


def of_row(
    scene: Scene, row: Row, told: Told, whole: Mapping[str, Mention], own: dict[str, Found]
) -> Iterator[CountLink]:
    """The agents of the counts of one sentence; a part has those of its whole, as far as they are known."""
    names = sources(scene, row.sentence)
    each: dict[str, Found] = {i: ("agent", [who]) for i, who in respectively(scene, row).items()}
    for count in row.of("COUNT"):
        frame, found = each.get(count.id) or doer(scene, count, names)
        if not found and count.id in whole:
            frame, found = own.get(whole[count.id].id, (frame, found))
        if not found:
            frame, found = earlier(scene, row, count, told)
        found = found + [m for m in (*nominal(scene, row, count), *participial(scene, count)) if m not in found]
        own[count.id] = frame, found
        yield from (CountLink("count_by", count, who, frame) for who in found)
        if frame == "attributive":
            told.units[count.unit or ""] = found


def respectively(scene: Scene, row: Row) -> dict[str, Mention]:
    """Counts each with its own agent: `X and Y claimed 53 and 21 attacks, respectively`."""
    counts, bodies = row.of("COUNT"), row.of("AGENCY")
    if not bodies or not any(t.lower_ == "respectively" for t in row.sentence):
        return {}
    names = [m for m in listed(scene, bodies[0], ("AGENCY",)) if m in bodies]
    after = [c for c in counts if c.start > names[-1].end]
    return {c.id: m for c, m in zip(after, names, strict=True)} if len(after) == len(names) > 1 else {}


def doer(scene: Scene, count: Mention, names: list[Mention]) -> Found:
    """Who stands for one count in its own sentence, and by which step."""
    if own := attributive(scene, count):
        return "attributive", own
    if names:
        return "source", names
    if held := holder(scene, count):
        return "attributive", held
    return "agent", [] if definite(scene, count) else list(acting(scene, count))


def earlier(scene: Scene, row: Row, count: Mention, told: Told) -> Found:
    """Who stands for a count by what was said before it."""
    if same := told.units.get(count.unit or ""):
        return "attributive", same
    if adds_up(scene, count):
        return "carried", told.last
    if worked(scene, count) and not row.of("AGENCY"):
        return "carried", told.topic
    return "carried", told.recorder if carried(row) and recordable(scene, count) else []


def adds_up(scene: Scene, count: Mention) -> bool:
    """Whether a sentence adds up or takes apart the counts before: `This brings the number to`."""
    words = relation_words()
    verb = next(clauses(scene, count), scene.heads[count.id])
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if verb.dep_ != "ROOT" or subject is None:
        return False
    told = subject.lower_ in words["pronouns"] or any(child.lower_ in words["pronouns"] for child in subject.lefts)
    if verb.lemma_ == "bring":
        return told
    return verb.lemma_ in ("include", "comprise") and subject.lemma_ in words["level_nouns"]


def recordable(scene: Scene, count: Mention) -> bool:
    """Whether a count is an entry of a record that goes on: what was done, what there was, or a part of it."""
    verb = next(clauses(scene, count), scene.heads[count.id])
    return passive(verb) or verb.lemma_ in ("be", "include", "involve") or anaphoric(scene, count)


def worked(scene: Scene, count: Mention) -> bool:
    """Whether a count is the subject of a passive of an organization's work with no agent named."""
    noun = noun_of(scene, count)
    verb = noun.head
    if noun.dep_ != "nsubjpass" or verb.lemma_ not in relation_words()["work_verbs"]:
        return False
    return not any(child.dep_ == "agent" for child in verb.children)


def harmed(scene: Scene, count: Mention) -> bool:
    """Whether what is counted came to harm: `nine men were killed`, `those wounded, four in all`."""
    return next(clauses(scene, count), scene.heads[count.id]).lemma_ in relation_words()["harm_verbs"]


def subjects(scene: Scene, verb: Token) -> list[Mention]:
    """The bodies that are the subject of a verb by name."""
    return [n.mention for end in agent(scene, verb) for n in named(scene, end, ("AGENCY",)) if not n.inferred]


def nominal(scene: Scene, row: Row, count: Mention) -> list[Mention]:
    """The agent of a noun: `attacks on three schools by the police`, several `respectively` in order."""
    counts, place = row.of("COUNT"), scene.order[count.id]
    group = [m for m in scene.mentions[place + 1 :] if m.label != "COUNT"][:1]
    if not group or group[0].label != "AGENCY" or group[0] not in row.mentions:
        return []
    words = between(scene, count, group[0])
    before = word_before(scene, group[0])
    if len(words) > 9 or before is None or before.lower_ != "by" or any(t.pos_ == "VERB" for t in words):
        return []
    names = list(listed(scene, group[0], ("AGENCY",)))
    together = [c for c in counts if c.start < group[0].start and c.end > count.start]
    if any(t.lower_ == "respectively" for t in row.sentence) and len(names) > 1:
        return names[-len(together) :][:1] if len(together) <= len(names) else []
    return names


def participial(scene: Scene, count: Mention) -> list[Mention]:
    """The agent of a participle of the counted noun: `two attacks, claimed by X`, `the $8 million approved by Y`."""
    noun = noun_of(scene, count)
    told = [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VBN"]
    return [n.mention for verb in told for end in by_phrases(scene, verb) for n in named(scene, end, DOERS)]


def acting(scene: Scene, count: Mention) -> Iterator[Mention]:
    """The agents of the verbs above a count, as far up as they are said to do or to report it."""
    words = relation_words()
    below, told_only = scene.heads[count.id], False
    for token in ancestors(scene, count):
        if token.lemma_ in words["wanting"] and token.pos_ in VERBAL:
            return
        told_only = told_only or (token.pos_ in VERBAL and changed(token, below))
        found: list[Mention] = []
        if token.pos_ in VERBAL and (not told_only or token.lemma_ in words["recording"]):
            found = of_verb(scene, token, below)
        elif token.lemma_ in words["survey_nouns"]:
            found = owners(scene, token) or of_action(scene, token)
        if found:
            yield from found
            return
        if stops(token) or aside(token):
            return
        told_only = told_only or token.dep_ == "acl"
        below = token


def aside(token: Token) -> bool:
    """Whether a phrase tells of a partner or a circumstance, not of what was done: `in cooperation with two …`."""
    words = relation_words()
    partner = token.lower_ == "with" and token.head.lemma_ in words["partnering"]
    return token.dep_ == "prep" and (partner or token.lower_ in words["adjuncts"])


def changed(verb: Token, below: Token) -> bool:
    """Whether a count is what a number was brought to: nobody is said to have done all of it."""
    return below.dep_ == "prep" and below.lower_ in ("to", "from", "by") and verb.lemma_ in relation_words()["changing"]


def of_verb(scene: Scene, verb: Token, below: Token) -> list[Mention]:
    """The agent of one verb above the count: none where the count is its subject or the verb is no doing."""
    words = relation_words()
    if verb.lemma_ in words["no_doing"]:
        return []
    if below.dep_ == "ccomp" and verb.lemma_ not in words["reporting"]:
        return []
    ends = list(by_phrase(scene, verb) if passive(verb) else agent(scene, verb))
    if below.dep_ in ("nsubj",) or (not passive(verb) and any(below.i == end.i for end in ends)):
        return []
    found = [n.mention for end in ends for n in named(scene, predicated(scene, end), DOERS)]
    return [m for m in found if m.form != "demonym"] or [m for end in ends for m in of_action(scene, end)]


def predicated(scene: Scene, noun: Token) -> Token:
    """What a noun is said of: `X is a coalition that …`."""
    if noun.dep_ == "attr" and noun.head.lemma_ == "be" and noun.i not in scene.at:
        return next((child for child in scene.children(noun.head) if child.dep_ == "nsubj"), noun)
    return noun


def of_action(scene: Scene, noun: Token) -> list[Mention]:
    """Who does what a noun tells: `the support by UNICEF`, `a study conducted by UNDP`."""
    if noun.i in scene.at:
        return []
    for token in noun.subtree:
        own = token.dep_ == "prep" and token.head.pos_ == "NOUN"
        made = token.dep_ == "agent" and token.head.dep_ == "acl" and token.head.head == noun
        if token.lower_ == "by" and (own or made):
            return [n.mention for end in token.children if end.dep_ == "pobj" for n in named(scene, end, ("AGENCY",))]
    return []


def stops(token: Token) -> bool:
    """Whether what is above says nothing of who did it: out of a relative clause or one with its own subject."""
    if token.dep_ == "relcl":
        return True
    if token.pos_ not in VERBAL or token.dep_ not in ("advcl", "conj", "parataxis"):
        return False
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def recording(scene: Scene, row: Row) -> list[Mention]:
    """Who records in a sentence's main clause: their record goes on in the sentences after."""
    root = row.sentence.root
    return subjects(scene, root) if root.lemma_ in relation_words()["recording"] else []


def carried(row: Row) -> bool:
    """Whether a sentence goes on with the record of the one before: it names no body of its own."""
    return not row.of("AGENCY") and row.sentence.root.tag_ in ("VBD", "VBN")
