"""What a count and its clause say as features: kind, unit, event, tense, and the words of time in its sentence.

Measure, time and country read the same; a change of anything here raises the versions of their models
(knowledge/linear_model.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sgreports.facts.count_context import CountContext
from sgreports.knowledge.statements.count_words import reporting_period, to_date
from sgreports.knowledge.statements.relations import relation_words
from sgreports.knowledge.statements.unit_classes import unit_class, unit_lemma
from sgreports.model.facts import Measure
from sgreports.relations.counts.count_status import clause_trigger, count_status
from sgreports.relations.grammar.clauses import is_change, is_definite, sentence_of
from sgreports.relations.grammar.scope import is_anaphoric, is_parallel
from sgreports.relations.grammar.tags import VERBAL


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """What is known of a count when its cells are weighed: `facts` are few and general, `words` are many."""

    facts: tuple[str, ...]
    words: tuple[str, ...]


def clause_evidence(place: CountContext) -> ClauseEvidence:
    """The evidence of a count's clause."""
    return ClauseEvidence(tuple(_facts(place)), tuple(_words(place)))


def with_measure(clause: ClauseEvidence, measure: Measure) -> ClauseEvidence:
    """The evidence with the count's measure among it."""
    return ClauseEvidence((f"measure={measure}", *clause.facts), clause.words)


def _facts(place: CountContext) -> Iterator[str]:
    count, scene = place.count, place.scene
    status = count_status(scene, count)
    yield f"kind={count.kind}"
    yield f"event={count.event}"
    yield f"class={unit_class(count.unit, count.kind or '') if count.unit else None}"
    yield f"tense={tense_of(place)}"
    yield f"status={status.modality} {status.polarity}"
    yield f"at={'linked' if place.relations.get('count_at') else 'free'}"
    yield f"part={place.is_part}"
    text = sentence_of(scene, count).text
    yield f"period={bool(reporting_period().search(text))}"
    yield f"to date={bool(to_date().search(text))}"
    yield f"anaphoric={is_anaphoric(scene, count)}"
    yield f"parallel={is_parallel(scene, count)}"
    yield f"definite={is_definite(scene, count)}"
    yield f"change={is_change(scene, count)}"
    yield f"comparator={count.comparator}"


def _words(place: CountContext) -> Iterator[str]:
    sentence = sentence_of(place.scene, place.count)
    yield f"unit={unit_lemma(place.count.unit or '')}"
    yield f"verb={clause_trigger(place.scene, place.count).lemma_.lower()}"
    relative = relation_words()["relative_times"]
    yield from dict.fromkeys(f"relative={t.lower_}" for t in sentence if t.lower_ in relative)
    yield from dict.fromkeys(f"opening={t.lower_}" for t in sentence[:3])


def tense_of(place: CountContext) -> str:
    """Tense and aspect of a count's clause: `VBD`, `have VBN`, `be VBN`, `will VB`, `none` where it has no verb."""
    verb = clause_trigger(place.scene, place.count)
    if verb.pos_ not in VERBAL:
        return "none"
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return " ".join([*(f"{h.lemma_} {h.tag_}" for h in helpers), verb.tag_])
