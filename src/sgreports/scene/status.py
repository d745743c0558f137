"""The status of a relation: negated or affirmed, planned or actual, and its source."""

import re
from dataclasses import dataclass
from itertools import pairwise

from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Label, Mention, Modality, Polarity
from sgreports.parsing.tokens import Span, Token
from sgreports.scene.arguments import arguments_of
from sgreports.scene.scene import Scene, once
from sgreports.sentence.modality import governing_chain, is_as_reported, makes_planned, negates
from sgreports.sentence.subjects import subject
from sgreports.sentence.verbs import activity_verbs

SOURCES: tuple[Label, ...] = ("AGENCY", "COUNTRY")
SOURCE_WORDS = re.compile(r"ccording to|\b[Aa]s (?:\w+ ){1,3}by\b")  # a cheap test before the parse is searched


@dataclass(frozen=True, slots=True)
class Status:
    """Polarity, modality and the mention id of the source named, if any."""

    polarity: Polarity
    modality: Modality
    attributed_to: str | None


@once
def status(scene: Scene, trigger: Token) -> Status:
    """The status of what a trigger says; where that is a preposition of place, of the deed done there."""
    trigger = next(activity_verbs(trigger), trigger) if trigger.pos_ == "ADP" else trigger
    chain = [token for token in governing_chain(trigger) if token is trigger or token.i not in scene.at]
    negative = sum(negates(token, below) for below, token in zip([None, *chain], chain, strict=False)) % 2 == 1
    future = any(makes_planned(token, below) for below, token in zip([None, *chain], chain, strict=False))
    return Status(
        "negated" if negative else "affirmed",
        "planned" if future else "actual",
        _attributed_source(scene, trigger, chain),
    )


def _attributed_source(scene: Scene, trigger: Token, chain: list[Token]) -> str | None:
    """The source of `according to WHO` in the trigger's sentence, or of `WHO reported that …` above it."""
    for source in sources(scene, trigger.sent):
        return source.id
    for below, token in pairwise(chain):
        if below.dep_ == "ccomp" and token.lemma_ in relation_words()["reporting"]:
            for who in subject(scene, token, 0):
                for name in arguments_of(scene, who, SOURCES):
                    return name.mention.id
    return None


@once
def sources(scene: Scene, sentence: Span) -> list[Mention]:
    """Who is named after `according to` or `as reported by` in a sentence."""
    if not SOURCE_WORDS.search(sentence.text):
        return []
    for token in sentence.doc.span(sentence.start, sentence.end - 2).tokens_of("according", "by"):
        if token.lower_ == "by" and token.head.lemma_ in relation_words()["reporting"] and is_as_reported(token.head):
            named_there = [scene.at.get(noun.i) for noun in token.children]
            if named_sources := [m for m in named_there if m is not None and m.label in SOURCES]:
                return named_sources[:1]
        if token.lower_ == "according" and scene.doc[token.i + 1].lower_ == "to":
            nouns = [scene.doc[token.i + 2], *scene.doc[token.i + 1].children, *scene.doc[token.i + 2 : token.i + 4]]
            for noun in nouns:
                mention = scene.at.get(noun.i)
                if mention is not None and mention.label in SOURCES:
                    return [mention]
    return []
