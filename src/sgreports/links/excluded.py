"""What can be no relation, whatever grammar and model say."""

import re
from itertools import takewhile

from sgreports.knowledge.layout.symbols import allowed_years
from sgreports.knowledge.names.entities import national_states
from sgreports.knowledge.names.keys import state_in
from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention, Relation
from sgreports.scene.scene import Scene
from sgreports.sentence.tags import SUBJECTS

YEAR = re.compile(r"\d{4}")
DONE_BY_PLACE = ("detained", "legal_act", "prosecuted", "released", "trained")
"""What a court or a school does that is done at it."""


def is_excluded(relation: Relation, subject: Mention, object_: Mention, scene: Scene) -> bool:
    """Whether a relation is false by what its two ends are."""
    match relation.type:
        case "dated":
            return _is_of_another_year(subject, object_)
        case "member_of":  # a State is no member of its own assembly
            body = object_.entity or ""
            return subject.entity is not None and subject.entity in (state_in(body), national_states().get(body))
        case "adopted":  # some States adopt no Agenda
            return subject.label == "COUNT" and object_.kind == "policy"
        case "count_by":  # `experts at the Institute identified 12`: it is where they did
            name = scene.heads[object_.id]
            there = name.dep_ == "pobj" and name.head.lower_ == "at" and subject.event not in DONE_BY_PLACE
            return relation.role == "agent" and there
        case "supports" | "works_with":
            return _is_undone(relation, subject, object_, scene)
    return False


def _is_of_another_year(text: Mention, date: Mention) -> bool:
    """Whether the symbol of a text excludes a year: a Council resolution (1999) is of no other year than 1999."""
    years, year = allowed_years(text.entity or ""), YEAR.match(date.entity or "")
    if years is None or year is None:
        return False
    return not years[0] <= int(year[0]) <= years[1]


def _is_undone(relation: Relation, subject: Mention, object_: Mention, scene: Scene) -> bool:
    """Whether a body is said to support, or work with, whom it fights, disarms or takes home.

    Of an armed group also its former members, and the support that the model alone finds.
    """
    if relation.type == "works_with" and subject.kind == "armed_group":
        subject, object_ = object_, subject
    if subject.label != "AGENCY" or object_.label != "AGENCY" or subject.kind == "armed_group":
        return False
    head = scene.heads[object_.id]
    below = (head, *head.ancestors)
    above = {token.head.lemma_.lower() for token in takewhile(lambda token: token.dep_ not in SUBJECTS, below)}
    by_model = relation.source == "model" and relation.type == "supports"
    former = any(child.lower_ == "former" for token in (head, head.head) for child in token.children)
    of_group = object_.kind == "armed_group" and (by_model or former)
    return of_group or not relation_words()["undoing"].isdisjoint(above)
