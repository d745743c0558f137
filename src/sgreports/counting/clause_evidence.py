"""Features of a count and its clause: kind, unit, event, tense, and the words of time in its sentence.

The models of measure, time and country share them; a change of anything here raises the versions of their models
(knowledge/linear_model.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sgreports.counting.context import CountContext
from sgreports.counting.status import count_status
from sgreports.knowledge.statements.count_words import reporting_period, to_date
from sgreports.knowledge.statements.relations import relation_words
from sgreports.knowledge.statements.unit_classes import unit_class, unit_lemma
from sgreports.model.facts import Measure
from sgreports.parsing.tokens import Span
from sgreports.sentence.clauses import clause_verb
from sgreports.sentence.counted import is_change, is_definite
from sgreports.sentence.scope import is_anaphoric, is_parallel
from sgreports.sentence.tags import VERBAL

CACHED_SENTENCES = 4  # sentences whose words are cached, as all counts of a sentence share them
FUNCTION = ("ADP", "SCONJ", "ADV", "AUX", "DET", "PRON", "PART")


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """Features of a count for its cells: `facts` are few and general, `words` are many."""

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
    yield f"tense={_tense_of(place)}"
    yield f"status={status.modality} {status.polarity}"
    yield f"at={'linked' if place.relations.get('count_at') else 'free'}"
    yield f"part={place.is_part}"
    sentence = scene.heads[count.id].sent
    yield f"period={bool(period_phrases(sentence))}"
    yield f"to date={says_to_date(sentence)}"
    yield f"anaphoric={is_anaphoric(scene.spans[count.id])}"
    yield f"parallel={is_parallel(scene.heads[count.id])}"
    yield f"definite={is_definite(scene.spans[count.id], count.kind)}"
    yield f"change={is_change(scene.spans[count.id])}"
    yield f"comparator={count.comparator}"


@lru_cache(maxsize=CACHED_SENTENCES)
def period_phrases(sentence: Span) -> tuple[re.Match[str], ...]:
    """The phrases of a sentence that name a report's period."""
    return tuple(reporting_period().finditer(sentence.text))


@lru_cache(maxsize=CACHED_SENTENCES)
def says_to_date(sentence: Span) -> bool:
    """Whether a sentence has `to date` or the like."""
    return to_date().search(sentence.text) is not None


@lru_cache(maxsize=CACHED_SENTENCES)
def relative_words(sentence: Span) -> tuple[str, ...]:
    """The words of a sentence for a time relative to another (`earlier`), without repeats."""
    relative = relation_words()["relative_times"]
    return tuple(dict.fromkeys(t.lower_ for t in sentence if t.lower_ in relative))


@lru_cache(maxsize=CACHED_SENTENCES)
def function_words(sentence: Span) -> tuple[str, ...]:
    """The words of a sentence that carry no content (`since`, `per`, `each`), without repeats."""
    return tuple(dict.fromkeys(t.lower_ for t in sentence if t.pos_ in FUNCTION))


def _words(place: CountContext) -> Iterator[str]:
    sentence = place.scene.heads[place.count.id].sent
    yield f"unit={unit_lemma(place.count.unit or '')}"
    yield f"verb={clause_verb(place.scene.heads[place.count.id]).lemma_.lower()}"
    yield from (f"relative={word}" for word in relative_words(sentence))
    yield from dict.fromkeys(f"opening={t.lower_}" for t in sentence[:3])


def _tense_of(place: CountContext) -> str:
    """Tense and aspect of a count's clause: `VBD`, `have VBN`, `be VBN`, `will VB`, `none` where it has no verb."""
    verb = clause_verb(place.scene.heads[place.count.id])
    if verb.pos_ not in VERBAL:
        return "none"
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return " ".join([*(f"{h.lemma_} {h.tag_}" for h in helpers), verb.tag_])
