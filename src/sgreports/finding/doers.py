"""Agents of counts: who did, recorded, reported, holds or hosts what is counted (`count_by`)."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from sgreports.finding.arguments import Scene, listed, named
from sgreports.finding.clauses import VERBAL, ancestors, between, noun_of, word_before
from sgreports.finding.frames import CountLink, Row
from sgreports.finding.status import sources
from sgreports.finding.subjects import agent, by_phrase, passive
from sgreports.knowledge.relations import Frame, relation_words
from sgreports.model.facts import Label, Mention

DOERS: tuple[Label, ...] = ("AGENCY", "PROGRAMME", "COUNTRY")
Found = tuple[Frame, list[Mention]]


def doers(scene: Scene, table: Sequence[Row]) -> Iterator[CountLink]:
    """The `count_by` of every count of a paragraph."""
    recorder: list[Mention] = []
    units: dict[str, list[Mention]] = {}
    for row in table:
        names = sources(scene, row.sentence)
        for count in row.of("COUNT"):
            frame, found = doer(scene, count, names, units, recorder if carried(row) else [])
            found = found + [m for m in nominal(scene, row, count) if m not in found]
            yield from (CountLink("count_by", count, who, frame) for who in found)
            if frame == "attributive":
                units[count.unit or ""] = found
        recorder = recording(scene, row) or (recorder if not row.of("AGENCY") else [])


def doer(
    scene: Scene, count: Mention, names: list[Mention], units: dict[str, list[Mention]], recorder: list[Mention]
) -> Found:
    """Who stands for one count, and by which step."""
    if own := attributive(scene, count):
        return "attributive", own
    if names:
        return "source", names
    if found := list(acting(scene, count)):
        return "agent", found
    if same := units.get(count.unit or ""):
        return "attributive", same
    return "carried", recorder


def attributive(scene: Scene, count: Mention) -> list[Mention]:
    """The name between a count and its noun (`15 United Nations entities`) or of its members (`six members of X`)."""
    noun = noun_of(scene, count)
    inside = [scene.at.get(child.i) for child in noun.lefts if child.dep_ in ("compound", "nmod", "amod")]
    found = [m for m in inside if m is not None and m.label == "AGENCY" and m.start >= count.end]
    if found:
        return found[-1:]
    place = scene.order[count.id] + 1
    if place < len(scene.mentions):
        after = scene.mentions[place]
        words = between(scene, count, after)
        if after.label == "AGENCY" and not words.text.strip():
            return [after]
        if after.label == "AGENCY" and affiliated(words):
            return [after]
    return []


def affiliated(words: Span) -> bool:
    """`members of the`, `appointees of the`: the words between a count and the body that its people belong to."""
    of = [t for t in words if t.lower_ == "of"]
    return len(words) <= 3 and len(of) == 1 and words[0].lower_ in relation_words()["affiliates"]


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
    names = listed(scene, group[0], ("AGENCY",))
    together = [c for c in counts if c.start < group[0].start and c.end > count.start]
    if any(t.lower_ == "respectively" for t in row.sentence) and len(names) > 1:
        return names[-len(together) :][:1] if len(together) <= len(names) else []
    return names


def acting(scene: Scene, count: Mention) -> Iterator[Mention]:
    """The agents of the verbs above a count, as far up as they are said to do or to report it."""
    below = scene.heads[count.id]
    subject_side = False
    for token in ancestors(scene, count):
        subject_side = subject_side or below.dep_ in ("nsubj", "nsubjpass")
        if token.pos_ in VERBAL:
            who = of_verb(scene, token, below)
            if who:
                yield from who
                return
        elif token.lemma_ in relation_words()["survey_nouns"]:
            who = owners(scene, token)
            if who:
                yield from who
                return
        if stops(token):
            return
        below = token


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
    found = [n.mention for end in ends for n in named(scene, end, DOERS)]
    return [m for m in found if m.form != "demonym"]


def owners(scene: Scene, noun: Token) -> list[Mention]:
    found = [scene.at.get(child.i) for child in noun.lefts if child.dep_ in ("compound", "poss", "nmod")]
    return [m for m in found if m is not None and m.label == "AGENCY"][-1:]


def stops(token: Token) -> bool:
    """Whether what is above says nothing of who did it: out of a relative clause or one with its own subject."""
    if token.dep_ == "relcl":
        return True
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
    return token.pos_ in VERBAL and own and token.dep_ in ("advcl", "conj", "parataxis")


def recording(scene: Scene, row: Row) -> list[Mention]:
    """Who records in a sentence's main clause: their record goes on in the sentences after."""
    root = row.sentence.root
    if root.lemma_ not in relation_words()["recording"]:
        return []
    return [n.mention for end in agent(scene, root) for n in named(scene, end, ("AGENCY",)) if not n.inferred]


def carried(row: Row) -> bool:
    """Whether a sentence goes on with the record of the one before: it names no body of its own."""
    return not row.of("AGENCY") and row.sentence.root.tag_ in ("VBD", "VBN")
