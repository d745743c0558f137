"""The status of a count: polarity, modality and source, from the clause that states its event."""

from dataclasses import replace
from itertools import islice, pairwise

from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention
from sgreports.scene.scene import Scene
from sgreports.scene.status import Status, status
from sgreports.sentence.clauses import clause_verb, word_before
from sgreports.sentence.counted import phrase_head
from sgreports.sentence.governors import governors_of
from sgreports.sentence.modality import governing_chain, makes_planned
from sgreports.sentence.tags import SUBJECTS


def count_status(scene: Scene, count: Mention) -> Status:
    """The status of a count, and so of its relations."""
    found = status(scene, clause_verb(scene.heads[count.id]))
    if _is_none(scene, count):
        found = replace(found, polarity="negated")
    elif found.polarity == "negated" and not _is_what_is_denied(scene, count):
        found = replace(found, polarity="affirmed")
    if _is_target(scene, count):
        return replace(found, modality="planned")
    return replace(found, modality="actual") if _is_start_of_change(scene, count) else found


def is_asked_for(scene: Scene, count: Mention) -> bool:
    """Whether what is done to the counted is only asked for: `demanded the release of 12`, no court order."""
    said = count.event_cue.start if count.event_cue and count.event != "funded" else None  # pledges are told as given
    over = governors_of(phrase_head(scene.heads[count.id]))
    deeds = (g.token for g in over if g.role == "patient" and g.token.idx == said)
    return any(makes_planned(up, low) for deed in deeds for low, up in islice(pairwise(governing_chain(deed)), 2))


def _is_none(scene: Scene, count: Mention) -> bool:
    """Whether a number is itself denied: `not one person was convicted`, `not one but three`; no `or not 30 came`."""
    before = word_before(scene.spans[count.id])
    return before is not None and before.lower_ == "not" and (before.i == 0 or before.nbor(-1).lower_ != "or")


def _is_what_is_denied(scene: Scene, count: Mention) -> bool:
    """Whether a count is what its verb denies: `did not repair 40 bridges`, no `did not act after the 40 attacks`."""
    noun = phrase_head(scene.heads[count.id])
    definite = any(child.lower_ in relation_words()["definite"] for child in noun.children)
    return noun.dep_ in (*SUBJECTS, "dobj", "attr") and not definite


def _is_target(scene: Scene, count: Mention) -> bool:
    """Whether a count is itself a target or projection: `the projected $105 million`, `$105 million required`."""
    noun = scene.nouns[count.id]
    below = phrase_head(scene.heads[count.id]).children
    if any(c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in relation_words()["awaiting"] for c in below):
        return True
    above = "" if noun.head.pos_ == "VERB" else noun.head.lemma_.lower()  # `targeted two trucks` is no target
    near = {above, *(t.lower_ for t in scene.doc[max(0, noun.i - 5) : noun.i])}
    return bool(near & relation_words()["planned_nouns"])


def _is_start_of_change(scene: Scene, count: Mention) -> bool:
    """Whether a count is the start of a change, which is actual: `is projected to fall from 21 per cent`."""
    before = word_before(scene.spans[count.id])
    return before is not None and before.lower_ == "from"
