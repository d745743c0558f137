"""The event of each count by rules: what happened to those counted, or what they did or were.

The clause's predicate decides; where it is none of the list, the noun's own clauses and adjectives, then the noun.
A part of a total before it, and a number whose noun is left out, take the event of what they are part of or go on from.
"""

from collections.abc import Iterator, Mapping, Sequence

from sgreports.counting.event.decision import EventModels, decide_events
from sgreports.counting.event.found import EventFound
from sgreports.counting.event.reader import EventCue, EventReader
from sgreports.counting.total.parts import totals_of
from sgreports.knowledge.statements.events import WordClass, event_by, event_lexicon
from sgreports.knowledge.statements.relations import relation_words
from sgreports.model.facts import Mention
from sgreports.parsing.tokens import Token
from sgreports.parsing.unit import Unit
from sgreports.scene.scene import Scene, Scenes, by_paragraph, cue_of
from sgreports.sentence.clauses import ancestors, clause_heads
from sgreports.sentence.comparison import BEFORE_EARLIER
from sgreports.sentence.counted import is_change
from sgreports.sentence.tags import VERBAL

MORE = ("higher", "lower", "more", "less", "fewer")
FUNDED, OTHER = EventFound("funded", None, "money"), EventFound("other", None, "none")


def with_events(
    units: Sequence[Unit], mentions: Sequence[Mention], models: EventModels | None = None, scenes: Scenes | None = None
) -> list[Mention]:
    """The mentions, every COUNT with its event, also in `scenes`, if they are used again. Without models the rules
    decide alone."""
    scenes = scenes or Scenes(by_paragraph(mentions))
    found: dict[str, EventFound] = {}
    for unit in units:
        if any(m.label == "COUNT" for m in scenes.mentions_of(unit)):
            scene = scenes.of(unit)
            rule_events = events_of(scene)
            found |= decide_events(scene, rule_events, models) if models else rule_events
    said = {id_: {"event": e.event, "event_cue": e.cue, "event_score": e.score} for id_, e in found.items()}
    known = [m.model_copy(update=said[m.id]) if m.id in said else m for m in mentions]
    scenes.renew(known)
    return known


def events_of(scene: Scene) -> Mapping[str, EventFound]:
    """The rules' event of every count of a paragraph, by the mention's id."""
    found: dict[str, EventFound] = {}
    counts, totals = scene.counts(), totals_of(scene)
    for place, count in enumerate(counts):
        found[count.id] = _event_of(scene, count, counts[:place], totals.get(count.id), found)
    return found


def _event_of(
    scene: Scene, count: Mention, earlier: Sequence[Mention], total: Mention | None, known: Mapping[str, EventFound]
) -> EventFound:
    """The event of one count; it may inherit that of its total, or of `earlier` counts of the paragraph, `known`
    before."""
    reader = EventReader(scene, count)
    if (first := _by_change(reader, known) or _by_comparison(reader, earlier, known)) is not None:
        return first
    if count.kind == "money":
        return FUNDED
    found = next(filter(None, _by_steps(reader, earlier, total, known)), None)
    return found or (FUNDED if reader.unit_class == "money" else OTHER)


def _by_steps(
    reader: EventReader, earlier: Sequence[Mention], total: Mention | None, known: Mapping[str, EventFound]
) -> Iterator[EventFound | None]:
    """What each step finds, the nearest words first."""
    yield _by_cue(reader.adjacent(), "modifier")
    yield _by_cue(reader.predicate(), "predicate")
    yield _by_cue(reader.from_activity_noun(), "noun")
    yield _inherited_event(total, known, "part")
    yield _by_cue(reader.bracketed(), "part")
    yield _by_cue(reader.noun(), "noun")
    yield _by_cue(reader.modifier(), "modifier")
    yield _inherited_event(_continued_count(reader.scene, reader.count, earlier), known, "earlier")
    yield _by_cue(reader.from_counted_noun(), "thing")


def _by_cue(cued: EventCue | None, step: str) -> EventFound | None:
    """The event by a trigger."""
    return EventFound(cued[0], cue_of(cued[1]), step) if cued is not None else None


def _inherited_event(count: Mention | None, known: Mapping[str, EventFound], step: str) -> EventFound | None:
    """The event of an earlier count. A change is not inherited, `other` only by parts."""
    result = known.get(count.id) if count is not None else None
    if result is None or result.event == "changed" or (result.event == "other" and step != "part"):
        return None
    return EventFound(result.event, result.cue, step)


def _by_change(reader: EventReader, known: Mapping[str, EventFound]) -> EventFound | None:
    """A count that is a change, or joined to one: `by 9 per cent for bread and 4 per cent for oil`."""
    joined = reader.scene.at.get(reader.top.head.i) if reader.top.dep_ == "conj" else None
    before = known.get(joined.id) if joined is not None else None
    if before is not None and before.event == "changed":
        return before
    change = _change_cue(reader)
    return EventFound("changed", cue_of(change), "changed") if change is not None else None


def _change_cue(reader: EventReader) -> Token | None:
    """The word by which a count is a change itself: `rose by 8 per cent`, `a rise of 9`, `15 per cent higher`."""
    first, last = (reader.scene.spans[reader.count.id][place] for place in (0, -1))
    before = reader.scene.doc[first.i - 1] if first.i else None
    after = reader.scene.doc[last.i + 1] if last.i + 1 < len(reader.scene.doc) else None
    above = reader.top.head
    for preposition in (before, above):
        if preposition is not None and preposition.lower_ in ("by", "of") and _is_change_word(reader, preposition.head):
            return preposition.head
    if after is not None and reader.count.kind == "percent" and after.lower_ in MORE:
        return after
    if is_change(reader.scene.spans[reader.count.id]):
        near = (after, *ancestors(reader.scene.heads[reader.count.id]))
        return next((t for t in near if t and _is_change_word(reader, t)), before or last)
    return None


def _is_change_word(reader: EventReader, token: Token) -> bool:
    """Whether a word states a change."""
    part: WordClass = "verbs" if token.pos_ in VERBAL else "nouns"
    return event_by(part, token.lemma_.lower(), reader.unit_class) == "changed"


def _by_comparison(
    reader: EventReader, earlier: Sequence[Mention], known: Mapping[str, EventFound]
) -> EventFound | None:
    """The event of the count that a count is compared with: `12, compared with 15 in 2020`, `12 (up from 5)`."""
    left = reader.scene.doc.text[max(0, reader.count.start - 30) : reader.count.start]
    before = known.get(earlier[-1].id) if earlier and BEFORE_EARLIER.search(left) else None
    return EventFound(before.event, before.cue, "earlier") if before is not None else None


def _continued_count(scene: Scene, count: Mention, earlier: Sequence[Mention]) -> Mention | None:
    """The count that a number continues: its noun is left out, or its subject is a pronoun (`They include 12 …`)."""
    if not earlier:
        return None
    if count.unit_from == "ellipsis":
        same = [m for m in earlier if m.unit == count.unit]
        return (same or list(earlier))[-1]
    verb = next((t for t in clause_heads(scene.heads[count.id]) if t.pos_ in VERBAL), None)
    if verb is None or verb.lemma_ not in event_lexicon().levels:
        return None
    subjects = [t for t in verb.children if t.dep_ == "nsubj"]
    pointing = any(t.lower_ in relation_words()["pronouns"] for t in subjects[:1])
    return _first_of_last_sentence(scene, earlier) if pointing else None


def _first_of_last_sentence(scene: Scene, earlier: Sequence[Mention]) -> Mention:
    """The first count of the last sentence with one: the antecedent of a pronoun is no part in brackets."""
    last = scene.heads[earlier[-1].id].sent.start
    return next(m for m in earlier if scene.heads[m.id].sent.start == last)
